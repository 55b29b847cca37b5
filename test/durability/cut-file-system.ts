// Cuts the power of a running server, as often as is said: its data lie on an ext4 of their own, which is told to drop all that
// nobody has waited for and to take nothing more. It needs root and loop devices: on Linux, after a build,
//   unshare --mount node --import tsx test/durability/cut-file-system.ts 20
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../browser/built-server.ts';
import { lostAt, readSystems, signIn, writeOn, type Acknowledged } from './renaming-writers.ts';

const WRITERS = 8;
const LONGEST_MS = 2_000;
/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: not even its own journal is written out. */
const cutPower = `
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack("I", 2))`;

const place = mkdtempSync(join(tmpdir(), 'sep-cut-'));
const [image, mounted] = [join(place, 'disk.img'), join(place, 'disk')];
const run = (program: string, ...args: string[]): void => void execFileSync(program, args, { stdio: 'pipe' });
const mount = (): void => run('mount', '-o', 'loop', image, mounted);
const start = () => startServer({ SEP_DATA: join(mounted, 'data'), SEP_DEMO: 'mini' });

/** @returns what was acknowledged and is lost, in words, and how much was acknowledged */
async function cut(): Promise<{ lost: string[]; acknowledged: number }> {
  const running = await start();
  const token = await signIn(running.url);
  const { revision, rows } = await readSystems(running.url, token);
  const acknowledged = new Map<string, Acknowledged>();
  const writers = rows.slice(0, WRITERS).map(({ id }) => writeOn(running.url, token, id, revision, acknowledged));
  while (acknowledged.size === 0) await nap(5);
  await nap(Math.random() * LONGEST_MS);
  run('python3', '-c', cutPower, mounted);
  running.process.kill('SIGKILL');
  await Promise.allSettled(writers);
  await running.stop();
  run('umount', mounted);
  mount();
  const again = await start();
  const lost = await lostAt(again.url, token, acknowledged);
  await again.stop();
  return { lost, acknowledged: Math.max(...[...acknowledged.values()].map(({ revision: made }) => made)) - revision };
}

const nap = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const cuts = Number(process.argv[2] ?? 1);
mkdirSync(mounted);
run('truncate', '-s', '256M', image);
run('mkfs.ext4', '-q', '-F', image);
mount();
try {
  let [lost, acknowledged] = [0, 0];
  for (let n = 1; n <= cuts; n++) {
    const end = await cut();
    lost += end.lost.length;
    acknowledged += end.acknowledged;
    for (const line of end.lost) process.stdout.write(`cut ${n}: lost ${line}\n`);
  }
  process.stdout.write(`${cuts} power cuts, ${acknowledged} revisions acknowledged before them, ${lost} lost\n`);
  process.exitCode = lost > 0 ? 1 : 0;
} finally {
  run('umount', mounted);
  rmSync(place, { recursive: true });
}
