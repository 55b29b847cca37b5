import { expenditures } from '../tables/expenditures.ts';
import type { ReadRow } from '../import/read-row.ts';

/** Signs by which ledgers mark what is credited. */
const CREDIT = /^(?:c|cr|cred|credit|h|haben|-)\.?$/i;

/** Cents that a row posts, credits negative: its amount, else debit less credit; null: it says none. */
export function postedCents({ cells }: ReadRow): number | null {
  const [amount, debit, credit] = [centsIn(cells, 'amount'), centsIn(cells, 'debit'), centsIn(cells, 'credit')];
  if (amount !== null) return CREDIT.test(String(cells.get('sign') ?? '').trim()) ? -Math.abs(amount) : amount;
  return debit === null && credit === null ? null : (debit ?? 0) - (credit ?? 0);
}

/** A credit below zero may be written so, or take one back: nobody knows. */
export function isDoubtfulCredit({ cells }: ReadRow): boolean {
  return centsIn(cells, 'amount') === null && (centsIn(cells, 'credit') ?? 0) < 0;
}

function centsIn(cells: ReadRow['cells'], name: string): number | null {
  const value = cells.get(name);
  return typeof value === 'number' ? value : null;
}

type PostingType = (typeof expenditures.columns.type.values)[number];

/** What the words of ledgers mean; the first that fits. */
const meanings: readonly (readonly [RegExp, PostingType])[] = [
  [/e-?rate|usac/i, 'E-Rate reimbursement'],
  [/retention|retainage/i, 'Retention'],
  [/pay(?:ment)? app/i, 'Payment application'],
  [/labor|payroll|salary/i, 'Internal labor'],
  [/credit|refund|\bcm\b|\bkg\b/i, 'Credit'],
  [/journal|\bje\b|\bgl\b|\bsa\b|accrual/i, 'Journal'],
  [/invoice|voucher|\bap\b|\bkr\b|\bre\b|warrant|payment/i, 'Invoice'],
];

/** The kind of a posting: by the word of the plan or of a ledger, else by what it is. */
export function postingType(words: string, cents: number, hasCommitment: boolean): PostingType {
  const form = words.trim().toLowerCase();
  const exact = expenditures.columns.type.values.find((value) => value.toLowerCase() === form);
  if (exact) return exact;
  const meant = meanings.find(([pattern]) => pattern.test(words))?.[1];
  if (meant) return meant === 'Invoice' && cents < 0 ? 'Credit' : meant;
  if (cents < 0) return 'Credit';
  return hasCommitment ? 'Invoice' : 'Journal';
}
