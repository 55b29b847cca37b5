import { randomBytes, scryptSync } from 'node:crypto';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { demoSignIns } from '../../server/demo/demo-sign-ins.ts';
import { startServer } from './built-server.ts';

export type SeededSize = 'mini' | 'demo';

/** The folder of a seeded demo; of several that come first at the same time, each seeds one and the first to end stays. */
export async function seededDemo(folder: string, size: SeededSize): Promise<string> {
  const seeded = join(folder, size);
  if (existsSync(seeded)) return seeded;
  const aside = mkdtempSync(join(folder, 'aside-'));
  await (await startServer({ SEP_DEMO: size, SEP_DATA: aside })).stop();
  hashQuickly(join(aside, 'sep.sqlite'));
  try {
    renameSync(aside, seeded);
  } catch (error) {
    if (!existsSync(seeded)) throw error;
    rmSync(aside, { recursive: true });
  }
  return seeded;
}

/**
 * The demo's password, hashed at a fraction of the price that the server asks: a hash says what it costs, and pages are no
 * other for it. What a password costs is told by the tests of `server/identity`.
 */
function hashQuickly(file: string): void {
  const [N, r, p] = [2 ** 10, 8, 1];
  const salt = randomBytes(16);
  const hash = scryptSync(demoSignIns.password, salt, 32, { N, r, p });
  const kept = ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
  const database = new Database(file);
  database.prepare('UPDATE accounts SET password = ?').run(kept);
  database.close();
}
