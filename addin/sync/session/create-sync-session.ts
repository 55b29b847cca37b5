import type { Choice } from '../../../shared/sync/apply/decide.ts';
import type { GoneColumn } from '../../../shared/sync/read/known-columns.ts';
import { programState, type ProgramState } from '../../../shared/sync/program-rows.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import type { ConnectionPreview, OwnCell, RowPosition } from '../../excel/workbook-port.ts';
import type { Outcome } from '../../excel/workbook-problem.ts';
import { decideAll } from '../decide-all.ts';
import type { EditPlace } from '../excluded-edits.ts';
import { idFromBytes } from '../id-from-bytes.ts';
import type { Inspection } from '../inspect-workbook.ts';
import { planPutBack, type GivenUp } from '../put-back.ts';
import { realignRows } from '../realign-rows.ts';
import { setCells, type CellValue } from '../set-cells.ts';
import type { BegunChange } from '../begin-change.ts';
import type * as ChangeFlow from './change-flow.ts';
import { Connection } from './connection.ts';
import { askedRows } from '../round/held-rows.ts';
import { inspectSheet, lookAtSheet, readSheet } from './look-at-sheet.ts';
import { SessionContext } from './session-context.ts';
import { SyncRuns } from './sync-runs.ts';
import type { ConflictDecision, SyncOptions, SyncSession, SyncSessionDeps } from './sync-session.ts';
import type { MissingRowsAnswer, OpenRefusal, PutBack, SyncState, UnreadRow } from './sync-state.ts';

/** Opens a session between one workbook and the server. */
export function createSyncSession(deps: SyncSessionDeps): SyncSession {
  return new Session(deps);
}

/** What the views may call: each call waits for its turn, then its part does the work. */
class Session implements SyncSession {
  readonly #context: SessionContext;
  readonly #connection: Connection;
  readonly #runs: SyncRuns;
  /** A second sync joins a running one. */
  #syncing: Promise<SyncState> | null = null;

  constructor(deps: SyncSessionDeps) {
    this.#context = new SessionContext(deps);
    this.#connection = new Connection(this.#context);
    this.#runs = new SyncRuns(this.#context, this.#connection);
  }

  get state(): SyncState {
    return this.#context.state;
  }

  subscribe(listener: (state: SyncState) => void): () => void {
    return this.#context.subscribe(listener);
  }

  open(): Promise<SyncState> {
    return this.#context.alone(() => this.#connection.open());
  }

  async previewConnection(): Promise<Outcome<ConnectionPreview>> {
    return await this.#context.deps.workbook.previewConnection();
  }

