/** The right of one tab to work on a book; another tab may ask for it. */
export interface BookClaim {
  /** Hears that another tab is to go on with the book. Whoever hears it gives the claim up, or says that the person has to finish first. */
  onAsked(answer: () => Promise<HandOver>): void;
  giveUp(): void;
}

/** `busy`: a cell is being edited here. `unkept`: what was typed here could not be kept, and would be lost. */
export type HandOver = 'given' | 'busy' | 'unkept';

export type TakingOver =
  | { readonly kind: 'ours'; readonly claim: BookClaim }
  | { readonly kind: 'busy' | 'unkept' }
  /** The other tab does not answer. */
  | { readonly kind: 'silent' };

interface Message {
  readonly kind: 'isThereAnybody' | 'here' | 'giveUp' | 'busy' | 'unkept';
}

/** A living tab answers in milliseconds. One that does not is asked about by the person. */
const PATIENCE_MS = 3_000;

/** Null: the book is open in another tab. */
export async function claimBook(id: string): Promise<BookClaim | null> {
  const channel = openChannel(id);
  // A tab that was closed or reloaded just now may still be about to let go, so a lock that is taken says nothing yet.
  const waiting = new AbortController();
  const lock = requestLock(id, { signal: waiting.signal });
  const isElsewhere = new Promise<null>((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'here') resolve(null);
    });
    setTimeout(() => resolve(null), PATIENCE_MS);
  });
  say(channel, 'isThereAnybody');
  const found = await Promise.race([lock, isElsewhere]);
  if (found !== null) return new TabClaim(channel, found);
  waiting.abort();
  channel.close();
  // Granted in the very moment of giving up: nobody is to wait for it.
  void lock.then((late) => late?.());
  return null;
}

/** Asks the other tab to give the book up. `isForced`: takes it from a tab that does not answer, with what that one has not kept. */
export async function takeBookOver(id: string, isForced: boolean): Promise<TakingOver> {
  const channel = openChannel(id);
  const waiting = new AbortController();
  const lock = isForced ? requestLock(id, { steal: true }) : requestLock(id, { signal: waiting.signal });
  const answer = new Promise<'busy' | 'unkept' | 'silent'>((resolve) => {
    channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'busy' || data.kind === 'unkept') resolve(data.kind);
    });
    setTimeout(() => resolve('silent'), PATIENCE_MS);
  });
  say(channel, 'giveUp');
  const found = await Promise.race([lock, answer]);
  if (typeof found === 'function') return { kind: 'ours', claim: new TabClaim(channel, found) };
  waiting.abort();
  channel.close();
  void lock.then((late) => late?.());
  return { kind: found ?? 'silent' };
}

class TabClaim implements BookClaim {
  readonly #channel: BroadcastChannel;
  readonly #release: () => void;

  constructor(channel: BroadcastChannel, release: () => void) {
    this.#channel = channel;
    this.#release = release;
  }

  onAsked(answer: () => Promise<HandOver>): void {
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind === 'isThereAnybody') say(this.#channel, 'here');
      if (data.kind !== 'giveUp') return;
      void answer().then((given) => {
        if (given === 'given') this.giveUp();
        else say(this.#channel, given);
      });
    });
  }

  giveUp(): void {
    this.#release();
    this.#channel.close();
  }
}

function say(channel: BroadcastChannel, kind: Message['kind']): void {
  const message: Message = { kind };
  // A channel is of one origin: only windows take another one.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage(message);
}

function openChannel(id: string): BroadcastChannel {
  return new BroadcastChannel(`sep-workbench.${id}`);
}

/**
 * How to let go, once the lock is had; null: the waiting was given up. Where a browser has no locks for this page (they need
 * HTTPS), everybody gets in, and only the last to come may write (`KeptRecord.writer`).
 */
async function requestLock(id: string, options: LockOptions): Promise<(() => void) | null> {
  if (!('locks' in navigator)) return () => undefined;
  return await new Promise((resolve) => {
    const held = (): Promise<void> => new Promise((letGo) => resolve(letGo));
    // Rejects where the waiting was given up or the lock was taken away: then the storage refuses what is written.
    navigator.locks.request(`sep-workbench.${id}`, options, held).catch(() => resolve(null));
  });
}
