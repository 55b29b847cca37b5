import type { CheckoutCopy } from './checkout-copy.ts';
import type { SourceFile } from './operator-changes.ts';
import type { CopyRunner } from './run-in-copy.ts';

/** A test file and what it takes, and which changes' places it passes. */
export interface MeasuredTest {
  readonly file: string;
  readonly seconds: number;
  readonly passes: ReadonlySet<string>;
}

export interface MeasuredTests {
  readonly usable: readonly MeasuredTest[];
  /** How tests fail without any change: such a test can tell nothing. */
  readonly failures: readonly string[];
}

const LIMIT_MS = 600_000;

/** Runs each of these tests once over sources that count which of their places are passed, and puts the sources back. */
export async function measureTests(
  tests: readonly string[],
  counting: readonly SourceFile[],
  copy: CheckoutCopy,
  runner: CopyRunner,
): Promise<MeasuredTests> {
  const plain = await Promise.all(counting.map(async ({ file }) => ({ file, text: await copy.read(file) })));
  for (const { file, text } of counting) await copy.write(file, text);
  const usable: MeasuredTest[] = [];
  const failures: string[] = [];
  for (const file of tests) {
    const outcome = await runner.run({ tests: [file], changed: [] }, LIMIT_MS);
    if (outcome.kind === 'timed-out') failures.push(`${file}: comes to no end`);
    else if (outcome.reply.failure !== null) failures.push(outcome.reply.failure);
    else usable.push({ file, seconds: outcome.reply.seconds, passes: new Set(outcome.reply.passed) });
  }
  for (const { file, text } of plain) await copy.write(file, text);
  await runner.stop();
  return { usable, failures };
}
