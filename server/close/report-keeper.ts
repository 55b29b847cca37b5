import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../http/route-context.ts';
import type { Store } from '../storage/database.ts';
import { dueReports, keepReport, type DueReport } from './kept-reports.ts';
import type { ReportsStatus } from './reports-status.ts';
import { makeCloseReport, type CloseReportMaking } from './make-close-report.ts';
import { acrossPrograms, inProgram, takingLong } from '../storage/program-scope.ts';

export interface ReportKeeperDeps extends Omit<CloseReportMaking, 'signal'> {
  readonly store: Store;
  readonly log: Log;
  /** What else is done when something may have been closed in a program, before its reports; default: nothing. */
  readonly alsoDo?: (program: string) => Promise<void>;
  /** How long to wait after a failure before the next try; default: a minute. */
  readonly retryMs?: number;
}

/** Makes the reports of months that were closed, one after another, beside everything else. */
export interface ReportKeeper {
  /** Something may have been closed in the program. */
  wake(program: string): void;
  /** Makes up for whatever is still to be made, of every program, as after a crash. */
  wakeAll(): Promise<void>;
  status(): ReportsStatus;
  /** Resolves when nothing is being made. */
  settled(): Promise<void>;
  /** Ends what is being made; it is made up for the next time. */
  stop(): Promise<void>;
}

const RETRY_MS = 60_000;
const nothing = (): Promise<void> => Promise.resolve();

/**
 * What is due follows from the history and from what is kept, so a crash loses nothing, and two processes that make the same
 * keep one of them.
 */
export function createReportKeeper(deps: ReportKeeperDeps): ReportKeeper {
  const { store, log, alsoDo = nothing, retryMs = RETRY_MS } = deps;
  const end = new AbortController();
  const woken = new Set<string>();
  const failing = new Set<string>();
  let running: Promise<void> | null = null;

  const make = async (program: string, { close, due }: DueReport): Promise<void> => {
    const made = await makeCloseReport({ ...deps, signal: end.signal }, program, close, due);
    await store.write.transaction().execute((write) => keepReport(write, program, close, due, made));
    log('info', 'A report of a close was made and kept.', { program, ...close, ...due });
  };
  /** True when it came to its end; else it is logged. */
  const succeeds = async (program: string, work: () => Promise<void>, what = 'A report'): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (end.signal.aborted) return false;
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log('error', `${what} of a close could not be made. It is tried again.`, { program, stack });
      return false;
    }
  };
  const makeAll = async (program: string): Promise<boolean> => {
    let isWhole = true;
    const found = await dueReports(store.read, program);
    for (const report of found) {
      if (end.signal.aborted) return false;
      // One that cannot be made holds up neither the other reports nor the closes to come.
      isWhole = (await succeeds(program, () => make(program, report))) && isWhole;
    }
    return isWhole;
  };
  const tryAll = async (program: string): Promise<void> => {
    const isDone = await succeeds(program, () => alsoDo(program), 'The publication');
    let isWhole = false;
    await succeeds(program, async () => void (isWhole = await makeAll(program)));
    isWhole = isWhole && isDone;
    if (isWhole) failing.delete(program);
    else failing.add(program);
    if (isWhole || end.signal.aborted) return;
    // Other programs do not wait for it.
    void sleep(retryMs, undefined, { signal: end.signal, ref: false }).then(
      () => wake(program),
      () => undefined,
    );
  };
  const run = async (): Promise<void> => {
    for (let [program] = woken; program !== undefined && !end.signal.aborted; [program] = woken) {
      woken.delete(program);
      const name = program;
      await inProgram(name, () => takingLong('reports of a whole program', () => tryAll(name)));
    }
  };
  const start = (): void => {
    running ??= run().finally(() => {
      running = null;
      if (woken.size > 0 && !end.signal.aborted) start();
    });
  };
  const wake = (program: string): void => {
    woken.add(program);
    start();
  };
  const settled = async (): Promise<void> => {
    if (running === null) return;
    await running;
    await settled();
  };
  return {
    wake,
    wakeAll: async () => {
      try {
        const programs = await acrossPrograms('whichever has closed a month', () =>
          store.read.selectFrom('programs').select('id').execute(),
        );
        for (const { id } of programs) wake(id);
      } catch (error) {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log('error', 'The reports of closes that are still to be made could not be looked for.', { stack });
      }
    },
    status: () => ({ waiting: woken.size + (running === null ? 0 : 1), isFailing: failing.size > 0 }),
    settled,
    stop: async () => {
      end.abort();
      await running;
    },
  };
}
