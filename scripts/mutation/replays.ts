import { appendFileSync } from 'node:fs';
import { z } from 'zod';

/** What came of a planted change when the tests that reach it were played with its switch on. */
export const verdict = z.enum([
  'noticed',
  /** Its place was passed so often, or a test took so long, that it is in a loop that does not end. */
  'looping',
  'unnoticed',
  /** It changes what is worked out once, while its module is loaded: too late when a test is played again. */
  'at load',
  'reached by no test',
]);
export type Verdict = z.infer<typeof verdict>;

/** A line of the journal that the process of the tests writes as it goes, so that nothing is lost when it is ended. */
export const journalLine = z.union([
  z.object({ of: z.string() }),
  z.object({ pid: z.number() }),
  /** The process has ended; where it was in the middle of a change, that change has ended it. */
  z.object({ ended: z.literal(true) }),
  z.object({ said: z.string() }),
  z.object({ timing: z.string() }),
  z.object({ trying: z.string(), by: z.string() }),
  /** `change` as `nameOf` names it: ids are others where other files are played. */
  z.object({ change: z.string(), verdict, by: z.string().nullable() }),
]);
export type JournalLine = z.infer<typeof journalLine>;

export function writeLine(journal: string, line: JournalLine): void {
  appendFileSync(journal, `${JSON.stringify(line)}\n`);
}

export function readLines(text: string): readonly JournalLine[] {
  // The last line may be cut off where the process was ended.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map((line) => journalLine.parse(JSON.parse(line)));
}
