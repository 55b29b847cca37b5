import type { CellPlace, RowOrCellPlace } from '../../../shared/tables/cell.ts';
import type { Choice } from '../../../shared/sync/apply/decide.ts';
import type { WorkbookMetadata } from '../../../shared/tables/workbook-metadata.ts';
import type { ConnectionPreview, RowPosition } from '../../excel/workbook-port.ts';
import type { Outcome, WorkbookProblem } from '../../excel/workbook-problem.ts';
import { createBaseMemory, type BaseMemory } from '../base-memory.ts';
import { connectWorkbook } from '../connect-workbook.ts';
import { decideAll } from '../decide-all.ts';
import { createFormulaMemory } from '../formula-memory.ts';
import { programState, type ProgramState } from '../../../shared/sync/program-rows.ts';
import { realignRows } from '../realign-rows.ts';
import { readForReview, settleReview, type ReviewPlace } from './review-flow.ts';
import type { ServerProblem } from '../server/server-problem.ts';
import type { ConflictDecision, SyncOptions, SyncSession, SyncSessionDeps } from './sync-session.ts';
import { inspectWorkbook, type Inspection } from '../inspect-workbook.ts';
import type { EditPlace } from '../excluded-edits.ts';
import { paced } from '../pace.ts';
import { readWorkbook, type WorkbookReading } from '../read-workbook.ts';
import { setCells, type CellValue } from '../set-cells.ts';
import { initialState, nextState, type PutBack, type SyncEvent, type SyncState } from './sync-state.ts';
import { idFromBytes } from '../id-from-bytes.ts';
import { syncWorkbook, type SyncOrder } from '../sync-workbook.ts';
import { checkWorkbook } from '../check-workbook.ts';
import { planPutBack } from '../put-back.ts';
import { createRowNaming } from '../row-naming.ts';
import type { JudgedRows } from '../standing.ts';
import type { NameRows } from '../../../shared/sync/read/identify-rows.ts';

/** Opens a session between one workbook and the server. */
export function createSyncSession(deps: SyncSessionDeps): SyncSession {
  return new Session(deps);
}

type Decisions = SyncOrder['decisions'];

interface Order extends SyncOptions {
  readonly missingRows?: 'delete' | 'restore';
  readonly decisions?: Decisions;
}

class Session implements SyncSession {
  readonly #deps: SyncSessionDeps;
  readonly #memory: BaseMemory;
  readonly #formulas = createFormulaMemory();
  readonly #listeners = new Set<(state: SyncState) => void>();
  readonly #nameRows: NameRows;
  #judged: JudgedRows = new Map();
  /** The sync that stopped because a cell was being edited. */
  #interrupted: Order | null = null;
  #state = initialState;
  /** The program as last acknowledged; a fresh session has none until its first sync. */
  #acknowledged: ProgramState | null = null;
  /** The call that is running; others wait for it, and a second sync joins a running one. */
  #running: Promise<unknown> = Promise.resolve();
  #syncing: Promise<SyncState> | null = null;
  #stopWatching: (() => void) | null = null;
  #isCancelled = false;
  /** Program to connect to while a review waits for its answer. */
  #reviewed: ReviewPlace | null = null;

  constructor(deps: SyncSessionDeps) {
    this.#deps = deps;
    this.#memory = createBaseMemory(deps.server);
    this.#nameRows = createRowNaming(deps.randomBytes);
  }

  get state(): SyncState {
    return this.#state;
  }

