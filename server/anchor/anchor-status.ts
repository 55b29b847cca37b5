/** How the anchors are, for the health answer. */
export interface AnchorStatus {
  readonly state: 'waiting' | 'written' | 'failing';
  /** When the last one was written that no place has failed to take; null: none yet. */
  readonly at: string | null;
}
