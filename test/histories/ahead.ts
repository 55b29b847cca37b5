import type { SyncState } from '../../addin/sync/session/sync-state.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import type { Difference } from '../../shared/sync/apply/review-workbook.ts';
import { programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { cellFromExcel } from '../../shared/tables/kinds/kind-of.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import type { TestServer } from '../contracts/test-server.ts';
import type { Pane } from './pane.ts';
import type { SheetBook, WorkbookRow } from './sheet-book.ts';

/** A workbook that stands at a revision of a history that was lost [REV8], and what its sheet shows. */
export interface Ahead {
  readonly sheet: string;
  readonly exchanges: number;
}

/** True when a workbook knows its revision by a hash that the program's history does not have there. */
export async function isAhead({ store }: TestServer, { book }: Pane): Promise<boolean> {
  if (book.metadata === null || book.metadata.revision === 0) return false;
  const { program, revision, hash } = book.metadata;
  const found = await store.read
    .selectFrom('revisions')
    .select('hash')
    .where('program', '=', program)
    .where('number', '=', revision)
    .executeTakeFirst();
  return found?.hash !== hash;
}

/** What a sheet shows, as text; Row IDs are given to new rows before anything is sent. */
export function shownIn({ book }: Pane): string {
  return JSON.stringify([...book.tables].map(([table, rows]) => [table, rows.map(({ cells }) => [...cells])]));
}

/** [PRO16] Where a workbook that is ahead has gone on without a word, or has not told all it holds besides. In words. */
export async function silentDivergence(pane: Pane, before: Ahead, after: Ahead): Promise<string[]> {
  const { problem, question } = pane.session.state;
  const broken: string[] = [];
  if (after.exchanges > before.exchanges) broken.push(`${pane.name} is ahead of a restored program and synced unasked`);
  if (after.sheet !== before.sheet) broken.push(`${pane.name} is ahead of a restored program and wrote unasked`);
  if (problem !== null) return broken;
  if (question === null) return [...broken, `${pane.name} is ahead of a restored program and does not say so`];
  if (question.kind !== 'review') return broken;
  const told = new Set(question.differences.map(placeOf));
  const held = await heldBesides(pane);
  return [...broken, ...held.filter((place) => !told.has(place)).map((place) => `${pane.name} does not tell ${place}`)];
}

/** Cells that a sheet shows otherwise than the program does now and did where both histories were one. */
async function heldBesides(pane: Pane): Promise<string[]> {
  const names = [...pane.book.tables.keys()];
  const head = await rowsOf(pane, names);
  const common = await rowsOf(pane, names, await parting(pane));
  return names.flatMap((table) =>
    pane.book.rows(table).flatMap((row) =>
      editableColumns(tableNamed(table)).flatMap((column) => {
        const value = readable(table, row, column);
        const remote = head.tables.get(table)?.get(row.rowId ?? '');
        const then = common.tables.get(table)?.get(row.rowId ?? '');
        const isOwn = remote && value !== undefined && value !== (remote[column] ?? null);
        return isOwn && value !== (then?.[column] ?? null) ? [placeOf({ table, row: row.rowId, column })] : [];
      }),
    ),
  );
}

/** The last revision that the workbook's history and the program's are sure to have in common. */
async function parting({ client, book }: Pane): Promise<number> {
  const { revision = 0, hash = '' } = book.metadata ?? {};
  const refused = await client.fetch(`/rows?tables=systems&at=${revision}&hash=${hash}`);
  const { error } = await refused.json();
  return Number(error.details.restored.common.revision);
}

async function rowsOf({ client }: Pane, tables: readonly string[], at?: number): Promise<ProgramState> {
  const reply = await client.fetch(`/rows?tables=${tables.join()}${at === undefined ? '' : `&at=${at}`}`);
  return programState(rowsReply.parse(await reply.json()));
}

/** A cell as a value of its column; undefined where it is none. */
function readable(table: string, { cells }: WorkbookRow, column: string): Cell | undefined {
  const definition = tableNamed(table).columns[column];
  const value = cells.get(column);
  if (definition === undefined || value === undefined) return undefined;
  const read = cellFromExcel(definition, { value, isFormula: false, isError: false, date1904: false });
  return read.ok ? read.value : undefined;
}

function placeOf({ table, row, column }: Pick<Difference, 'table' | 'row' | 'column'>): string {
  return `${table}/${row ?? 'new row'}/${column ?? 'row'}`;
}

/** The differences that a sheet still holds: it may have been typed over since they were told. */
export function stillHeld({ book }: Pane, differences: readonly Difference[]): readonly Difference[] {
  return differences.filter((difference) => isHeld(book, difference));
}

function isHeld(book: SheetBook, difference: Difference): boolean {
  const { table, column, local } = difference;
  const [found, another] = rowsNamed(book, difference);
  // Of two rows under one Row ID, one is a copy and gets another.
  return found !== undefined && another === undefined && column !== null && readable(table, found, column) === local;
}

function rowsNamed(book: SheetBook, { table, row }: Difference): readonly WorkbookRow[] {
  return book.rows(table).filter(({ rowId }) => rowId !== null && rowId === row);
}

/** [W10] A row whose key was emptied and that a colleague has deleted is gone as both wanted. */
function isGoneAsWanted(book: SheetBook, difference: Difference): boolean {
  return difference.local === null && rowsNamed(book, difference).length === 0;
}

/** [PRO16] What a person has chosen to send again and is neither in the sheet nor in a conflict or a refusal. In words. */
export function lostAgain({ name, book }: Pane, held: readonly Difference[], state: SyncState): string[] {
  if (state.problem !== null || state.question !== null) return [];
  const open = new Set([...state.conflicts, ...state.refusals].map(({ table, row }) => `${table}/${row}`));
  return held
    .filter((difference) => !open.has(`${difference.table}/${difference.row}`))
    .filter((difference) => !isHeld(book, difference) && !isGoneAsWanted(book, difference))
    .map((difference) => `${name} was to send ${placeOf(difference)} = ${String(difference.local)} again; it is gone`);
}
