import type { Kysely } from 'kysely';
import { tables } from '../../shared/tables/all-tables.ts';
import { readRowPortions, type PortionsRequest } from '../storage/rows.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { computedCells } from '../totals/computed-cells.ts';
import { sumsAreKept } from '../totals/keep-sums.ts';
import { wireTable, type ComputedRows } from './wire-rows.ts';

/** Rows that are read and written together. */
const ROWS_TOGETHER = 1_000;

/**
 * Every row at the head as a pull from nothing is told of it: the tables of `remote` as JSON, in pieces, the same as `remoteText` makes
 * of all rows at once. Call it inside a snapshot.
 */
export async function* wholePlanText(
  db: Kysely<Database>,
  head: Pick<ProgramRow, 'id' | 'revision' | 'sums_revision'>,
  rowsTogether = ROWS_TOGETHER,
): AsyncGenerator<Uint8Array> {
  const { id: program } = head;
  // Without kept sums everything is read for any of them.
  const whole = sumsAreKept(head) ? undefined : await computedCells(db, program, tables);
  let before = '{';
  for (const table of tables) {
    const computed = (whole ?? (await computedCells(db, program, [table]))).get(table.name);
    for await (const text of tableText(db, { program, table, at: undefined, size: rowsTogether }, computed)) {
      yield Buffer.from(before + text);
      before = '';
    }
    if (before === '') before = ',';
  }
  yield Buffer.from(before === '{' ? '{}' : '}');
}

/** Nothing of a table without rows. */
async function* tableText(
  db: Kysely<Database>,
  portions: PortionsRequest,
  computed: ComputedRows | undefined,
): AsyncGenerator<string> {
  const { table } = portions;
  let isBegun = false;
  for await (const rows of readRowPortions(db, portions)) {
    if (rows.length === 0) continue;
    const { columns, rows: wire } = wireTable(table, rows, computed);
    const text = JSON.stringify(wire).slice(1, -1);
    yield isBegun ? `,${text}` : `${JSON.stringify(table.name)}:{"columns":${JSON.stringify(columns)},"rows":[${text}`;
    isBegun = true;
  }
  if (isBegun) yield '],"deleted":[]}';
}
