import type { z } from 'zod';
import type { Membership } from '../../../shared/access/membership.ts';
import type { DraftReply, DraftRequest } from '../../../shared/protocol/budget-changes.ts';
import type { RowsReply } from '../../../shared/protocol/cells.ts';
import type { CommentsReply } from '../../../shared/protocol/comments.ts';
import type { Comparison } from '../../../shared/protocol/compare.ts';
import type { HistoryReply } from '../../../shared/protocol/history.ts';
import type { WirePerson, WireProgram } from '../../../shared/protocol/people.ts';
import type { BaselinesReply } from '../../../shared/protocol/baselines.ts';
import type { BridgeReply } from '../../../shared/protocol/bridge.ts';
import type { PostingsReply } from '../../../shared/protocol/postings.ts';
import type { PresenceReply, PresenceRequest } from '../../../shared/protocol/presence.ts';
import type { SyncReply, SyncRequest } from '../../../shared/protocol/sync.ts';
import type { ChecksReply, TotalsReply } from '../../../shared/protocol/totals.ts';
import type { ProgramListener } from './listen-to-program.ts';
import type { ServerOutcome } from './server-problem.ts';
import type { Wire } from './wire-schemas.ts';

/** Which changes to tell of; what is left out does not matter. Days and moments are UTC. */
export interface HistoryQuery {
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  /** Changes of this revision alone. */
  readonly revision?: number;
  /** Revisions of the whole plan without their changes; `limit` counts revisions then. */
  readonly changes?: 'none';
  /** Name or account id of the person who made the change. */
  readonly by?: string;
  /** Id of the workbook that sent it. */
  readonly workbook?: string;
  readonly from?: string;
  readonly to?: string;
  /** `next` of the page before. */
  readonly cursor?: string;
  /** Changed rows (or revisions) per page, 1–1,000. */
  readonly limit?: number;
}

export interface TotalsQuery {
  /** Names of cuts, such as `source`; none: the program as a whole. */
  readonly by: readonly string[];
  /** Absent: as it is now. */
  readonly at?: number;
  /** A day after which nothing counts; absent: that of the revision, or today. */
  readonly asOf?: string;
  /** Say whether the figures are tied to the ledger, too. */
  readonly ledger?: true;
}

/** A question to a path, and what its answer looks like. */
export interface Asked<T> {
  readonly path: string;
  readonly schema: (wire: Wire) => z.ZodType<T>;
  /** Absent: it is only read. */
  readonly sent?: Sent;
}

/** What goes with a question: a form as it is, everything else as JSON. */
export interface Sent {
  readonly method: 'POST' | 'PUT';
  readonly body: unknown;
  /** Repeated under it, the request has no further effect. */
  readonly id?: string;
}

/** A file that is made of what is sent. */
export interface AskedFile {
  readonly path: string;
  readonly sent: Sent;
  /** Where the server gives it none. */
  readonly name: string;
}

/** Which conversations to tell of; what is left out does not matter. */
export interface CommentsQuery {
  /** A `subjectText`. */
  readonly about?: string;
  readonly conversation?: number;
  readonly open?: boolean;
  /** Those that ask the person. */
  readonly mine?: boolean;
  /** Those that the person has asked. */
  readonly asking?: boolean;
  readonly before?: number;
  readonly limit?: number;
}

/** A figure to be explained: what the totals call it, and of which part of the plan. */
export interface PostingsQuery {
  readonly measure: string;
  /** Groups by cut, `line`, `change`, `account`; none: of the program. */
  readonly part: Readonly<Record<string, string>>;
  /** Absent: as it is now. */
  readonly at?: number;
  readonly asOf?: string;
  /** Postings in the answer, 1–500. */
  readonly limit: number;
}

/** How a figure came to be what it is: see `GET …/bridge`. */
export interface BridgeQuery extends Pick<PostingsQuery, 'measure' | 'part'> {
  /** A revision, a day, or a baseline by its id; absent: from nothing. */
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  /** Rows of this step are listed, `limit` of them. */
  readonly step?: string;
  readonly limit?: number;
}

