import type { Membership } from '../../shared/access/membership.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { ParsedSyncRequest, SyncReply } from '../../shared/protocol/sync.ts';
import { HttpError } from '../errors.ts';
import type { ProgramEvents } from '../program-events.ts';
import type { Store } from '../storage/database.ts';

export interface SyncServiceDeps {
  readonly store: Store;
  readonly events: ProgramEvents;
  readonly now: () => Date;
}

export interface SyncOptions {
  /** Work it all out and keep nothing. */
  readonly preview?: boolean;
}

export interface SyncService {
  /**
   * Brings one person's edits into the program and answers with what became of them, once the result is durable.
   * Throws HttpError invalid_request, revision_unknown, sync_id_reused or not_found; then nothing is stored.
   */
  sync(
    program: string,
    person: WirePerson,
    membership: Membership,
    request: ParsedSyncRequest,
    options?: SyncOptions,
  ): Promise<SyncReply>;
}

export function createSyncService(_deps: SyncServiceDeps): SyncService {
  return { sync: () => Promise.reject(new HttpError('unavailable', 'Sync is not ready yet. Try again.')) };
}
