import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { wireRow, type WireRow } from '../../shared/protocol/cells.ts';
import type { RemoteTable } from '../../shared/protocol/sync.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { computedColumns, editableColumns, type Table } from '../../shared/tables/table.ts';
import { movedOn, placesOf, type Moved, type MovedCells, type MovedRows } from './moved-cells.ts';
import type { Remote } from './remote-changes.ts';

/** Where a row stands as JSON, with a comma after it. */
export interface RowText {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Some columns of a row: the editable ones that have moved, and all that are computed or none. */
export interface PartColumns {
  readonly cells: bigint;
  readonly isComputed: boolean;
}

interface RowPart {
  readonly columns: PartColumns;
  text: RowText;
}

/** What is told of a row: how it is from one moment on. */
export interface ToldRow {
  readonly row: RowId;
  /** The revision that tells it. */
  readonly since: Revision;
  /** The revision that tells something else of it; Infinity: none yet. */
  until: Revision;
  /** Null: the row is gone. */
  text: RowText | null;
  /** Which of its editable cells have moved, for whoever stands before `since`, and before earlier revisions that told of it. */
  moved: readonly Moved[];
  /** By what `since` has moved, which is what nearly everybody is told; then by what was asked for last besides. */
  parts: readonly RowPart[];
  /** The last revision known to have moved its computed cells; -1: none. */
  computedSince: Revision;
  /** The row with its computed cells; undefined: not yet asked for, since they have not moved. */
  whole: RowText | undefined;
}

/**
 * Rows of a table that stand beside each other as they were told, of which the same cells have moved, written beside each other: nearly
 * always all that one revision tells of a table. They are told together as long as none of them is told anew: a thousand panes are
 * each told thousands of rows, of some hundred revisions.
 */
export interface ToldRun {
  readonly since: Revision;
  /** At least one. */
  rows: readonly ToldRow[];
  /** They are all gone; otherwise none is. */
  readonly isGone: boolean;
  /** The first revision that tells something else of one of them; Infinity: none yet. */
  until: Revision;
  /** What `since` has moved of each of them … */
  readonly cells: MovedCells;
  /** … and of which whoever stands here or later is told alone. */
  aloneFrom: Revision;
  /** The last revision known to have moved a computed cell of one of them; -1: none. */
  computedSince: Revision;
  /** Each came with its computed cells. */
  readonly isWhole: boolean;
  /** The rows by `cells`, as it was asked for last; undefined: not yet, or not since they were written elsewhere. */
  part: { readonly isComputed: boolean; readonly text: RowText } | undefined;
}

/** Several rows together, or one of those that were told together. */
export type Told = ToldRun | ToldRow;

/** What is told of rows, by table. Tables are those in which there is anything. */
export type ToldRows = ReadonlyMap<string, readonly Told[]>;

/** The same as steps are kept: no row is told twice. */
export type ToldRuns = ReadonlyMap<string, readonly ToldRun[]>;

export function isRun(told: Told): told is ToldRun {
  return 'rows' in told;
}

/** Row by row. */
export function rowsIn(told: readonly Told[]): ToldRow[] {
  return told.flatMap((one) => (isRun(one) ? one.rows : one));
}

/** The rows that changed up to a revision, each written as JSON once, for everybody who is told of them. */
export function toldRowsOf({ tables, moved }: Pick<Remote, 'tables' | 'moved'>, since: Revision): ToldRuns {
  return new Map(
    Object.entries(tables).map(([name, table]) => [
      name,
      runsOf(rowsOfTable(tableNamed(name), { ...table, moved, since })),
    ]),
  );
}

function runsOf(rows: readonly ToldRow[]): ToldRun[] {
  const runs: { first: ToldRow; rows: ToldRow[] }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && standTogether(run.first, row)) run.rows.push(row);
    else runs.push({ first: row, rows: [row] });
  }
  return runs.map(({ first: { since, moved, computedSince, text, whole }, rows: together }) => ({
    since,
    rows: together,
    isGone: text === null,
    until: Infinity,
    cells: moved[0]?.cells ?? 'all',
    aloneFrom: 0,
    computedSince,
    isWhole: whole !== undefined,
    part: undefined,
  }));
}

/** Two rows of one table as they were just written. */
function standTogether(one: ToldRow, other: ToldRow): boolean {
  return (
    one.moved[0]?.cells === other.moved[0]?.cells &&
    one.text?.bytes === other.text?.bytes &&
    one.parts[0]?.text.bytes === other.parts[0]?.text.bytes
  );
}

/** The rows of a run as one, with the commas between them. Undefined: they are written apart. */
export function togetherIn(
  { rows }: ToldRun,
  textOf: (told: ToldRow) => RowText | null | undefined,
): RowText | undefined {
  const [first, last] = [rows[0], rows.at(-1)];
  const [begin, end] = [first && textOf(first), last && textOf(last)];
  return begin && end && begin.bytes === end.bytes ? { ...begin, end: end.end } : undefined;
}

