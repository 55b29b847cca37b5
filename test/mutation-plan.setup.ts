import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach } from 'vitest';
import { getFn } from 'vitest/suite';
import { strykerSwitches } from '../scripts/mutation/stryker-switches.ts';

const switches = strykerSwitches();

// A law that a change breaks is broken; nobody wants the smallest case. Generated cases are tried as long as a quick test takes.
const MOST_GENERATED_MS = 1_500;
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: 7,
  endOnFailure: true,
  interruptAfterTimeLimit: MOST_GENERATED_MS,
});
// Vitest listens once more each time that a test is played.
setMaxListeners(0);

beforeEach(({ task }) => {
  switches.currentTestId = task.id;
});
afterEach(({ task }) => {
  switches.currentTestId = undefined;
  const passes = switches.mutantCoverage.perTest[task.id];
  if (passes === undefined) return;
  switches.played.push({ name: task.name, file: task.file.name, play: getFn(task), passes });
});
