import { afterAll } from 'vitest';
import { z } from 'zod';

/** Where Stryker's instrumented code counts which changes' places were passed, by the change's id. */
const counted = z.object({
  __stryker__: z.object({ mutantCoverage: z.object({ static: z.record(z.string(), z.number()) }) }),
});

declare module 'vitest' {
  interface TaskMeta {
    /** Ids of the operator changes whose place this test file has passed. */
    passed?: string[];
  }
}

// Vitest tells a hook's needs by its first parameter, so the empty pattern has to stand there.
// oxlint-disable-next-line no-empty-pattern
afterAll(({}, suite) => {
  const found = counted.safeParse(globalThis);
  if (found.success) suite.meta.passed = Object.keys(found.data.__stryker__.mutantCoverage.static);
});
