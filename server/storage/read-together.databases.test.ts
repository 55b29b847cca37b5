import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres/fresh-database.ts';
import { openDatabase, type Store } from './database.ts';
import { readTogether, type Selection } from './read-together.ts';

describe.each(['SQLite', 'PostgreSQL'])('several selections on %s', (dialect) => {
  const heard: string[] = [];
  let store: Store;
  let drop = (): Promise<void> => Promise.resolve();

  beforeAll(async () => {
    const fresh = dialect === 'PostgreSQL' ? await freshDatabase() : undefined;
    if (fresh) drop = fresh.drop;
    store = await openDatabase(fresh ? { url: fresh.url } : { file: ':memory:' }, (text) => void heard.push(text));
    const program = { id: 'p', name: 'a "quoted" name', district: 'Ünï\n', fiscal_year: '2026-27', hash: '' };
    await store.write
      .insertInto('programs')
      .values([
        { ...program, revision: 3 },
        { ...program, id: 'q', revision: 900_000_000_000_001 },
      ])
      .execute();
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  const programs = (where: Selection['where']): Selection => ({ from: 'programs', columns: ['id', 'revision'], where });

  /** What is read, and by how many statements. */
  async function read(selections: readonly Selection[]) {
    heard.length = 0;
    const rows = await readTogether(store.read, selections);
    return { rows, statements: heard.length };
  }

  test('are one statement, each with rows of its own, in its own columns', async () => {
    const words: Selection = {
      from: 'programs',
      columns: ['name', 'district', 'sums_revision'],
      where: [{ column: 'id', is: 'p' }],
    };
    const { rows, statements } = await read([
      programs([{ column: 'id', in: ['q', 'none'] }]),
      words,
      programs([{ column: 'revision', above: 3 }]),
      programs([{ column: 'id', of: programs([{ column: 'revision', is: 3 }]) }]),
      programs([{ column: 'revision', inNumbers: [3, 4] }]),
      programs([
        {
          columns: ['id', 'name'],
          inLists: [
            ['q', 'a "quoted" name'],
            ['p', 'none'],
          ],
        },
      ]),
      programs([
        { column: 'sums_revision', isEmpty: true },
        { column: 'id', is: 'p' },
      ]),
      programs([{ column: 'id', is: 'none' }]),
    ]);
    expect(rows).toEqual([
      [['q', 900_000_000_000_001]],
      [['a "quoted" name', 'Ünï\n', null]],
      [['q', 900_000_000_000_001]],
      [['p', 3]],
      [['p', 3]],
      [['q', 900_000_000_000_001]],
      [['p', 3]],
      [],
    ]);
    expect(statements).toBe(1);
  });

  test('one that can have no row costs nothing, and one with many texts stands by itself', async () => {
    const none = programs([{ column: 'id', in: [] }]);
    const noNumber = programs([{ column: 'revision', inNumbers: [] }]);
    const ofNone = programs([{ column: 'id', of: none }]);
    const noLists = programs([{ columns: ['id', 'name'], inLists: [] }]);
    expect(await read([none, noNumber, ofNone, noLists])).toEqual({ rows: [[], [], [], []], statements: 0 });
    const many = programs([{ column: 'id', in: ['q', ...Array.from({ length: 600 }, (_, i) => `x${i}`)] }]);
    const few = programs([{ column: 'id', in: ['p'] }]);
    expect(await read([few, many, few])).toEqual({
      rows: [[['p', 3]], [['q', 900_000_000_000_001]], [['p', 3]]],
      statements: 2,
    });
  });
});

test('[FG3] PostgreSQL looks up few rows of a large table, whatever they are found by', async () => {
  const { url, drop } = await freshDatabase();
  const heard: { readonly text: string; readonly parameters: readonly unknown[] }[] = [];
  const store = await openDatabase({ url }, (text, parameters) => {
    heard.push({ text, parameters });
  });
  await sql`
    INSERT INTO budget_lines (program, row_id, revision, key_text, id, project, category)
    SELECT 'p', 'R' || n, 1, 'L' || n, 'L' || n, 'P' || n % 8000, 'C' || n % 7 FROM generate_series(1, 40000) AS n`.execute(
    store.write,
  );
  await sql`ANALYZE budget_lines`.execute(store.write);
  const lines = (...where: Selection['where'][number][]): Selection => ({
    from: 'budget_lines',
    columns: ['id'],
    where: [{ column: 'program', is: 'p' }, ...where],
  });
  const pairs = [
    ['P7', 'C0'],
    ['P8', 'C1'],
  ];
  const ofCategories = { columns: ['project', 'category'], inLists: pairs };
  const asked = [
    lines({ column: 'project', in: ['P7', 'P8'] }),
    lines(ofCategories),
    lines({ column: 'key_text', of: lines(ofCategories) }),
  ];
  heard.length = 0;
  const found = await readTogether(store.read, asked);
  const [statement] = heard;
  expect(found.map((rows) => rows.length)).toEqual([10, 2, 2]);
  const plan = await store.read.executeQuery(
    CompiledQuery.raw(`EXPLAIN ${statement?.text}`, [...(statement?.parameters ?? [])]),
  );
  expect(JSON.stringify(plan.rows)).not.toContain('Seq Scan');
  await store.close();
  await drop();
});
