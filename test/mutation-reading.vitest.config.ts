import { defineConfig } from 'vitest/config';

/** What mutation testing of the reading side runs: sheets and uploaded workbooks, by the tests beside them. */
export default defineConfig({
  test: {
    include: ['shared/sync/read/**/*.test.ts', 'server/workbook/read/**/*.test.ts'],
    exclude: ['**/*.{built,files}.test.ts', '**/hostile-files.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
  },
});
