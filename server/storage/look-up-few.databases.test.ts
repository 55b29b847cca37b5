import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { lineGroups } from '../../shared/plan/sums/line-sums.ts';
import { budgetLines } from '../../shared/tables/budget-lines.ts';
import { rowsById } from '../comments/subject-rows.ts';
import { readNarrowRows } from '../totals/read-narrow-rows.ts';
import { sumColumns } from '../totals/sum-rows.ts';
import { readLineSums, readSumsOfLines } from '../totals/project-sums.ts';
import { sumsOfProjectsOnDay } from '../totals/sums-on-day.ts';
import { readChangeTitles } from './change-titles.ts';
import { openDatabase, type Store } from './database.ts';
import { readJournalSince } from './journal.ts';
import { lastChanges } from './last-changes.ts';
import { readMatchingRows } from './matching-rows.ts';
import { inProgram } from './program-scope.ts';
import { headKeys } from './row-keys.ts';
import { readRowsById } from './rows.ts';

/** Rows of each large table: enough that reading all of it is far dearer than looking a few rows up. */
const ROWS = 10_000;

let drop: () => Promise<void>;
let store: Store;
const heard: { readonly text: string; readonly parameters: readonly unknown[] }[] = [];

beforeAll(async () => {
  const urls = await freshDatabaseWithRole();
  ({ drop } = urls);
  store = await openDatabase(urls, (text, parameters) => void heard.push({ text, parameters }));
  const owner = await openDatabase({ url: urls.ownerUrl });
  const groups = sql.lit(JSON.stringify(Object.fromEntries(lineGroups.map((group) => [group, '']))));
  const sums = sumColumns.map((column) => sql.ref(column));
  const series = sql`FROM generate_series(1, ${sql.lit(ROWS)}) AS n`;
  const filled = [
    sql`INSERT INTO programs (id, name, district, fiscal_year, revision, hash) VALUES ('p', 'P', 'd', '2026-27', 2, 'h')`,
    sql`INSERT INTO budget_lines (program, row_id, revision, key_text, id, project, source, category)
      SELECT 'p', 'R' || n, 1, '["L' || n || '"]', 'L' || n, 'P' || n % 4000, 'S' || n % 50, 'C' || n % 7 ${series}`,
    sql`INSERT INTO changes (program, row_id, revision, key_text, "number", title)
      SELECT 'p', 'R' || n, 1, '["BC-' || n || '"]', 'BC-' || n, 'Title' ${series}`,
    sql`INSERT INTO line_sums (program, line, project, is_contingency, is_reserve, ${sql.join(sums)}, groups, spent)
      SELECT 'p', 'L' || n, 'P' || n % 4000, 0, 0, ${sql.join(sums.map(() => sql`0`))}, ${groups}, '{}' ${series}`,
    sql`INSERT INTO postings (program, table_name, row_id, ordinal, line, account, date, cents, change)
      SELECT 'p', 'expenditures', 'R' || n, 0, 'L' || n, 'paid', '2026-08-01', 1, '' ${series}`,
    sql`INSERT INTO revisions (program, "number", person, person_name, at, workbook, sync_id, note, accepted, changes, prev_hash, hash)
      SELECT 'p', n, 'a', 'A', '2026-08-01', 'w', 's' || n, '', 1, 1, '', 'h' ${series}`,
    sql`INSERT INTO journal (program, revision, ordinal, table_name, row_id, kind, before, after, previous)
      SELECT 'p', n, 0, 'budgetLines', 'R' || n, 'insert', '{}', '{}', 0 ${series}`,
  ];
  for (const statement of filled) await statement.execute(owner.write);
  await sql`ANALYZE`.execute(owner.write);
  await owner.close();
});
afterAll(async () => {
  await store.close();
  await drop();
});

/** How PostgreSQL would carry out what a piece of work has asked of it. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  heard.length = 0;
  await inProgram('p', work);
  const asked = heard.filter(({ text }) => /^\s*(?:select|update|delete)/i.test(text) && text.includes('jsonb_array'));
  return Promise.all(
    asked.map(async ({ text, parameters }) => {
      const explained = CompiledQuery.raw(`EXPLAIN ${text}`, [...parameters]);
      const { rows } = await inProgram('p', () => store.read.executeQuery<{ 'QUERY PLAN': string }>(explained));
      return [text, ...rows.map((row) => row['QUERY PLAN'])].join('\n');
    }),
  );
}

const rows = ['R7', 'R9'];
const places = rows.map((row) => ({ table: 'budgetLines', row }));
const read = () => store.read;

test.each([
  ['rows by Row ID', () => readRowsById(read(), 'p', budgetLines, rows)],
  ['keys of rows', () => headKeys(read(), 'p', places)],
  ['subjects of comments', () => rowsById(read(), 'p', places)],
  ['rows by key', () => readMatchingRows(read(), 'p', { table: budgetLines, columns: ['id'], texts: ['["L7"]'] })],
  [
    'rows by a reference',
    () => readMatchingRows(read(), 'p', { table: budgetLines, columns: ['project'], texts: ['["P7"]'] }),
  ],
  ['narrow rows', () => readNarrowRows(read(), 'p', 'budgetLines', { column: 'project', values: ['P7'] })],
  ['entries of rows', () => readJournalSince(read(), { program: 'p', after: 1, table: 'budgetLines', rows })],
  ['last changes', () => lastChanges(read(), 'p', places, ROWS)],
  ['titles of changes', () => readChangeTitles(read(), 'p', ['BC-7'])],
  ['sums of projects', () => readLineSums(read(), 'p', ['P7', 'P8'])],
  ['sums of lines', () => readSumsOfLines(read(), 'p', ['L7', 'L9'])],
  [
    'sums on a day',
    () => sumsOfProjectsOnDay(read(), 'p', '2026-07-31', { projects: new Set(['none']), areAll: false }),
  ],
])('[FG3] PostgreSQL looks up few %s of a large table in place of reading all of it', async (_what, work) => {
  const plans = await plansOf(work);
  expect(plans).not.toEqual([]);
  // Of an empty table all is read.
  for (const plan of plans) expect(plan).not.toMatch(/Seq Scan on (?!projects|forecasts)/);
});
