import type { CheckoutCopy } from './checkout-copy.ts';
import type { OperatorChange } from './operator-changes.ts';
import type { MeasuredTest } from './passing-tests.ts';
import type { CopyRunner } from './run-in-copy.ts';

/** A planted change and what came of it; `by` is the test that noticed. */
export interface TriedChange {
  readonly change: OperatorChange;
  readonly verdict: 'caught' | 'timed out' | 'survived' | 'no test near';
  readonly by: string | null;
}

/** No verdict within this many times the tests' usual time, and a start, means that the change loops for ever. */
const PATIENCE = 8;
const START_MS = 60_000;

/** Plants a change in the copy, runs the tests, and takes it out again. */
export async function tryChange(
  change: OperatorChange,
  tests: readonly MeasuredTest[],
  copy: CheckoutCopy,
  runner: CopyRunner,
): Promise<TriedChange> {
  if (tests.length === 0) return { change, verdict: 'no test near', by: null };
  const original = await copy.read(change.file);
  const usualMs = tests.reduce((sum, { seconds }) => sum + seconds * 1000, 0);
  await copy.write(change.file, change.changedText);
  const outcome = await runner.run(
    { tests: tests.map(({ file }) => file), changed: [change.file] },
    START_MS + usualMs * PATIENCE,
  );
  await copy.write(change.file, original);
  if (outcome.kind === 'timed-out') return { change, verdict: 'timed out', by: null };
  await runner.run({ tests: [], changed: [change.file] }, START_MS);
  const by = outcome.reply.failure;
  return { change, verdict: by === null ? 'survived' : 'caught', by };
}
