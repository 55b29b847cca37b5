import type { Session } from '../sync/server/server-client.ts';

/** Where a sign-in outlives the page. Never the workbook, which travels. */
export interface KeptSession {
  /** What is kept, from this window or, where the person chose to stay signed in, from this computer. */
  read(): Session | null;
  /** Keeps it in place of any other. `stay`: after the window is closed as well. */
  keep(session: Session, stay: boolean): void;
  /** Keeps the person’s new name where this session is kept; another that another window has kept since stays as it is. */
  rename(session: Session): void;
  /** Forgets this session wherever it is kept, and no other. */
  forget(session: Session): void;
}

const NAME = 'sep-sync.session';

/** The browser's stores; `partition` keeps sites apart that share them (Office's `partitionKey`). */
export function keptSession(partition: string): KeptSession {
  const key = `${partition}${NAME}`;
  const stores = (): Storage[] => [window.sessionStorage, window.localStorage];
  const write = (store: Storage, { token, person }: Session): void =>
    store.setItem(key, JSON.stringify({ token, person }));
  /** The stores that hold this very session. */
  const holding = ({ token }: Session): Storage[] =>
    stores().filter((store) => parse(store.getItem(key))?.token === token);
  return {
    read: () => {
      const text = attempt(() => stores().map((store) => store.getItem(key)));
      return parse(text?.find((kept) => kept !== null) ?? null);
    },
    keep: (session, stay) => {
      attempt(() => {
        for (const store of stores()) store.removeItem(key);
        write(stay ? window.localStorage : window.sessionStorage, session);
      });
    },
    rename: (session) => {
      attempt(() => {
        for (const store of holding(session)) write(store, session);
      });
    },
    forget: (session) => {
      attempt(() => {
        for (const store of holding(session)) store.removeItem(key);
      });
    },
  };
}

/** The session that another page of the web app has left in this window, taken out of it; null: none has. */
export function sessionOfWindow(): Session | null {
  const text = attempt(() => window.sessionStorage.getItem(NAME));
  attempt(() => window.sessionStorage.removeItem(NAME));
  return parse(text);
}

/** A browser may forbid storage inside a frame by throwing; then a sign-in lasts as long as the page. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function parse(text: string | null): Session | null {
  if (text === null) return null;
  const kept = attempt((): unknown => JSON.parse(text));
  return isSession(kept) ? { token: kept.token, person: kept.person } : null;
}

/** What we wrote ourselves, or what somebody else left under our name. */
function isSession(kept: unknown): kept is Session {
  if (!isRecord(kept) || typeof kept['token'] !== 'string' || !isRecord(kept['person'])) return false;
  const { id, email, name } = kept['person'];
  return [id, email, name].every((value) => typeof value === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
