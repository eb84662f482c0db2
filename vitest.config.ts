import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/storage/postgres-server.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
