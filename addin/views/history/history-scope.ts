import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import type { SelectedCell } from '../../excel/read/selected-cell.ts';
import type { HistoryQuery } from '../../sync/server/server-client.ts';

/** How much of what is selected the history is of. */
export type SelectedScope = 'cell' | 'row' | 'table';

/** What the history is of: what is selected, or all tables of the plan. */
export type HistoryScope = SelectedScope | 'plan';

/** What the server is asked for. */
export function scopeQuery(scope: SelectedScope, { table, row, column }: CellPlace): HistoryQuery {
  if (scope === 'table') return { table };
  return scope === 'row' ? { table, row } : { table, row, column };
}

/** "Budget Lines · BL-010 · Original", or less of it. */
export function scopeTitle(
  scope: SelectedScope,
  { table, rowKey, column }: Pick<SelectedCell, 'table' | 'rowKey' | 'column'>,
  names: CodeNames,
): string {
  return placeWords(table, scope === 'table' ? '' : rowKey, scope === 'cell' ? column : null, names);
}

const nothing: Readonly<Record<HistoryScope, string>> = {
  cell: 'No changes to this cell yet.',
  row: 'No changes to this row yet.',
  table: 'No changes to this table yet.',
  plan: 'No changes to the plan yet.',
};

/** What an empty history says. */
export function scopeEmpty(scope: HistoryScope, by: string): string {
  return by === '' ? nothing[scope] : `${nothing[scope].slice(0, -1)} by ${by}.`;
}
