import { defineConfig } from 'vitest/config';

/** What mutation testing of the plan runs: the tests of postings, sums, rules, locks and totals that take milliseconds. */
export default defineConfig({
  test: {
    include: ['shared/plan/**/*.test.ts'],
    // They generate programs, and would be run for nearly every change.
    exclude: [
      'shared/plan/bridge/{dated-postings,bridge-figure}.test.ts',
      'shared/plan/figures/{totals,computed-columns,source-amounts}.test.ts',
      'shared/plan/entry/dated-money.test.ts',
      'shared/plan/invariants/balanced-changes.test.ts',
    ],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
  },
});
