import { execFile } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { copyDatabase } from '../../../server/backup/copy-database.ts';
import { backupCommands } from '../../../server/cli/backup-commands.ts';
import { runCommandLine } from '../../../server/cli/run-command-line.ts';
import { verifyCommand } from '../../../server/cli/verify-command.ts';
import { debianPostgres } from '../../postgres/debian-postgres.ts';
import { makeCluster, type Cluster } from '../../postgres/embedded-postgres.ts';
import { serveContender, timed, type Contender } from '../harness/contender.ts';
import { temporaryFile } from '../harness/temporary-file.ts';
import { openDistrict, seedDistrict, type LivedSize, type Officer } from '../workload/lived-district.ts';

const run = promisify(execFile);
/** Syncs that follow each other until the primary crashes. */
const SYNCS_BEFORE = 100;

/** Mode "sqlite:district": how it is kept twice, and the size of the invented district. */
await serveContender(({ mode }) => {
  const [way = '', given] = mode.split(':');
  const size: LivedSize = given === 'district' ? 'district' : 'demo';
  if (way === 'sqlite') return fromCopy(size);
  return way === 'dump' ? fromDump(size) : toStandby(size);
});

async function sep(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<void> {
  const said: string[] = [];
  const terminal = { print: () => undefined, complain: (line: string) => void said.push(line) };
  const code = await runCommandLine([...backupCommands, verifyCommand], args, environment, terminal);
  if (code !== 0) throw new Error(said.join('\n'));
}

/** Until a server on it has acknowledged a sync. */
async function firstSync(address: { url: string } | { file: string }, officer: Officer): Promise<number> {
  return timed(async () => {
    const district = await openDistrict(address);
    await district.note(officer, 'Again');
    await district.close();
  });
}

/** A copy while the server runs, put in place of a database that was lost. */
async function fromCopy(size: LivedSize): Promise<Contender> {
  const file = temporaryFile('sep.sqlite');
  const officer = await seedDistrict({ file }, size);
  const copy = join(dirname(file), 'copy.sqlite');
  const lost = temporaryFile('sep.sqlite');
  return {
    run: async () => {
      for (const old of [copy, lost]) if (existsSync(old)) rmSync(old);
      const copyMs = await timed(() => copyDatabase(file, copy));
      const environment = { SEP_DATA: dirname(lost) };
      const restoreMs = await timed(() => sep(['restore', copy], environment));
      const verifyMs = await timed(() => sep(['verify'], environment));
      const syncMs = await firstSync({ file: lost }, officer);
      const facts = { copyMs, copyBytes: statSync(copy).size, restoreMs, verifyMs, firstSyncMs: syncMs };
      return { ms: restoreMs + verifyMs + syncMs, facts };
    },
  };
}

async function onServer(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

function databaseAt(url: string, name: string): string {
  return url.replace(/postgres$/, name);
}

/** A dump while the server runs, put into an empty database. */
async function fromDump(size: LivedSize): Promise<Contender> {
  const { bin } = debianPostgres();
  const cluster = makeCluster(bin);
  const postgres = await cluster.start('data', []);
  await onServer(postgres.url, 'CREATE DATABASE sep');
  const [from, to] = [databaseAt(postgres.url, 'sep'), databaseAt(postgres.url, 'again')];
  const officer = await seedDistrict({ url: from }, size);
  const dump = temporaryFile('sep.dump');
  return {
    run: async () => {
      await onServer(postgres.url, 'DROP DATABASE IF EXISTS again', 'CREATE DATABASE again');
      const copyMs = await timed(() => run(join(bin, 'pg_dump'), ['--format=custom', `--file=${dump}`, from]));
      const reload = ['--no-owner', '--no-privileges', '--single-transaction', '--exit-on-error', `--dbname=${to}`];
      const restoreMs = await timed(async () => {
        await run(join(bin, 'pg_restore'), [...reload, dump]);
        await sep(['restored'], { DATABASE_URL: to });
      });
      const verifyMs = await timed(() => sep(['verify'], { DATABASE_URL: to }));
      const syncMs = await firstSync({ url: to }, officer);
      const facts = { copyMs, copyBytes: statSync(dump).size, restoreMs, verifyMs, firstSyncMs: syncMs };
      return { ms: restoreMs + verifyMs + syncMs, facts };
    },
    close: () => postgres.stop().finally(() => cluster.remove()),
  };
}

/** A standby that follows without the primary waiting for it, promoted when the primary has crashed under syncs. */
async function toStandby(size: LivedSize): Promise<Contender> {
  const cluster = makeCluster();
  const first = await cluster.start('data', []);
  await onServer(first.url, 'CREATE DATABASE sep');
  const officer = await seedDistrict({ url: databaseAt(first.url, 'sep') }, size);
  await first.stop();
  let runs = 0;
  return {
    run: () => promoted(cluster, officer, ++runs),
    close: () => cluster.remove(),
  };
}

async function promoted(cluster: Cluster, officer: Officer, number: number) {
  const [one, two] = [`primary${number}`, `standby${number}`];
  cluster.copy(one);
  cluster.copy(two);
  const primary = await cluster.start(one, ['wal_keep_size=256MB']);
  cluster.markStandby(two);
  const follows = `primary_conninfo=host=127.0.0.1 port=${primary.port} user=postgres`;
  const standby = await cluster.start(two, [follows, 'hot_standby=on']);
  const before = await openDistrict({ url: databaseAt(primary.url, 'sep') });
  let acknowledged = 0;
  for (let n = 0; n < SYNCS_BEFORE; n++) acknowledged = await before.note(officer, `Note ${n}`);
  await primary.crash();
  await before.close().catch(() => undefined);
  let lostSyncs = 0;
  const promoteMs = await timed(() => onServer(standby.url, 'SELECT pg_promote()'));
  const syncMs = await timed(async () => {
    const after = await openDistrict({ url: databaseAt(standby.url, 'sep') });
    lostSyncs = acknowledged - (await after.head());
    await after.note(officer, 'Again');
    await after.close();
  });
  await standby.stop();
  return { ms: promoteMs + syncMs, facts: { promoteMs, firstSyncMs: syncMs, lostSyncs } };
}
