import type { LedgerReply } from '../../../shared/protocol/ledger.ts';
import { counted } from '../../views/cell-words.ts';

type MatchedBy = LedgerReply['ledger']['sums']['matchedBy'];

const by: readonly (readonly [keyof MatchedBy, string])[] = [
  ['commitment', 'their commitment'],
  ['account', 'account and project'],
  ['rule', 'a ledger rule'],
  ['line', 'the budget line they name'],
  ['reversal', 'the posting they take back'],
];

/** "Found by their commitment 12, by account and project 3." */
export function matchedWords(matchedBy: MatchedBy): string {
  const told = by.filter(([name]) => matchedBy[name] > 0);
  return `Found by ${told.map(([name, words]) => `${words} (${matchedBy[name].toLocaleString('en-US')})`).join(', by ')}.`;
}

/** Why a row stayed out, in two or three words. */
export const reasonWords: Readonly<Record<string, string>> = {
  unreadable: 'Can’t be read',
  unmatched: 'No line found',
  ambiguous: 'Several lines fit',
  differs: 'In the plan otherwise',
  twins: 'Stands there twice',
  tolerance: 'Another amount',
  refused: 'Refused',
};

/** "October.csv: 12 rows taken in, 3 in the plan already" */
export function importWords(sums: LedgerReply['ledger']['sums']): string {
  const { taken, duplicates, exceptions, waiting } = sums;
  const out = exceptions.rows + waiting.rows;
  return [
    `${counted(taken.rows, 'row')} taken in`,
    ...(duplicates.rows > 0 ? [`${duplicates.rows.toLocaleString('en-US')} in the plan already`] : []),
    ...(out > 0 ? [`${out.toLocaleString('en-US')} stayed out`] : []),
  ].join(', ');
}
