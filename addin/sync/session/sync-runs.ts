import { syncWorkbook, type SyncOrder } from '../sync-workbook.ts';
import type { Connection } from './connection.ts';
import { lookAtSheet } from './look-at-sheet.ts';
import type { SessionContext } from './session-context.ts';
import type { SyncOptions } from './sync-session.ts';
import type { MissingRowsAnswer, SyncEvent, SyncState } from './sync-state.ts';

/** What a call wants of a sync, beyond what everybody may ask for. */
export interface RunOrder extends SyncOptions {
  readonly missingRows?: MissingRowsAnswer;
  readonly askedRows?: SyncOrder['askedRows'];
  readonly decisions?: SyncOrder['decisions'];
}

/** Runs the syncs of a session: none while it is held, and again what an edited cell or a server that asks to wait has stopped. */
export class SyncRuns {
  readonly #session: SessionContext;
  readonly #connection: Connection;
  #isCancelled = false;
  /** The sync that stopped because a cell was being edited, or because the server asked to wait. */
  #interrupted: RunOrder | null = null;

  constructor(session: SessionContext, connection: Connection) {
    this.#session = session;
    this.#connection = connection;
  }

  async run(order: RunOrder): Promise<void> {
    if (this.#session.state.isHeld) return;
    this.#isCancelled = false;
    this.#interrupted = null;
    await this.#rounds(order);
    if (isInterruption(this.#session.state)) this.#interrupted = order;
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  async continueAfterEditing(): Promise<void> {
    if (!isEditing(this.#session.state)) return;
    const survey = await this.#session.deps.workbook.survey();
    if (!survey.ok && survey.problem.kind === 'editingCell') return;
    await this.#goOn({ kind: 'editingEnded' });
  }

  /** [FD14] The time that the server has asked for has passed. */
  async continueAfterWaiting(): Promise<void> {
    if (this.#session.state.problem?.problem.kind === 'busy') await this.#goOn({ kind: 'reconnected' });
  }

  async #goOn(event: SyncEvent): Promise<void> {
    const interrupted = this.#interrupted;
    this.#session.report(event);
    if (interrupted === null) await lookAtSheet(this.#session);
    else await this.run(interrupted);
  }

  async #rounds({
    clearFilters = false,
    note,
    missingRows,
    askedRows,
    decisions = [],
    shown,
  }: RunOrder): Promise<void> {
    const session = this.#session;
    const end = await syncWorkbook(
      {
        ...session.deps,
        memory: session.memory,
        formulas: session.formulas,
        nameRows: session.nameRows,
        report: (event) => session.report(event),
        judged: (rows) => {
          session.judged = rows;
        },
        isCancelled: () => this.#isCancelled,
      },
      {
        clearFilters,
        decisions,
        leaveOut: session.state.leftOut,
        open: session.state.conflicts,
        refused: session.state.refusals,
        ...(shown === undefined ? {} : { shown }),
        ...(note === undefined ? {} : { note }),
        ...(missingRows === undefined ? {} : { missingRows, ...(askedRows === undefined ? {} : { askedRows }) }),
      },
    );
    if (end.kind === 'synced') session.acknowledged = end.acknowledged;
    else if (session.state.problem?.problem.kind === 'revisionUnknown')
      await this.#connection.reviewAfterRestore(session.state.problem.problem.restored);
  }
}

function isEditing({ problem }: SyncState): boolean {
  return problem?.problem.kind === 'editingCell';
}

function isInterruption({ problem }: SyncState): boolean {
  return problem?.problem.kind === 'editingCell' || problem?.problem.kind === 'busy';
}
