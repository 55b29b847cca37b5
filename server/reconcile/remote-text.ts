import type { Kysely } from 'kysely';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { computedColumns, editableColumns, type Table } from '../../shared/tables/table.ts';
import { syncReply, type RemoteTable } from '../../shared/protocol/sync.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Piece } from '../http/gzip-pieces.ts';
import type { Database } from '../storage/schema.ts';
import { computedCellsOf } from '../totals/computed-cells.ts';
import { movedAfter } from './moved-cells.ts';
import { columnsOfPart, partOf, type RowText, type ToldRow, type ToldRows } from './told-rows.ts';

/** What changed after a base, as it travels: the tables of `remote` as JSON. */
export interface RemoteText {
  /** One after the other. */
  readonly pieces: readonly Piece[];
  /** Tables whose rows come without computed columns. */
  readonly leftOut: readonly string[];
}

interface TextRequest {
  readonly program: string;
  readonly base: Revision;
  /** Computed columns of a table may be left out where none of them has moved. */
  readonly mayLeaveOut: boolean;
  /** Rows that were there at the base come by the cells that have moved. */
  readonly isByMoved: boolean;
}

export const noRemote: RemoteText = { pieces: [own('{}')], leftOut: [] };

function own(text: string): Piece {
  return { bytes: Buffer.from(text), isShared: false };
}

/** Puts an answer together from rows that are written already. The database must stand where the rows do. */
export async function remoteText(db: Kysely<Database>, request: TextRequest, rows: ToldRows): Promise<RemoteText> {
  const told = tables.flatMap((table) => tableAnswer(table, request, rows.get(table.name) ?? []));
  await fillIn(db, request.program, told);
  const pieces: Piece[] = [];
  for (const answer of told) pieces.push(own(pieces.length === 0 ? '{' : ','), ...tablePieces(answer));
  return {
    pieces: pieces.length === 0 ? noRemote.pieces : [...pieces, own('}')],
    leftOut: told.flatMap(({ table, isWhole }) => (isWhole ? [] : [table.name])),
  };
}

/** The same as objects. */
export function tablesOf({ pieces }: RemoteText): Record<string, RemoteTable> {
  return syncReply.shape.remote.shape.tables.parse(
    JSON.parse(Buffer.concat(pieces.map(({ bytes }) => bytes)).toString()),
  );
}

interface TableAnswer {
  readonly table: Table;
  /** All of them … */
  readonly rows: readonly ToldRow[];
  /** … those that come with every column … */
  readonly whole: readonly ToldRow[];
  /** … and those that come by what has moved, by that. */
  readonly moved: ReadonlyMap<bigint, readonly ToldRow[]>;
  readonly deleted: readonly RowId[];
  /** The rows come with their computed columns. */
  readonly isWhole: boolean;
}

/** From nothing no row is gone, and none has had a computed cell. */
function tableAnswer(table: Table, request: TextRequest, told: readonly ToldRow[]): TableAnswer[] {
  const { base, mayLeaveOut } = request;
  const rows = told.filter(({ text }) => text !== null);
  const deleted = base === 0 || rows.length === told.length ? [] : told.flatMap(({ row, text }) => (text ? [] : [row]));
  if (rows.length + deleted.length === 0) return [];
  const isWhole = !mayLeaveOut || base === 0 || rows.some(({ computedSince }) => computedSince > base);
  return [{ table, rows, ...byMoved(rows, request), deleted: deleted.sort(), isWhole }];
}

/** Who asks from nothing has no row, and who knows nothing of parts is told whole rows. */
function byMoved(rows: readonly ToldRow[], { base, isByMoved }: TextRequest): Pick<TableAnswer, 'whole' | 'moved'> {
  const moved = new Map<bigint, ToldRow[]>();
  if (base === 0 || !isByMoved) return { whole: rows, moved };
  const whole: ToldRow[] = [];
  for (const row of rows) {
    const cells = movedAfter(row.moved, base);
    if (cells === 'all') whole.push(row);
    else getOrMake(moved, cells, (): ToldRow[] => []).push(row);
  }
  return { whole, moved };
}

/** What was left out of a row whose computed cells had not moved is read as it is now: otherwise a later step would tell of it. */
async function fillIn(db: Kysely<Database>, program: string, answers: readonly TableAnswer[]): Promise<void> {
  const lacking = answers
    .filter(({ isWhole }) => isWhole)
    .map(({ table, rows }) => ({ table, rows: rows.filter(({ whole }) => whole === undefined) }))
    .filter(({ rows }) => rows.length > 0);
  if (lacking.length === 0) return;
  const wanted = new Map(lacking.map(({ table, rows }) => [table.name, new Set(rows.map(({ row }) => row))]));
  const computed = await computedCellsOf(db, program, wanted);
  for (const { table, rows } of lacking)
    for (const row of rows) row.whole = wholeText(table, row, computed.get(table.name)?.get(row.row));
}

function wholeText(table: Table, { text }: ToldRow, cells: Cells | undefined): RowText | undefined {
  if (text === null) return undefined;
  // They are the last ones of every table.
  const computed = computedColumns(table).map((column) => JSON.stringify(cells?.[column] ?? null));
  const bytes = Buffer.concat([text.bytes.subarray(text.start, text.end - 1), Buffer.from(`,${computed.join()}],`)]);
  return { bytes, start: 0, end: bytes.length - 1 };
}

function* tablePieces({ table, whole, moved, deleted, isWhole }: TableAnswer): Generator<Piece> {
  const named = isWhole ? Object.keys(table.columns) : editableColumns(table);
  const columns = whole.length === 0 && moved.size > 0 ? [] : named;
  const all = whole.map((told) => (isWhole ? told.whole : (told.text ?? undefined)));
  yield own(`${JSON.stringify(table.name)}:`);
  yield* rowsPieces(columns, all, `,"deleted":${JSON.stringify(deleted)}${moved.size === 0 ? '}' : ',"moved":['}`);
  let left = moved.size;
  for (const [cells, rows] of moved) {
    const part = { cells, isComputed: isWhole };
    const texts = rows.map((told) => partOf(table, told, part));
    yield* rowsPieces(columnsOfPart(table, part), texts, '}');
    yield own(--left > 0 ? ',' : ']}');
  }
}

function* rowsPieces(
  columns: readonly string[],
  texts: readonly (RowText | undefined)[],
  end: string,
): Generator<Piece> {
  yield own(`{"columns":${JSON.stringify(columns)},"rows":[`);
  yield* rowPieces(texts);
  yield own(`]${end}`);
}

/** Rows that stand beside each other go in one piece, with the commas after them; none comes after the last one. */
function* rowPieces(texts: readonly (RowText | undefined)[]): Generator<Piece> {
  let run: { bytes: Uint8Array; start: number; end: number } | undefined;
  for (const next of texts) {
    if (!next) continue;
    if (run?.bytes === next.bytes && run.end + 1 === next.start) {
      run.end = next.end;
      continue;
    }
    if (run) yield piece(run.bytes, run.start, run.end + 1);
    run = { ...next };
  }
  if (run) yield piece(run.bytes, run.start, run.end);
}

function piece(bytes: Uint8Array, start: number, end: number): Piece {
  const isShared = start === 0 && end === bytes.length;
  return { bytes: isShared ? bytes : bytes.subarray(start, end), isShared };
}
