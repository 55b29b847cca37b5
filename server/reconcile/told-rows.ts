import type { WireRow } from '../../shared/protocol/cells.ts';
import type { RemoteTable } from '../../shared/protocol/sync.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { Remote } from './remote-changes.ts';

/** Where a row stands as JSON, with a comma after it. */
export interface RowText {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
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
  /** The last revision known to have moved its computed cells; -1: none. */
  computedSince: Revision;
  /** The row with its computed cells; undefined: not yet asked for, since they have not moved. */
  whole: RowText | undefined;
}

/** What is told of rows, by table. Tables are those in which there is anything. */
export type ToldRows = ReadonlyMap<string, readonly ToldRow[]>;

/** The rows that changed up to a revision, each written as JSON once, for everybody who is told of them. */
export function toldRowsOf(remote: Pick<Remote, 'tables'>, since: Revision): Map<string, ToldRow[]> {
  return new Map(Object.entries(remote.tables).map(([name, table]) => [name, rowsOfTable(name, table, since)]));
}

/** Rows come without their computed columns where none of them has moved. */
function isWholeTable(name: string, { columns }: RemoteTable): boolean {
  return columns.length === Object.keys(tableNamed(name).columns).length;
}

function rowsOfTable(name: string, table: RemoteTable, since: Revision): ToldRow[] {
  const isWhole = isWholeTable(name, table);
  const texts = rowTexts(table.rows);
  const told = table.rows.map(([row], i): ToldRow => {
    const text = texts[i] ?? null;
    const whole = isWhole && text ? text : undefined;
    return { row, since, until: Infinity, text, computedSince: isWhole ? since : -1, whole };
  });
  for (const row of table.deleted)
    told.push({ row, since, until: Infinity, text: null, computedSince: -1, whole: undefined });
  return told;
}

/** Beside its text: what a row costs that is remembered. */
const BYTES_PER_ROW = 250;

/** About what it takes of the memory. */
export function bytesOf({ text }: ToldRow): number {
  return BYTES_PER_ROW + (text ? text.end - text.start : 0);
}

/**
 * Writes rows that take less than half of the pieces of memory in which they stand into one of their own: otherwise one row that stays
 * for long would hold all those that stood beside it.
 */
export function standCloser(rows: readonly ToldRow[]): void {
  const taken = new Map<Uint8Array, number>();
  for (const { text } of rows)
    if (text) taken.set(text.bytes, (taken.get(text.bytes) ?? 0) + text.end + 1 - text.start);
  const isLoose = ({ bytes }: RowText): boolean => (taken.get(bytes) ?? 0) < bytes.length / 2;
  const loose = rows.flatMap((row) => (row.text && isLoose(row.text) ? [{ row, text: row.text }] : []));
  const bytes = Buffer.concat(loose.map(({ text }) => text.bytes.subarray(text.start, text.end + 1)));
  let start = 0;
  for (const { row, text } of loose) {
    const end = start + text.end - text.start;
    row.text = { bytes, start, end };
    if (row.whole === text) row.whole = row.text;
    start = end + 1;
  }
}

/** What is told in the end, when `later` is told after `earlier`. */
export function newerRows(earlier: ToldRows, later: ToldRows): ToldRows {
  if (earlier.size === 0 || later.size === 0) return earlier.size === 0 ? later : earlier;
  const told = new Map(earlier);
  for (const [name, rows] of later) {
    const before = earlier.get(name) ?? [];
    const again = new Map(rows.map((row) => [row.row, row]));
    const rest: ToldRow[] = [];
    for (const row of before) {
      const next = again.get(row.row);
      if (next === undefined) rest.push(row);
      // Whose computed cells have moved before does not know them, though they have not moved since.
      else if (row.computedSince > next.computedSince)
        again.set(row.row, { ...next, computedSince: row.computedSince });
    }
    told.set(name, [...rest, ...again.values()]);
  }
  return told;
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
