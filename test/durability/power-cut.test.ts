import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyProgram } from '../../server/reconcile/verify-program.ts';
import { openDatabase } from '../../server/storage/database.ts';
import { readProgram } from '../../server/storage/programs.ts';
import { createRandom } from '../histories/random.ts';
import { patient } from '../patience.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { readDiskNotes, type DiskNote } from './disk-notes.ts';
import { makeFaultyDisk } from './faulty-disk.ts';
import { CutDisk, type AfterPowerCut } from './power-cut.ts';

const SYNCS = isLong ? 500 : 40;
const CUTS = isLong ? 3_000 : 60;
/** One in so many is verified as a whole, every hash of it. */
const VERIFIED = 20;
const fates = ['dropped', 'arrived', 'some'] as const;

let place: string;
let notes: DiskNote[];

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'sep-power-'));
  const disk = makeFaultyDisk(place);
  const script = join(import.meta.dirname, 'noted-server.ts');
  const args = ['--import', 'tsx', script, join(disk.folder, 'sep.sqlite'), String(SYNCS)];
  const env = { PATH: process.env['PATH'], ...disk.environment };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const signal = await new Promise((resolve) => child.on('exit', (_, by) => resolve(by)));
  if (signal !== 'SIGKILL') throw new Error(`The server ended by itself (${String(signal)}).`);
  notes = readDiskNotes(readFileSync(disk.notes));
}, patient(300_000));
afterAll(() => rmSync(place, { recursive: true }));

/** What has been acknowledged and is not in the database any more. Throws when it cannot be opened, or is damaged. */
async function lostIn({ files, acknowledged }: AfterPowerCut, isVerified: boolean): Promise<string[]> {
  const folder = join(place, 'after');
  mkdirSync(folder);
  try {
    for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
    const file = join(folder, 'sep.sqlite');
    const db = new Sqlite(file);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const written = db.prepare<[], { revision: number; after: string }>('SELECT revision, after FROM journal').all();
    db.close();
    const codes = new Set(written.map(({ revision, after }) => `${revision} ${String(JSON.parse(after).code)}`));
    if (isVerified) expect(await faultsIn(file, acknowledged[0]?.program ?? '')).toEqual([]);
    return acknowledged.map(({ revision, code }) => `${revision} ${code}`).filter((one) => !codes.has(one));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function faultsIn(file: string, id: string): Promise<unknown> {
  const store = await openDatabase({ file });
  try {
    const program = await readProgram(store.read, id);
    return program && (await verifyProgram(store.read, program)).faults;
  } finally {
    await store.close();
  }
}

/** Cuts the power at moments spread over all since the first acknowledgement. @returns what was lost, one list for each cut */
async function cuts(told: readonly DiskNote[], count: number): Promise<string[][]> {
  const random = createRandom(firstSeed());
  const disk = new CutDisk();
  const first = told.findIndex(({ what }) => what === 'acknowledged');
  const every = (told.length - first) / count;
  const found: string[][] = [];
  for (const [at, note] of told.entries()) {
    disk.take(note);
    while (at >= first + found.length * every && found.length < count)
      found.push(await lostIn(disk.cut(random.pick(fates), random), found.length % VERIFIED === 0));
  }
  return found;
}

describe('[PRO1] the power is cut', () => {
  test(
    `at ${CUTS} moments of ${SYNCS} syncs, and whatever the disk has made of what nobody waited for, nothing acknowledged is lost`,
    async () => {
      expect(notes.filter(({ what }) => what === 'acknowledged')).toHaveLength(SYNCS);
      const lost = await cuts(notes, CUTS);
      expect(lost).toHaveLength(CUTS);
      expect(lost.flat(), `seed ${firstSeed()}`).toEqual([]);
    },
    patient(isLong ? 3_600_000 : 120_000),
  );

  test('on a disk that says it has written and has not, that is found out', async () => {
    const lying = notes.filter(
      ({ what }, at) => what !== 'synced' || at < notes.findIndex((one) => one.what === 'acknowledged'),
    );
    expect((await cuts(lying, 10).catch(() => [['damaged']])).flat()).not.toEqual([]);
  });
});
