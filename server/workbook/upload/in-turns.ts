import type { Steps } from '../../../shared/sync/steps.ts';

/** The server answers others in between, so that no reading of a large workbook keeps them waiting. */
const LONGEST_STRETCH_MS = 10;

/** Does work step by step, giving other requests their turn after every stretch. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let started = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - started < LONGEST_STRETCH_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    started = performance.now();
  }
}
