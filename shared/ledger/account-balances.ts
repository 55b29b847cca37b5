import type { ReadRow } from '../import/read-row.ts';
import { accountDigits, accountParts, STATE_DIGITS } from './code-forms.ts';
import { text } from './line-index.ts';

const OBJECT_PART = 5;
/** Objects of revenue begin with 8, those of the balance sheet with 9. */
const EXPENDITURES = /^[1-7]/;

/** False for accounts of revenue and the balance sheet. One that cannot be read is for a person to say. */
export function isOfExpenditure(account: string): boolean {
  const digits = accountDigits(account);
  return digits === null || EXPENDITURES.test(accountParts(digits)[OBJECT_PART] ?? '1');
}

/**
 * A balance has no document: it is known by its month and account, and by the school as its line. Taken in again it is
 * the same.
 */
export function balanceDocument({ cells }: ReadRow, dated: string): void {
  const digits = accountDigits(text(cells.get('account')));
  if (cells.has('document') || digits === null) return;
  cells.set('document', `G${dated.slice(2, 4)}${dated.slice(5, 7)}${digits.slice(0, STATE_DIGITS)}`);
  const school = text(cells.get('org'));
  cells.set('line', /^\d{1,7}$/.test(school) && Number(school) > 0 ? Number(school) : 1);
}
