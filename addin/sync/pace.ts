import type { Steps } from '../../shared/sync/steps.ts';

/** Excel's browsers stay fluent, and its watchdog calm, while no piece of work lasts longer. */
const LONGEST_STRETCH_MS = 25;

/**
 * Makes a function to await now and then in long work: it comes back at once, or after the browser has had its turn when
 * the work has lasted too long without one.
 */
export function createPace(): () => Promise<void> | undefined {
  let started = performance.now();
  return () => {
    if (performance.now() - started < LONGEST_STRETCH_MS) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        started = performance.now();
        resolve();
      }, 0);
    });
  };
}

/** Does work step by step, giving the browser its turn whenever a stretch has lasted long enough. */
export async function paced<T>(steps: Steps<T>): Promise<T> {
  const pace = createPace();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await pace();
  }
}
