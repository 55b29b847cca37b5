import Sqlite from 'better-sqlite3';
import { Hono } from 'hono';
import { z } from 'zod';
import { keyOf } from '../../../shared/tables/table.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { lineColumns } from '../workload/merge-inputs.ts';
import { serveBench } from '../harness/bench-server.ts';
import { temporaryFile } from '../harness/temporary-file.ts';

const cells = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
type Line = { readonly row: string; readonly cells: z.output<typeof cells> };

const table = tableNamed('budgetLines');
const columns = lineColumns.map((column) => `"${column}"`);

/**
 * The least that a durable store of rows can do: Hono, JSON.parse, prepared statements, one journal row per changed
 * row, one transaction per request with synchronous=FULL. It trusts every word of its caller.
 */
await serveBench(async () => {
  const db = new Sqlite(temporaryFile('limit.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`
    CREATE TABLE lines (program TEXT, row_id TEXT, revision INTEGER, key_text TEXT, ${columns.join()},
      PRIMARY KEY (program, row_id));
    CREATE TABLE journal (program TEXT, revision INTEGER, ordinal INTEGER, row_id TEXT, kind TEXT, before TEXT,
      after TEXT, PRIMARY KEY (program, revision, ordinal));`);
  const insertLine = db.prepare(`INSERT INTO lines VALUES (?,?,?,?,${columns.map(() => '?').join()})`);
  const insertEntry = db.prepare(`INSERT INTO journal VALUES (?,?,?,?,?,?,?)`);
  const readLine = db.prepare('SELECT * FROM lines WHERE program = ? AND row_id = ?');
  const changedSince = db
    .prepare(
      `SELECT * FROM lines WHERE program = ? AND row_id IN
        (SELECT DISTINCT row_id FROM journal WHERE program = ? AND revision > ?)`,
    )
    .raw();
  const updates = new Map<string, Sqlite.Statement>();
  const updateOf = (names: readonly string[]) => {
    const text = names.map((name) => `"${name}" = ?`).join();
    const known = updates.get(text);
    if (known) return known;
    const made = db.prepare(`UPDATE lines SET revision = ?, ${text} WHERE program = ? AND row_id = ?`);
    updates.set(text, made);
    return made;
  };
  const heads = new Map<string, number>();

  const insertAll = db.transaction((program: string, revision: number, lines: readonly Line[]) => {
    lines.forEach(({ row, cells }, ordinal) => {
      insertLine.run(
        program,
        row,
        revision,
        keyOf(table, cells),
        ...lineColumns.map((column) => cells[column] ?? null),
      );
      insertEntry.run(program, revision, ordinal, row, 'insert', '{}', JSON.stringify(cells));
    });
  });
  const updateAll = db.transaction((program: string, revision: number, lines: readonly Line[]) => {
    lines.forEach(({ row, cells: after }, ordinal) => {
      const head = cells.parse(readLine.get(program, row));
      const names = Object.keys(after);
      const before = Object.fromEntries(names.map((name) => [name, head[name] ?? null]));
      updateOf(names).run(revision, ...Object.values(after), program, row);
      insertEntry.run(program, revision, ordinal, row, 'update', JSON.stringify(before), JSON.stringify(after));
    });
  });

  const app = new Hono();
  const take = (write: (program: string, revision: number, lines: readonly Line[]) => void) =>
    app.post(`/${write === insertAll ? 'insert' : 'update'}/:program`, async (c) => {
      const lines: readonly Line[] = JSON.parse(await c.req.text());
      const program = c.req.param('program');
      const revision = (heads.get(program) ?? 0) + 1;
      write(program, revision, lines);
      heads.set(program, revision);
      return c.json({ revision });
    });
  take(insertAll);
  take(updateAll);
  app.get('/since/:program/:revision', (c) => {
    const { program, revision } = c.req.param();
    return c.json({ rows: changedSince.all(program, program, Number(revision)) });
  });
  return { fetch: (request) => app.fetch(request) };
});
