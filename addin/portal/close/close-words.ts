import { monthWords } from '../../../shared/ledger/tie-out.ts';
import type { PeriodReply, PeriodSummary } from '../../../shared/protocol/periods.ts';
import type { SyncReply } from '../../../shared/protocol/sync.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { readTypedMoney } from '../../../shared/tables/kinds/money-text.ts';
import { counted } from '../../views/cell-words.ts';

/** How a month stands, in words. Older closes say who by the code of a person. */
export function statusWords({ status, closedBy, closedOn }: PeriodSummary, names: CodeNames): string {
  if (status === 'Closed') {
    const who = closedBy === null ? '' : ` by ${names.of('people', closedBy) ?? closedBy}`;
    return `Closed${who}${closedOn === null ? '' : ` on ${closedOn}`}`;
  }
  return status === 'Soft close' ? 'Soft close: only finance edits' : 'Open';
}

/** What of a month stands in the way of its close, each counted once. */
export interface InTheWay {
  readonly errors: number;
  readonly flags: number;
  /** Cents that plan and ledger differ by; null: no control total. */
  readonly difference: number | null;
}

/** `control`: what the person says of the ledger, in cents; null: nothing that can be read. */
export function inTheWay({ checks, expenditures }: PeriodReply, control: number | null): InTheWay {
  const openOf = (severity: 'error' | 'warning') =>
    checks.filter((check) => check.severity === severity).reduce((sum, { open }) => sum + open, 0);
  return {
    errors: openOf('error'),
    flags: openOf('warning'),
    difference: control === null ? null : control - expenditures,
  };
}

export function isReady({ errors, flags, difference }: InTheWay): boolean {
  return errors === 0 && flags === 0 && difference === 0;
}

/** "2 errors to cure, 12 flags to explain and the control total"; empty: nothing is left. */
export function leftWords({ errors, flags, difference }: InTheWay): string {
  const left = [
    ...(difference === null ? ['the control total'] : []),
    ...(difference === null || difference === 0 ? [] : [`a difference of ${formatMoney(difference)}`]),
    ...(errors === 0 ? [] : [`${counted(errors, 'error')} to cure`]),
    ...(flags === 0 ? [] : [`${counted(flags, 'flag')} to explain`]),
  ];
  const last = left.at(-1) ?? '';
  return left.length < 2 ? last : `${left.slice(0, -1).join(', ')} and ${last}`;
}

/** What somebody has typed as an amount, in cents; null: it is none. */
export function centsOf(text: string): number | null {
  const read = readTypedMoney(text.trim());
  return read.kind === 'amount' ? read.cents : null;
}

/** Why nothing was done, in the words of the server; null: it was done. */
export function refusedWords({ committed, refusals, conflicts }: SyncReply): string | null {
  const [refusal] = refusals.filter(({ rule }) => rule !== 'M8');
  if (refusal !== undefined) return refusal.message;
  const [conflict] = conflicts;
  if (conflict !== undefined) return `${conflict.by} has changed the month meanwhile. Look at it again.`;
  return committed === null ? 'It stands so already.' : null;
}

/** What of the ledger is not in the plan; null: all that came is. */
export function leftOutWords({ leftOut }: PeriodReply): string | null {
  return leftOut === 0
    ? null
    : `${counted(leftOut, 'row')} of the ledger ${leftOut === 1 ? 'stays' : 'stay'} outside the plan until mended or explained.`;
}

/** "412 postings, 1,234,567.89 in all. 3 of them, 12,000.00, came late." */
export function ledgerWords({ postings, expenditures, late }: PeriodReply): string {
  if (postings === 0) return 'Nothing is posted in the month yet.';
  const whole = `${counted(postings, 'posting')}, ${formatMoney(expenditures)} in all.`;
  if (late.count === 0) return whole;
  return `${whole} ${late.count} of them, ${formatMoney(late.amount)}, came late: they belong to a month before and keep its posting date.`;
}

/** The number of the revision that a close has named: "498" of "r498". */
export function snapshotNumber(snapshot: string): string {
  return snapshot.replace(/^r/, '');
}

export function monthName(period: string): string {
  return monthWords(period);
}