/** The rows of a run by its cells, with the computed ones or without. Looking at two rows of each of a thousand runs takes longer than all else. */
export function partTogether(table: Table, run: ToldRun, isComputed: boolean): RowText | undefined {
  if (run.part?.isComputed === isComputed) return run.part.text;
  const { cells } = run;
  if (cells === 'all') return undefined;
  const text = togetherIn(run, (told) => partOf(table, told, { cells, isComputed }));
  if (text) run.part = { isComputed, text };
  return text;
}

interface TableToTell extends Pick<RemoteTable, 'columns' | 'rows' | 'deleted'> {
  /** Absent: all rows are new. */
  readonly moved?: MovedRows | undefined;
  readonly since: Revision;
}

function rowsOfTable(table: Table, { columns, rows, deleted, moved, since }: TableToTell): ToldRow[] {
  // Rows come without their computed columns where none of them has moved.
  const isWhole = columns.length === Object.keys(table.columns).length;
  const ofTable = moved?.get(table.name);
  const parts = new Map<MovedCells, Parts>();
  for (const row of rows) {
    const cells = moved ? (ofTable?.get(row[0]) ?? 0n) : 'all';
    getOrMake(parts, cells, (): Parts => ({ moved: [{ before: since, cells }], rows: [] })).rows.push(row);
  }
  const partTexts = new Map([...parts.values()].flatMap((some) => partsWritten(table, some, isWhole)));
  const texts = rowTexts(rows);
  const told = rows.map(([row], i): ToldRow => {
    const text = texts[i] ?? null;
    const part = partTexts.get(row) ?? allMoved(since);
    const whole = isWhole && text ? text : undefined;
    return { row, since, until: Infinity, text, ...part, computedSince: isWhole ? since : -1, whole };
  });
  for (const row of deleted)
    told.push({ row, since, until: Infinity, text: null, ...allMoved(since), computedSince: -1, whole: undefined });
  return told;
}

/** Rows of which the same cells have moved. */
interface Parts {
  readonly moved: readonly [Moved];
  readonly rows: WireRow[];
}

function allMoved(since: Revision): Pick<ToldRow, 'moved' | 'parts'> {
  return { moved: [{ before: since, cells: 'all' }], parts: [] };
}

function partsWritten(
  table: Table,
  { moved, rows }: Parts,
  isComputed: boolean,
): [RowId, Pick<ToldRow, 'moved' | 'parts'>][] {
  const [{ cells }] = moved;
  if (cells === 'all') return rows.map(([row]) => [row, { moved, parts: [] }]);
  const columns = { cells, isComputed };
  const texts = rowTexts(rows.map((row) => partialRow(table, row, columns)));
  return rows.map(([row], i) => {
    const text = texts[i];
    return [row, { moved, parts: text ? [{ columns, text }] : [] }];
  });
}

/** The cells that have moved, and the computed ones: they are the last ones of every table. */
function partialRow(table: Table, [row, revision, ...values]: WireRow, { cells, isComputed }: PartColumns): WireRow {
  const editable = placesOf(cells).map((at) => values[at] ?? null);
  return [row, revision, ...editable, ...(isComputed ? values.slice(editableColumns(table).length) : [])];
}

/** The names of the columns of a part, in its order. */
export function columnsOfPart(table: Table, { cells, isComputed }: PartColumns): string[] {
  const editable = editableColumns(table);
  return [...placesOf(cells).flatMap((at) => editable[at] ?? []), ...(isComputed ? computedColumns(table) : [])];
}

/** A row by some columns. Undefined: its computed cells are not at hand. */
export function partOf(table: Table, told: ToldRow, columns: PartColumns): RowText | undefined {
  for (const part of told.parts)
    if (part.columns.cells === columns.cells && part.columns.isComputed === columns.isComputed) return part.text;
  const from = columns.isComputed ? told.whole : told.text;
  if (!from) return undefined;
  const [text] = rowTexts([partialRow(table, rowIn(from), columns)]);
  if (text) told.parts = [...told.parts.slice(0, 1), { columns, text }];
  return text;
}

/** A row as it was written. */
function rowIn({ bytes, start, end }: RowText): WireRow {
  return wireRow.parse(JSON.parse(Buffer.from(bytes.subarray(start, end)).toString()));
}

/** Beside its texts: what a row costs that is remembered. */
const BYTES_PER_ROW = 350;

/** About what it takes of the memory. */
export function bytesOf(told: ToldRow): number {
  return textsOf(told).reduce((sum, text) => sum + lengthOf(text), BYTES_PER_ROW);
}

function lengthOf({ start, end }: RowText): number {
  return end + 1 - start;
}

function textsOf({ text, parts }: ToldRow): RowText[] {
  return [...(text ? [text] : []), ...parts.map((part) => part.text)];
}

