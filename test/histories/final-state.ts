import type { JournalEntry } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import { cellFromJson, readJournalSince } from '../../server/storage/journal.ts';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import { violations, type KeptConflict } from './ledger.ts';
import type { Pane } from './pane.ts';
import type { Recorder } from './recorder.ts';

/** The whole journal of a program, ascending. */
async function readJournal(server: TestServer, program: string): Promise<JournalEntry[]> {
  const records = await readJournalSince(server.store.read, { program, after: 0 });
  return records.toReversed().map((record) => ({ ...record, by: '', at: '' }));
}

/** Every conflict the server has ever been told of, decided ones included [CON5]. */
async function readKeptConflicts(server: TestServer, program: string): Promise<KeptConflict[]> {
  const rows = await server.store.read.selectFrom('conflicts').selectAll().where('program', '=', program).execute();
  return rows.map((row) => ({
    table: row.table_name,
    row: row.row_id,
    column: row.column_name,
    local: cellFromJson(row.local_value),
  }));
}

async function readHead(client: TestClient, tables: readonly string[]): Promise<ProgramState> {
  const response = await client.fetch(`/rows?tables=${tables.join()}`);
  return programState(rowsReply.parse(await response.json()));
}

/** The head as text, for comparing two runs. */
function textOf({ tables }: ProgramState): string {
  return [...tables]
    .map(([table, rows]) => `${table} ${JSON.stringify([...rows].sort(([a], [b]) => (a < b ? -1 : 1)))}`)
    .join('\n');
}

export interface End {
  /** Promises broken, in words. */
  readonly broken: readonly string[];
  /** The head as text, for comparing two runs. */
  readonly end: string;
}

/** Judges a history that has come to rest. */
export async function checkEnd(
  server: TestServer,
  admin: TestClient,
  panes: readonly Pane[],
  recorder: Recorder,
): Promise<End> {
  const head = await readHead(admin, [...new Set(panes.flatMap(({ book }) => [...book.tables.keys()]))]);
  const verified = await (await admin.fetch('/verify')).text();
  const broken = [
    ...(await lostSoFar(server, admin.program, recorder)),
    ...panes.flatMap((pane) => disagreements(pane, head)),
    ...panesApart(panes),
    ...(verified.includes('"ok":true') ? [] : [`verify: ${verified}`]),
  ];
  return { broken, end: textOf(head) };
}

/** What of all that was answered so far is neither in the plan's history, in a conflict nor in a refusal, or is there twice. In words. */
export async function lostSoFar(server: TestServer, program: string, recorder: Recorder): Promise<string[]> {
  const journal = await readJournal(server, program);
  const kept = await readKeptConflicts(server, program);
  const { exchanges, gone } = recorder;
  return [...violations({ exchanges, gone, journal, kept }), ...recorder.doublePushes(journal)];
}

/** [PRO12] Panes on one workbook say the same of it. A pane that synced first may name other cells of a row, not other rows. */
function panesApart(panes: readonly Pane[]): string[] {
  const said = new Map<Pane['book'], string>();
  return panes.flatMap(({ name, book, session: { state } }) => {
    const rows = [...state.conflicts, ...state.refusals].map(({ table, row }) => `${table}/${row}`);
    const says = JSON.stringify([state.revision, state.toSend, [...new Set(rows)].toSorted()]);
    const other = said.get(book) ?? says;
    said.set(book, says);
    return says === other ? [] : [`${name} says ${says} where another pane on the workbook says ${other}`];
  });
}

/** [convergence] Where a workbook at rest differs from the program, conflicts and refusals apart. In words. */
function disagreements({ name, book, session: { state } }: Pane, head: ProgramState): string[] {
  if (state.problem !== null || state.question !== null) {
    return [`${name} does not come to rest: ${JSON.stringify(state.problem ?? state.question)}`];
  }
  const undecided = [...state.conflicts, ...state.refusals];
  return [...book.tables.keys()].flatMap((table) => {
    const rows = head.tables.get(table) ?? new Map<RowId, Cells>();
    const excused = undecided.filter((one) => one.table === table);
    const isExcused = (row: RowId | null, column: string | null) =>
      excused.some((one) => one.row === row && (column === null || one.column === null || one.column === column));
    const present = new Set(book.rows(table).map(({ rowId }) => rowId));
    const missing = [...rows.keys()].filter((row) => !present.has(row) && !isExcused(row, null));
    return [
      ...missing.map((row) => `${name} lacks row ${row} of ${table}`),
      ...book.rows(table).flatMap(({ rowId, cells }) => {
        const remote = rows.get(rowId ?? '');
        const says = `${name} shows ${table}/${rowId ?? 'no id'}`;
        if (!remote) return isExcused(rowId, null) ? [] : [`${says}, which the program has not`];
        return book.columns(table).flatMap((column) => {
          const definition = tableNamed(table).columns[column];
          if (!definition || isExcused(rowId, column)) return [];
          const expected = cellToExcel(definition, remote[column] ?? null, false);
          const value = cells.get(column) ?? '';
          const differs = `${says}/${column} as ${String(value)}; the program has ${String(expected)}`;
          return value === expected ? [] : [differs];
        });
      }),
    ];
  });
}
