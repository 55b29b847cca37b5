import type { MeasuredTest, Measurements } from './measured-tests.ts';
import { isBeside } from './near-tests.ts';
import type { PlantedChange } from './operator-changes.ts';
import type { CopyRunner } from './run-in-copy.ts';

/** A planted change and what came of it; `by` is the test that noticed. */
export interface TriedChange {
  readonly change: PlantedChange;
  readonly verdict: 'caught' | 'timed out' | 'survived' | 'no test near';
  readonly by: string | null;
  readonly cpuSeconds: number;
}

/** A place that is passed this many times as often as without the change is in a loop that does not end. */
const LOOPING = 100;
/** So is a test file that computes this many times its usual time; waiting depends on the machine and gets longer. */
const CPU_PATIENCE = 8;
const CLOCK_PATIENCE = 20;
const START = { cpuSeconds: 5, seconds: 60 };
/** As many tests as somebody who changes the place would have the patience to run. */
const MOST_TESTS = 12;
const MOST_CPU_SECONDS = 20;

/** Switches a change on and runs the tests that pass its place, one after the other, until one notices. */
export async function tryChange(
  change: PlantedChange,
  tests: readonly string[],
  measurements: Measurements,
  runner: CopyRunner,
): Promise<TriedChange> {
  let [spent, run] = [0, 0];
  for (const file of tests) {
    if (run === MOST_TESTS || spent > MOST_CPU_SECONDS) break;
    const measured = await measurements.of(file);
    if (measured === null || !mayNotice(change, measured, measurements)) continue;
    run += 1;
    const { failure, brokenOff, cpuSeconds } = await runner.run(requestOf(change, measured, measurements));
    spent += cpuSeconds;
    if (brokenOff) return { change, verdict: 'timed out', by: file, cpuSeconds: spent };
    if (failure !== null) return { change, verdict: 'caught', by: failure, cpuSeconds: spent };
  }
  return { change, verdict: run === 0 ? 'no test near' : 'survived', by: null, cpuSeconds: spent };
}

function mayNotice(
  { id, file }: PlantedChange,
  { file: test, passes }: MeasuredTest,
  { isAtLoad }: Measurements,
): boolean {
  // A test right beside the file is run even where its passing was not seen, as in code that runs in a thread.
  return passes.has(id) || isAtLoad(id) || isBeside(file, test);
}

function requestOf(
  { id }: PlantedChange,
  { file, passes, seconds, cpuSeconds }: MeasuredTest,
  { isAtLoad }: Measurements,
): Parameters<CopyRunner['run']>[0] {
  return {
    test: file,
    change: { id, mostPasses: LOOPING * (10 + (passes.get(id) ?? 0)), atLoad: isAtLoad(id) },
    most: {
      cpuSeconds: START.cpuSeconds + cpuSeconds * CPU_PATIENCE,
      seconds: START.seconds + seconds * CLOCK_PATIENCE,
    },
  };
}
