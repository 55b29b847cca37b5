import { z } from 'zod';
import { isRowId, type Cell, type Cells, type RowId } from '../tables/cell.ts';
import { isWireCell } from './cells.ts';

/*
 * A sync as a stream of lines
 *
 * What is sent to `…/sync` as one JSON may come as lines of JSON instead (`application/x-ndjson`), so that neither side has to hold
 * a large first push as a whole:
 *
 *   {"protocol":1,"base":148,"syncId":"…","workbook":"…","edits":{…}}        the request as ever, with the edits that are said row by row
 *   {"table":"budgetLines","rows":["R…","R…"],"columns":{"id":["BL-1","BL-2"],"source":"BND-A",…}}     new rows, as many lines as it takes
 *   {"end":2}                                                                 how many new rows there were: a body that was cut off has no such line
 *
 * A column says its values in one of three ways: a list with one value per row; one value, which is that of every row; or
 * `{"values":["Design","Equipment"],"at":[0,1,1,0]}`, each value once and for each row its place among them.
 */

export const SYNC_LINES = 'application/x-ndjson';

interface ValuesAt {
  readonly values: readonly Cell[];
  readonly at: readonly number[];
}

/** A column of the rows of a line. Null is an empty cell. */
export type ColumnOfLine = Cell | readonly Cell[] | ValuesAt;

export interface RowsLine {
  readonly table: string;
  readonly rows: readonly RowId[];
  readonly columns: Readonly<Record<string, ColumnOfLine>>;
}

const wireType = ['string', 'number', 'boolean', 'null'] as const;
const values = { type: 'array', items: { type: [...wireType] } };

/** Checked in plain loops, like the cells of an edit: a line holds thousands of rows. */
export const rowsLine: z.ZodType<RowsLine, RowsLine> = z
  .any()
  .superRefine((line: unknown, context) => {
    const wrong = wrongLine(line);
    if (wrong) context.addIssue({ code: 'custom', ...wrong });
  })
  .meta({
    type: 'object',
    required: ['table', 'rows', 'columns'],
    additionalProperties: false,
    properties: {
      table: { type: 'string' },
      rows: { type: 'array', items: { type: 'string' }, description: 'Row IDs.' },
      columns: {
        type: 'object',
        additionalProperties: {
          anyOf: [
            values,
            { type: [...wireType] },
            {
              type: 'object',
              required: ['values', 'at'],
              additionalProperties: false,
              properties: { values, at: { type: 'array', items: { type: 'integer' } } },
            },
          ],
        },
        description:
          'By column: one value per row; one value for all rows; or each value once, and for each row its place among them.',
      },
    },
  });

/** The last line: how many rows the lines before it held. */
export const endLine = z.strictObject({ end: z.number().int().min(0) });

interface Wrong {
  readonly message: string;
  readonly path: string[];
}

function wrongLine(line: unknown): Wrong | null {
  if (!isObject(line) || Object.keys(line).some((name) => !['table', 'rows', 'columns'].includes(name)))
    return { path: [], message: 'A line of rows has `table`, `rows` and `columns`.' };
  const { table, rows, columns } = line;
  if (typeof table !== 'string') return { path: ['table'], message: 'A table is named.' };
  if (!Array.isArray(rows) || !rows.every((row) => typeof row === 'string' && isRowId(row)))
    return { path: ['rows'], message: 'A Row ID is R and 15 Crockford base-32 characters.' };
  if (!isObject(columns)) return { path: ['columns'], message: 'Columns are an object with the values of each.' };
  for (const [name, column] of Object.entries(columns)) {
    const message = wrongColumn(column, rows.length);
    if (message !== null) return { path: ['columns', name], message };
  }
  return null;
}

function wrongColumn(column: unknown, rows: number): string | null {
  if (isWireCell(column)) return null;
  const isByPlace = isObject(column) && Object.keys(column).length === 2;
  const said = isByPlace ? column['values'] : column;
  if (!Array.isArray(said) || !said.every(isWireCell)) return 'A column is texts, numbers, flags and nulls.';
  const places = isByPlace ? column['at'] : said;
  if (!Array.isArray(places) || places.length !== rows) return `A column has a value for each of the ${rows} rows.`;
  const isPlace = (place: unknown): boolean =>
    Number.isInteger(place) && Number(place) >= 0 && Number(place) < said.length;
  return isByPlace && !places.every(isPlace) ? 'The place of a value is that of one of `values`.' : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The cells of each row of a line, in order: those that are not empty. */
export function* cellsOfLine({ rows, columns }: Pick<RowsLine, 'rows' | 'columns'>): Generator<Cells> {
  const lookups = Object.entries(columns).map(([name, column]) => [name, valueIn(column)] as const);
  for (let place = 0; place < rows.length; place++) {
    const cells: Record<string, Cell> = {};
    for (const [name, valueAt] of lookups) {
      const value = valueAt(place);
      if (value !== null) cells[name] = value;
    }
    yield cells;
  }
}

function valueIn(column: ColumnOfLine): (place: number) => Cell {
  if (isWireCell(column)) return () => column;
  if (isList(column)) return (place) => column[place] ?? null;
  const { values: said, at } = column;
  return (place) => said[at[place] ?? 0] ?? null;
}

function isList(column: readonly Cell[] | ValuesAt): column is readonly Cell[] {
  return Array.isArray(column);
}
