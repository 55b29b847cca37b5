import { defineConfig } from 'vitest/config';

/** What mutation testing runs: the example tests of the sync core. The generated ones would only hide a missing example. */
export default defineConfig({
  test: {
    include: ['shared/sync/**/*.test.ts'],
    exclude: ['shared/sync/histories.test.ts', 'shared/sync/merge/merge-laws.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
  },
});
