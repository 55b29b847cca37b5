import { afterAll, inject } from 'vitest';
import type { SwitchedOn } from '../scripts/mutation/copy-messages.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The planted change that is tried, or null while the tests are only measured. */
    switchedOn: SwitchedOn | null;
  }

  interface TaskMeta {
    /** How often this test file has passed the places of planted changes, by the change's id. */
    passes?: Record<string, number>;
  }
}

// The switches of the planted changes, as Stryker builds them, read this when they are first passed; those in threads that
// a test starts read the environment.
const change = inject('switchedOn');
const counted = { static: {}, perTest: {} };
Object.assign(globalThis, {
  __stryker__: {
    mutantCoverage: counted,
    ...(change !== null && { activeMutant: change.id, hitCount: 0, hitLimit: change.mostPasses }),
  },
});
delete process.env['__STRYKER_ACTIVE_MUTANT__'];
if (change !== null) process.env['__STRYKER_ACTIVE_MUTANT__'] = change.id;

// Vitest tells a hook's needs by its first parameter, so the empty pattern has to stand there.
// oxlint-disable-next-line no-empty-pattern
afterAll(({}, suite) => {
  suite.meta.passes = counted.static;
});
