import type { Book } from 'excel-host/book/book.ts';
import type { ChangedParts, PartChanges } from './changed-parts.ts';

/** Where the parts of one book are kept. */
export interface PartStore {
  /** Keeps the changes all together or not at all. Rejects where they could not be kept. */
  write(changes: PartChanges): Promise<void>;
  /**
   * The same when the page is about to go: everything is handed to the browser before this returns. False: whether it arrives
   * is not known.
   */
  writeAtOnce(changes: PartChanges): boolean;
}

export interface KeeperDeps {
  readonly book: Book;
  readonly changed: ChangedParts;
  readonly store: PartStore;
  /** Runs when the browser has time, in a fifth of a second at the latest. */
  readonly soon: (work: () => void) => void;
  /** Milliseconds of a clock that does not go back. */
  readonly now: () => number;
}

/** `keeping`: something has changed that is not kept yet. `notKept`: it could not be; `reason` is what the browser said. */
export type KeeperState =
  | { readonly kind: 'kept' }
  | { readonly kind: 'keeping' }
  | { readonly kind: 'notKept'; readonly reason: unknown };

/** Saves for so long at a stretch, so that typing goes on. */
const SLICE_MS = 8;
/** A book that changes without end is saved at one stretch after this. */
const LONGEST_MS = 3_000;

/** Keeps a book soon after each of its changes, without getting into the way of who changes it. */
export class BookKeeper {
  readonly #deps: KeeperDeps;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribe: () => void;
  #state: KeeperState = { kind: 'kept' };
  /** When the first change came that is not kept; undefined: there is none, or it could not be kept. */
  #since: number | undefined;
  /** What is being written: until that has ended, nobody knows whether it is kept. */
  #writing: PartChanges | undefined;
  #isClosed = false;
  #waiting: (() => void)[] = [];

  /** Begins with the first change: a new book that nobody has touched is not kept. */
  constructor(deps: KeeperDeps) {
    this.#deps = deps;
    this.#unsubscribe = deps.book.subscribe((event) => {
      deps.changed.hear(event);
      if (event.kind !== 'calculated') this.#begin();
    });
  }

  get state(): KeeperState {
    return this.#state;
  }

  onState(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends when everything that is in the book now is kept, or cannot be. */
  async settled(): Promise<void> {
    if (this.#state.kind !== 'keeping') return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The page is about to go: hands over what is not kept yet. False: that may be lost. */
  keepAtOnce(): boolean {
    const { changed, store } = this.#deps;
    if (this.#isClosed || this.#state.kind === 'kept') return true;
    while (changed.saveNext());
    const taken = new Map([...(this.#writing ?? []), ...changed.take()]);
    const isKept = store.writeAtOnce(taken);
    // If the page stays after all, it is kept once more, where there is more room.
    changed.giveBack(taken);
    return isKept;
  }

  /** Tries again to keep what could not be kept. */
  retry(): void {
    this.#begin();
  }

  /** Keeps no more. */
  close(): void {
    this.#isClosed = true;
    this.#unsubscribe();
    this.#release();
  }

  #begin(): void {
    if (this.#isClosed || this.#since !== undefined || !this.#deps.changed.isAny) return;
    this.#since = this.#deps.now();
    if (this.#state.kind === 'kept') this.#become({ kind: 'keeping' });
    if (this.#writing === undefined) this.#deps.soon(() => this.#goOn());
  }

  #goOn(): void {
    if (this.#isClosed) return;
    const { changed, now, soon } = this.#deps;
    const begin = now();
    const slice = begin - (this.#since ?? begin) > LONGEST_MS ? Number.POSITIVE_INFINITY : SLICE_MS;
    while (changed.saveNext()) {
      if (now() - begin > slice) return soon(() => this.#goOn());
    }
    void this.#write();
  }

  async #write(): Promise<void> {
    const { changed, store, soon } = this.#deps;
    const taken = changed.take();
    this.#since = undefined;
    this.#writing = taken;
    const failure = await store.write(taken).then(
      () => undefined,
      (reason: unknown) => ({ reason }),
    );
    this.#writing = undefined;
    if (this.#isClosed) return;
    if (failure !== undefined) {
      changed.giveBack(taken);
      this.#since = undefined;
      this.#become({ kind: 'notKept', ...failure });
      return this.#release();
    }
    if (this.#since !== undefined) return soon(() => this.#goOn());
    this.#become({ kind: 'kept' });
    this.#release();
  }

  #release(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #become(state: KeeperState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
