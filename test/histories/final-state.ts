import type { JournalEntry } from '../../shared/sync/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { cellFromJson, readJournalSince } from '../../server/storage/journal.ts';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import type { KeptConflict } from './ledger.ts';
import type { SimulatedPerson } from './simulated-person.ts';

/** The whole journal of a program, ascending. */
export async function readJournal(server: TestServer, program: string): Promise<JournalEntry[]> {
  const records = await readJournalSince(server.store.read, { program, after: 0 });
  return records.toReversed().map((record) => ({ ...record, by: '', at: '' }));
}

/** Every conflict the server has ever been told of, decided ones included [C5]. */
export async function readKeptConflicts(server: TestServer, program: string): Promise<KeptConflict[]> {
  const rows = await server.store.read.selectFrom('conflicts').selectAll().where('program', '=', program).execute();
  return rows.map((row) => ({
    table: row.table_name,
    row: row.row_id,
    column: row.column_name,
    local: cellFromJson(row.local_value),
  }));
}

async function headRows(client: TestClient, table: string): Promise<Map<RowId, Cells>> {
  const rows = await client.rows(table);
  return new Map([...rows.values()].map(({ row, cells }) => [row, cells]));
}

/** The head as text, for comparing two runs. */
export async function finalState(client: TestClient, tables: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const table of tables) {
    const rows = [...(await headRows(client, table))].sort(([a], [b]) => (a < b ? -1 : 1));
    parts.push(`${table} ${JSON.stringify(rows)}`);
  }
  return parts.join('\n');
}

/** [convergence] Where a workbook at rest differs from the program, conflicts and refusals apart. In words. */
export async function disagreements(
  person: SimulatedPerson,
  client: TestClient,
  tables: readonly string[],
): Promise<string[]> {
  const { state } = person.session;
  const found: string[] = [];
  if (state.problem !== null || state.question !== null) {
    return [`${person.name} does not come to rest: ${JSON.stringify(state.problem ?? state.question)}`];
  }
  const undecided = [...state.conflicts, ...state.refusals];
  for (const table of tables) {
    const head = await headRows(client, table);
    const isExcused = (row: RowId | null, column: string | null) =>
      undecided.some(
        (one) =>
          one.table === table && one.row === row && (column === null || one.column === null || one.column === column),
      );
    const seen = new Set<RowId>();
    for (const row of person.workbook.rows(table)) {
      if (row.rowId !== null) seen.add(row.rowId);
      const cells = head.get(row.rowId ?? '');
      if (!cells) {
        if (!isExcused(row.rowId, null))
          found.push(`${person.name} has a row of ${table} that the program has not: ${row.rowId ?? 'no id'}`);
        continue;
      }
      for (const column of editableColumns(tableNamed(table))) {
        const definition = tableNamed(table).columns[column];
        if (!definition || isExcused(row.rowId, column)) continue;
        const expected = cellToExcel(definition, cells[column] ?? null, false);
        const value = row.cells.get(column) ?? '';
        if (value !== expected)
          found.push(
            `${person.name} shows ${String(value)} in ${table}/${row.rowId ?? ''}/${column}; the program has ${String(expected)}`,
          );
      }
    }
    for (const row of head.keys()) {
      if (!seen.has(row) && !isExcused(row, null)) found.push(`${person.name} lacks row ${row} of ${table}`);
    }
  }
  return found;
}
