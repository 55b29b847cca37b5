import { sql, type Kysely, type RawBuilder } from 'kysely';
import { readRows } from '../../../server/storage/rows.ts';
import { planTable, sqlColumn, type Database } from '../../../server/storage/schema.ts';
import { tables } from '../../../shared/tables/all-tables.ts';
import { editableColumns, keyOf } from '../../../shared/tables/table.ts';
import type { Random } from '../random.ts';
import { reseal } from './reseal.ts';

/** A table whose every column is covered, and the columns that name a row of it. */
export interface Covered {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

export interface Ground {
  readonly db: Kysely<Database>;
  readonly random: Random;
  /** Tables that hold a row. */
  readonly covered: readonly Covered[];
  /** Programs with a history. */
  readonly programs: readonly string[];
}

/** Changes the database behind the server's back. @returns what was done, in words; null: there was nothing to do it to */
type Tampering = (ground: Ground) => Promise<string | null>;

/** Tables of the chain with their columns, as the database has them; of `programs` those that say where the chain ends. */
export async function coveredTables(db: Kysely<Database>): Promise<Covered[]> {
  const chain = [
    ['revisions', ['program', 'number']],
    ['journal', ['program', 'revision', 'ordinal']],
    ['baskets', ['program', 'revision', 'table_name', 'row_id', 'column_name']],
    ['acts', ['program', 'number']],
    ['server_acts', ['chain']],
    ['programs', ['id']],
    ...tables.map(({ sqlName }) => [sqlName, ['program', 'row_id']] as const),
  ] as const;
  const found: Covered[] = [];
  for (const [name, key] of chain) {
    const { rows } = await sql<Row>`SELECT * FROM ${sql.table(name)} LIMIT 1`.execute(db);
    if (rows[0] === undefined) continue;
    const columns = name === 'programs' ? ['revision', 'hash', 'acts', 'acts_hash'] : Object.keys(rows[0]);
    // The one row of the server's chain is found whatever it is called.
    found.push({ name, key, columns: name === 'server_acts' ? ['acts', 'acts_hash'] : columns });
  }
  return found;
}

async function someRow({ db, random }: Ground, { name, key }: Covered): Promise<Row | undefined> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(name)}`.execute(db);
  const count = rows[0]?.count ?? 0;
  if (count === 0) return undefined;
  const order = sql.join(key.map((column) => sql.ref(column)));
  const found = await sql<Row>`
    SELECT * FROM ${sql.table(name)} ORDER BY ${order} LIMIT 1 OFFSET ${random.int(count)}`.execute(db);
  return found.rows[0];
}

function isRow({ key }: Covered, row: Row): RawBuilder<unknown> {
  return sql.join(
    key.map((column) => sql`${sql.ref(column)} = ${row[column] ?? null}`),
    sql` AND `,
  );
}

/** Another value of the same kind; of JSON one that says something else, if only to who reads the first of two names. */
function otherValue(value: Value, random: Random): Value {
  if (value === null) return random.pick<Value>([1, 'x']);
  if (typeof value === 'number') return value + random.pick([1, -1, 1000]);
  if (value.startsWith('{')) return random.pick([`{"forged":1}`, '{', value.replace('{', '{"name":"Forged",')]);
  return random.pick([`${value}x`, `x${value}`, '']) === value ? 'x' : `${value}x`;
}

async function set(db: Kysely<Database>, table: Covered, row: Row, column: string, value: Value): Promise<void> {
  await sql`UPDATE ${sql.table(table.name)} SET ${sql.ref(column)} = ${value} WHERE ${isRow(table, row)}`.execute(db);
}

const edit: Tampering = async (ground) => {
  const { db, random, covered } = ground;
  const table = random.pick(covered);
  const row = await someRow(ground, table);
  if (row === undefined) return null;
  const column = random.pick(table.columns);
  const value = otherValue(row[column] ?? null, random);
  await set(db, table, row, column, value);
  return `${table.name}.${column} from ${String(row[column])} to ${String(value)}`;
};

const remove: Tampering = async (ground) => {
  const { db, random, covered } = ground;
  const table = random.pick(covered);
  const row = await someRow(ground, table);
  // Without its row a program is not there: what says so is the anchor alone, and `drop` takes all of it.
  if (row === undefined || table.name === 'programs') return null;
  await sql`DELETE FROM ${sql.table(table.name)} WHERE ${isRow(table, row)}`.execute(db);
  return `a row of ${table.name}`;
};

/** Two rows of a table change what stands in one of their columns. */
const swap: Tampering = async (ground) => {
  const { db, random, covered } = ground;
  const table = random.pick(covered);
  const [one, other] = [await someRow(ground, table), await someRow(ground, table)];
  const column = random.pick(table.columns.filter((each) => !table.key.includes(each)));
  if (one === undefined || other === undefined || (one[column] ?? null) === (other[column] ?? null)) return null;
  await set(db, table, one, column, other[column] ?? null);
  await set(db, table, other, column, one[column] ?? null);
  return `${table.name}.${column} of two rows`;
};

/** A copy of a row under a key of its own. */
const insert: Tampering = async (ground) => {
  const { db, random, covered } = ground;
  const table = random.pick(covered);
  const row = await someRow(ground, table);
  if (row === undefined || ['programs', 'server_acts'].includes(table.name)) return null;
  const column = random.pick(table.key.filter((each) => each !== 'program'));
  const value = row[column] ?? null;
  const copy: Row = {
    ...row,
    [column]: typeof value === 'number' ? value + random.pick([1000, 1, -1000]) : `${value}x`,
  };
  const [names, values] = [Object.keys(copy).map((name) => sql.ref(name)), Object.values(copy)];
  const there = await sql`SELECT 1 FROM ${sql.table(table.name)} WHERE ${isRow(table, copy)}`.execute(db);
  if (there.rows.length > 0) return null;
  await sql`INSERT INTO ${sql.table(table.name)} (${sql.join(names)}) VALUES (${sql.join(values)})`.execute(db);
  return `a row of ${table.name}`;
};

/** The end of a list goes, and nothing else is put right. */
const cutOff: Tampering = async ({ db, random, programs }) => {
  const [table, column] = random.pick([
    ['revisions', 'number'],
    ['journal', 'revision'],
    ['acts', 'number'],
  ] as const);
  const program = random.pick(table === 'acts' ? [...programs, ''] : programs);
  const { rows } = await sql<{ last: number | null }>`
    SELECT max(${sql.ref(column)}) AS last FROM ${sql.table(table)} WHERE program = ${program}`.execute(db);
  const last = rows[0]?.last ?? 0;
  if (last === 0) return null;
  const from = 1 + random.int(last);
  await sql`
    DELETE FROM ${sql.table(table)} WHERE program = ${program} AND ${sql.ref(column)} >= ${from}`.execute(db);
  return `${table} of ${program} from ${from} on`;
};

/** A program goes back to an earlier revision as if nothing had come after it: rows, journal, acts and ends. */
const truncate: Tampering = async ({ db, random, programs }) => {
  const program = random.pick(programs);
  const head = await db.selectFrom('programs').select('revision').where('id', '=', program).executeTakeFirstOrThrow();
  if (head.revision < 2) return null;
  const to = 1 + random.int(head.revision - 1);
  for (const table of tables) await rowsBackTo(db, program, table, to);
  for (const table of ['journal', 'baskets'] as const)
    await db.deleteFrom(table).where('program', '=', program).where('revision', '>', to).execute();
  await db.deleteFrom('revisions').where('program', '=', program).where('number', '>', to).execute();
  await db.deleteFrom('acts').where('program', '=', program).where('revision', '>', to).execute();
  await reseal(db, program);
  return `${program} back to revision ${to}`;
};

async function rowsBackTo(db: Kysely<Database>, program: string, table: (typeof tables)[number], to: number) {
  const rows = await readRows(db, program, table, to);
  await db.deleteFrom(planTable(table)).where('program', '=', program).execute();
  for (const { row, revision, cells } of rows) {
    const values = editableColumns(table).map((column) => {
      const value = cells[column] ?? null;
      return [sqlColumn(column), typeof value === 'boolean' ? Number(value) : value] as const;
    });
    const own = { program, row_id: row, revision, key_text: keyOf(table, cells) };
    await db
      .insertInto(planTable(table))
      .values({ ...own, ...Object.fromEntries(values) })
      .execute();
  }
}

/** Something of the past is changed, and every hash from there on made anew. */
const rewrite: Tampering = async ({ db, random, programs }) => {
  const isOfServer = random.chance(0.2);
  const program = isOfServer ? '' : random.pick(programs);
  const [table, column] = random.pick(
    isOfServer
      ? ([['acts', 'what']] as const)
      : ([
          ['revisions', 'note'],
          ['revisions', 'person_name'],
          ['revisions', 'at'],
          ['acts', 'what'],
          ['acts', 'person'],
        ] as const),
  );
  const numbers = await db.selectFrom(table).select('number').where('program', '=', program).execute();
  if (numbers.length === 0) return null;
  const { number } = random.pick(numbers);
  await sql`
    UPDATE ${sql.table(table)} SET ${sql.ref(column)} = ${sql.ref(column)} || 'x'
    WHERE program = ${program} AND number = ${number}`.execute(db);
  await reseal(db, program);
  return `${table}.${column} of ${program} ${number}`;
};

/** A program goes with everything that is of it. */
const drop: Tampering = async ({ db, random, programs }) => {
  const program = random.pick(programs);
  for (const table of ['revisions', 'journal', 'baskets', 'acts'] as const)
    await db.deleteFrom(table).where('program', '=', program).execute();
  for (const table of tables) await db.deleteFrom(planTable(table)).where('program', '=', program).execute();
  await db.deleteFrom('programs').where('id', '=', program).execute();
  return program;
};

/** Those that leave a chain behind that holds: the anchor alone finds them. */
export const wholeTamperings = { truncate, rewrite, drop } as const;

/** Those that the chain finds by itself. */
export const partTamperings = { edit, remove, swap, insert, cutOff } as const;
