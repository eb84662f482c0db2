import { defineConfig } from 'vitest/config';

/** Files that replace a module, or look at what loading a module has left behind. */
const ALONE = ['test/ingest/full-disk.test.ts', 'test/regions/places.test.ts'];

export default defineConfig({
  test: {
    // Both of two cores: most tests wait for processes that they started.
    maxWorkers: '100%',
    globalSetup: 'test/storage/postgres-server.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        // Files share what a worker has loaded: importing it anew for each took a sixth of the time.
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
});
