import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../scripts/dev/free-port.ts';
import { verifyProgram } from '../../server/reconcile/verify-program.ts';
import { openDatabase, type Store } from '../../server/storage/database.ts';
import { readProgram } from '../../server/storage/programs.ts';
import { startServer, type BuiltServer } from '../browser/built-server.ts';
import { patient } from '../patience.ts';
import { makeCluster, type Cluster, type StartedPostgres } from '../postgres/embedded-postgres.ts';
import { isLong } from '../run-size.ts';
import { assertInstalled, documented, openFrontDoor, replaced, type FrontDoor } from './front-doors.ts';
import { LastingPane } from './lasting-pane.ts';

const PROGRAM = 'cedar-basin';
const PANES = isLong ? 24 : 5;
/** Times that each fault happens. */
const ROUNDS = isLong ? 10 : 1;
/** Syncs of each pane between one fault and the next. */
const SYNCS_BETWEEN = isLong ? 5 : 1;
const LIMIT_MS = patient(isLong ? 1_200_000 : 120_000);

interface Ports {
  readonly servers: readonly [number, number, number];
  readonly people: number;
  readonly database: number;
  readonly pooler: number;
  readonly primary: number;
  readonly standby: number;
}

async function freePorts(): Promise<Ports> {
  const port = freePort;
  const servers = [await port(), await port(), await port()] as const;
  const [people, database, pooler] = [await port(), await port(), await port()];
  return { servers, people, database, pooler, primary: await port(), standby: await port() };
}

function haproxyConfig({ servers: [one, two, three], people, database, primary, standby }: Ports): string {
  return replaced(documented('haproxy'), {
    'bind :443 ssl crt /etc/haproxy/sep.pem': `bind 127.0.0.1:${people}`,
    'bind :5433': `bind 127.0.0.1:${database}`,
    '10.0.0.11:3000': `127.0.0.1:${one}`,
    '10.0.0.12:3000': `127.0.0.1:${two}`,
    '10.0.0.13:3000': `127.0.0.1:${three}`,
    '10.0.0.21:5432': `127.0.0.1:${primary}`,
    '10.0.0.22:5432': `127.0.0.1:${standby}`,
  });
}

/** The example, with who may come in replaced by everybody on this machine. */
function pgbouncerConfig({ database, pooler }: Ports): string {
  return replaced(documented('ini'), {
    'host=10.0.0.10 port=5433 dbname=sep': `host=127.0.0.1 port=${database} dbname=sep user=postgres`,
    'listen_addr = 10.0.0.10': 'listen_addr = 127.0.0.1',
    'listen_port = 6432': `listen_port = ${pooler}\nunix_socket_dir =`,
    'auth_type = scram-sha-256\nauth_file = /etc/pgbouncer/userlist.txt': 'auth_type = any',
  });
}

/** A proxy or server that goes breaks the connection; whatever waits for an answer then fails, and nothing else. */
async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}

function onDatabase(url: string, ...statements: readonly string[]): Promise<void> {
  return withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** True when this address leads to a database that may be written. */
function isWritable(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
    return rows[0]?.standby === false;
  });
}