  connect(program: string, mode: 'create' | 'adopt', options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      if (await this.#connection.connect(program, mode)) await this.#runs.run(options);
    });
  }

  sync(options: SyncOptions = {}): Promise<SyncState> {
    // A list that was shown is sent by itself or not at all: the running sync sends another one.
    if (options.shown !== undefined) return this.#context.alone(() => this.#runs.run(options));
    this.#syncing ??= this.#context
      .alone(() => this.#runs.run(options))
      .finally(() => {
        this.#syncing = null;
      });
    return this.#syncing;
  }

  look(): Promise<SyncState> {
    return this.#context.alone(() => lookAtSheet(this.#context));
  }

  decide(conflict: string, choice: Choice, options: SyncOptions = {}): Promise<SyncState> {
    return this.decideAll([{ conflict, choice }], options);
  }

  decideAll(decisions: readonly ConflictDecision[], options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      const { acknowledged, deps, state } = this.#context;
      const clearFilters = options.clearFilters === true;
      const decided = await decideAll(deps.workbook, { decisions, open: state.conflicts, acknowledged, clearFilters });
      if (!decided.ok) return void this.#context.failWorkbook(decided.problem);
      if (decided.value.length === 0) return;
      for (const { conflict } of decided.value) this.#context.report({ kind: 'decided', conflict });
      await this.#runs.run({ ...options, decisions: decided.value });
    });
  }

  answerMissingRows(answer: MissingRowsAnswer, options: SyncOptions = {}): Promise<SyncState> {
    // Who waits for other work to end has answered what was asked before it.
    const asked = askedRows(this.#context.state.question);
    return this.#context.alone(async () => {
      this.#context.report({ kind: 'answered' });
      await this.#runs.run({ ...options, missingRows: answer, askedRows: asked });
    });
  }

  realign(options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      this.#context.report({ kind: 'answered' });
      const reading = await readSheet(this.#context);
      if (!reading) return;
      const written = await realignRows(this.#context.deps.workbook, reading, options.clearFilters === true);
      if (!written.ok) return void this.#context.failWorkbook(written.problem);
      await this.#runs.run(options);
    });
  }

  answerReview(answer: 'sendMine' | 'useTheirs', options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      if (await this.#connection.settle(answer, options.clearFilters === true)) await this.#runs.run(options);
    });
  }

  cancel(): void {
    this.#runs.cancel();
  }

  async inspect(): Promise<Inspection | null> {
    let inspection: Inspection | null = null;
    await this.#context.alone(async () => {
      inspection = await inspectSheet(this.#context);
    });
    return inspection;
  }

  async programRows(at: Parameters<SyncSession['programRows']>[0], tables: readonly string[]) {
    let found: ProgramState | null = null;
    // After what runs: most often that has just brought these rows.
    await this.#context.alone(async () => {
      const { memory } = this.#context;
      found = memory.known(at, tables);
      if (found !== null || at.revision === 0) return;
      const rows = await this.#context.deps.server.rowsAt(at.program, at.revision, tables, memory.hashOf(at));
      if (rows.ok) found = programState(rows.value);
    });
    return found;
  }

  leaveOut(places: readonly EditPlace[]): void {
    this.#context.report({ kind: 'leftOut', places });
  }

  markNewsRead(): void {
    this.#context.report({ kind: 'newsRead' });
  }

  undo(options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      const { undoable, program } = this.#context.state;
      if (undoable === null || program === null) return;
      const reading = await readSheet(this.#context);
      if (!reading) return;
      const { randomBytes, server } = this.#context.deps;
      const { workbook, revision: base, hash = '' } = reading.metadata;
      const from = { syncId: idFromBytes(randomBytes(16)), workbook, base, hash };
      const reverted = await server.revert(program, undoable, from);
      if (!reverted.ok) return void this.#context.failServer(reverted.problem);
      this.#context.report({ kind: 'undone', committed: reverted.value.committed });
      await this.#runs.run(options);
    });
  }

  setCells(values: readonly CellValue[], options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      const reading = await readSheet(this.#context);
      if (!reading) return;
      const written = await setCells(this.#context.deps.workbook, reading, values, options.clearFilters === true);
      if (!written.ok) return void this.#context.failWorkbook(written.problem);
      await lookAtSheet(this.#context);
    });
  }

  putBack(places: readonly GivenUp[], options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      const reading = await readSheet(this.#context);
      if (!reading) return;
      const writes = planPutBack(reading, places);
      const clearFilters = options.clearFilters === true;
      const after = reading.metadata.revision;
      const written = await this.#context.deps.workbook.write(writes, { clearFilters, after });
      if (!written.ok) return void this.#context.failWorkbook(written.problem);
      await lookAtSheet(this.#context);
    });
  }

  async beginChange(
    refusals: readonly OpenRefusal[],
    options: SyncOptions = {},
  ): Promise<BegunChange | 'changedSince' | null> {
    let begun: BegunChange | 'changedSince' | null = null;
    await this.#context.alone(async () => {
      const flow = await this.#changeFlow();
      if (flow !== null) begun = await flow.beginChange(this.#context, this.#runs, refusals, options);
    });
    return begun;
  }

  settleChange(change: BegunChange, options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      const flow = await this.#changeFlow();
      await flow?.settleChange(this.#context, this.#runs, change, options);
    });
  }

  dropChange(change: BegunChange, options: SyncOptions = {}): Promise<SyncState> {
    return this.#context.alone(async () => {
      const flow = await this.#changeFlow();
      await flow?.dropChange(this.#context, change, options);
    });
  }

  /** Rarely used, so not part of the first screen. Null where it cannot be fetched, which is said. */
  async #changeFlow(): Promise<typeof ChangeFlow | null> {
    try {
      return await import('./change-flow.ts');
    } catch {
      this.#context.failWorkbook({ kind: 'notLoaded' });
      return null;
    }
  }

  disconnected(): void {
    this.#context.report({ kind: 'disconnected' });
  }

  continueAfterEditing(): Promise<SyncState> {
    return this.#context.alone(() => this.#runs.continueAfterEditing());
  }

  continueAfterWaiting(): Promise<SyncState> {
    return this.#context.alone(() => this.#runs.continueAfterWaiting());
  }

  dismissPutBacks(putBacks: readonly PutBack[]): void {
    this.#context.report({ kind: 'putBacksDismissed', putBacks });
  }

  dismissGoneNotes(cells: readonly OwnCell[]): void {
    this.#context.report({ kind: 'goneNotesDismissed', cells });
  }

  dismissTotals(totals: readonly UnreadRow[]): void {
    this.#context.report({ kind: 'totalsDismissed', totals });
  }

  reconnected(): void {
    this.#context.report({ kind: 'reconnected' });
  }

  hold(isHeld: boolean): void {
    this.#context.report({ kind: 'held', isHeld });
  }

  renewWorkbook(): Promise<SyncState> {
    return this.#context.alone(() => this.#connection.renew());
  }

  forgetGone(place: GoneColumn): Promise<SyncState> {
    return this.#context.alone(async () => {
      if (await this.#connection.forget(place)) await lookAtSheet(this.#context);
    });
  }

  async jumpTo(place: CellPlace): Promise<Outcome<boolean>> {
    return await this.#context.deps.workbook.jumpTo(place);
  }

  async jumpToRow(place: RowPosition): Promise<Outcome<boolean>> {
    return await this.#context.deps.workbook.jumpToRow(place);
  }

  close(): void {
    this.#connection.close();
    this.#context.close();
  }
}
