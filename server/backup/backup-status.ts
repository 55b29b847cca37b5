/** How the backups are, for the health answer. */
export interface BackupStatus {
  readonly state: 'waiting' | 'written' | 'failing';
  /** When the last one was made; null: there is none. */
  readonly at: string | null;
  /** When one was last restored into a scratch place and held; null: not since the start. */
  readonly checkedAt: string | null;
}
