import { programState, type ProgramState } from '../../../shared/sync/program-rows.ts';
import { generateDemo } from '../../../server/demo/generate-demo.ts';
import { rowsReply } from '../../../shared/protocol/cells.ts';
import { isTableName, tables } from '../../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { editableColumns } from '../../../shared/tables/table.ts';

export const PROGRAM = 'cedar-basin';
export const REVISION = 148;

/** The worked example of the office as the server would hand it out, before its months were closed: postings can change. */
export const plan: ProgramState = planOf();

function planOf(): ProgramState {
  const demo = generateDemo('mini');
  const byName = tables.map((table) => {
    const columns = editableColumns(table);
    const rows = isTableName(table.name) ? demo.of(table.name) : [];
    const lines = rows.map(({ row, cells }) => {
      const open = table.name === 'periods' ? { ...cells, status: 'Soft close' } : cells;
      return [row, REVISION, ...columns.map((column) => open[column] ?? null)];
    });
    return [table.name, { columns, rows: lines }] as const;
  });
  return programState(rowsReply.parse({ program: PROGRAM, revision: REVISION, tables: Object.fromEntries(byName) }));
}

/** Row ID of the row of a table in which a column holds this value. Throws where there is none. */
export function rowOf(table: string, column: string, value: string): RowId {
  for (const [row, cells] of plan.tables.get(table) ?? []) if (cells[column] === value) return row;
  throw new Error(`The plan has no ${table} whose ${column} is ${value}.`);
}

/** A Row ID that is in no plan. */
export function newRow(index: number): RowId {
  return `R${String(index).padStart(15, '0')}`;
}

/** The plan with more rows in one table. */
export function withRows(table: string, rows: ReadonlyMap<RowId, Cells>): ProgramState {
  const all = new Map(plan.tables);
  all.set(table, new Map([...(plan.tables.get(table) ?? []), ...rows]));
  return { ...plan, tables: all };
}
