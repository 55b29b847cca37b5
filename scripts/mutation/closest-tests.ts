/** The place of a planted change. */
export interface ChangePlace {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

/** A test with the changes whose places it passes, and what it takes. */
export interface ReachingTest {
  readonly passes: Readonly<Record<string, number>>;
  readonly milliseconds: number;
}

/** Lines within which a place belongs to the same rule as another, as a rule. */
const NEAR_LINES = 15;
/** What playing a test costs whatever it does. */
const LEAST_MILLISECONDS = 5;

/**
 * Gives for a change the tests that reach it, those first that may well notice it. Nearly all tests of the plan pass the
 * conditions of nearly all rules; one that passes places close by which few others pass is a test of that rule.
 */
export function closestTests<T extends ReachingTest>(
  changes: readonly ChangePlace[],
  tests: readonly T[],
): (change: ChangePlace) => readonly T[] {
  const rarity = new Map<string, number>();
  for (const { id } of changes) {
    const reaching = tests.filter(({ passes }) => id in passes).length;
    rarity.set(id, reaching === 0 ? 0 : 1 / reaching);
  }
  return ({ id, file, line }) => {
    const near = changes.filter((other) => other.file === file && Math.abs(other.line - line) <= NEAR_LINES);
    const worth = (test: T): number => {
      let sum = 0;
      for (const other of near) if (other.id in test.passes) sum += rarity.get(other.id) ?? 0;
      return sum / (test.milliseconds + LEAST_MILLISECONDS);
    };
    return tests
      .filter(({ passes }) => id in passes)
      .map((test) => ({ test, worth: worth(test) }))
      .sort((one, other) => other.worth - one.worth)
      .map(({ test }) => test);
  };
}
