import fc from 'fast-check';
import { settingNames } from '../../shared/plan/program-settings.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Table } from '../../shared/tables/table.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { valueOf } from '../generators/cells.ts';
import { newRow, type TestClient } from '../contracts/test-server.ts';
import { hostileNames, hostileText } from './hostile.ts';
import type { Schema, Words } from './schema-texts.ts';

/** What stands in the plan, so that generated requests meet it. */
export interface PlanWords extends Words {
  readonly head: number;
  /** Row IDs by table. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

const days = ['2026-10-31', '2026-07-01', '2027-06-30', '2026-02-28'];
const periods = ['2026-02', '2026-05', '2026-07'];
const cuts = ['region', 'site', 'project', 'source', 'region,site', 'category', 'site,project,source'];

/** Reads what is in the program. @param schemas those of the API's description, by name */
export async function planWords(client: TestClient, schemas: Readonly<Record<string, Schema>>): Promise<PlanWords> {
  const reply = rowsReply.parse(await (await client.fetch('/rows')).json());
  const rows = new Map(Object.entries(reply.tables).map(([name, table]) => [name, table.rows.map(([row]) => row)]));
  const columns = [...new Set(tables.flatMap((table) => Object.keys(table.columns)))];
  const keys = (name: string): string[] => {
    const table = reply.tables[name];
    return (table?.rows ?? []).slice(0, 20).map((row) => String(row[2] ?? ''));
  };
  const moments = [0, 1, reply.revision, reply.revision + 1];
  const byName = new Map<string, readonly (string | number)[]>([
    ['program', [client.program]],
    ['rollUp', ['state-office']],
    ['invitation', ['7KQ2-M9XD-04TR-B6HV']],
    ['row', [...rows.values()].flatMap((ids) => ids.slice(0, 3))],
    ['table', tables.map(({ name }) => name)],
    ['tables', ['sites', 'sites,budgetLines', 'planets']],
    ['file', ['sites.csv', 'budgetLines.csv', 'sites.json', 'schedule.pdf']],
    ['column', columns],
    ['by', cuts],
    ['period', periods],
    ['act', ['submit', 'approve', 'soft-close', 'close', 'reopen', 'withdraw', 'reject']],
    ['number', keys('changes')],
    ['code', keys('sites')],
    ['site', keys('sites')],
    ['project', keys('projects')],
    ['source', keys('fundingSources')],
    ['budgetLine', keys('budgetLines')],
    ['protocol', [1]],
    ['section', ['Mission', 'Vision', 'Guiding principles']],
    ['about', ['program', 'period/2026-05', `row/sites/${reply.tables['sites']?.rows[0]?.[0]}`]],
    ['email', ['finance@cedar-basin.example']],
    ['password', ['cedar-basin']],
    ['hash', ['']],
    ['id', ['c0ffee00c0ffee00', '1']],
    ['cursor', ['1', 'BC-0001', 'x']],
    ...['revision', 'at', 'from', 'to', 'base', 'since', 'seen'].map((name) => [name, moments] as const),
    ...['asOf', 'day', 'date', 'fromAsOf', 'until', 'expires'].map((name) => [name, days] as const),
  ]);
  const namesByDictionary: Readonly<Record<string, readonly string[]>> = {
    edits: tables.map(({ name }) => name),
    drafts: tables.map(({ name }) => name),
    settings: settingNames,
  };
  return {
    head: reply.revision,
    rows,
    values: (name) => byName.get(name) ?? [],
    names: (name) => namesByDictionary[name] ?? columns,
    resolve: (reference) => schemas[reference.replace(/^.*\//, '')] ?? {},
  };
}

/** Syncs whose rows and columns there are; a value in some ten is not of its kind. */
export function syncText(words: PlanWords): fc.Arbitrary<string> {
  return fc.constantFrom(...tables).chain((table) => {
    const revision = fc.integer({ min: 0, max: words.head + 1 });
    const edits = fc.oneof(
      fc
        .tuple(rowText(table, words), cellsText(table))
        .map(([row, cells]) => `"inserts":[{"row":${row},"cells":${cells}}]`),
      fc
        .tuple(rowText(table, words), cellsText(table), revision)
        .map(([row, cells, seen]) => `"updates":[{"row":${row},"cells":${cells},"seen":${seenText(cells, seen)}}]`),
      fc.tuple(rowText(table, words), revision).map(([row, seen]) => `"deletes":[{"row":${row},"seen":${seen}}]`),
    );
    return fc
      .tuple(fc.array(edits, { maxLength: 2 }), revision, fc.uuid())
      .map(
        ([all, base, syncId]) =>
          `{"protocol":1,"base":${base},"syncId":"${syncId}","workbook":"fuzz","edits":{"${table.name}":{${all.join(',')}}}}`,
      );
  });
}

function rowText(table: Table, words: PlanWords): fc.Arbitrary<string> {
  const known = words.rows.get(table.name) ?? [];
  return fc.constantFrom(...known, newRow(), newRow()).map((row) => JSON.stringify(row));
}

function cellsText(table: Table): fc.Arbitrary<string> {
  const cells = Object.entries(table.columns).map(([name, column]) => {
    const value = fc.oneof(
      { weight: 10, arbitrary: valueOf(column).map((cell) => JSON.stringify(cell)) },
      { weight: 1, arbitrary: hostileText },
      { weight: 1, arbitrary: fc.constant('null') },
    );
    const isTyped = column.required === true || column.computed !== true;
    return fc.oneof(
      { weight: isTyped ? 3 : 1, arbitrary: value.map((text) => `${JSON.stringify(name)}:${text}`) },
      { weight: isTyped ? 2 : 20, arbitrary: fc.constant('') },
    );
  });
  const strange = fc.oneof(
    { weight: 30, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom(...hostileNames).map((name) => `${JSON.stringify(name)}:1`) },
  );
  return fc.tuple(...cells, strange).map((entries) => `{${entries.filter((entry) => entry !== '').join(',')}}`);
}

/** The columns of the cells, each seen at a revision. */
function seenText(cells: string, revision: number): string {
  const names = [...cells.matchAll(/(?<=[{,])"(\w+)":/g)].map(([, name]) => `"${name}":${revision}`);
  return `{${names.join(',')}}`;
}
