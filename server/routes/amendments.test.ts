import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decideReply, type DecideReply } from '../../shared/protocol/budget-changes.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { inserts, smallPlan } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let finance: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const change = (number: string, status: string, type: string): Cells => ({
  number,
  type,
  status,
  title: `Change ${number}`,
  reason: 'The recorder costs more than was planned.',
  requestedBy: 'Ana Ortiz',
  ...(status === 'Draft' ? {} : { submittedOn: '2026-11-20' }),
});

beforeEach(async () => {
  const admin = await server.member(await server.program(), 'admin');
  const lines = ['BC-1', 'BC-2', 'BC-3', 'BC-4'].flatMap((number, index) => [
    { change: number, line: 1, budgetLine: 'BL-001', amount: -100 - index },
    { change: number, line: 2, budgetLine: 'BL-002', amount: 100 + index },
  ]);
  await admin.sync({
    ...smallPlan(),
    changes: inserts(
      change('BC-1', 'Draft', 'Staff Modification'),
      change('BC-2', 'Pending', 'Board Amendment'),
      change('BC-3', 'Pending', 'Staff Modification'),
      change('BC-4', 'Withdrawn', 'Board Amendment'),
    ).edits,
    changeLines: inserts(...lines).edits,
  });
  finance = await server.member(admin.program, 'finance');
});

async function join(client: TestClient, body: object, key?: string): Promise<DecideReply> {
  const response = await client.fetch('/changes/amendment', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return decideReply.parse(await response.json());
}

const report = { reportNumber: 'Rep-110-25/26', boardDate: '2026-12-08' };

async function headers(): Promise<Map<unknown, Cells>> {
  return new Map([...(await finance.rows('changes')).values()].map(({ cells }) => [cells['number'], cells]));
}

describe('joining changes to one amendment', () => {
  test('puts them under one board report in one revision; a draft becomes a Board Amendment, nothing else of them moves', async () => {
    const before = await headers();
    const reply = await join(finance, { numbers: ['BC-1', 'BC-2'], ...report });
    expect(reply).toMatchObject({
      revision: 2,
      done: 2,
      message: '2 changes go before the Board under Rep-110-25/26.',
    });
    const after = await headers();
    expect(after.get('BC-1')).toEqual({ ...before.get('BC-1'), ...report, type: 'Board Amendment' });
    expect(after.get('BC-2')).toEqual({ ...before.get('BC-2'), ...report });
    expect([after.get('BC-3'), after.get('BC-4')]).toEqual([before.get('BC-3'), before.get('BC-4')]);
  });

  test.each([
    ['BC-3', 'BC-3 waits as a Staff Modification. Set it back to Draft to take it to the Board.'],
    ['BC-4', 'BC-4 is withdrawn, so it stays as it was decided.'],
    ['BC-9', 'There is no change BC-9.'],
  ])('does nothing at all where %s may not go along, and says why', async (number, words) => {
    const before = await headers();
    const reply = await join(finance, { numbers: ['BC-1', number], ...report });
    expect(reply).toMatchObject({ revision: 1, done: 0, message: `Nothing was done. ${words}` });
    expect(await headers()).toEqual(before);
  });

  test('is not done by somebody who has looked at it before it became another, nor by who only looks', async () => {
    const [row = ''] = [...(await finance.rows('changes'))].flatMap(([id, { cells }]) =>
      cells['number'] === 'BC-1' ? [id] : [],
    );
    await finance.sync(
      { changes: { updates: [{ row, cells: { title: 'Another' }, seen: { title: 1 } }] } },
      { base: 1 },
    );
    const stale = await join(finance, { numbers: ['BC-1'], ...report, seen: 1 });
    expect(stale).toMatchObject({ done: 0 });
    expect(stale.message).toContain('has changed BC-1 since you looked at it');
    const viewer = await server.member(finance.program, 'viewer');
    expect(await join(viewer, { numbers: ['BC-1'], ...report })).toMatchObject({ done: 0 });
    expect((await headers()).get('BC-1')?.['reportNumber']).toBeNull();
  });

  test('repeated under its key it is answered as before, and writes nothing again', async () => {
    const body = { numbers: ['BC-1', 'BC-2'], ...report };
    const first = await join(finance, body, 'a-key-of-mine');
    expect(await join(finance, body, 'a-key-of-mine')).toMatchObject({ done: first.done, revision: 2 });
    expect((await join(finance, body)).done).toBe(2);
  });
});
