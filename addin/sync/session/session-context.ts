import type { NameRows } from '../../../shared/sync/read/identify-rows.ts';
import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import type { WorkbookProblem } from '../../excel/workbook-problem.ts';
import { createBaseMemory, type BaseMemory } from '../base-memory.ts';
import { createFormulaMemory, type FormulaMemory } from '../formula-memory.ts';
import { createRowNaming } from '../row-naming.ts';
import type { ServerProblem } from '../server/server-problem.ts';
import type { JudgedRows } from '../standing.ts';
import type { SyncSessionDeps } from './sync-session.ts';
import { initialState, nextState, type Problem, type SyncEvent, type SyncState } from './sync-state.ts';

/** What the parts of a session have in common: its state, what it remembers, and its turn. */
export class SessionContext {
  readonly deps: SyncSessionDeps;
  readonly memory: BaseMemory;
  readonly formulas: FormulaMemory = createFormulaMemory();
  readonly nameRows: NameRows;
  /** What the sheet's edits were when they were judged last. */
  judged: JudgedRows = new Map();
  /** The program as last acknowledged; a fresh session has none until its first sync. */
  acknowledged: ProgramState | null = null;
  readonly #listeners = new Set<(state: SyncState) => void>();
  #state = initialState;
  /** The call that is running; others wait for it. */
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: SyncSessionDeps) {
    this.deps = deps;
    this.memory = createBaseMemory(deps.server);
    this.nameRows = createRowNaming(deps.randomBytes);
  }

  get state(): SyncState {
    return this.#state;
  }

  subscribe(listener: (state: SyncState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
  }

  /** Runs one call after the other. */
  async alone(work: () => Promise<void>): Promise<SyncState> {
    const before = this.#running;
    const run = (async () => {
      // How the call before ended is its own caller's business.
      await Promise.allSettled([before]);
      await work();
    })();
    this.#running = run;
    await run;
    return this.#state;
  }

  report(event: SyncEvent): void {
    this.#state = nextState(this.#state, event);
    for (const listener of this.#listeners) listener(this.#state);
  }

  /** Reports a problem; false, so that whoever asks whether to go on need not say so again. */
  fail(problem: Problem): false {
    this.report({ kind: 'failed', problem });
    return false;
  }

  failWorkbook(problem: WorkbookProblem): false {
    return this.fail({ at: 'workbook', problem });
  }

  failServer(problem: ServerProblem): false {
    return this.fail({ at: 'server', problem });
  }
}
