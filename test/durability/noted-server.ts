// Makes a program in the SQLite file named first, syncs as often as is said second, and notes each acknowledgement in the file
// DISK_NOTES, among what has been written and waited for until then. Run as a process of its own over a faulty disk.
import { appendFileSync } from 'node:fs';
import { sql } from 'kysely';
import { inserts, system } from '../contracts/plan-rows.ts';
import { startTestServer } from '../contracts/test-server.ts';
import { acknowledgement } from './disk-notes.ts';

/** Pages after which what was committed moves into the database itself: few, so that it often does. */
const PAGES_BEFORE_CHECKPOINT = 40;
const AT_ONCE = 5;

const [file = '', asked = '0'] = process.argv.slice(2);
const server = await startTestServer({ file });
await sql`PRAGMA wal_autocheckpoint = ${sql.lit(PAGES_BEFORE_CHECKPOINT)}`.execute(server.store.write);
const client = await server.member(await server.program(), 'finance');
const syncs = Number(asked);

async function syncOne(code: string): Promise<void> {
  const { committed } = await client.sync({ systems: inserts(system(code)).edits });
  appendFileSync(
    process.env['DISK_NOTES'] ?? '',
    acknowledgement({ program: client.program, revision: committed ?? 0, code }),
  );
}

for (let done = 0; done < syncs; done += AT_ONCE) {
  const codes = Array.from({ length: AT_ONCE }, (_, at) => `S${done + at}`);
  // By turns one after the other and all at once, which share a commit.
  if (done % (2 * AT_ONCE) === 0) for (const code of codes) await syncOne(code);
  else await Promise.all(codes.map(syncOne));
}
// As if it were killed: the end of a server that is asked to end writes once more.
process.kill(process.pid, 'SIGKILL');
