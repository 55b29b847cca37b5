import type { CellPlace, ConnectionPreview } from '../excel/workbook-port.ts';
import type { Outcome, WorkbookProblem } from '../excel/workbook-problem.ts';
import { createBaseMemory, type BaseMemory } from './base-memory.ts';
import { connectWorkbook, metadataAt } from './connect-workbook.ts';
import { decideInWorkbook } from './decide-conflict.ts';
import { programState, type ProgramState } from './program-rows.ts';
import { idWrites, managedTables, emptyWrites, readLocalTables, rowIdNeeds } from './read-sheet.ts';
import { planTheirs, reviewWorkbook } from './review-workbook.ts';
import type { ServerProblem } from './server-problem.ts';
import type { Decision, SyncOptions, SyncSession, SyncSessionDeps } from './sync-session.ts';
import { inspectWorkbook, type Inspection } from './inspect-workbook.ts';
import type { EditPlace } from './leave-out.ts';
import { readWorkbook, type WorkbookReading } from './read-workbook.ts';
import { setCells, type CellValue } from './set-cells.ts';
import { initialState, nextState, type OpenConflict, type SyncEvent, type SyncState } from './sync-state.ts';
import { idFromBytes, syncWorkbook, type SyncOrder } from './sync-workbook.ts';
import { checkSheet } from './check-sheet.ts';

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
  readonly #listeners = new Set<(state: SyncState) => void>();
  #state = initialState;
  /** The program as last acknowledged; a fresh session has none until its first sync. */
  #acknowledged: ProgramState | null = null;
  /** The call that is running; others wait for it, and a second sync joins a running one. */
  #running: Promise<unknown> = Promise.resolve();
  #syncing: Promise<SyncState> | null = null;
  #stopWatching: (() => void) | null = null;
  #isCancelled = false;
  /** Program to connect to while a review waits for its answer. */
  #reviewed: { readonly program: string; readonly workbook: string } | null = null;

  constructor(deps: SyncSessionDeps) {
    this.#deps = deps;
    this.#memory = createBaseMemory(deps.server);
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
    this.#syncing ??= this.#alone(() => this.#syncNow(options)).finally(() => {
      this.#syncing = null;
    });
    return this.#syncing;
  }

  look(): Promise<SyncState> {
    return this.#alone(() => this.#lookNow());
  }

  decide(conflict: string, decision: Decision, options: SyncOptions = {}): Promise<SyncState> {
    return this.#alone(async () => {
      const found = this.#state.conflicts.find(({ id }) => id === conflict);
      if (!found) return;
      const decided = await decideInWorkbook(
        this.#deps.workbook,
        found,
        decision,
        this.#ofSameRow(found),
        this.#acknowledged,
        options.clearFilters === true,
      );
      if (!decided.ok) return this.#fail(decided.problem);
      const { conflicts, outcome } = decided.value;
      for (const { id } of conflicts) this.#report({ kind: 'decided', conflict: id });
      await this.#syncNow({ ...options, decisions: conflicts.map(({ id }) => ({ conflict: id, outcome })) });
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
      if (reading) inspection = inspectWorkbook(reading, this.#state);
    });
    return inspection;
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
      this.#report({ kind: 'undone' });
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

  async jumpTo(place: CellPlace): Promise<Outcome<boolean>> {
    return await this.#deps.workbook.jumpTo(place);
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
    this.#isCancelled = false;
    await this.#syncRounds(order);
  }

  async #syncRounds({ clearFilters = false, note, missingRows, decisions = [] }: Order): Promise<void> {
    const end = await syncWorkbook(
      {
        ...this.#deps,
        memory: this.#memory,
        report: (event) => this.#report(event),
        isCancelled: () => this.#isCancelled,
      },
      {
        clearFilters,
        decisions,
        leaveOut: this.#state.leftOut,
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
    const { conflicts, refusals } = this.#state;
    const { pending } = metadata;
    const { toSend, drafts, evidence } = checkSheet({ locals, metadata, acknowledged, pending, conflicts, refusals });
    this.#report({ kind: 'checked', toSend, drafts, evidence, at: this.#deps.now().toISOString() });
  }

  /** The sheet beside its base; null when that is not to be had, which is reported. */
  async #read(): Promise<WorkbookReading | null> {
    const end = await readWorkbook(this.#deps.workbook, this.#memory);
    switch (end.kind) {
      case 'read':
        return end.reading;
      case 'notConnected':
        this.#report({ kind: 'opened', program: null, workbook: null, revision: null });
        return null;
      case 'failed':
        this.#report({ kind: 'failed', problem: end.problem });
        return null;
    }
  }

  #ofSameRow(conflict: OpenConflict): OpenConflict[] {
    return this.#state.conflicts.filter(
      ({ table, row, kind }) => table === conflict.table && row === conflict.row && kind === conflict.kind,
    );
  }

  /** [W4] Rows keep their keys and cells and get the Row IDs their keys belong to. True when a sync may follow. */
  async #realignNow(options: SyncOptions): Promise<boolean> {
    const { workbook, randomBytes } = this.#deps;
    const reading = await this.#read();
    if (!reading) return false;
    const { apart } = rowIdNeeds(reading.locals, reading.base, randomBytes);
    const writes = apart.map(({ local, misaligned }) => {
      const rowIds = new Map(misaligned.map(({ position, rightRow }) => [position, rightRow]));
      return { ...emptyWrites(local.table.name), rowIds: idWrites(local, rowIds) };
    });
    const written = await workbook.write(writes, { clearFilters: options.clearFilters === true });
    return written.ok || this.#failed(written.problem);
  }

  #failed(problem: WorkbookProblem): false {
    this.#fail(problem);
    return false;
  }

  /** [W7] Shows what differs between sheet and program; sends nothing and writes nothing. */
  async #review(): Promise<void> {
    const found = await this.#readForReview();
    if (!found) return;
    const { differences } = found.review;
    this.#report({ kind: 'asked', question: { kind: 'review', program: found.program, differences } });
  }

  async #readForReview() {
    const { workbook, server } = this.#deps;
    const reviewed = this.#reviewed;
    if (!reviewed) return null;
    const survey = await workbook.survey();
    if (!survey.ok) return this.#failed(survey.problem) || null;
    const locals = await readLocalTables(workbook, survey.value);
    if (!locals.ok) return this.#failed(locals.problem) || null;
    const head = await server.head(reviewed.program, managedTables(survey.value));
    if (!head.ok) {
      this.#failServer(head.problem);
      return null;
    }
    const review = reviewWorkbook(locals.value, programState(head.value));
    return { ...reviewed, review, head: head.value, date1904: survey.value.date1904 };
  }

  /** Writes what the person has chosen, then the metadata at the head's revision. True when a sync may follow. */
  async #settleReview(answer: 'sendMine' | 'useTheirs', options: SyncOptions): Promise<boolean> {
    const found = await this.#readForReview();
    if (!found) return false;
    const { workbook, serverAddress } = this.#deps;
    const filters = { clearFilters: options.clearFilters === true };
    const recognised = await workbook.write(found.review.rowIds, filters);
    if (!recognised.ok) return this.#failed(recognised.problem);
    const metadata = metadataAt(
      { program: found.program, workbook: found.workbook, server: serverAddress },
      found.head.revision,
    );
    if (answer === 'sendMine') return await this.#noteReview(metadata);
    const plan = planTheirs(found.review, found.head, found.date1904);
    const written = await workbook.write(plan.writes, filters);
    if (!written.ok) return this.#failed(written.problem);
    return await this.#noteReview({ ...metadata, pending: plan.pending });
  }

  async #noteReview(metadata: ReturnType<typeof metadataAt>): Promise<boolean> {
    const noted = await this.#deps.workbook.writeMetadata(metadata);
    if (!noted.ok) return this.#failed(noted.problem);
    this.#reviewed = null;
    const { program, workbook, revision } = metadata;
    this.#report({ kind: 'opened', program, workbook, revision });
    return true;
  }
}
