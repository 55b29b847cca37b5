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
  /** Those that come with every column … */
  readonly whole: ToldRow[];
  /** … and those that come by what has moved, by that. */
  readonly moved: Map<bigint, ToldRow[]>;
  readonly deleted: RowId[];
  /** The rows come with their computed columns. */
  isWhole: boolean;
  /** Rows whose computed cells are not at hand. */
  readonly lacking: ToldRow[];
}

/**
 * From nothing no row is gone, none has had a computed cell, and none is there; who knows nothing of parts is told whole rows. One
 * look at each row: of a thousand panes each is told thousands.
 */
function tableAnswer(table: Table, request: TextRequest, told: readonly ToldRow[]): TableAnswer[] {
  const { base, mayLeaveOut } = request;
  const isByMoved = request.isByMoved && base > 0;
  const isWhole = !mayLeaveOut || base === 0;
  const answer: TableAnswer = { table, whole: [], moved: new Map(), deleted: [], isWhole, lacking: [] };
  // Most rows have moved by what the one before has.
  let last: { readonly cells: bigint; readonly rows: ToldRow[] } | undefined;
  for (const row of told) {
    if (row.text === null) {
      if (base > 0) answer.deleted.push(row.row);
      continue;
    }
    if (row.computedSince > base) answer.isWhole = true;
    if (row.whole === undefined) answer.lacking.push(row);
    const cells = isByMoved ? movedAfter(row.moved, base) : 'all';
    if (cells === 'all') {
      answer.whole.push(row);
      continue;
    }
    if (last?.cells !== cells) last = { cells, rows: getOrMake(answer.moved, cells, (): ToldRow[] => []) };
    last.rows.push(row);
  }
  answer.deleted.sort();
  return answer.whole.length + answer.moved.size + answer.deleted.length === 0 ? [] : [answer];
}

/** What was left out of a row whose computed cells had not moved is read as it is now: otherwise a later step would tell of it. */
async function fillIn(db: Kysely<Database>, program: string, answers: readonly TableAnswer[]): Promise<void> {
  const lacking = answers.filter((answer) => answer.isWhole && answer.lacking.length > 0);
  if (lacking.length === 0) return;
  const wanted = new Map(lacking.map(({ table, lacking: rows }) => [table.name, new Set(rows.map(({ row }) => row))]));
  const computed = await computedCellsOf(db, program, wanted);
  for (const { table, lacking: rows } of lacking)
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
  yield own(`${JSON.stringify(table.name)}:{"columns":${JSON.stringify(columns)},"rows":[`);
  yield* rowPieces(whole, (told) => (isWhole ? told.whole : told.text));
  yield own(`],"deleted":${JSON.stringify(deleted)}`);
  let before = ',"moved":[';
  for (const [cells, rows] of moved) {
    const part = { cells, isComputed: isWhole };
    yield own(`${before}{"columns":${JSON.stringify(columnsOfPart(table, part))},"rows":[`);
    yield* rowPieces(rows, (told) => partOf(table, told, part));
    yield own(']}');
    before = ',';
  }
  yield own(moved.size > 0 ? ']}' : '}');
}

/** Rows that stand beside each other go in one piece, with the commas after them; none comes after the last one. */
function* rowPieces(rows: readonly ToldRow[], textOf: (told: ToldRow) => RowText | null | undefined): Generator<Piece> {
  let run: { bytes: Uint8Array; start: number; end: number } | undefined;
  for (const told of rows) {
    const next = textOf(told);
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
