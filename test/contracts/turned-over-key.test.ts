import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { expect, inject, test } from 'vitest';
import { historyReply } from '../../shared/protocol/history.ts';
import { patient } from '../patience.ts';
import { freshDatabaseWithRole } from '../postgres/fresh-role.ts';
import { inserts, site } from './plan-rows.ts';
import { startTestServer, TestClient, type TestServer } from './test-server.ts';

const PEOPLE = 4;
const PUSHES = 12;

async function onPostgres(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Somebody at whichever server answers: what is answered 503 is sent again, the same, to the one that has the new key. */
async function pushed(person: TestClient, servers: { now: TestServer }, code: string): Promise<readonly number[]> {
  const request = person.request({ sites: inserts(site(code)).edits }, { base: 0, syncId: randomUUID() });
  const statuses: number[] = [];
  let at: TestClient = person;
  while (statuses.at(-1) !== 200 && statuses.length < 50) {
    const response = await at.post(request);
    statuses.push(response.status);
    await response.arrayBuffer();
    at = new TestClient(servers.now.app, person.program, person.person);
  }
  return statuses;
}

test(
  '[SEC22] the key of the database is turned over while people sync: what fails succeeds when it is sent again, and counts once',
  async () => {
    const { url: oldUrl, ownerUrl, drop } = await freshDatabaseWithRole();
    const oldRole = new URL(oldUrl).username;
    const old = await startTestServer({ url: oldUrl, ownerUrl });
    const program = await old.program();
    const people: TestClient[] = [];
    for (let count = 0; count < PEOPLE; count++) people.push(await old.member(program, 'finance'));

    const role = `sep_next_${randomBytes(6).toString('hex')}`;
    const nextUrl = new URL(ownerUrl);
    [nextUrl.username, nextUrl.password] = [role, randomBytes(12).toString('hex')];
    await onPostgres(`CREATE ROLE ${role} LOGIN PASSWORD '${nextUrl.password}'`);
    const next = await startTestServer({ url: nextUrl.href, ownerUrl });

    const servers = { now: old };
    let begun = 0;
    const turnOver = async (): Promise<void> => {
      await onPostgres(
        `ALTER ROLE ${oldRole} NOLOGIN`,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${oldRole}'`,
      );
      // The old server goes on for a while with a key that opens nothing: whoever asks it is told to come again.
      servers.now = next;
    };
    const statuses = await Promise.all(
      people.map(async (person, at) => {
        const told: number[] = [];
        for (let push = 0; push < PUSHES; push++) {
          if (++begun === (PEOPLE * PUSHES) / 2) await turnOver();
          told.push(...(await pushed(person, servers, String(1000 + at * PUSHES + push))));
        }
        return told;
      }),
    );
    const answered = new Set(statuses.flat());
    expect([...answered].toSorted((a, b) => a - b)).toEqual([200, 503]);

    const [first] = people;
    const finance = new TestClient(next.app, program, first?.person ?? { id: '', name: '', email: '', token: '' });
    const { revisions } = historyReply.parse(await (await finance.fetch('/history?limit=500')).json());
    expect([(await finance.rows('sites')).size, revisions.length]).toEqual([PEOPLE * PUSHES, PEOPLE * PUSHES]);
    expect(await (await finance.fetch('/verify')).json()).toMatchObject({ ok: true });
    const shutOut = old.log.filter(({ message }) => message.startsWith('PostgreSQL lets the server in no more'));
    expect(shutOut.length).toBeGreaterThan(0);
    await old.close();
    await next.close();
    await drop();
    await onPostgres(`DROP ROLE IF EXISTS ${role}`);
  },
  patient(120_000),
);
