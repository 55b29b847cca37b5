import { defineConfig } from 'vitest/config';

/**
 * What mutation testing of the wire runs. Schemas are made when their module is loaded, so every change is tried by all of
 * these tests, each with modules of its own.
 */
export default defineConfig({
  test: {
    include: ['shared/protocol/**/*.test.ts'],
    testTimeout: 60_000,
    maxWorkers: 1,
    isolate: true,
  },
});
