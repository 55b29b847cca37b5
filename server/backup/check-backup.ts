import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { verifyServerActs } from '../audit/verify-server-acts.ts';
import { verifyProgram } from '../reconcile/verify-program.ts';
import { openDatabase, type Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';

/** What a backup holds, and what is wrong with it. */
export interface BackupCheck {
  readonly programs: readonly { readonly id: string; readonly revision: number }[];
  /** In words; none: it can be restored, and its history and sums hold. */
  readonly faults: readonly string[];
}

const OWNER_ONLY = 0o600;

/**
 * Restores a backup into a scratch place, brings it up to date as a restore would, and walks all of its histories: chains of
 * hashes, journals against rows, kept sums. The backup itself is only read. Throws when it is no database of ours.
 */
export async function checkBackup(file: string): Promise<BackupCheck> {
  const scratch = mkdtempSync(join(tmpdir(), 'sep-backup-check-'));
  try {
    const copy = join(scratch, 'sep.sqlite');
    copyFileSync(file, copy);
    chmodSync(copy, OWNER_ONLY);
    const store = await openDatabase({ file: copy });
    try {
      return await checkStore(store);
    } finally {
      await store.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function checkStore(store: Store): Promise<BackupCheck> {
  const { rows: pages } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(store.read);
  const faults = pages.flatMap(({ integrity_check: found }) => (found === 'ok' ? [] : [`The file: ${found}`]));
  const programs = await store.read.selectFrom('programs').select(['id', 'revision']).orderBy('id').execute();
  for (const { id } of programs) {
    const found = await inSnapshot(store.read, async (db) => {
      const program = await readProgram(db, id);
      return program === undefined ? undefined : await verifyProgram(db, program);
    });
    const [first, count] = [found?.faults[0], found?.faultCount ?? 0];
    if (first !== undefined) faults.push(`${id}: ${first.message}${count > 1 ? ` (and ${count - 1} more)` : ''}`);
  }
  const server = await inSnapshot(store.read, verifyServerActs);
  return { programs, faults: [...faults, ...server.faults.map((fault) => `The server: ${fault}`)] };
}
