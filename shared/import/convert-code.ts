import type { CodeColumn, Column, ReferenceColumn } from '../tables/column.ts';
import { codeBeforeName } from '../tables/name-separator.ts';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { plainly, propose, type Converted } from './converted.ts';
import { cellText, cellValue, shownAs, shownText, type GridCell } from './grid.ts';
import type { KnownCodes } from './known-codes.ts';
import { codeReadings, isCode, mayHaveLostDigits } from './repair-code.ts';

/** @param known codes of this column in the plan, where it is a key */
export function convertCode(column: CodeColumn, cell: GridCell, known: KnownCodes, date1904: boolean): Converted {
  const text = cellText(cell);
  const exact = cellFromWire(column, text);
  const wasDate = typeof cellValue(cell) === 'number' && shownAs(cell) === 'date';
  if (exact.ok && !wasDate) {
    // Where codes are free, 45 would pass for a code of its own beside the plan's 0045.
    const withZeros = known.has(text) ? null : known.codeWithZeros(text);
    if (withZeros !== null) return propose('leadingZeros', withZeros);
    return mayHaveLostDigits(cell) && !known.has(text) ? propose('lostDigits', exact.value) : plainly(exact);
  }
  const [first] = codeReadings(column, cell, known, date1904);
  return first
    ? propose(first.proposal, first.code)
    : plainly(wasDate ? lost(column, shownText(cell, date1904)) : exact);
}

function lost(column: Column, text: string) {
  return {
    ok: false,
    rule: 'V03',
    message: `${column.label} has become a date (${text}). Format the column as Text and enter the code again.`,
  } as const;
}

/**
 * A code of another table: as it stands, as it was before Excel changed it, or by the name of its row.
 *
 * @param key the column in which the other table has the code; undefined where it is no code
 * @param known the other table's rows
 */
export function convertReference(
  column: ReferenceColumn,
  key: CodeColumn | undefined,
  cell: GridCell,
  { known, date1904 }: { readonly known: KnownCodes; readonly date1904: boolean },
): Converted {
  const text = cellText(cell);
  const code = codeBeforeName(text);
  const wasDate = typeof cellValue(cell) === 'number' && shownAs(cell) === 'date';
  if (known.has(code) && !wasDate) return plainly(cellFromWire(column, code));
  const withZeros = wasDate ? null : known.codeWithZeros(code);
  if (withZeros !== null) return propose('leadingZeros', withZeros);
  const repairs = key === undefined ? [] : codeReadings(key, cell, known, date1904);
  const repair = repairs.find((reading) => known.has(reading.code));
  if (repair) return propose(repair.proposal, repair.code);
  const byName = known.codeOfName(text);
  if (byName !== null) return propose('nameToCode', byName);
  // Not of the plan, but perhaps of the same file: whether it is there is the merge's to say.
  const isOfForm = key === undefined || isCode(key, code);
  if (isOfForm && !wasDate) return plainly(cellFromWire(column, code));
  const [first] = repairs;
  if (first) return propose(first.proposal, first.code);
  return { kind: 'exception', rule: 'V04', message: `${column.label} ${text} is no code, and no name, of the plan.` };
}
