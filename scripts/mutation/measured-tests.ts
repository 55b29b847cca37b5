import type { CopyRunner } from './run-in-copy.ts';

/** A test file and what it takes, and how often it passes the place of each planted change, by the change's id. */
export interface MeasuredTest {
  readonly file: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly passes: ReadonlyMap<string, number>;
}

export interface MeasuredTests {
  readonly usable: readonly MeasuredTest[];
  /** How tests fail without any change: such a test can tell nothing. */
  readonly failures: readonly string[];
}

const MOST = { cpuSeconds: 120, seconds: 600 };

/** Runs each of these tests once with no change switched on. */
export async function measureTests(tests: readonly string[], runner: CopyRunner): Promise<MeasuredTests> {
  const usable: MeasuredTest[] = [];
  const failures: string[] = [];
  for (const test of tests) {
    const { failure, brokenOff, seconds, cpuSeconds, passes } = await runner.run({ test, change: null, most: MOST });
    if (brokenOff) failures.push(`${test}: comes to no end`);
    else if (failure !== null) failures.push(failure);
    else usable.push({ file: test, seconds, cpuSeconds, passes: new Map(Object.entries(passes)) });
  }
  return { usable, failures };
}
