import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Both of two cores: most tests wait for processes that they started.
    maxWorkers: '100%',
    globalSetup: 'test/storage/postgres-server.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
