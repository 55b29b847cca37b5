import { afterAll, afterEach, beforeEach, expect, inject, vi } from 'vitest';
import type { SwitchedOn } from '../scripts/mutation/copy-messages.ts';
import { strykerSwitches } from '../scripts/mutation/stryker-switches.ts';

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

const IN_TESTS = 'in tests';
const change = inject('switchedOn');
const switches = strykerSwitches();
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
