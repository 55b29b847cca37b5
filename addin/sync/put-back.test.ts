import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { sessionBench, type SessionBench } from '../../test/histories/session-bench.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** The first site is renamed to Mine here, the second to Birch. */
let bench: SessionBench;
beforeEach(async () => {
  bench = await sessionBench(server);
});

const id = (index: number): string => bench.ids[index] ?? '';
const rowOf = (index: number) => bench.book.rows('sites').find(({ rowId }) => rowId === id(index));
const cell = (index: number, column: string) => rowOf(index)?.cells.get(column);
const place = (index: number, column: string | null) => ({ table: 'sites', row: id(index), column });

describe('[FB4] what is put back', () => {
  test('is the named cell alone', async () => {
    bench.typed(1, 'shortName', 'B');
    const state = await bench.session.putBack([place(1, 'name')]);
    expect([cell(1, 'name'), cell(1, 'shortName'), cell(0, 'name')]).toEqual(['School 0420', 'B', 'Mine']);
    expect(state.toSend).toBe(2);
  });

  test('is everything typed in a row, and nothing of the others', async () => {
    bench.typed(1, 'shortName', 'B');
    const state = await bench.session.putBack([place(1, null)]);
    expect([cell(1, 'name'), cell(1, 'shortName') ?? '', cell(0, 'name')]).toEqual(['School 0420', '', 'Mine']);
    expect(state.toSend).toBe(1);
  });

  test('is a cell that still holds what was shown; what was typed over it since stays', async () => {
    const shown = { ...place(1, 'name'), value: 'Birch' };
    bench.typed(1, 'name', 'Beech');
    const state = await bench.session.putBack([shown]);
    expect([cell(1, 'name'), state.toSend]).toEqual(['Beech', 2]);
    bench.typed(1, 'name', 'Birch');
    await bench.session.putBack([shown]);
    expect(cell(1, 'name')).toBe('School 0420');
  });

  test('is a cell that was refused as it could not be read, and as nothing, while it does hold that', async () => {
    bench.typed(1, 'enrollment', 'many');
    const [refusal] = (await bench.session.look()).refusals;
    if (refusal === undefined) throw new Error('Nothing was refused.');
    bench.typed(1, 'enrollment', '410');
    await bench.session.putBack([refusal]);
    expect(Number(cell(1, 'enrollment'))).toBe(410);
    bench.typed(1, 'enrollment', 'many');
    await bench.session.putBack([refusal]);
    expect(cell(1, 'enrollment') ?? '').not.toBe('many');
    await bench.session.putBack([{ ...place(1, 'name'), value: null }]);
    expect(cell(1, 'name')).toBe('Birch');
    bench.typed(1, 'name', '');
    await bench.session.putBack([{ ...place(1, 'name'), value: null }]);
    expect(cell(1, 'name')).toBe('School 0420');
  });

  test('is a row that was deleted here, once, with all it held', async () => {
    bench.book.rows('sites').splice(2, 1);
    await bench.session.putBack([place(2, null), place(2, 'name')]);
    expect(bench.book.rows('sites').filter(({ rowId }) => rowId === id(2))).toHaveLength(1);
    expect([cell(2, 'code'), cell(2, 'name'), cell(2, 'region')]).toEqual(['0433', 'School 0433', 'North']);
    expect((await bench.session.look()).question).toBeNull();
  });

  test('is not a row that is new, nor a cell that holds what the plan holds', async () => {
    const before = bench.book.rows('sites').map(({ cells }) => [...cells]);
    await bench.session.putBack([
      { table: 'sites', row: 'RZZZZZZZZZZZZZZZ', column: null },
      place(2, 'name'),
      place(2, null),
    ]);
    expect(bench.book.rows('sites').map(({ cells }) => [...cells])).toEqual(before);
  });

  test('is nothing in a table or column that the workbook has not', async () => {
    const before = bench.book.rows('sites').map(({ cells }) => [...cells]);
    await bench.session.putBack([
      { table: 'systems', row: id(1), column: 'name' },
      { ...place(1, 'name'), column: 'nowhere' },
    ]);
    expect(bench.book.rows('sites').map(({ cells }) => [...cells])).toEqual(before);
  });
});
