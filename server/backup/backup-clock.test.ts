import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inserts, site } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { startBackupClock, type BackupClock } from './backup-clock.ts';
import { backupPath } from './backup-files.ts';
import { checkBackup } from './check-backup.ts';

const HOUR_MS = 3_600_000;
let root: string;
let folder: string;
let database: string;
let server: TestServer;
let client: TestClient;
let clock: BackupClock | null = null;
let logged: string[];

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'sep-backups-'));
  folder = join(root, 'backups');
  database = join(root, 'sep.sqlite');
  server = await startTestServer({ file: database });
  client = await server.member(await server.program(), 'finance');
  await client.sync({ sites: inserts(site('0417')).edits });
  logged = [];
});
afterEach(async () => {
  await clock?.stop();
  clock = null;
  await server.close();
  rmSync(root, { recursive: true });
});

function start({ keep = 3, everyMs = HOUR_MS }: { keep?: number; everyMs?: number } = {}): BackupClock {
  const log = (level: string, message: string, { reason }: Readonly<Record<string, unknown>>): void =>
    void logged.push(`${level}: ${message}${typeof reason === 'string' ? ` ${reason}` : ''}`);
  const { store } = server;
  clock = startBackupClock({ store, log, database, folder, keep, everyMs, retryMs: 5, now: () => server.clock });
  return clock;
}

const files = (): string[] => readdirSync(folder).toSorted();
const old = (hour: string): string => backupPath(folder, new Date(`2026-11-22T${hour}:00:00.000Z`));

test('a server copies its database while it is used, for its owner’s eyes alone, and sees that the copy can be restored', async () => {
  const running = start();
  await expect
    .poll(() => running.status())
    .toEqual({
      state: 'written',
      at: '2026-11-23T10:00:00Z',
      checkedAt: '2026-11-23T10:00:00.000Z',
    });
  expect(files()).toEqual(['sep-2026-11-23T10-00-00Z.sqlite']);
  const made = join(folder, 'sep-2026-11-23T10-00-00Z.sqlite');
  expect([statSync(made).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(await checkBackup(made)).toEqual({ programs: [{ id: client.program, revision: 1 }], faults: [] });
  const acts = await server.store.read.selectFrom('acts').select(['kind', 'door', 'what']).execute();
  expect(acts).toContainEqual({ kind: 'backup', door: 'server', what: 'Backup to sep-2026-11-23T10-00-00Z.sqlite' });
});

test('a restart goes on with the schedule, and what is beyond the copies that are kept goes, the oldest first', async () => {
  mkdirSync(folder);
  for (const hour of ['05', '06', '07', '08']) writeFileSync(old(hour), '');
  writeFileSync(`${old('04')}.part`, 'left by a crash');
  writeFileSync(join(folder, 'mine.sqlite'), 'somebody else’s');
  const running = start({ keep: 3, everyMs: 26 * HOUR_MS });
  await expect.poll(() => running.status().at).toBe('2026-11-23T10:00:00Z');
  await expect
    .poll(files)
    .toEqual([
      'mine.sqlite',
      'sep-2026-11-22T07-00-00Z.sqlite',
      'sep-2026-11-22T08-00-00Z.sqlite',
      'sep-2026-11-23T10-00-00Z.sqlite',
    ]);
  await running.stop();
  const again = start({ everyMs: 26 * HOUR_MS });
  await again.stop();
  expect([again.status().at, files().length]).toEqual(['2026-11-23T10:00:00Z', 4]);
});

test('what says to be of later, made while the clock was wrong, keeps no backup from being made, and none of it goes or counts', async () => {
  mkdirSync(folder);
  const ofLater = ['01', '02', '03', '04'].map((day) => `sep-2036-01-${day}T10-00-00Z.sqlite`);
  for (const name of ofLater) writeFileSync(join(folder, name), '');
  const running = start({ keep: 3 });
  await expect.poll(() => running.status()).toMatchObject({ state: 'written', at: '2026-11-23T10:00:00Z' });
  await running.stop();
  expect(files()).toEqual(['sep-2026-11-23T10-00-00Z.sqlite', ...ofLater]);
  expect(logged.filter((line) => line.startsWith('error'))).toEqual([
    expect.stringContaining('Backups say to be of later than now'),
  ]);
});

test('what was not made is not told as made', async () => {
  writeFileSync(folder, 'a file in its way');
  const running = start();
  await expect.poll(() => running.status().state).toBe('failing');
  const acts = server.store.read.selectFrom('acts').select('what').where('kind', '=', 'backup');
  expect(await acts.execute()).toEqual([]);
});

test('a copy that does not hold is said, and no older one goes for it', async () => {
  mkdirSync(folder);
  for (const hour of ['05', '06', '07', '08']) writeFileSync(old(hour), '');
  await server.store.write.updateTable('sites').set({ name: 'Rewritten' }).execute();
  const running = start({ keep: 1 });
  await expect.poll(() => running.status().state).toBe('failing');
  expect(running.status().checkedAt).toBeNull();
  expect(logged.join('\n')).toMatch(/error: .*does not hold\. .*Sites is not what its history says/);
  await running.stop();
  for (const hour of ['05', '06', '07', '08']) expect(statSync(old(hour)).isFile()).toBe(true);
});

test('a folder that cannot be written is said and tried again, until it can', async () => {
  writeFileSync(folder, 'a file in its way');
  const running = start();
  await expect.poll(() => running.status().state).toBe('failing');
  rmSync(folder);
  const later = (): string => {
    server.clock = new Date(server.clock.getTime() + 1_000);
    return running.status().state;
  };
  await expect.poll(later).toBe('written');
});

test('a file that is torn, or no database of ours, is told apart from one that holds', async () => {
  const torn = join(root, 'torn.sqlite');
  writeFileSync(torn, 'x'.repeat(5_000));
  await expect(checkBackup(torn)).rejects.toThrow('not a database');
  const other = new Sqlite(join(root, 'other.sqlite'));
  other.exec('CREATE TABLE programs (id text)');
  other.close();
  await expect(checkBackup(join(root, 'other.sqlite'))).rejects.toThrow('brought up to date');
});
