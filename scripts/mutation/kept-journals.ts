import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readLines, writeLine } from './replays.ts';

/**
 * The journals of runs are kept, so that a run of the same code goes on where the last one was ended, and after a change
 * of the code the test that noticed a planted change last time is asked first.
 */
export interface KeptJournals {
  /** Paths of what has been played of this code, in the order of time. */
  readonly journals: readonly string[];
  /** By the name of a planted change, the test that noticed it last, in whatever code. */
  readonly asked: ReadonlyMap<string, string>;
  /** A new journal, which is one of `journals` from now on. */
  begin(): string;
  /** Plays everything once more. */
  forget(): void;
}

const MOST_KEPT = 60;

/** @param of what the verdicts hang on: the code, the tests and how long they are played, in one word */
export function keptJournals(folder: string, of: string): KeptJournals {
  mkdirSync(folder, { recursive: true });
  const kept = readdirSync(folder).sort();
  for (const name of kept.splice(0, Math.max(0, kept.length - MOST_KEPT))) rmSync(join(folder, name));
  const asked = new Map<string, string>();
  for (const name of kept)
    for (const line of readLines(readFileSync(join(folder, name), 'utf8')))
      if ('verdict' in line && line.by !== null) asked.set(line.change, line.by);
  const journals = kept.filter((name) => name.includes(of)).map((name) => join(folder, name));
  const begin = (): string => {
    const path = join(folder, `${new Date().toISOString().replaceAll(':', '')}-${of}.jsonl`);
    writeLine(path, { of });
    journals.push(path);
    return path;
  };
  const forget = (): void => {
    for (const path of journals.splice(0)) rmSync(path);
  };
  return { journals, asked, begin, forget };
}
