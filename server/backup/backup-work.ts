import { startWorker } from '../workers/start-worker.ts';
import type { BackupJob, BackupReply } from './backup-messages.ts';
import type { BackupCheck } from './check-backup.ts';

/** Copies the database in a thread of its own, so that nobody waits for it. Rejects when the copy could not be made. */
export async function copyInWorker(from: string, to: string): Promise<void> {
  await replyTo({ kind: 'copy', from, to });
}

/** Checks a backup in a thread of its own. Rejects when it is no database of ours. */
export async function checkInWorker(file: string): Promise<BackupCheck> {
  const reply = await replyTo({ kind: 'check', file });
  if (reply.kind !== 'checked') throw new Error('The worker of backups has not checked what it was given.');
  return reply.check;
}

async function replyTo(job: BackupJob): Promise<BackupReply> {
  const worker = await startWorker(import.meta.url, 'backup-worker', { workerData: job });
  try {
    const reply = await new Promise<BackupReply>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The worker of backups ended with ${code}.`)));
    });
    if (reply.kind === 'failed') throw new Error(reply.reason);
    return reply;
  } finally {
    await worker.terminate();
  }
}