describe('[FG3] three servers behind HAProxy and PgBouncer, on a PostgreSQL with a standby', () => {
  let ports: Ports;
  let made: Cluster;
  let cluster: Cluster | undefined;
  let primary: StartedPostgres;
  let standby: StartedPostgres;
  const databases: StartedPostgres[] = [];
  const doors: FrontDoor[] = [];
  let pooler: FrontDoor;
  const servers: BuiltServer[] = [];
  const panes: LastingPane[] = [];

  const startPrimary = async (): Promise<StartedPostgres> => {
    const settings = ['synchronous_standby_names=standby', 'wal_keep_size=256MB'];
    primary = await made.start('data', settings, ports.primary);
    databases.push(primary);
    return primary;
  };
  const start = (place: 0 | 1 | 2): Promise<BuiltServer> =>
    startServer({
      PORT: String(ports.servers[place]),
      DATABASE_URL: `postgres://postgres@127.0.0.1:${ports.pooler}/sep`,
      DATABASE_DIRECT_URL: `postgres://postgres@127.0.0.1:${ports.database}/sep`,
      SEP_DEMO: 'mini',
      NODE_OPTIONS: `--import ${pathToFileURL('test/processes/clock-jump.mjs').href}`,
    });

  beforeAll(async () => {
    assertInstalled('haproxy');
    assertInstalled('pgbouncer');
    ports = await freePorts();
    made = makeCluster();
    cluster = made;
    made.copy('standby');
    await startPrimary();
    made.markStandby('standby');
    const follows = `primary_conninfo=host=127.0.0.1 port=${ports.primary} user=postgres application_name=standby`;
    standby = await made.start('standby', [follows, 'hot_standby=on'], ports.standby);
    databases.push(standby);
    await onDatabase(primary.url, 'CREATE ROLE sep_check LOGIN', 'CREATE DATABASE sep');
    const { people, database } = ports;
    doors.push(
      await openFrontDoor('haproxy', made.folder, { config: haproxyConfig(ports), ports: [people, database] }),
    );
    const config = pgbouncerConfig(ports);
    pooler = await openFrontDoor('pgbouncer', made.folder, { config, ports: [ports.pooler] });
    doors.push(pooler);
    // Until it has asked once, HAProxy hands connections to either in turn.
    const door = `postgres://postgres@127.0.0.1:${database}/postgres`;
    const leadsOn = async (): Promise<void> => {
      if (!(await isWritable(door)) || !(await isWritable(door)))
        throw new Error('HAProxy leads to the standby as well.');
    };
    await vi.waitFor(leadsOn, { timeout: patient(20_000) });
    // The first makes the schema and the district.
    for (const places of [[0], [1, 2]] as const)
      await Promise.all(places.map(async (place) => void (servers[place] = await start(place))));
    for (let n = 0; n < PANES; n++) panes.push(new LastingPane(`http://127.0.0.1:${people}`, PROGRAM, `P${n}`));
    await Promise.all(panes.map((pane) => pane.start('finance@cedar-basin.example', 'cedar-basin')));
  }, LIMIT_MS);

  afterAll(async () => {
    await Promise.all(panes.map((pane) => pane.end()));
    await Promise.all(servers.map((server) => server.stop()));
    await Promise.all(doors.map((door) => door.stop()));
    await Promise.all(databases.map((database) => database.stop()));
    cluster?.remove();
  }, LIMIT_MS);

  /** Waits until every pane has synced again and heard of others, by itself. */
  async function untilAllGoOn(): Promise<void> {
    const before = panes.map(({ acknowledged, heard }) => ({ syncs: acknowledged.length, heard }));
    const stuck = () =>
      panes.flatMap(({ workbook, acknowledged, heard }, i) => {
        const { syncs = 0, heard: heardBefore = 0 } = before[i] ?? {};
        return acknowledged.length >= syncs + SYNCS_BETWEEN && heard > heardBefore ? [] : [workbook];
      });
    await expect.poll(stuck, { timeout: LIMIT_MS, interval: 20 }).toEqual([]);
  }

  test(
    'lose nothing they have acknowledged and double nothing, and every pane goes on by itself',
    async () => {
      await untilAllGoOn();
      for (let round = 0; round < ROUNDS; round++) {
        servers[0]?.process.kill('SIGKILL');
        await untilAllGoOn();
        servers[0] = await start(0);
        await pooler.restart();
        await untilAllGoOn();
        servers[1]?.process.kill('SIGUSR2');
        await untilAllGoOn();
        await primary.stop();
        primary = await startPrimary();
        await untilAllGoOn();
      }
      await primary.crash();
      await onDatabase(standby.url, 'SELECT pg_promote()');
      await untilAllGoOn();
      await Promise.all(panes.map((pane) => pane.end()));

      const store = await openDatabase({ url: standby.url.replace(/postgres$/, 'sep') });
      const [stored, program] = [await namesStored(store), await readProgram(store.read, PROGRAM)];
      for (const { workbook, acknowledged } of panes) expect(stored.get(workbook)).toEqual(acknowledged);
      expect(program && (await verifyProgram(store.read, program)).faults).toEqual([]);
      await store.close();

      await Promise.all(panes.map((pane) => pane.pull()));
      const [first, ...others] = panes.map(({ state }) => state.tables.get('systems'));
      expect(first?.size).toBeGreaterThan(PANES);
      for (const other of others) expect(other).toEqual(first);
    },
    LIMIT_MS,
  );
});

/** By workbook, the names that its revisions gave to its row, the first first: one for each sync, if none was lost or doubled. */
async function namesStored(store: Store): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ workbook: string; name: string }>`
    SELECT revisions.workbook, journal.after::json->>'name' AS name
    FROM revisions JOIN journal ON journal.program = revisions.program AND journal.revision = revisions.number
    WHERE revisions.program = ${PROGRAM} AND journal.table_name = 'systems'
    ORDER BY revisions.number`.execute(store.read);
  const names = new Map<string, string[]>();
  for (const { workbook, name } of rows) names.set(workbook, [...(names.get(workbook) ?? []), name]);
  return names;
}
