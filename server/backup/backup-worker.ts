import { parentPort, workerData } from 'node:worker_threads';
import type { BackupJob, BackupReply } from './backup-messages.ts';
import { checkBackup } from './check-backup.ts';
import { copyDatabase } from './copy-database.ts';

async function work(job: BackupJob): Promise<BackupReply> {
  if (job.kind === 'check') return { kind: 'checked', check: await checkBackup(job.file) };
  copyDatabase(job.from, job.to);
  return { kind: 'copied' };
}

function isJob(value: unknown): value is BackupJob {
  return typeof value === 'object' && value !== null && 'kind' in value && ('file' in value || 'to' in value);
}

const port = parentPort;
const job: unknown = workerData;
if (port === null || !isJob(job)) throw new Error('The worker of backups was given no job.');
const tell = (reply: BackupReply): void => port.postMessage(reply);
void work(job).then(tell, (error: unknown) => {
  tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
});
