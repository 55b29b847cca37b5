import type { BackupCheck } from './check-backup.ts';

/** What the worker of backups is started with. */
export type BackupJob =
  | { readonly kind: 'copy'; readonly from: string; readonly to: string }
  | { readonly kind: 'check'; readonly file: string };

/** What it says at its end. */
export type BackupReply =
  | { readonly kind: 'copied' }
  | { readonly kind: 'checked'; readonly check: BackupCheck }
  | { readonly kind: 'failed'; readonly reason: string };
