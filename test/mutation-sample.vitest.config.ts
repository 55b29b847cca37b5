import { defineConfig } from 'vitest/config';

/** What the sample of operator changes runs: tests near the code, without browsers, programs, second processes and long histories. */
export default defineConfig({
  cacheDir: '.vite-mutation',
  test: {
    globalSetup: ['./test/postgres/global-setup.ts'],
    include: ['{shared,server,addin}/**/*.test.{ts,tsx}', 'test/{contracts,end-to-end}/**/*.test.ts'],
    exclude: [
      '**/*.{built,files}.test.ts',
      'test/contracts/{presence-processes,server-postgres}.test.ts',
      'shared/sync/histories.test.ts',
    ],
    setupFiles: ['./test/mutation-sample.setup.ts', './test/end-to-end/close-worlds.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 1,
    isolate: false,
  },
});
