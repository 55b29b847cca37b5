import Sqlite from 'better-sqlite3';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Cell, Cells } from '../../../shared/tables/cell.ts';
import { measures } from '../../../shared/plan/figures/measures.ts';
import { serveBench } from '../harness/bench-server.ts';
import { temporaryFile } from '../harness/temporary-file.ts';
import { lineSource } from '../workload/line-source.ts';
import { planRows } from '../workload/plan-rows.ts';

const planSize = z.object({ sites: z.number(), projects: z.number(), budgetLines: z.number() });

/** Cuts by a column of the lines. */
const lineCuts: Readonly<Record<string, string>> = {
  project: 'project',
  source: 'source',
  fiscalYear: 'fiscal_year',
  category: 'category',
  system: 'system',
  site: 'location',
  object: 'object',
  frn: 'frn',
};
/** Cuts by an attribute of what the lines refer to: sums by reference first, then few rows are joined. */
const joinedCuts: Readonly<Record<string, { readonly line: string; readonly table: string; readonly column: string }>> =
  {
    region: { line: 'location', table: 'sites', column: 'region' },
    boardDistrict: { line: 'location', table: 'sites', column: 'board_district' },
    status: { line: 'project', table: 'projects', column: 'status' },
    program: { line: 'project', table: 'projects', column: 'program' },
    manager: { line: 'project', table: 'projects', column: 'manager' },
    sourceType: { line: 'source', table: 'sources', column: 'type' },
    series: { line: 'source', table: 'sources', column: 'series' },
    erateCategory: { line: 'frn', table: 'requests', column: 'category' },
  };

/** Columns that are not cells of a line as they stand. Nothing has been committed, so no line has a funding request. */
const valueOf: Readonly<Record<string, (cells: Cells) => Cell>> = {
  fiscal_year: (cells) => cells['fiscalYear'] ?? null,
  object: ({ account }) => String(account).split('-')[5] ?? null,
  frn: () => null,
};

/** The best SQL for totals by one cut: a covering index per cut, the sums read from it alone. */
await serveBench(async () => {
  const db = new Sqlite(temporaryFile('totals.sqlite'));
  db.exec(`
    CREATE TABLE lines (id TEXT PRIMARY KEY, ${Object.values(lineCuts).join(' TEXT, ')} TEXT, original INTEGER);
    CREATE TABLE sites (key TEXT PRIMARY KEY, region TEXT, board_district TEXT);
    CREATE TABLE projects (key TEXT PRIMARY KEY, status TEXT, program TEXT, manager TEXT);
    CREATE TABLE sources (key TEXT PRIMARY KEY, type TEXT, series TEXT);
    CREATE TABLE requests (key TEXT PRIMARY KEY, category TEXT);`);
  const fill = db.transaction((argument: unknown) => {
    const size = planSize.parse(argument);
    const plan = planRows({ ...size, budgetLines: 0 });
    const columns = Object.values(lineCuts).map((column) => valueOf[column] ?? ((cells: Cells) => cells[column]));
    const line = db.prepare(`INSERT INTO lines VALUES (?,?,${columns.map(() => '?').join()})`);
    for (const { row, cells } of lineSource(size, [])) {
      line.run(row, ...columns.map((value) => value(cells) ?? null), cells['original']);
    }
    const site = db.prepare('INSERT INTO sites VALUES (?,?,?)');
    for (const { cells } of plan.sites) site.run(cells['code'], cells['region'], cells['boardDistrict']);
    const project = db.prepare('INSERT INTO projects VALUES (?,?,?,?)');
    for (const { cells } of plan.projects) {
      project.run(cells['number'], cells['status'], cells['program'], cells['manager'] ?? null);
    }
    const source = db.prepare('INSERT INTO sources VALUES (?,?,?)');
    for (const { cells } of plan.fundingSources) source.run(cells['code'], cells['type'], cells['series'] ?? null);
    for (const column of Object.values(lineCuts)) db.exec(`CREATE INDEX by_${column} ON lines (${column}, original)`);
    db.exec('ANALYZE');
  });
  const app = new Hono();
  app.get('/totals', (c) => c.json({ rows: sumsOf(db, c.req.query('by') ?? '') }));
  return { fetch: (request) => app.fetch(request), commands: { fill } };
});

/** Rows with as many figures as the product answers with; the workload has nothing but original amounts. */
function sumsOf(db: Sqlite.Database, cut: string): unknown[] {
  const figures = measures.map(({ name }) => (name === 'original' ? 'o AS original' : `0 AS "${name}"`)).join();
  const column = lineCuts[cut];
  const joined = joinedCuts[cut];
  const sums = (by: string) => `SELECT ${by} AS k, SUM(original) AS o FROM lines GROUP BY ${by}`;
  const source =
    joined === undefined
      ? sums(column ?? 'source')
      : `SELECT t.${joined.column} AS k, SUM(s.o) AS o FROM (${sums(joined.line)}) s LEFT JOIN ${joined.table} t ON t.key = s.k GROUP BY 1`;
  const text = `SELECT k AS "${cut}", ${figures} FROM (${source}) ORDER BY 1`;
  return db.prepare(text).all();
}
