import { defineConfig } from 'vitest/config';

/** The tests that mutation testing runs: the sync core alone, without databases or browsers. */
export default defineConfig({
  test: {
    include: ['shared/sync/**/*.test.ts', 'shared/rules/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
  },
});
