import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { Piece } from '../http/gzip-pieces.ts';
import { tablesOf, type RemoteText } from './remote-text.ts';

/** The answer to a sync, what changed after its base as text: many are told the same. */
export interface SyncAnswer {
  readonly outcome: Omit<SyncReply, 'remote'>;
  readonly remote: RemoteText;
}

/** The answer as one object. */
export function replyOf({ outcome, remote }: SyncAnswer): SyncReply {
  return { ...outcome, remote: { tables: tablesOf(remote) } };
}

/** The answer as it travels, in pieces. */
export function answerPieces({ outcome, remote }: SyncAnswer): Piece[] {
  const [before, after] = aroundRemote(outcome);
  return [{ bytes: before, isShared: false }, ...remote.pieces, { bytes: after, isShared: false }];
}

/** What stands before and after the tables of `remote`. */
export function aroundRemote(outcome: SyncAnswer['outcome']): readonly [Uint8Array, Uint8Array] {
  return [Buffer.from(`${JSON.stringify(outcome).slice(0, -1)},"remote":{"tables":`), Buffer.from('}}')];
}
