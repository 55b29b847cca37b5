import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Keeps the order the sample asks for: the nearest test first, so that a planted change is noticed soonest. */
class AsGiven extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

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
    setupFiles: ['./test/mutation-sample.setup.ts'],
    sequence: { sequencer: AsGiven },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'threads',
    maxWorkers: 1,
  },
});
