import type { ListColumn, PlainColumn, TextColumn } from '../tables/column.ts';
import { dateFromSerial } from '../tables/kinds/calendar-dates.ts';
import { cellFromExcel, cellFromWire } from '../tables/kinds/kind-of.ts';
import { nearestOf } from '../tables/nearest-value.ts';
import { plainly, propose, proposed, type Converted } from './converted.ts';
import { cellText, cellValue, shownAs, type GridCell } from './grid.ts';

const yes = new Set(['y', 'x', '1', '✓', '✔', '☑', 't', 'on']);
const no = new Set(['n', '0', '☐', 'f', 'off']);

/** A day in a column of words is what a person reads there, not its number. */
export function convertText(column: TextColumn, cell: GridCell, date1904: boolean): Converted {
  const value = cellValue(cell);
  const date = typeof value === 'number' && shownAs(cell) === 'date' ? dateFromSerial(Math.floor(value), date1904) : '';
  if (date !== '') return proposed('dateText', cellFromWire(column, date)) ?? plainly(cellFromWire(column, date));
  return plainly(cellFromWire(column, cellText(cell)));
}

export function convertList(column: ListColumn, cell: GridCell): Converted {
  const text = cellText(cell);
  const exact = cellFromWire(column, text);
  if (exact.ok) return plainly(exact);
  const near = nearestOf(column.values, text) ?? onlyNamedIn(column.values, text);
  return near === null ? plainly(exact) : propose('nearList', near);
}

/** "Region North" names North, "Board District 3" 3; null where several values are named, or none. */
function onlyNamedIn(values: readonly string[], text: string): string | null {
  const words = new Set(text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  const named = values.filter((value) => words.has(value.toLowerCase()));
  const [only, second] = named;
  return only !== undefined && second === undefined ? only : null;
}

export function convertFlag(column: PlainColumn, cell: GridCell): Converted {
  const value = cellValue(cell) ?? '';
  const exact = cellFromExcel(column, { value, isFormula: false, isError: false, date1904: false });
  if (exact.ok) return plainly(exact);
  const mark = cellText(cell).toLowerCase();
  if (yes.has(mark)) return propose('yesNo', true);
  return no.has(mark) ? propose('yesNo', false) : plainly(exact);
}
