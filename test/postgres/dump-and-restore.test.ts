import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { backupCommands } from '../../server/cli/backup-commands.ts';
import { runCommandLine } from '../../server/cli/run-command-line.ts';
import { verifyCommand } from '../../server/cli/verify-command.ts';
import { seedDemo } from '../../server/demo/seed-demo.ts';
import { sessionOf } from '../../server/identity/sessions.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { startTestServer, TestClient, type TestServer } from '../contracts/test-server.ts';
import { expectNoProblem, openWorldOn } from '../end-to-end/world.ts';
import { patient } from '../patience.ts';
import { debianPostgres } from './debian-postgres.ts';
import { makeCluster, type Cluster, type StartedPostgres } from './embedded-postgres.ts';

const run = promisify(execFile);
const PAGE = readFileSync('docs/install.md', 'utf8');

/** As it comes with Debian: version 15 in Debian 12, where all other tests have one of their own. */
let cluster: Cluster;
let postgres: StartedPostgres;
let bin: string;
/** Where the dump is made. */
let folder: string;

beforeAll(async () => {
  ({ bin } = debianPostgres());
  folder = mkdtempSync(join(tmpdir(), 'sep-dump-'));
  cluster = makeCluster(bin);
  postgres = await cluster.start('data', []);
  await onServer(
    'CREATE ROLE sep_owner LOGIN',
    'CREATE ROLE sep LOGIN',
    'CREATE DATABASE sep OWNER sep_owner',
    'CREATE DATABASE sep_again OWNER sep_owner',
  );
}, patient(60_000));
afterAll(async () => {
  await postgres?.stop();
  cluster?.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function onServer(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

function addressOf(user: 'sep' | 'sep_owner', database: string): string {
  return `postgres://${user}@127.0.0.1:${postgres.port}/${database}`;
}

/** The settings of a server on one of the databases: it runs as a role that may do less than the owner of the tables. */
function settingsFor(database: string) {
  return { DATABASE_URL: addressOf('sep', database), DATABASE_OWNER_URL: addressOf('sep_owner', database) };
}

function serve(database: string): Promise<TestServer> {
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl } = settingsFor(database);
  return startTestServer({ url, ownerUrl });
}

const COMMAND_LINE = 'npm run --silent sep -- ';

/**
 * Carries out the commands of the page as they stand there, on one of the databases: ours in this process, all others by a shell.
 * @returns what ours have said
 */
async function carryOut(block: 'dumped' | 'reloaded', database: string): Promise<string[]> {
  const [, text = ''] = new RegExp(`\`\`\`sh ${block}\n([^]*?)\`\`\``).exec(PAGE) ?? [];
  const lines = text.trim().split('\n');
  await shell(lines.filter((line) => !line.startsWith(COMMAND_LINE)).join('\n'), database);
  const said: string[] = [];
  for (const line of lines.filter((each) => each.startsWith(COMMAND_LINE)))
    said.push(...(await sep(line.slice(COMMAND_LINE.length).split(' '), database)));
  return said;
}

async function shell(commands: string, database: string): Promise<void> {
  const file = join(folder, 'commands.sh');
  writeFileSync(file, `set -euo pipefail\n${commands}`);
  const env = { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, ...settingsFor(database) };
  await run('bash', [file], { cwd: folder, env });
}

async function sep(args: readonly string[], database: string): Promise<string[]> {
  const said: string[] = [];
  const terminal = { print: (line: string) => void said.push(line), complain: (line: string) => void said.push(line) };
  const code = await runCommandLine([...backupCommands, verifyCommand], args, settingsFor(database), terminal);
  expect([code, said]).toEqual([0, said]);
  return said;
}

/** Rows of every table, seen by who sees all. */
async function countsOf(database: string): Promise<Record<string, number>> {
  const client = new Client({ connectionString: postgres.url.replace(/postgres$/, database) });
  await client.connect();
  const { rows } = await client.query<{ name: string; count: number }>(`
    SELECT relname AS name,
      (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', relname), false, true, '')))[1]::text::int AS count
    FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`);
  await client.end();
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

/** Whoever was signed in before is signed in again, as by typing a password. */
async function signIn(server: TestServer, { person }: TestClient): Promise<void> {
  const at = server.clock.toISOString();
  const session = { token_hash: sessionOf(person.token), account: person.id, created_at: at, last_used_at: at };
  await server.store.write.insertInto('sessions').values(session).execute();
}

test(
  '[REV8] a dump of PostgreSQL goes into an empty database, verifies there, and a workbook that is ahead of it says so',
  async () => {
    let running = await serve('sep');
    await seedDemo(running.served, running.sync, 'mini');
    const world = await openWorldOn(new Proxy(running, { get: (_, name) => Reflect.get(running, name) }));
    await world.clerk.sync({ sites: inserts(site('0417'), site('0418')).edits });
    const ann = await world.officer();
    ann.type('sites', '0417', 'city', 'Cedar Falls');
    expectNoProblem(await ann.session.sync());

    const kept = await countsOf('sep');
    await carryOut('dumped', 'sep');
    ann.type('sites', '0417', 'name', 'Alder');
    expectNoProblem(await ann.session.sync());
    await running.close();

    const said = await carryOut('reloaded', 'sep_again');
    expect(said[0]).toContain(`${world.program} at revision 2`);
    expect(said.slice(1).map((line) => line.split(/[:,]/).at(-1))).toEqual([' whole', ' whole', ' whole']);
    const programs = kept['programs'] ?? 0;
    const marked = { acts: (kept['acts'] ?? 0) + programs + 1, epochs: programs, sessions: 0 };
    expect(await countsOf('sep_again')).toEqual({ ...kept, ...marked });

    running = await serve('sep_again');
    const clerk = new TestClient(running.app, world.program, world.clerk.person);
    expect((await clerk.fetch('/history')).status).toBe(401);
    for (const client of [ann.client, clerk]) await signIn(running, client);
    // The number that was lost is given again.
    await clerk.sync({ sites: inserts(site('0419')).edits }, { base: 2 });
    const { question } = await ann.session.sync();
    const ahead = { rowKey: '0417', column: 'name', local: 'Alder', remote: 'School 0417' };
    expect(question).toMatchObject({ kind: 'review', restoredAt: expect.any(String), differences: [ahead] });
    expect(statusOf(expectNoProblem(await ann.session.answerReview('sendMine')))).toBe('synced');
    const names = [...(await clerk.rows('sites')).values()].map(({ cells }) => [cells['code'], cells['name']] as const);
    expect(new Map(names)).toEqual(new Map([['0417', 'Alder'], ['0418', 'School 0418'], ['0419', 'School 0419']])); // oxfmt-ignore
    world.close();
    await running.close();
  },
  patient(60_000),
);

test('an owner that is no superuser and does not say that all programs are meant gets no dump', async () => {
  const dump = shell('pg_dump --format=custom --file=partial.dump "$DATABASE_OWNER_URL"', 'sep');
  await expect(dump).rejects.toThrow('query would be affected by row-level security policy');
});

test('without the tools of PostgreSQL the test says what to install', () => {
  expect(() => debianPostgres(folder)).toThrow(
    `This test needs pg_dump, pg_restore, initdb, postgres, and no version in ${folder} has them all. Install the Debian package postgresql, as .ci/run does.`,
  );
});
