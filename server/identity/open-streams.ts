import type { Store } from '../storage/database.ts';
import { acrossPrograms } from '../storage/program-scope.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { hasEnded } from './sessions.ts';

/** Who listens, by which session, to which program. */
export interface StreamOwner {
  /** Hash of the session's token. */
  readonly session: string;
  readonly account: string;
  readonly program: string;
}

/**
 * The streams that are open in this process. A request is let in once; a stream stays open for hours, so what let it in has
 * to be looked at again [FD8].
 */
export interface OpenStreams {
  /**
   * Counts a stream in. `end` is called at most once: when its session, account or membership has ended, or when the same
   * person has opened too many since. @returns what takes it out again
   */
  open(owner: StreamOwner, end: () => void): () => void;
  /** Ends the streams of a session that has just been closed, at once. */
  endSession(session: string): void;
  /** How many are open in this process, and of how many people. */
  counts(): { readonly open: number; readonly people: number };
}

/** How long a stream may go on after another process (the command line, for one) has taken away its right. */
export const ACCESS_CHECK_MS = 5_000;
/** [FD9] One person with more streams than this loses the one opened longest ago: so many panes nobody has open. */
const STREAMS_PER_PERSON = 20;

interface OpenStream {
  readonly owner: StreamOwner;
  readonly end: () => void;
}

export interface OpenStreamsDeps {
  readonly store: Store;
  readonly now: () => Date;
  readonly accessCheckMs: number;
  /** Hears why the streams could not be looked at; they are again the next time. */
  readonly onFailure: (error: unknown) => void;
}

export function createOpenStreams({ store, now, accessCheckMs, onFailure }: OpenStreamsDeps): OpenStreams {
  /** Opened longest ago first. */
  const streams = new Set<OpenStream>();
  let timer: NodeJS.Timeout | undefined;

  const leave = (stream: OpenStream): void => {
    if (!streams.delete(stream) || streams.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
  const end = (ended: readonly OpenStream[]): void => {
    for (const stream of ended) {
      leave(stream);
      stream.end();
    }
  };
  const check = async (): Promise<void> => {
    const asked = [...streams];
    const allowed = await allowedStreams(store, asked, now());
    end(asked.filter((stream) => streams.has(stream) && !allowed.has(nameOf(stream.owner))));
  };

  return {
    open: (owner, endStream) => {
      const stream = { owner, end: endStream };
      streams.add(stream);
      timer ??= setInterval(() => void check().catch(onFailure), accessCheckMs).unref();
      const own = [...streams].filter(({ owner: { account } }) => account === owner.account);
      end(own.slice(0, -STREAMS_PER_PERSON));
      return () => leave(stream);
    },
    counts: () => ({ open: streams.size, people: new Set([...streams].map(({ owner }) => owner.account)).size }),
    endSession: (session) => end([...streams].filter(({ owner }) => owner.session === session)),
  };
}

function nameOf({ session, program }: Pick<StreamOwner, 'session' | 'program'>): string {
  return `${session} ${program}`;
}

/** Names of those streams whose session is open and not over, whose account is not disabled and whose membership stands. One query. */
async function allowedStreams(store: Store, streams: readonly OpenStream[], now: Date): Promise<ReadonlySet<string>> {
  const sessions = new Set(streams.map(({ owner }) => owner.session));
  const rows = await acrossPrograms('streams of all programs are looked at together', () =>
    store.read
      .selectFrom('sessions')
      .innerJoin('accounts', 'accounts.id', 'sessions.account')
      .innerJoin('memberships', 'memberships.account', 'accounts.id')
      .select(['sessions.token_hash as session', 'sessions.ends_at', 'memberships.program'])
      .select(['sessions.created_at', 'sessions.last_used_at'])
      .where(isAmong(store.read, 'sessions.token_hash', sessions))
      .where('accounts.disabled', '=', 0)
      .execute(),
  );
  return new Set(rows.filter((row) => !hasEnded(row, now)).map(nameOf));
}
