import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * What the work at hand may reach in the database, and how long one statement of it may take. PostgreSQL is told with every
 * transaction and holds to it by row-level security, so that a query which forgets its program finds nothing of another one.
 */
export interface Scope {
  /** Rows of this program; '' for what belongs to none. */
  readonly program: string;
  /** Why rows of every program are asked for; null: they are not. */
  readonly several: string | null;
  /** What programs have published to this roll-up may be read as well; '': to none. */
  readonly rollUp: string;
  readonly timeoutMs: number;
}

/** What somebody waits for at a screen is done by then, or is not going to be. */
const ORDINARY_MS = 5_000;
/** Pushes, imports, checks of a whole history: long, and still with an end. */
const LONG_MS = 10 * 60_000;

const nothing: Scope = { program: '', several: null, rollUp: '', timeoutMs: ORDINARY_MS };
const current = new AsyncLocalStorage<Scope>();

export function scopeNow(): Scope {
  return current.getStore() ?? nothing;
}

/** Whatever the work asks of the database is about this program. */
export function inProgram<T>(program: string, work: () => T): T {
  return current.run({ ...scopeNow(), program, several: null, rollUp: '' }, work);
}

/** The work asks about several programs, and says what for. */
export function acrossPrograms<T>(why: string, work: () => T): T {
  return current.run({ ...scopeNow(), program: '', several: why, rollUp: '' }, work);
}

/** The work reads what programs have published to this roll-up, and nothing else of theirs. */
export function inRollUp<T>(rollUp: string, work: () => T): T {
  return current.run({ ...scopeNow(), program: '', several: null, rollUp }, work);
}

/** Statements of the work may take minutes; `why` says what for, to who reads the call. */
export function takingLong<T>(_why: string, work: () => T): T {
  return current.run({ ...scopeNow(), timeoutMs: LONG_MS }, work);
}
