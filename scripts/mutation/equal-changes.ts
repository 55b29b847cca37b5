import type { PlayedChange } from './replay-in-one-process.ts';

/** Changes of one line that no test can notice, because the code does the same with them. */
export interface EqualChange {
  /** In shared/plan. */
  readonly file: string;
  /** The line of code on which they begin. */
  readonly code: string;
  /** What is planted there, each with one blank for any run of white space. */
  readonly become: readonly string[];
  readonly why: string;
}

/** Counted apart, each with its reason. */
export const equalChanges: readonly EqualChange[] = [];

export interface JudgedChange extends PlayedChange {
  readonly equal: EqualChange | null;
}

/** What was played, with the reason of each change that comes to the same. */
export function explainEqual(
  played: readonly PlayedChange[],
  known: readonly EqualChange[] = equalChanges,
): readonly JudgedChange[] {
  return played.map((one) => {
    const isLeft = one.verdict === 'unnoticed' || one.verdict === 'reached by no test';
    return { ...one, equal: isLeft ? (known.find((entry) => isMeant(entry, one)) ?? null) : null };
  });
}

/** Entries that explain nothing of what was played although their file was: they are to be taken out. */
export function needlessEntries(
  judged: readonly JudgedChange[],
  known: readonly EqualChange[] = equalChanges,
): readonly EqualChange[] {
  const files = new Set(judged.map(({ change }) => change.file));
  const used = new Set(judged.map(({ equal }) => equal));
  return known.filter((entry) => files.has(pathOf(entry)) && !used.has(entry));
}

function isMeant(entry: EqualChange, { change }: PlayedChange): boolean {
  return (
    pathOf(entry) === change.file && entry.code === change.code && entry.become.includes(oneLine(change.replacement))
  );
}

function pathOf({ file }: EqualChange): string {
  return `shared/plan/${file}`;
}

export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
