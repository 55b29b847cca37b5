/** How the taking away of what is not kept for ever stands. */
export interface RetentionStatus {
  readonly state: 'waiting' | 'done' | 'failing';
  /** ISO moment of the last time that it was done; null: not since the start. */
  readonly at: string | null;
  readonly nextAt: string | null;
  /** Taken away that time. */
  readonly count: number;
}
