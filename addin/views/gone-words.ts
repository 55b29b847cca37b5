import type { GoneColumn } from '../../shared/sync/read/known-columns.ts';
import { findTable } from '../../shared/tables/all-tables.ts';
import { columnWords, tableWords } from '../../shared/tables/place-words.ts';

/** [W16] What became of a column or table that the workbook has had, and what to do if it was meant to stay. */
export function goneWords({ table, column }: GoneColumn): string {
  const name = tableWords(table);
  if (column === null) {
    return `${name}: the table is not in this workbook any more, so nothing of it is sent. Undo what took it away, or name the table ${findTable(table)?.excelName ?? ''} again (Table Design, Table Name).`;
  }
  const isComputed = findTable(table)?.columns[column]?.computed === true;
  const effect = isComputed ? 'it is not kept up to date' : 'nothing of it is sent';
  return `${name}: no column is headed “${columnWords(table, column)}” any more, so ${effect}. Give it that header again.`;
}
