import { findTable } from '../../shared/tables/all-tables.ts';
import type { CodeNames } from '../../shared/tables/code-names.ts';
import { cellFromExcel, formatCell } from '../../shared/tables/kinds/kind-of.ts';
import { columnWords, placeWords, valueWords } from '../../shared/tables/place-words.ts';
import type { PutBack } from '../sync/session/sync-state.ts';
import { counted } from './cell-words.ts';

/** What was typed, as the column would show it; what is no value of the column as it was typed. */
export function typedText({ table, column, typed }: PutBack): string {
  const definition = findTable(table)?.columns[column];
  if (definition === undefined) return String(typed);
  const read = cellFromExcel(definition, { value: typed, isFormula: false, isError: false, date1904: false });
  const text = read.ok ? formatCell(definition, read.value) : String(typed);
  return text === '' ? '(empty)' : text;
}

/** [FB1] "Budget Lines · BL-001: Current Budget is computed; 272,588.27 was put back to 10,000.00." */
export function putBackWords(putBack: PutBack, names: CodeNames): string {
  const { table, rowKey, column, now } = putBack;
  const place = placeWords(table, rowKey, null, names);
  const value = valueWords(table, column, now, names);
  return `${place}: ${columnWords(table, column)} is computed; ${typedText(putBack)} was put back to ${value}.`;
}

/** What is said aloud of values that were put back: the newest, and how many more. */
export function putBackNews(putBacks: readonly PutBack[], names: CodeNames): string {
  const [newest] = putBacks;
  if (newest === undefined) return '';
  const more = putBacks.length - 1;
  return `${putBackWords(newest, names)}${more === 0 ? '' : ` ${counted(more, 'more value')} put back.`}`;
}
