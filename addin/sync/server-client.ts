import type { RowsReply } from '../../shared/protocol/cells.ts';
import type { WirePerson, WireProgram } from '../../shared/protocol/people.ts';
import type { SyncReply, SyncRequest } from '../../shared/protocol/sync.ts';
import type { ServerOutcome } from './server-problem.ts';

/** The server as the add-in uses it. Every call ends in a value or a `ServerProblem`; it never throws for either. */
export interface ServerClient {
  /** Who is signed in; null: nobody. */
  person(): WirePerson | null;
  signIn(email: string, password: string): Promise<ServerOutcome<WirePerson>>;
  /** Ends the session here in any case, and on the server when it can be reached. */
  signOut(): Promise<void>;
  programs(): Promise<ServerOutcome<readonly WireProgram[]>>;
  /** Rows of some tables at a revision ≥ 1: immutable, so the browser's HTTP cache may answer. */
  rowsAt(program: string, revision: number, tables: readonly string[]): Promise<ServerOutcome<RowsReply>>;
  /** Rows of some tables as they are now. */
  head(program: string, tables: readonly string[]): Promise<ServerOutcome<RowsReply>>;
  /** Sends a sync. A lost reply is asked for again under the same sync id, so nothing is done twice [I1]. */
  sync(program: string, request: SyncRequest): Promise<ServerOutcome<SyncReply>>;
}
