/**
 * Work in steps: at each `yield` something else may have its turn, so that a pane stays fluent while a large table is
 * worked through. Whoever has nothing else to do runs it to its end with `finish`.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Rows between two yields: a few milliseconds of work. */
export const ROWS_PER_STEP = 1_000;

/** Does all the steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The items, with a pause after every `ROWS_PER_STEP` of them. */
export function* inSteps<Item>(items: Iterable<Item>, work: (item: Item) => void): Steps<void> {
  let sincePause = 0;
  for (const item of items) {
    work(item);
    if (++sincePause < ROWS_PER_STEP) continue;
    sincePause = 0;
    yield undefined;
  }
}