/** The server as the add-in uses it. Every call ends in a value or a `ServerProblem`; it never throws for either. */
export interface ServerClient {
  /** Who is signed in; null: nobody. */
  person(): WirePerson | null;
  signIn(email: string, password: string): Promise<ServerOutcome<WirePerson>>;
  /** Goes on as whoever was signed in by another way. */
  enter(session: Session): void;
  /** Asks below the address of the API what only views that are fetched later ask for. Sent again it must have no further effect. */
  ask<T>(asked: Asked<T>): Promise<ServerOutcome<T>>;
  /** Ends the session here in any case, and on the server when it can be reached. */
  signOut(): Promise<void>;
  programs(): Promise<ServerOutcome<readonly WireProgram[]>>;
  /** What the person may change in the program. */
  membership(program: string): Promise<ServerOutcome<Membership>>;
  /** Rows of some tables at a revision ≥ 1, which is known by its hash ('': not known): they never change. */
  rowsAt(program: string, revision: number, tables: readonly string[], hash: string): Promise<ServerOutcome<RowsReply>>;
  /** Rows of some tables as they are now. */
  head(program: string, tables: readonly string[]): Promise<ServerOutcome<RowsReply>>;
  /**
   * Sends a sync, whose base is known by its hash ('': not known). A lost reply is asked for again under the same sync id,
   * so nothing is done twice [I1].
   */
  sync(program: string, request: SyncRequest, hash: string): Promise<ServerOutcome<SyncReply>>;
  /** One page of revisions with their cell changes, newest first. */
  history(program: string, query: HistoryQuery): Promise<ServerOutcome<HistoryReply>>;
  /** What lies between two revisions; `to` absent: the head. */
  compare(program: string, from: number, to?: number): Promise<ServerOutcome<Comparison>>;
  /** Totals in integer cents. */
  totals(program: string, query: TotalsQuery): Promise<ServerOutcome<TotalsReply>>;
  /** What does not hold in the plan. */
  checks(program: string, query: Pick<TotalsQuery, 'at' | 'asOf'>): Promise<ServerOutcome<ChecksReply>>;
  /** What a figure is made of, in integer cents. */
  postings(program: string, query: PostingsQuery): Promise<ServerOutcome<PostingsReply>>;
  /** How a figure came from what it was to what it is. */
  bridge(program: string, query: BridgeQuery): Promise<ServerOutcome<BridgeReply>>;
  /** Named revisions of the program, the oldest first. */
  baselines(program: string): Promise<ServerOutcome<BaselinesReply>>;
  /** The consolidated workbook with its reports as of a day; null: as it is now. */
  workbook(program: string, asOf: string | null): Promise<ServerOutcome<ServerFile>>;
  /** What a budget change would do; writes nothing. */
  previewChange(program: string, draft: DraftRequest): Promise<ServerOutcome<DraftReply>>;
  /** Writes a budget change, and submits it where it says so. Repeated under the same id it is not written twice. */
  draftChange(program: string, draft: DraftRequest, id: string): Promise<ServerOutcome<DraftReply>>;
  /** Sets back what one revision did, as a new revision; what has moved since comes back as conflicts. */
  revert(program: string, revision: number, from: RevertSender): Promise<ServerOutcome<SyncReply>>;
  /** Hears of syncs and people until the returned function is called; opens a lost stream again by itself. */
  listen(program: string, workbook: string, listener: ProgramListener): () => void;
  /** Conversations about the plan, those last spoken in first. */
  comments(program: string, query: CommentsQuery): Promise<ServerOutcome<CommentsReply>>;
  /** Fetches a file, which is asked for once: whoever waits for it can ask again. */
  file(asked: AskedFile): Promise<ServerOutcome<ServerFile>>;
  /** As `ask`, below a program. */
  below<T>(program: string, asked: Asked<T>): Promise<ServerOutcome<T>>;
  /** Says that this workbook is open and which rows wait in it, and hears who else is there. */
  announce(program: string, presence: PresenceRequest): Promise<ServerOutcome<PresenceReply>>;
}

/** Who is signed in, and the bearer token of it. */
export interface Session {
  readonly token: string;
  readonly person: WirePerson;
}

/** A file as the server gives it, under the name it has there. */
export interface ServerFile {
  readonly name: string;
  readonly content: Blob;
}

/** Who asks for a revert, so that a lost reply can be asked for again. */
export interface RevertSender {
  readonly syncId: string;
  readonly workbook: string;
  /** Where the workbook stands, and by which hash it knows that ('': not known). */
  readonly base: number;
  readonly hash: string;
}
