import type { ParsedSyncRequest } from '../../shared/protocol/sync.ts';
import type { Edit } from '../../shared/sync/edit.ts';

/** A sync that came in lines. */
export interface SyncInLines {
  /** Its first line: the request without the new rows of the others. */
  readonly request: ParsedSyncRequest;
  /** Those of all lines. */
  readonly edits: readonly Edit[];
  /** SHA-256 of its bytes, hex: tells whether another request is the same one. */
  readonly digest: string;
}
