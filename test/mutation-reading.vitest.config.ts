import { defineConfig } from 'vitest/config';

/**
 * What mutation testing of the reading side runs: sheets and uploaded workbooks, by the quick tests beside them. What talks
 * to a worker is tried by the sample: most planted changes there only make it wait for ever.
 */
export default defineConfig({
  test: {
    include: [
      'shared/sync/read/**/*.test.ts',
      'shared/workbook-file/**/*.test.ts',
      'server/workbook/read/**/*.test.ts',
    ],
    exclude: ['**/*.{built,files}.test.ts', '**/{hostile-files,parse-workbook}.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: false,
  },
});
