import type { Column } from '../tables/column.ts';
import { cellFromExcel } from '../tables/kinds/kind-of.ts';
import type { Parsed } from '../tables/kinds/parsed.ts';
import { plainNumber } from '../tables/kinds/typed-forms.ts';
import { plainly, proposed, type Converted } from './converted.ts';
import { cellText, cellValue, shownAs, type GridCell } from './grid.ts';

const STEPS_OF_A_PERCENT = 10_000;
const STEPS_OF_ALL = 1_000_000;

function asNumber(column: Column, value: number | string, isFormula = false): Parsed {
  return cellFromExcel(column, { value, isFormula, isError: false, date1904: false });
}

/** "$1,234.56 ", "(1,234.56)", "1,234.56-", "USD 12", "12.50 CR": as programs of accounts write amounts. */
function numberOfText(text: string): number | null {
  const bare = text.replaceAll(/\bUSD\b|\bUS\$/gi, '').trim();
  const [, credit = ''] = /^(.*\d\)?)\s*(?:-|−|CR)$/i.exec(bare) ?? [];
  const amount = plainNumber((credit === '' ? bare : credit).replace('−', '-'));
  return amount === null || credit === '' ? amount : -Math.abs(amount);
}

/** "1-2" that became a day, or a share in a column of amounts: its number is not what a person reads there. */
function shownOtherwise({ label }: Column, shown: 'date' | 'percent'): Converted {
  const what = shown === 'date' ? 'a date' : 'a percentage';
  const message = `${label} is shown as ${what} in the file. Format the cell as Number and type it again.`;
  return { kind: 'exception', rule: 'E2', message };
}

/** Money, whole numbers and decimals. */
export function convertNumber(column: Column, cell: GridCell): Converted {
  const value = cellValue(cell);
  if (typeof value === 'number') {
    const shown = shownAs(cell);
    if (shown !== 'plain') return shownOtherwise(column, shown);
    const exact = asNumber(column, value);
    const rounded =
      exact.ok || column.kind !== 'money' ? null : proposed('roundedCents', asNumber(column, value, true));
    return rounded ?? plainly(exact);
  }
  const number = typeof value === 'string' ? numberOfText(cellText(cell)) : null;
  if (number === null) return plainly(asNumber(column, cellText(cell)));
  const kind = column.kind === 'money' ? 'amountText' : 'numberText';
  const read = asNumber(column, number);
  // Digits alone, as text files hold every number, can be read in one way only.
  if (read.ok && /^-?\d+(?:\.\d+)?$/.test(cellText(cell))) return plainly(read);
  const rounded = read.ok || column.kind !== 'money' ? null : proposed('roundedCents', asNumber(column, number, true));
  return proposed(kind, read) ?? rounded ?? plainly(read);
}

/**
 * @param inPoints the column's plain numbers count per cent (85), not parts of one (0.85)
 */
export function convertPercent(column: Column, cell: GridCell, inPoints: boolean): Converted {
  const value = cellValue(cell);
  if (typeof value === 'number' && shownAs(cell) === 'percent') return plainly(asNumber(column, value));
  if (typeof value === 'number') {
    const steps = Math.round(value * (inPoints ? STEPS_OF_A_PERCENT : STEPS_OF_ALL));
    return proposed('percentNumber', asNumber(column, steps / STEPS_OF_ALL)) ?? plainly(asNumber(column, value));
  }
  const text = cellText(cell);
  const percent = /^(.*\d)\s*%$/.exec(text)?.[1];
  const number = plainNumber(percent ?? text);
  if (number === null) return plainly(asNumber(column, text));
  const factor = percent !== undefined || inPoints ? STEPS_OF_A_PERCENT : STEPS_OF_ALL;
  const read = asNumber(column, Math.round(number * factor) / STEPS_OF_ALL);
  return proposed(percent === undefined ? 'percentNumber' : 'percentText', read) ?? plainly(read);
}

/** Whether plain numbers of a percent column count per cent: one of them is more than all. */
export function countsPerCent(cells: Iterable<GridCell>): boolean {
  for (const cell of cells) {
    if (shownAs(cell) === 'percent') continue;
    const value = cellValue(cell);
    const number = typeof value === 'number' ? value : typeof value === 'string' ? plainNumber(value.trim()) : null;
    if (number !== null && Math.abs(number) > 1) return true;
  }
  return false;
}
