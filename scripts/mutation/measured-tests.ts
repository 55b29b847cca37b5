import { NOT_LOADED } from './copy-messages.ts';
import type { CopyRunner } from './run-in-copy.ts';

/** A test file and what it takes, and how often it passes the place of each planted change, by the change's id. */
export interface MeasuredTest {
  readonly file: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly passes: ReadonlyMap<string, number>;
}

/** Runs test files without a change, each once and not before it is asked for. */
export interface Measurements {
  /**
   * Null: the file fails without any change, so it can tell nothing. Throws where it cannot even be loaded: then the
   * checkout is broken, and every change would pass for unnoticed.
   */
  readonly of: (test: string) => Promise<MeasuredTest | null>;
  /** Whether a place has been passed outside of tests, where modules are loaded or all tests of a file are prepared. */
  readonly isAtLoad: (id: string) => boolean;
  readonly usable: readonly MeasuredTest[];
  /** How files fail without any change. */
  readonly failures: readonly string[];
}

const MOST = { cpuSeconds: 120, seconds: 600 };

export function createMeasurements(runner: CopyRunner): Measurements {
  const known = new Map<string, MeasuredTest | null>();
  const atLoad = new Set<string>();
  const failures: string[] = [];
  return {
    isAtLoad: (id) => atLoad.has(id),
    failures,
    get usable() {
      return [...known.values()].filter((test) => test !== null);
    },
    async of(test) {
      const before = known.get(test);
      if (before !== undefined) return before;
      const { failure, brokenOff, ...took } = await runner.run({ test, change: null, most: MOST });
      if (failure?.includes(NOT_LOADED) === true) throw new Error(`Without any change, ${failure}`);
      for (const id of Object.keys(took.outside)) atLoad.add(id);
      const fails = brokenOff ? `${test}: comes to no end` : failure;
      if (fails !== null) failures.push(fails);
      const { seconds, cpuSeconds, inTests } = took;
      const measured =
        fails === null ? { file: test, seconds, cpuSeconds, passes: new Map(Object.entries(inTests)) } : null;
      known.set(test, measured);
      return measured;
    },
  };
}
