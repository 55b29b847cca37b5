import { getOrMake } from '../sync/get-or-make.ts';
import type { Cell } from '../tables/cell.ts';
import type { ColumnOfLine, RowsLine } from './rows-line.ts';
import type { SyncRequest, TableEdits } from './sync.ts';

/** Rows of a line, which is some hundred kilobytes then. */
const ROWS_OF_LINE = 2_000;

type PlainInsert = NonNullable<TableEdits['inserts']>[number];
type PlainRow = Pick<PlainInsert, 'row' | 'cells'>;

/** A sync as a stream of lines, in their order, without the ends of the lines. Inserts that say more than cells with a value stay in the first. */
export function* syncInLines(request: SyncRequest): Generator<string> {
  const tables = Object.entries(request.edits ?? {});
  const rest = tables.map(([table, { inserts = [], ...others }]): [string, TableEdits] => {
    const apart = inserts.filter((insert) => !isPlain(insert));
    return [table, apart.length === 0 ? others : { inserts: apart, ...others }];
  });
  const saysMore = ([, edits]: [string, TableEdits]): boolean => Object.keys(edits).length > 0;
  yield JSON.stringify({ ...request, edits: Object.fromEntries(rest.filter(saysMore)) });
  let end = 0;
  for (const [table, { inserts = [] }] of tables) {
    const rows = inserts.filter(isPlain);
    for (let at = 0; at < rows.length; at += ROWS_OF_LINE)
      yield JSON.stringify(lineOf(table, rows.slice(at, at + ROWS_OF_LINE)));
    end += rows.length;
  }
  yield JSON.stringify({ end });
}

/** In columns an empty cell and one that is not there are the same. */
function isPlain({ cells, seen, basket }: PlainInsert): boolean {
  return seen === undefined && basket === undefined && Object.values(cells).every((cell) => cell !== null);
}

function lineOf(table: string, rows: readonly PlainRow[]): RowsLine {
  const names = new Set(rows.flatMap(({ cells }) => Object.keys(cells)));
  const columns = [...names].map((name) => [name, shortest(rows.map(({ cells }) => cells[name] ?? null))] as const);
  return { table, rows: rows.map(({ row }) => row), columns: Object.fromEntries(columns) };
}

/** The values of a column in the form that takes the fewest characters. */
function shortest(values: readonly Cell[]): ColumnOfLine {
  const places = new Map<Cell, number>();
  let [listed, placed] = [0, 0];
  for (const value of values) {
    const place = getOrMake(places, value, () => places.size);
    listed += lengthOf(value);
    placed += lengthOf(place);
  }
  const [only = null] = places.keys();
  if (places.size === 1) return only;
  for (const value of places.keys()) placed += lengthOf(value);
  return placed < listed ? { values: [...places.keys()], at: values.map((value) => places.get(value) ?? 0) } : values;
}

/** About as many characters as the value takes in a list. */
function lengthOf(value: Cell): number {
  return String(value).length + (typeof value === 'string' ? 3 : 1);
}
