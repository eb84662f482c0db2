import { defineConfig } from 'vitest/config';

/**
 * Tests of functions alone, without databases, processes or clocks: they share what a worker has loaded, which else is
 * imported anew for each file. Not those that look at what loading leaves behind.
 */
const PLAIN = [
  'test/{answer,cards,corpus,declaration,question,regions,retrieval,understanding}/**/*.test.ts',
];
const NOT_PLAIN = ['test/regions/places.test.ts'];

/**
 * Tests of rooms, each on databases of its own and on a clock that it holds: they share what is loaded too. Not those
 * that run commands, which replace the process's streams and settings for a while, or that measure.
 */
const ROOMS = [
  'test/{alerts,casework,dialogue,digest,files,record,register,rights,sheets,visits}/**/*.test.ts',
  'test/privacy/{forget,tries,trouble}.test.ts',
];
const NOT_ROOMS = [
  'test/dialogue/chat.test.ts',
  'test/digest/{commands,speed}.test.ts',
  'test/**/volume.test.ts',
];

export default defineConfig({
  test: {
    // Both of two cores: most tests wait for processes that they started.
    maxWorkers: '100%',
    globalSetup: ['test/storage/sqlite-blank.ts', 'test/storage/postgres-server.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'plain', include: PLAIN, exclude: NOT_PLAIN, isolate: false } },
      { extends: true, test: { name: 'rooms', include: ROOMS, exclude: NOT_ROOMS, isolate: false } },
      {
        extends: true,
        test: { name: 'alone', include: [...NOT_PLAIN, ...NOT_ROOMS] },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts'], exclude: [...PLAIN, ...ROOMS] },
      },
    ],
  },
});
