import { afterAll, afterEach, beforeEach, expect, inject, vi } from 'vitest';
import type { SwitchedOn } from '../scripts/mutation/copy-messages.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The planted change that is tried, or null while the tests are only measured. */
    switchedOn: SwitchedOn | null;
  }

  interface TaskMeta {
    /** How often this test file has passed the places of planted changes, by the change's id. */
    inTests?: Record<string, number>;
    outside?: Record<string, number>;
  }
}

/**
 * What Stryker's switches read and where they count, under the names they know. Modules stay loaded from file to file and
 * keep these two objects, so they are filled anew, never replaced.
 */
interface Switches {
  activeMutant: string | undefined;
  hitCount: number | undefined;
  hitLimit: number | undefined;
  /** Passes are counted for a test while one runs, else as static. */
  currentTestId: string | undefined;
  readonly mutantCoverage: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
  /** Ours: modules have been loaded with a change switched on. */
  areModulesChanged: boolean;
}

declare global {
  var __stryker__: Switches | undefined;
}

const IN_TESTS = 'in tests';
const change = inject('switchedOn');
const switches = (globalThis.__stryker__ ??= {
  activeMutant: undefined,
  hitCount: undefined,
  hitLimit: undefined,
  currentTestId: undefined,
  mutantCoverage: { static: {}, perTest: {} },
  areModulesChanged: false,
});
const { mutantCoverage } = switches;
mutantCoverage.static = {};
mutantCoverage.perTest = {};
switches.activeMutant = change?.id;
switches.hitCount = change === null ? undefined : 0;
switches.hitLimit = change?.mostPasses;
// Threads that a test starts have no such object of ours, but read the environment.
delete process.env['__STRYKER_ACTIVE_MUTANT__'];
if (change !== null) process.env['__STRYKER_ACTIVE_MUTANT__'] = change.id;
// What tests over folders share keeps a world for the file that loads it.
const isOfFolders = /\/test\/[^/]+\/[^/]+$/.test(expect.getState().testPath ?? '');
if (switches.areModulesChanged || change?.atLoad === true || isOfFolders) vi.resetModules();
switches.areModulesChanged = change?.atLoad === true;

beforeEach(() => {
  switches.currentTestId = IN_TESTS;
});
afterEach(() => {
  switches.currentTestId = undefined;
});

// Vitest tells a hook's needs by its first parameter, so the empty pattern has to stand there.
// oxlint-disable-next-line no-empty-pattern
afterAll(({}, suite) => {
  suite.meta.inTests = mutantCoverage.perTest[IN_TESTS] ?? {};
  suite.meta.outside = mutantCoverage.static;
});
