import { defineConfig } from 'vitest/config';

/**
 * What mutation testing of the calculator's parser, renames and dependency graph runs: the tests beside them that take
 * milliseconds. Those that calculate whole books would be run for nearly every change, and take an hour.
 */
export default defineConfig({
  test: {
    include: ['addin/excel-host/{formula/*,calculation/dependents}.test.ts'],
    exclude: ['addin/excel-host/formula/formula.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
  },
});
