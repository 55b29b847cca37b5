import type { RowId } from '../../../shared/tables/cell.ts';
import { placeText, type EditPlace } from '../../sync/excluded-edits.ts';
import type { ChangedRow } from '../../sync/local-changes.ts';

/** How the tick of a row stands: all of the row goes, nothing of it, or some cells. */
export type RowTick = 'all' | 'some' | 'none';

/** What is left out, to be asked cell by cell. */
export interface LeftOut {
  cell(table: string, row: RowId, column: string): boolean;
  row(row: Pick<ChangedRow, 'table' | 'row' | 'cells'>): RowTick;
}

export function leftOutOf(places: readonly EditPlace[]): LeftOut {
  const texts = new Set(places.map(placeText));
  const isLeft = (table: string, row: RowId, column: string | null) => texts.has(placeText({ table, row, column }));
  const cell = (table: string, row: RowId, column: string) => isLeft(table, row, null) || isLeft(table, row, column);
  return {
    cell,
    row({ table, row, cells }) {
      if (isLeft(table, row, null)) return 'none';
      const left = cells.filter(({ column }) => isLeft(table, row, column)).length;
      if (left === 0) return 'all';
      return left === cells.length ? 'none' : 'some';
    },
  };
}

/** The places left out once all of a row is sent, or nothing of it. */
export function withRow(
  places: readonly EditPlace[],
  { table, row }: Pick<ChangedRow, 'table' | 'row'>,
  isSent: boolean,
): EditPlace[] {
  const others = places.filter((place) => place.table !== table || place.row !== row);
  return isSent ? others : [...others, { table, row, column: null }];
}

/** The places left out once one cell of a row is sent, or not. A row without a cell left to send is left out whole. */
export function withCell(
  places: readonly EditPlace[],
  changed: Pick<ChangedRow, 'table' | 'row' | 'cells'>,
  column: string,
  isSent: boolean,
): EditPlace[] {
  const { table, row, cells } = changed;
  const now = leftOutOf(places);
  const left = cells
    .map((cell) => cell.column)
    .filter((each) => (each === column ? !isSent : now.cell(table, row, each)));
  if (left.length === cells.length) return withRow(places, changed, false);
  return [...withRow(places, changed, true), ...left.map((each) => ({ table, row, column: each }))];
}
