import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,server,addin,test}/**/*.test.{ts,tsx}'],
    reporters: ['default', './scripts/closing-line-reporter.ts'],
    globalSetup: ['./test/postgres/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
