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
import { movedAfter, type MovedCells } from './moved-cells.ts';
import {
  columnsOfPart,
  isRun,
  partOf,
  partTogether,
  rowsIn,
  togetherIn,
  type RowText,
  type Told,
  type ToldRow,
  type ToldRows,
  type ToldRun,
} from './told-rows.ts';

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
  readonly whole: Told[];
  /** … and those that come by what has moved, by that. */
  readonly moved: Map<bigint, Told[]>;
  readonly deleted: RowId[];
  /** The rows come with their computed columns. */
  isWhole: boolean;
  /** Among these are rows whose computed cells are not at hand. */
  readonly lacking: Told[];
}

/**
 * From nothing no row is gone, none has had a computed cell, and none is there; who knows nothing of parts is told whole rows. One
 * look at each run: of a thousand panes each is told hundreds.
 */
function tableAnswer(table: Table, request: TextRequest, told: readonly Told[]): TableAnswer[] {
  const isByMoved = request.isByMoved && request.base > 0;
  const isWhole = !request.mayLeaveOut || request.base === 0;
  const answer: TableAnswer = { table, whole: [], moved: new Map(), deleted: [], isWhole, lacking: [] };
  const found: Found = { answer, base: request.base, isByMoved, last: undefined };
  for (const one of told) addTold(found, one);
  answer.deleted.sort();
  return answer.whole.length + answer.moved.size + answer.deleted.length === 0 ? [] : [answer];
}

interface Found extends Pick<TextRequest, 'base' | 'isByMoved'> {
  readonly answer: TableAnswer;
  /** Most rows have moved by what those before have. */
  last: { readonly cells: bigint; readonly told: Told[] } | undefined;
}

function addTold(found: Found, told: Told): void {
  const { answer, base, isByMoved } = found;
  if (isRun(told) ? told.isGone : told.text === null) {
    if (base > 0) answer.deleted.push(...rowsIn([told]).map(({ row }) => row));
    return;
  }
  if (isByMoved && isRun(told) && base < told.aloneFrom) {
    for (const row of told.rows) addTold(found, row);
    return;
  }
  if (told.computedSince > base) answer.isWhole = true;
  if (isRun(told) ? !told.isWhole : told.whole === undefined) answer.lacking.push(told);
  const cells = isByMoved ? cellsAfter(told, base) : 'all';
  if (cells === 'all') {
    answer.whole.push(told);
    return;
  }
  if (found.last?.cells !== cells) found.last = { cells, told: getOrMake(answer.moved, cells, (): Told[] => []) };
  found.last.told.push(told);
}

function cellsAfter(told: Told, base: Revision): MovedCells {
  return isRun(told) ? told.cells : movedAfter(told.moved, base);
}

/** What was left out of a row whose computed cells had not moved is read as it is now: otherwise a later step would tell of it. */
async function fillIn(db: Kysely<Database>, program: string, answers: readonly TableAnswer[]): Promise<void> {
  const lacking = answers.flatMap((answer) => {
    const rows = answer.isWhole ? rowsIn(answer.lacking).filter(({ whole }) => whole === undefined) : [];
    return rows.length > 0 ? { table: answer.table, rows } : [];
  });
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
  yield own(`${JSON.stringify(table.name)}:{"columns":${JSON.stringify(columns)},"rows":[`);
  const asNamed = (told: ToldRow) => (isWhole ? told.whole : told.text);
  yield* rowPieces(whole, asNamed, (run) => togetherIn(run, asNamed));
  yield own(`],"deleted":${JSON.stringify(deleted)}`);
  let before = ',"moved":[';
  for (const [cells, rows] of moved) {
    const part = { cells, isComputed: isWhole };
    yield own(`${before}{"columns":${JSON.stringify(columnsOfPart(table, part))},"rows":[`);
    yield* rowPieces(
      rows,
      (told) => partOf(table, told, part),
      (run) => partTogether(table, run, isWhole),
    );
    yield own(']}');
    before = ',';
  }
  yield own(moved.size > 0 ? ']}' : '}');
}

type TextOf = (told: ToldRow) => RowText | null | undefined;
type TogetherOf = (run: ToldRun) => RowText | undefined;

/** Rows that stand beside each other go in one piece, with the commas after them; none comes after the last one. */
function* rowPieces(told: readonly Told[], textOf: TextOf, togetherOf: TogetherOf): Generator<Piece> {
  let run: { bytes: Uint8Array; start: number; end: number } | undefined;
  for (const next of textsOf(told, textOf, togetherOf)) {
    if (run?.bytes === next.bytes && run.end + 1 === next.start) {
      run.end = next.end;
      continue;
    }
    if (run) yield piece(run.bytes, run.start, run.end + 1);
    run = { ...next };
  }
  if (run) yield piece(run.bytes, run.start, run.end);
}

function* textsOf(told: readonly Told[], textOf: TextOf, togetherOf: TogetherOf): Generator<RowText> {
  for (const one of told) {
    const together = isRun(one) ? togetherOf(one) : undefined;
    if (together) {
      yield together;
      continue;
    }
    for (const row of isRun(one) ? one.rows : [one]) {
      const text = textOf(row);
      if (text) yield text;
    }
  }
}

function piece(bytes: Uint8Array, start: number, end: number): Piece {
  const isShared = start === 0 && end === bytes.length;
  return { bytes: isShared ? bytes : bytes.subarray(start, end), isShared };
}
