import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';
import { openStream } from './event-stream.ts';
import { announce, othersOf } from './presence-contract.ts';
import { site } from './plan-rows.ts';
import { newRow, startTestServer, TestClient, type TestServer } from './test-server.ts';

let one: TestServer;
let two: TestServer;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await freshDatabaseWithRole();
  drop = database.drop;
  const { url, ownerUrl } = database;
  one = await startTestServer({ url, ownerUrl });
  two = await startTestServer({ url, ownerUrl });
});

afterAll(async () => {
  await one.close();
  await two.close();
  await drop();
});

test('two processes on one PostgreSQL tell each other who is there, with every row', async () => {
  const program = await one.program();
  const a = await one.member(program, 'editor');
  const member = await one.member(program, 'finance');
  const b = new TestClient(two.app, program, member.person);
  const response = await b.fetch(`/events?workbook=${b.workbook}`);
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (text: string) => {
    while (!heard.includes(text)) heard += (await reader?.read())?.value ?? '';
  };
  await until('listening');
  const sites = Array.from({ length: 2_000 }, newRow).toSorted();
  await announce(a, { drafts: { sites } });
  await until(`${sites.at(-1)}"]`);
  expect(await othersOf(b)).toEqual([
    { person: a.person.name, workbook: a.workbook, since: two.clock.toISOString(), drafts: { sites } },
  ]);
  await announce(a, { leaving: true });
  await until('{"people":[]}');
  await reader?.cancel();
  expect(await othersOf(b)).toEqual([]);
});

test('two processes on one PostgreSQL tell each other that something was said, once and after it can be read', async () => {
  const program = await one.program();
  const a = await one.member(program, 'viewer');
  const member = await one.member(program, 'finance');
  const b = new TestClient(two.app, program, member.person);
  const stream = await openStream(b);
  const headers = { 'content-type': 'application/json' };
  const question = {
    act: 'start',
    kind: 'question',
    about: { kind: 'program' },
    text: 'When?',
    to: [member.person.id],
  };
  await a.fetch('/comments', { method: 'POST', headers, body: JSON.stringify({ ...question, id: 'request-1' }) });
  await stream.until('event: comment');
  const { counts }: { counts: unknown } = await (await b.fetch('/comments')).json();
  expect(counts).toEqual({ forYou: 1, byYou: 0, open: 1 });
  await a.fetch('/comments', { method: 'POST', headers, body: JSON.stringify({ ...question, id: 'request-2' }) });
  const heard = await stream.until('"conversation":2');
  expect(heard.match(/event: comment/g)).toHaveLength(2);
  await stream.leave();
});

test('[FG3, SEC1] what was committed while a process could not listen is heard when it listens again, in each program', async () => {
  const program = await one.program();
  const a = await one.member(program, 'editor');
  const member = await one.member(program, 'viewer');
  const b = new TestClient(two.app, program, member.person);
  const stream = await openStream(b);
  await sql`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'`.execute(one.store.read);
  const { revision } = await a.sync({ sites: { inserts: [{ row: newRow(), cells: site('0900') }] } }, { base: 0 });
  expect(revision).toBe(1);
  const heard = await stream.until('"revision":1');
  expect(heard).toContain(`"by":"${a.person.name}","tables":["sites"]`);
  await stream.leave();
});
