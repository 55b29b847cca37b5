import type { Decision } from '../../shared/sync/apply/decide.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { CellWrite, RowAppend, RowRemoval, TableWrites } from '../../shared/sync/apply/table-writes.ts';
import type { SheetTable } from '../../shared/sync/read/sheet-table.ts';
import type { WorkbookPort } from '../excel/workbook-port.ts';
import { done, hindered, type Outcome } from '../excel/workbook-problem.ts';
import type { ProgramRows, ProgramState } from '../../shared/sync/program-rows.ts';
import { emptyWrites } from '../../shared/sync/apply/table-writes.ts';
import type { ConflictDecision } from './session/sync-session.ts';
import type { OpenConflict } from './session/sync-state.ts';
import { settleDecisions, type Decided, type Settled } from './settle-decisions.ts';

export interface DecideAllInput {
  readonly decisions: readonly ConflictDecision[];
  /** Every open conflict. */
  readonly open: readonly OpenConflict[];
  /** The program as last acknowledged, for rows that come back into the sheet. */
  readonly acknowledged: ProgramState | null;
  readonly clearFilters: boolean;
}

/**
 * Makes decisions in the workbook, all with one reading and one writing: writes the chosen values, removes or restores
 * rows, and notes the cells as seen at their conflicts' revisions [CON3], so that the next sync sends them as decided even
 * if the pane is closed before. A decision about a conflict that is no longer open is left out.
 */
export async function decideAll(workbook: WorkbookPort, input: DecideAllInput): Promise<Outcome<readonly Decided[]>> {
  const settled = settleDecisions(input);
  if (settled.length === 0) return done([]);
  const survey = await workbook.survey();
  if (!survey.ok) return survey;
  const names = [...new Set(settled.map(({ table }) => table))];
  const { metadata, date1904 } = survey.value;
  if (metadata === null) return hindered({ kind: 'tableMissing', table: labelOf(names) });
  const sheets = await workbook.readTables(names, { said: metadata });
  if (!sheets.ok) return sheets;
  const absent = names.filter((name) => !sheets.value.some(({ table }) => table === name));
  if (absent.length > 0) return hindered({ kind: 'tableMissing', table: labelOf(absent) });
  const writes = sheets.value.map((sheet) => {
    const meanings = settled.filter(({ table }) => table === sheet.table).map(({ meaning }) => meaning);
    const head = input.acknowledged?.tables.get(sheet.table);
    return writesFor({ table: tableNamed(sheet.table), sheet, head, date1904 }, meanings);
  });
  const written = await workbook.write(writes, { clearFilters: input.clearFilters, after: metadata.revision });
  if (!written.ok) return written;
  const [alone] = written.value;
  if (alone) return hindered({ kind: 'rowsMoved', table: labelOf([alone.table]) });
  const noted = await workbook.writeMetadata(withSeen(metadata, settled), metadata.revision);
  return noted.ok ? done(settled.flatMap(({ covered }) => covered)) : noted;
}

function labelOf([name = '']: readonly string[]): string {
  return tableNamed(name).label;
}

interface InSheet {
  readonly table: Table;
  readonly sheet: SheetTable;
  readonly head: ProgramRows | undefined;
  readonly date1904: boolean;
}

function writesFor({ table, sheet, head, date1904 }: InSheet, meanings: readonly Decision[]): TableWrites {
  const rows = new Map(sheet.rows.map((row) => [row.rowId, row]));
  const asExcel = (column: string, value: Cell) => {
    const definition = table.columns[column];
    return definition ? cellToExcel(definition, value, date1904) : '';
  };
  const cells = meanings
    .flatMap(({ writes }) => writes)
    .flatMap(({ row, column, value }): CellWrite[] => {
      const found = rows.get(row);
      const index = sheet.columns.indexOf(column);
      if (!found || index < 0) return [];
      const place = { row, position: found.position, column };
      const expected = found.values[index] ?? '';
      return [{ ...place, expected, value: asExcel(column, value), replacesFormula: true }];
    });
  const removals = meanings
    .flatMap(({ deletes }) => deletes)
    .flatMap((row): RowRemoval[] => {
      const found = rows.get(row);
      return found ? [{ row, position: found.position, expected: found.values }] : [];
    });
  const appends = meanings
    .flatMap(({ restores }) => restores)
    .flatMap((row): RowAppend[] => {
      const atHead = head?.get(row);
      if (!atHead || rows.has(row)) return [];
      const values = Object.entries(atHead).map(([name, cell]) => [name, asExcel(name, cell)] as const);
      return [{ row, cells: Object.fromEntries(values) }];
    });
  return { ...emptyWrites(table.name), cells, removals, appends };
}

function withSeen(metadata: WorkbookMetadata, settled: readonly Settled[]): WorkbookMetadata {
  const added = settled.flatMap(({ table, meaning }) =>
    meaning.seen.map(({ row, column, revision }) => ({ table, row, column, seen: revision })),
  );
  const placeOf = (place: { table: string; row: RowId; column: string }) =>
    `${place.table} ${place.row} ${place.column}`;
  const replaced = new Set(added.map(placeOf));
  return { ...metadata, pending: [...metadata.pending.filter((entry) => !replaced.has(placeOf(entry))), ...added] };
}
