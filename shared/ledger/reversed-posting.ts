import { codeForm } from './code-forms.ts';
import type { LineIndex } from './line-index.ts';
import type { LedgerMatch } from './match-row.ts';

/** A posting that the plan has, or that comes with the same file. */
export interface KnownPosting {
  readonly document: string;
  readonly line: number;
  readonly cents: number;
  readonly dated: string;
  readonly account: string | null;
  readonly budgetLine: string;
  readonly commitment: string | null;
  readonly commitmentLine: number | null;
}

/** Where the posting went that this one takes back; null: it names none, or one that went to several places. */
export function reversedPosting(
  reverses: string,
  cents: number,
  known: ReadonlyMap<string, readonly KnownPosting[]>,
  index: LineIndex,
): LedgerMatch | null {
  const postings = reverses === '' ? [] : (known.get(reverses) ?? []);
  const same = postings.filter((posting) => Math.abs(posting.cents) === Math.abs(cents));
  const [first, ...others] = same.length > 0 ? same : postings;
  if (!first || others.some((other) => placeOf(other) !== placeOf(first))) return null;
  const line = index.byId.get(codeForm(first.budgetLine));
  if (!line) return null;
  const { commitment, commitmentLine } = first;
  const order =
    commitment === null || commitmentLine === null
      ? null
      : { number: commitment, line: commitmentLine, budgetLine: line.id };
  return { kind: 'line', by: 'reversal', line, order, rule: null };
}

function placeOf({ budgetLine, commitment, commitmentLine }: KnownPosting): string {
  return JSON.stringify([budgetLine, commitment, commitmentLine]);
}
