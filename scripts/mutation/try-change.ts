import type { MeasuredTest } from './measured-tests.ts';
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

/** Switches a change on and runs these tests one after the other until one notices. */
export async function tryChange(
  change: PlantedChange,
  tests: readonly MeasuredTest[],
  runner: CopyRunner,
): Promise<TriedChange> {
  if (tests.length === 0) return { change, verdict: 'no test near', by: null, cpuSeconds: 0 };
  let spent = 0;
  for (const { file, passes, seconds, cpuSeconds } of tests) {
    const { failure, brokenOff, ...took } = await runner.run({
      test: file,
      change: { id: change.id, mostPasses: LOOPING * (10 + (passes.get(change.id) ?? 0)) },
      most: {
        cpuSeconds: START.cpuSeconds + cpuSeconds * CPU_PATIENCE,
        seconds: START.seconds + seconds * CLOCK_PATIENCE,
      },
    });
    spent += took.cpuSeconds;
    if (brokenOff) return { change, verdict: 'timed out', by: file, cpuSeconds: spent };
    if (failure !== null) return { change, verdict: 'caught', by: failure, cpuSeconds: spent };
  }
  return { change, verdict: 'survived', by: null, cpuSeconds: spent };
}