  subscribe(listener: (state: SyncState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(): Promise<SyncState> {
    return this.#alone(async () => {
      const survey = await this.#deps.workbook.survey();
      if (!survey.ok) return this.#fail(survey.problem);
      const { metadata } = survey.value;
      this.#report({
        kind: 'opened',
        program: metadata?.program ?? null,
        workbook: metadata?.workbook ?? null,
        revision: metadata?.revision ?? null,
        ...(metadata?.updating === undefined ? {} : { unfinished: metadata.updating }),
      });
      await this.#watch();
    });
  }

  async previewConnection(): Promise<Outcome<ConnectionPreview>> {
    return await this.#deps.workbook.previewConnection();
  }

  connect(program: string, mode: 'create' | 'adopt', options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      const { workbook, randomBytes, serverAddress } = this.#deps;
      const survey = await workbook.survey();
      if (!survey.ok) return this.#fail(survey.problem);
      const hasRows = survey.value.tables.some(({ hasRowIds, rowCount }) => hasRowIds && rowCount > 1);
      if (survey.value.metadata === null && hasRows) {
        this.#reviewed = { program, workbook: idFromBytes(randomBytes(16)) };
        return await this.#review();
      }
      const workbookId = survey.value.metadata?.workbook ?? idFromBytes(randomBytes(16));
      const connected = await connectWorkbook(workbook, { program, workbook: workbookId, server: serverAddress, mode });
      if (!connected.ok) return this.#fail(connected.problem);
      this.#report({ kind: 'opened', program, workbook: workbookId, revision: 0 });
      await this.#syncNow(options);
    });
  }

  sync(options: SyncOptions = {}): Promise<SyncState> {
    // A list that was shown is sent by itself or not at all: the running sync sends another one.
    if (options.shown !== undefined) return this.#alone(() => this.#syncNow(options));
    this.#syncing ??= this.#alone(() => this.#syncNow(options)).finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  look(): Promise<SyncState> {
    return this.#alone(() => this.#lookNow());
  }

  decide(conflict: string, choice: Choice, options: SyncOptions = {}): Promise<SyncState> {
    return this.decideAll([{ conflict, choice }], options);
  }

  decideAll(decisions: readonly ConflictDecision[], options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      const acknowledged = this.#acknowledged;
      const clearFilters = options.clearFilters === true;
      const open = this.#state.conflicts;
      const decided = await decideAll(this.#deps.workbook, { decisions, open, acknowledged, clearFilters });
      if (!decided.ok) return this.#fail(decided.problem);
      if (decided.value.length === 0) return;
      for (const { conflict } of decided.value) this.#report({ kind: 'decided', conflict });
      await this.#syncNow({ ...options, decisions: decided.value });
    });
  }

  answerMissingRows(answer: 'delete' | 'restore', options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      this.#report({ kind: 'answered' });
      await this.#syncNow({ ...options, missingRows: answer });
    });
  }

  realign(options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      this.#report({ kind: 'answered' });
      if (await this.#realignNow(options)) await this.#syncNow(options);
    });
  }

  answerReview(answer: 'sendMine' | 'useTheirs', options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      if (await this.#settleReview(answer, options)) await this.#syncNow(options);
    });
  }

  cancel(): void {
    this.#isCancelled = true;
  }

  async inspect(): Promise<Inspection | null> {
    let inspection: Inspection | null = null;
    await this.#alone(async () => {
      const reading = await this.#read();
      if (reading) {
        const nameRows = this.#nameRows;
        inspection = await inspectWorkbook({
          reading,
          state: this.#state,
          nameRows,
          formerFormulas: this.#formulas.former,
        });
      }
    });
    return inspection;
  }

  async programRows(at: Parameters<SyncSession['programRows']>[0], tables: readonly string[]) {
    let found: ProgramState | null = null;
    // After what runs: most often that has just brought these rows.
    await this.#alone(async () => {
      found = this.#memory.known(at, tables);
      if (found !== null || at.revision === 0) return;
      const rows = await this.#deps.server.rowsAt(at.program, at.revision, tables);
      if (rows.ok) found = programState(rows.value);
    });
    return found;
  }

  leaveOut(places: readonly EditPlace[]): void {
    this.#report({ kind: 'leftOut', places });
  }

  markNewsRead(): void {
    this.#report({ kind: 'newsRead' });
  }

  undo(options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      const { undoable, program } = this.#state;
      const reading = undoable === null || program === null ? null : await this.#read();
      if (!reading || undoable === null || program === null) return;
      const from = { syncId: idFromBytes(this.#deps.randomBytes(16)), workbook: reading.metadata.workbook };
      const reverted = await this.#deps.server.revert(program, undoable, from);
      if (!reverted.ok) return this.#failServer(reverted.problem);
      this.#report({ kind: 'undone', committed: reverted.value.committed });
      await this.#syncNow(options);
    });
  }

  setCells(values: readonly CellValue[], options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      const reading = await this.#read();
      if (!reading) return;
      const written = await setCells(this.#deps.workbook, reading, values, options.clearFilters === true);
      if (!written.ok) return this.#fail(written.problem);
      await this.#lookNow();
    });
  }

  putBack(places: readonly RowOrCellPlace[], options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      const reading = await this.#read();
      if (!reading) return;
      const writes = planPutBack(reading, places);
      const written = await this.#deps.workbook.write(writes, { clearFilters: options.clearFilters === true });
      if (!written.ok) return this.#fail(written.problem);
      await this.#lookNow();
    });
  }

  disconnected(): void {
    this.#report({ kind: 'disconnected' });
  }

  continueAfterEditing(): Promise<SyncState> {
    return this.#alone(async () => {
      if (!isEditing(this.#state)) return;
      const survey = await this.#deps.workbook.survey();
      if (!survey.ok && survey.problem.kind === 'editingCell') return;
      const interrupted = this.#interrupted;
      this.#report({ kind: 'editingEnded' });
      if (interrupted === null) await this.#lookNow();
      else await this.#syncNow(interrupted);
    });
  }

  dismissPutBacks(putBacks: readonly PutBack[]): void {
    this.#report({ kind: 'putBacksDismissed', putBacks });
  }

  reconnected(): void {
    this.#report({ kind: 'reconnected' });
  }

  hold(isHeld: boolean): void {
    this.#report({ kind: 'held', isHeld });
  }

  renewWorkbook(): Promise<SyncState> {
    return this.#alone(async () => {
      const survey = await this.#deps.workbook.survey();
      if (!survey.ok) return this.#fail(survey.problem);
      if (survey.value.metadata === null) return;
      await this.#noteMetadata({ ...survey.value.metadata, workbook: idFromBytes(this.#deps.randomBytes(16)) });
    });
  }

  async jumpTo(place: CellPlace): Promise<Outcome<boolean>> {
    return await this.#deps.workbook.jumpTo(place);
  }

  async jumpToRow(place: RowPosition): Promise<Outcome<boolean>> {
    return await this.#deps.workbook.jumpToRow(place);
  }

  close(): void {
    this.#stopWatching?.();
    this.#stopWatching = null;
    this.#listeners.clear();
  }

  /** Runs one call after the other. */
  async #alone(work: () => Promise<void>): Promise<SyncState> {
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

  #report(event: SyncEvent): void {
    this.#state = nextState(this.#state, event);
    for (const listener of this.#listeners) listener(this.#state);
  }

  #fail(problem: WorkbookProblem): void {
    this.#report({ kind: 'failed', problem: { at: 'workbook', problem } });
  }

  #failServer(problem: ServerProblem): void {
    this.#report({ kind: 'failed', problem: { at: 'server', problem } });
  }

  async #watch(): Promise<void> {
    if (this.#stopWatching) return;
    const watching = await this.#deps.workbook.watch(() => this.#report({ kind: 'touched' }));
    // Without events everything still works: the sheet is read at every sync anyway.
    if (watching.ok) this.#stopWatching = watching.value;
  }

  async #syncNow(order: Order): Promise<void> {
    if (this.#state.isHeld) return;
    this.#isCancelled = false;
    this.#interrupted = null;
    await this.#syncRounds(order);
    if (isEditing(this.#state)) this.#interrupted = order;
  }

  async #syncRounds({ clearFilters = false, note, missingRows, decisions = [], shown }: Order): Promise<void> {
    const end = await syncWorkbook(
      {
        ...this.#deps,
        memory: this.#memory,
        formulas: this.#formulas,
        nameRows: this.#nameRows,
        report: (event) => this.#report(event),
        judged: (rows) => {
          this.#judged = rows;
        },
        isCancelled: () => this.#isCancelled,
      },
      {
        clearFilters,
        decisions,
        leaveOut: this.#state.leftOut,
        open: this.#state.conflicts,
        refused: this.#state.refusals,
        ...(shown === undefined ? {} : { shown }),
        ...(note === undefined ? {} : { note }),
        ...(missingRows === undefined ? {} : { missingRows }),
      },
    );
    if (end.kind === 'synced') this.#acknowledged = end.acknowledged;
    else if (this.#isRevisionUnknown()) await this.#reviewAfterRestore();
  }

  #isRevisionUnknown(): boolean {
    const { problem } = this.#state;
    return problem?.at === 'server' && problem.problem.kind === 'revisionUnknown';
  }

  async #reviewAfterRestore(): Promise<void> {
    const survey = await this.#deps.workbook.survey();
    if (!survey.ok || survey.value.metadata === null) return;
    const { program, workbook } = survey.value.metadata;
    this.#reviewed = { program, workbook };
    await this.#review();
  }

  async #lookNow(): Promise<void> {
    this.#report({ kind: 'checkStarted' });
    const reading = await this.#read();
    if (!reading) return;
    const { locals, metadata, base: acknowledged } = reading;
    this.#acknowledged = acknowledged;
    const { conflicts, refusals, question } = this.#state;
    const nameRows = this.#nameRows;
    const check = await paced(
      checkWorkbook({ locals, metadata, acknowledged, nameRows, conflicts, refusals, judged: this.#judged }),
    );
    if (question?.kind === 'rowsApart' && !check.isApart) this.#report({ kind: 'answered' });
    this.#judged = check.judged;
    const { toSend, drafts, evidence, unread } = check;
    const at = this.#deps.now().toISOString();
    this.#report({
      kind: 'checked',
      toSend,
      drafts,
      conflicts: check.conflicts,
      refusals: check.refusals,
      unread,
      evidence,
      at,
    });
  }

  /** The sheet beside its base; null when that is not to be had, which is reported. */
  async #read(): Promise<WorkbookReading | null> {
    const end = await readWorkbook(this.#deps.workbook, this.#memory);
    switch (end.kind) {
      case 'read':
        this.#formulas.note(end.reading.locals, end.reading.base);
        return end.reading;
      case 'notConnected':
        this.#report({ kind: 'opened', program: null, workbook: null, revision: null });
        return null;
      case 'failed':
        this.#report({ kind: 'failed', problem: end.problem });
        return null;
    }
  }

  /** [W4] True when a sync may follow. */
  async #realignNow(options: SyncOptions): Promise<boolean> {
    const reading = await this.#read();
    if (!reading) return false;
    const written = await realignRows(this.#deps.workbook, reading, options.clearFilters === true);
    return written.ok || this.#failed(written.problem);
  }

  #failed(problem: WorkbookProblem): false {
    this.#fail(problem);
    return false;
  }

  /** [W7] Shows what differs between sheet and program; sends nothing and writes nothing. */
  async #review(): Promise<void> {
    if (!this.#reviewed) return;
    const { program } = this.#reviewed;
    const reading = await readForReview(this.#deps, program);
    if (!reading.ok) return this.#report({ kind: 'failed', problem: reading.problem });
    const { differences } = reading.value.review;
    this.#report({ kind: 'asked', question: { kind: 'review', program, differences } });
  }

  /** True when a sync may follow. */
  async #settleReview(answer: 'sendMine' | 'useTheirs', options: SyncOptions): Promise<boolean> {
    if (!this.#reviewed) return false;
    const settled = await settleReview(this.#deps, this.#reviewed, answer, options.clearFilters === true);
    if (settled.ok) return await this.#noteMetadata(settled.value);
    this.#report({ kind: 'failed', problem: settled.problem });
    return false;
  }

  async #noteMetadata(metadata: WorkbookMetadata): Promise<boolean> {
    const noted = await this.#deps.workbook.writeMetadata(metadata);
    if (!noted.ok) return this.#failed(noted.problem);
    this.#reviewed = null;
    const { program, workbook, revision } = metadata;
    this.#report({ kind: 'opened', program, workbook, revision });
    return true;
  }
}

function isEditing({ problem }: SyncState): boolean {
  return problem?.at === 'workbook' && problem.problem.kind === 'editingCell';
}
