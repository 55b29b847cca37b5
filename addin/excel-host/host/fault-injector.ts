/** Where a request is cut off: before it runs, after it ran but before the reply, or after so many of its actions. */
export type KillPoint = 'before' | 'after' | { readonly afterActions: number };

/** The error code of a killed request. Nothing in real Excel has this code. */
export const KILLED_CODE = 'ExcelHostKilled';

/** Whether an error is the end of a killed host, as tests want to know. */
export function isKilledError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === KILLED_CODE;
}

/** Breaks a host on purpose. Requests are counted from 1; the library's own housekeeping does not count. */
export class FaultInjector {
  #requests = 0;
  #kill: { readonly request: number; readonly at: KillPoint } | undefined;
  #dead = false;
  #hook: ((request: number) => void) | undefined;
  #failures: { code: string; message: string }[] = [];

  /** Requests since the host was made (or since `startCounting`). */
  get requests(): number {
    return this.#requests;
  }

  /** Whether the host was killed: it answers nothing any more. */
  get isDead(): boolean {
    return this.#dead;
  }

  startCounting(): void {
    this.#requests = 0;
  }

  /** Kills the host at the n-th request from now on (`startCounting` is called). */
  killAt(request: number, at: KillPoint = 'before'): void {
    this.startCounting();
    this.#kill = { request, at };
  }

  /** Runs before each request, as when a co-author's edit arrives between two syncs. */
  betweenRequests(hook: ((request: number) => void) | undefined): void {
    this.#hook = hook;
  }

  /** The next request fails with this code; nothing of it runs. Several calls line up. */
  failNext(code: string, message = code): void {
    this.#failures.push({ code, message });
  }

  /** The host answers again, as after the person reopened the pane. */
  revive(): void {
    this.#dead = false;
    this.#kill = undefined;
  }

  /** For the host: a request arrived. Gives the number of actions it may run before it is cut off (infinite for all). */
  begin(): {
    readonly mayRun: number;
    readonly mayAnswer: boolean;
    readonly failure: { code: string; message: string } | undefined;
  } {
    this.#requests += 1;
    this.#hook?.(this.#requests);
    const failure = this.#failures.shift();
    const kill = this.#kill;
    if (kill === undefined || kill.request !== this.#requests) {
      return { mayRun: Number.POSITIVE_INFINITY, mayAnswer: true, failure };
    }
    this.#dead = true;
    const mayRun = kill.at === 'before' ? 0 : kill.at === 'after' ? Number.POSITIVE_INFINITY : kill.at.afterActions;
    return { mayRun, mayAnswer: false, failure };
  }
}
