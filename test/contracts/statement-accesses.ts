import { randomUUID } from 'node:crypto';
import { CompiledQuery, type Kysely } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../server/storage/schema.ts';
import { isPostgres } from '../../server/storage/sql-dialect.ts';
import { programColumn, type StoredTable } from './stored-tables.ts';

/** A table of programs that a statement reads or writes, and by which value it names the program. */
export interface Access {
  readonly table: string;
  /**
   * Number of the parameter, from 1; `inRows`: number of one that is a list of rows as JSON; `bound`: one of them (SQLite does
   * not tell which); null: it names none.
   */
  readonly by: number | { readonly inRows: number; readonly column: string } | 'bound' | null;
}

/**
 * What a statement reaches, told by the database itself: by its plan for any parameters on PostgreSQL, where what follows from
 * other conditions is in it, and by the terms of the index that it searches on SQLite. To be called inside a transaction: there the
 * text goes to PostgreSQL by itself, and may name parameters that nobody gives.
 *
 * @param columnOf by which column each table is divided; default: by program
 */
export async function accessesOf(
  db: Kysely<Database>,
  tables: ReadonlyMap<string, StoredTable>,
  text: string,
  columnOf: (table: StoredTable) => string | undefined = programColumn,
): Promise<Access[]> {
  const read = isPostgres(db) ? await planOnPostgres(db, text) : await planOnSqlite(db, text);
  const found = read.flatMap(({ name, says, by }) => {
    const table = tables.get(name);
    const column = table && columnOf(table);
    return column === undefined ? [] : [{ table: name, by: by(column, says) }];
  });
  return [...found, ...insertion(tables, text)];
}

/** A relation of a plan with the conditions told of it, and how a condition names a value for a column. */
interface Scan {
  readonly name: string;
  readonly says: string;
  readonly by: (column: string, says: string) => Access['by'];
}

const planNode: z.ZodType<PlanNode> = z.looseObject({
  'Relation Name': z.string().optional(),
  'Node Type': z.string(),
  Plans: z.lazy(() => z.array(planNode)).optional(),
});

interface PlanNode {
  readonly 'Relation Name'?: string | undefined;
  readonly 'Node Type': string;
  readonly Plans?: readonly PlanNode[] | undefined;
  readonly [said: string]: unknown;
}

async function planOnPostgres(db: Kysely<Database>, text: string): Promise<Scan[]> {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': unknown }>(
    // Never the same text twice: one that comes again is prepared by name, for which parameters have to be given.
    CompiledQuery.raw(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text} -- ${randomUUID()}`),
  );
  const [{ Plan: plan }] = z.tuple([z.looseObject({ Plan: planNode })]).parse(rows[0]?.['QUERY PLAN']);
  return scansIn(plan);
}

const CONDITIONS = ['Index Cond', 'Recheck Cond', 'Filter', 'Join Filter', 'Hash Cond'];

function scansIn(node: PlanNode): Scan[] {
  const below = (node.Plans ?? []).flatMap(scansIn);
  const name = node['Relation Name'];
  if (name === undefined || node['Node Type'] === 'ModifyTable' || node['Node Type'] === 'Bitmap Index Scan') {
    return below;
  }
  const says = CONDITIONS.map((condition) => textOf(node[condition])).join(' ');
  return [{ name, says, by: numbered }, ...below];
}

function textOf(said: unknown): string {
  return typeof said === 'string' ? said : '';
}

function numbered(column: string, says: string): Access['by'] {
  const [, number] = new RegExp(`(?<![a-z_])${column} = \\(?\\$(\\d+)`).exec(says) ?? [];
  return number === undefined ? null : Number(number);
}

async function planOnSqlite(db: Kysely<Database>, text: string): Promise<Scan[]> {
  const nothing = Array.from({ length: text.split('?').length - 1 }, () => null);
  const { rows } = await db.executeQuery<{ detail: string }>(CompiledQuery.raw(`EXPLAIN QUERY PLAN ${text}`, nothing));
  return rows.flatMap(({ detail }) => {
    const [, alias, says = ''] = /^(?:SEARCH|SCAN) (\w+)(?: (.*))?$/.exec(detail) ?? [];
    return alias === undefined ? [] : [{ name: tableCalled(alias, text), says, by: searched }];
  });
}

function searched(column: string, says: string): Access['by'] {
  return new RegExp(`\\b${column}=\\?`).test(says) ? 'bound' : null;
}

/** FROM memberships AS m: m is memberships. */
function tableCalled(alias: string, text: string): string {
  const named = new RegExp(`"?(\\w+)"?\\s+(?:as\\s+)?"?${alias}"?(?=[\\s,)]|$)`, 'gi');
  const names = [...text.matchAll(named)].map(([, name = '']) => name);
  return names.find((name) => !/^(from|join|into|update|as|select|by|and|or|on|where)$/i.test(name)) ?? alias;
}

/** The program that a row is inserted for. */
function insertion(tables: ReadonlyMap<string, StoredTable>, text: string): Access[] {
  const insert = /^\s*insert into "?(\w+)"?\s*\(([^)]*)\)\s*(?:values\s*\(|select\s+)([^)]*)/i.exec(text);
  const [, name = '', columns = '', values = ''] = insert ?? [];
  const table = tables.get(name);
  const column = table && programColumn(table);
  if (column === undefined) return [];
  const place = partsOf(columns).indexOf(column);
  const [, rows] = /json_populate_recordset\(NULL::\w+, \$(\d+)::json\)/.exec(text) ?? [];
  if (rows !== undefined && place >= 0) return [{ table: name, by: { inRows: Number(rows), column } }];
  const [, mark, number] = /^(\$(\d+)|\?)/.exec(partsOf(values)[place] ?? '') ?? [];
  if (mark === undefined) return [{ table: name, by: null }];
  return [{ table: name, by: number === undefined ? 'bound' : Number(number) }];
}

function partsOf(list: string): string[] {
  return list.split(',').map((part) => part.trim().replaceAll('"', ''));
}
