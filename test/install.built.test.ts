import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { OAuth2Server } from 'oauth2-mock-server';
import { z } from 'zod';
import { freePort } from '../scripts/dev/free-port.ts';
import { patient } from './patience.ts';

const run = promisify(execFile);
const PAGE = readFileSync('docs/install.md', 'utf8');
const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
const ARCHIVE = resolve('dist', `sep-sync-${version}.tar.gz`);

/** A folder that stands for the whole of a bare machine. */
let machine: string;
let port: number;
let provider: OAuth2Server;
let running: ChildProcess | null = null;

beforeAll(async () => {
  machine = mkdtempSync(join(tmpdir(), 'sep-machine-'));
  port = await freePort();
  provider = new OAuth2Server();
  await provider.issuer.keys.generate('RS256');
  await provider.start(0, '127.0.0.1');
  await run(process.execPath, ['scripts/release.mjs']);
  await run('cp', [ARCHIVE, machine]);
}, patient(240_000));
afterAll(async () => {
  await stop();
  await provider.stop();
  rmSync(machine, { recursive: true, force: true });
});

/** Places and addresses of the page, as they are on this machine. */
function here(text: string): string {
  return text
    .replaceAll('/opt/sep-sync', join(machine, 'opt'))
    .replaceAll('https://login.example.org', provider.issuer.url ?? '')
    .replaceAll('sep.example.org', 'localhost')
    .replaceAll('HOST=0.0.0.0', 'HOST=127.0.0.1')
    .replaceAll('8443', String(port));
}

/** The commands of the page in their order: before the start, while the server runs, and while it is stopped again. */
function commandsOf(state: '' | 'started' | 'stopped'): string {
  const blocks = [...PAGE.matchAll(/^```sh ?(\w*)\n(.*?)^```$/gms)];
  return here(blocks.flatMap(([, when = '', text = '']) => (when === state ? [text] : [])).join('\n'));
}

/** Variables of the run that started the tests must not reach the server: it has one settings file. */
const bare = { PATH: `${resolve(process.execPath, '..')}:${process.env['PATH'] ?? ''}`, HOME: tmpdir() };

async function carryOut(commands: string, folder: string): Promise<string> {
  const file = join(machine, 'commands.sh');
  writeFileSync(file, `set -euo pipefail\n${commands}`);
  const { stdout } = await run('bash', [file], { cwd: folder, env: bare, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

async function start(): Promise<void> {
  const child = spawn(process.execPath, ['server/main.js'], { cwd: join(machine, 'opt'), env: bare });
  running = child;
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += String(part)));
  await expect
    .poll(() => (child.exitCode === null ? said : `ended: ${said}`))
    .toContain('running at https://localhost');
}

async function stop(): Promise<void> {
  const child = running;
  running = null;
  if (child === null || child.exitCode !== null) return;
  const ended = new Promise((resolve_) => child.once('exit', resolve_));
  child.kill('SIGTERM');
  await ended;
}

/** Asks the server by its own certificate. */
async function ask(path: string, body?: unknown): Promise<unknown> {
  const ca = readFileSync(join(machine, 'opt', 'cert.pem'));
  const text = await new Promise<string>((resolve_, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = { 'content-type': 'application/json' };
    const sent = request(`https://localhost:${port}${path}`, { method, headers, ca }, (answer) => {
      let whole = '';
      answer.on('data', (part) => (whole += String(part)));
      answer.on('end', () => resolve_(whole));
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
  return JSON.parse(text);
}

test(
  'a stranger installs the release as the page says: HTTPS, sign-in by the district, first program, import, backup, restore',
  async () => {
    const prepared = await carryOut(commandsOf(''), machine);
    expect(prepared).toContain('ana@cedar-basin.example');
    const opt = join(machine, 'opt');
    expect(['key.pem', '.env', 'data/sep.sqlite'].map((file) => statSync(join(opt, file)).mode & 0o077)).toEqual([
      0, 0, 0,
    ]);

    await start();
    const told = await carryOut(commandsOf('started'), opt);
    expect(told).toContain('"status":"ok"');
    expect(told).toContain('"status":"ready"');
    expect(told).toContain('sep_request_seconds');
    expect(told).toMatch(/cedar-basin: 1 revisions, .*whole/);
    expect(told).toContain('can be restored, and holds: cedar-basin at revision 1');
    expect(await ask('/api/sign-in/ways')).toMatchObject({ passwords: true, provider: { name: 'Cedar Basin' } });

    await stop();
    const began = performance.now();
    const restored = await carryOut(commandsOf('stopped'), opt);
    expect(restored).toContain('Restored backups/by-hand.sqlite: cedar-basin at revision 1');
    await start();
    expect(await ask('/api/ready')).toEqual({ status: 'ready' });
    expect(performance.now() - began).toBeLessThan(patient(120_000));
  },
  patient(300_000),
);

test('the release holds no development package, a bill of what is in it, and a sum of every file', () => {
  const opt = join(machine, 'opt');
  const about = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(opt, 'package.json'), 'utf8')));
  expect(Object.keys(about.dependencies)).toEqual(expect.arrayContaining(['better-sqlite3', 'hono', 'pg']));
  const lock = z
    .object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) })
    .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  const sums = readFileSync(join(opt, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  const paths = sums.map((line) => line.slice(66));
  const packages = new Set(paths.map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]));
  for (const path of packages)
    if (path !== undefined) expect([path, lock.packages[path]?.dev]).toEqual([path, undefined]);
  expect(paths).toEqual(expect.arrayContaining(['server/main.js', 'server/cli.js', 'manifest.xml', 'sbom.cdx.json']));
  const bill = z
    .object({ bomFormat: z.literal('CycloneDX'), components: z.array(z.object({ name: z.string() })) })
    .parse(JSON.parse(readFileSync(join(opt, 'sbom.cdx.json'), 'utf8')));
  expect(bill.components.map(({ name }) => name)).toEqual(expect.arrayContaining(['better-sqlite3', 'react', 'hono']));
});

test('the same sources give the same server, byte for byte', async () => {
  // As deep as a build is made, so that its source maps lead to the sources by the same way.
  const again = resolve('node_modules', '.cache', `sep-again-${process.pid}`, 'server');
  onTestFinished(() => rmSync(resolve(again, '..'), { recursive: true, force: true }));
  await run(process.execPath, ['scripts/build.mjs', '--server-into', again]);
  const sums = readFileSync(join(machine, 'opt', 'SHA256SUMS'), 'utf8');
  const { stdout } = await run('bash', ['-c', 'find . -type f | sort | xargs sha256sum'], { cwd: again });
  const built = stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replace('./', 'server/'));
  expect(built.length).toBeGreaterThan(5);
  for (const line of built) expect(sums).toContain(line);
});