/**
 * Writes rows that take less than half of the pieces of memory in which they stand into one of their own: otherwise one row that stays
 * for long would hold all those that stood beside it.
 */
export function standCloser(rows: readonly ToldRow[]): void {
  const taken = new Map<Uint8Array, number>();
  for (const row of rows)
    for (const text of textsOf(row)) taken.set(text.bytes, (taken.get(text.bytes) ?? 0) + lengthOf(text));
  const isLoose = ({ bytes }: RowText): boolean => (taken.get(bytes) ?? 0) < bytes.length / 2;
  // Whole rows stand beside whole ones and parts beside parts, so that a run is still told as one.
  const closer = copied([
    ...rows.flatMap(({ text }) => (text && isLoose(text) ? text : [])),
    ...rows.flatMap(({ parts }) => parts.flatMap(({ text }) => (isLoose(text) ? text : []))),
  ]);
  for (const row of rows) {
    if (row.text && row.whole === row.text) row.whole = closer.get(row.text) ?? row.whole;
    if (row.text) row.text = closer.get(row.text) ?? row.text;
    for (const part of row.parts) part.text = closer.get(part.text) ?? part.text;
  }
}

function copied(texts: readonly RowText[]): Map<RowText, RowText> {
  const bytes = Buffer.concat(texts.map((text) => text.bytes.subarray(text.start, text.end + 1)));
  let start = 0;
  return new Map(
    texts.map((text) => {
      const end = start + lengthOf(text) - 1;
      const copy = { bytes, start, end };
      start = end + 1;
      return [text, copy];
    }),
  );
}

/** What is told in the end, when `later` is told after `earlier`. */
export function newerRows(earlier: ToldRows, later: ToldRows): ToldRows {
  if (earlier.size === 0 || later.size === 0) return earlier.size === 0 ? later : earlier;
  const told = new Map(earlier);
  for (const [name, rows] of later) {
    const before = new Map(rowsIn(earlier.get(name) ?? []).map((row) => [row.row, row]));
    told.set(
      name,
      newerOfTable(earlier.get(name) ?? [], rows, (row) => before.get(row)),
    );
  }
  return told;
}

/** The same of one table, of whose earlier rows each is at hand. */
export function newerOfTable(
  earlier: readonly Told[],
  later: readonly Told[],
  earlierRow: (row: RowId) => ToldRow | undefined,
): readonly Told[] {
  const again = new Set<ToldRow>();
  const told = later.flatMap((one): Told | Told[] => {
    const rows = (isRun(one) ? one.rows : [one]).map((row) => {
      const before = earlierRow(row.row);
      if (before) again.add(before);
      return before ? toldAfter(before, row) : row;
    });
    return isRun(one) && rows.every((row, at) => row === one.rows[at]) ? one : rows;
  });
  if (again.size === 0) return [...earlier, ...told];
  const revisions = new Set([...again].map(({ since }) => since));
  const rest: Told[] = [];
  for (const one of earlier) {
    if (!revisions.has(one.since)) rest.push(one);
    else rest.push(...withoutRows(one, again));
  }
  return [...rest, ...told];
}

function withoutRows(told: Told, without: ReadonlySet<ToldRow>): Told[] {
  const rows = isRun(told) ? told.rows : [told];
  const rest = rows.filter((row) => !without.has(row));
  return rest.length === rows.length ? [told] : rest;
}

/** What is told of a row, with what is known of it from before: whoever has heard of neither has to be told of both. */
function toldAfter(earlier: ToldRow, later: ToldRow): ToldRow {
  const known = movesAfter(earlier, later);
  const isSame = known.moved === later.moved && known.computedSince === later.computedSince;
  return isSame ? later : { ...later, ...known };
}

type Moves = Pick<ToldRow, 'moved' | 'computedSince'>;

/** What of a row has moved, told anew after it was told before. */
export function movesAfter(earlier: Moves, later: Moves): Moves {
  return {
    moved: movedOn(earlier.moved, later.moved),
    computedSince: Math.max(earlier.computedSince, later.computedSince),
  };
}

/** Rows as they travel, some together in one piece of memory. */
const ROWS_TOGETHER = 500;

/** Rows as JSON, in pieces of memory in which a comma stands after each. */
export function rowTexts(rows: readonly WireRow[]): RowText[] {
  const found: RowText[] = [];
  for (let at = 0; at < rows.length; at += ROWS_TOGETHER) found.push(...piece(rows.slice(at, at + ROWS_TOGETHER)));
  return found;
}

function piece(rows: readonly WireRow[]): RowText[] {
  const texts = rows.map((row) => `${JSON.stringify(row)},`);
  const bytes = Buffer.from(texts.join(''));
  const isPlain = bytes.length === texts.reduce((sum, { length }) => sum + length, 0);
  let start = 0;
  return texts.map((text) => {
    const end = start + (isPlain ? text.length : Buffer.byteLength(text)) - 1;
    const found = { bytes, start, end };
    start = end + 1;
    return found;
  });
}
