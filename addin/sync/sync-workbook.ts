import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { ConflictOutcome } from '../../shared/protocol/sync.ts';
import { wireEdits } from '../../shared/protocol/wire-edits.ts';
import { planWrites } from '../../shared/sync/apply/plan-writes.ts';
import { countEdits } from '../../shared/sync/count-edits.ts';
import { advance, programState, type ProgramState } from '../../shared/sync/program-rows.ts';
import type { NameRows } from '../../shared/sync/read/identify-rows.ts';
import type { HeldRows } from '../../shared/sync/read/find-edits.ts';
import { readTables, type Reading } from '../../shared/sync/read/read-tables.ts';
import { seenHalfWay } from '../../shared/sync/read/seen-half-way.ts';
import type { UnfinishedUpdate, WorkbookMetadata } from '../../shared/tables/workbook-metadata.ts';
import type { WorkbookPort, WorkWatch } from '../excel/workbook-port.ts';
import { isToReadAgain, type WorkbookProblem } from '../excel/workbook-problem.ts';
import type { BaseMemory } from './base-memory.ts';
import { checkWorkbook } from './check-workbook.ts';
import { chooseEdits, type EditPlace } from './excluded-edits.ts';
import type { FormulaMemory } from './formula-memory.ts';
import { idFromBytes } from './id-from-bytes.ts';
import { knownColumns } from '../../shared/sync/read/known-columns.ts';
import { paced } from './pace.ts';
import { managedTables, readLocalTables } from './read-sheet.ts';
import { heldRowsAnswer, heldRowsQuestion, rowsToRestore } from './round/held-rows.ts';
import {
  isKeptUnreported,
  openConflicts,
  openRefusals,
  putBacksOf,
  ridersOf,
  sheetRefusals,
  type Replied,
} from './round/open-after-reply.ts';
import type { RoundReading } from './round/round-reading.ts';
import { rowIdWrites } from './row-id-writes.ts';
import type { ServerClient } from './server/server-client.ts';
import type { ServerOutcome, ServerProblem } from './server/server-problem.ts';
import type {
  MissingRowsAnswer,
  OpenConflict,
  OpenRefusal,
  Problem,
  Question,
  SyncEvent,
} from './session/sync-state.ts';
import { isStillShown, onlyShown, withoutUndecided, type ShownEdits } from './shown-edits.ts';
import type { JudgedRows } from './standing.ts';

export interface SyncWorkbookDeps {
  readonly workbook: WorkbookPort;
  readonly server: ServerClient;
  readonly memory: BaseMemory;
  readonly formulas: FormulaMemory;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly nameRows: NameRows;
  readonly now: () => Date;
  readonly serverAddress: string;
  /** Hears how the sync goes on. */
  readonly report: (event: SyncEvent) => void;
  /** Remembers what the sheet's edits are at the end of the sync. */
  readonly judged: (rows: JudgedRows) => void;
  /** True once the person has asked to stop; what is done so far stays done. */
  readonly isCancelled: () => boolean;
}

export interface SyncOrder {
  readonly clearFilters: boolean;
  readonly note?: string;
  /** [W3, W10] Answer to the question about missing and half-emptied rows; absent: ask. */
  readonly missingRows?: MissingRowsAnswer;
  /** The rows that were asked about when it was given: nobody has said of others that they go. */
  readonly askedRows?: HeldRows;
  /** Changes that stay here. */
  readonly leaveOut: readonly EditPlace[];
  /** The list that the person has confirmed; absent: everything in the sheet that is not left out is sent. */
  readonly shown?: ShownEdits;
  /** Conflicts that are open when the sync begins. */
  readonly open: readonly OpenConflict[];
  /** What is known not to be accepted when the sync begins. */
  readonly refused: readonly OpenRefusal[];
  readonly decisions: readonly { readonly conflict: string; readonly outcome: ConflictOutcome }[];
}

/** How a sync ended: the program as the server has acknowledged it, or why it stopped. */
export type SyncEnd = { readonly kind: 'synced'; readonly acknowledged: ProgramState } | { readonly kind: 'stopped' };

/**
 * A round starts over when the sheet changed under it: rows moved, or a cell was typed into in the last moment [A5].
 * Whatever the round has done already is found done by the next.
 */
const MOST_ROUNDS = 6;

/** Updates one after the other of which none was finished: what more of them have left is taken for typed. */
const MOST_UNFINISHED = 4;

type RoundEnd =
  | SyncEnd
  | {
      readonly kind: 'again';
      readonly problem: Problem | null;
      readonly isReport?: boolean;
      /** Cells that the next round has to report again, shown or not. */
      readonly riders?: readonly EditPlace[];
      /** The sheet was not read: what was shown has been compared with nothing yet. */
      readonly isUnread?: boolean;
    };

interface RoundOrder extends SyncOrder {
  /** One more round may report cells that were kept against remote values [W6]. */
  readonly mayReport: boolean;
  /** Cells in conflict, which go with every round so that they stay reported. */
  readonly riders: readonly EditPlace[];
  /** [FB2] The sheet has not been compared yet with what was shown. */
  readonly isToCompare: boolean;
}

/** Brings workbook and program together: read, send, apply, check. */
export async function syncWorkbook(deps: SyncWorkbookDeps, order: SyncOrder): Promise<SyncEnd> {
  let last: Problem | null = null;
  let mayReport = true;
  let isToCompare = true;
  const riders: EditPlace[] = [...order.open];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const end = await syncRound(deps, { ...order, mayReport, riders, isToCompare });
    if (end.kind !== 'again') return end;
    last = end.problem;
    riders.push(...(end.riders ?? []));
    mayReport &&= end.isReport !== true;
    isToCompare &&= end.isUnread === true;
  }
  return stop(deps, last ?? { at: 'workbook', problem: { kind: 'rowsMoved', table: '' } });
}

function stop(deps: SyncWorkbookDeps, problem: Problem): SyncEnd {
  deps.report(problem.problem.kind === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', problem });
  return { kind: 'stopped' };
}

function stopWorkbook(deps: SyncWorkbookDeps, problem: WorkbookProblem): RoundEnd {
  // Rows that moved, or a colleague's pane that synced, while the sheet was read or written: a reason to look again, not to give up.
  if (isToReadAgain(problem)) return { kind: 'again', problem: { at: 'workbook', problem } };
  return stop(deps, { at: 'workbook', problem });
}

/** The same where nothing of the sheet has been looked at. */
function stopReading(deps: SyncWorkbookDeps, problem: WorkbookProblem): RoundEnd {
  const end = stopWorkbook(deps, problem);
  return end.kind === 'again' ? { ...end, isUnread: true } : end;
}

function stopServer(deps: SyncWorkbookDeps, problem: ServerProblem): SyncEnd {
  return stop(deps, { at: 'server', problem });
}

/** Hands the counts of long work on to the pane. */
function watchFor(deps: SyncWorkbookDeps, unit: 'rows' | 'changes'): WorkWatch {
  return {
    isCancelled: deps.isCancelled,
    progress: (done, total) => deps.report({ kind: 'progressed', progress: { done, total, unit } }),
  };
}

async function syncRound(deps: SyncWorkbookDeps, order: RoundOrder): Promise<RoundEnd> {
  deps.report({ kind: 'readStarted' });
  const survey = await deps.workbook.survey();
  if (!survey.ok) return stopReading(deps, survey.problem);
  const { metadata } = survey.value;
  if (metadata === null) {
    deps.report({ kind: 'opened', program: null, workbook: null, revision: null });
    return { kind: 'stopped' };
  }
  const base = await deps.memory.baseAt(metadata, managedTables(survey.value));
  if (!base.ok) return stopServer(deps, base.problem);
  const reached = await askWhereItLed(deps, metadata, managedTables(survey.value));
  if (!reached.ok) return stopServer(deps, reached.problem);
  const locals = await readLocalTables(deps.workbook, survey.value, watchFor(deps, 'rows'));
  if (!locals.ok) return stopReading(deps, locals.problem);
  const read = await paced(
    readTables({
      locals: locals.value,
      base: base.value,
      pending: metadata.pending,
      heldRows: heldRowsAnswer(order.missingRows, order.askedRows ?? new Map()),
      realign: false,
      nameRows: deps.nameRows,
    }),
  );
  const found = { ...read, edits: seenHalfWay(read.edits, base.value.revision, reached.value) };
  const [apart] = found.misaligned;
  if (apart) {
    const rowKeys = apart.rows.map(({ key }) => key);
    return ask(deps, { kind: 'rowsApart', table: apart.local.table.name, rowKeys });
  }
  deps.formulas.note(found.tables, base.value);
  if (isOutdated(order, base.value.revision, found)) {
    deps.report({ kind: 'shownOutdated' });
    return { kind: 'stopped' };
  }
  const { clearFilters } = order;
  const written = await deps.workbook.write(rowIdWrites(locals.value, found), {
    clearFilters,
    after: metadata.revision,
  });
  if (!written.ok) return stopWorkbook(deps, written.problem);
  const chosen = chooseEdits(found.edits, order.leaveOut).send;
  const send = order.shown === undefined ? chosen : onlyShown(chosen, order.shown.send, order.riders);
  const reading = { survey: survey.value, metadata, base: base.value, locals: found.tables, found, send };
  deps.report({
    kind: 'read',
    toSend: countEdits(send),
    refusals: sheetRefusals(reading),
  });
  return await sendAndApply(deps, order, reading);
}

/**
 * The program at each revision to which unfinished updates led, the latest last. Refused where a restore has ended the history of one
 * of them [REV8]: what they have written of it would be taken for edits of whoever works here, and sent.
 */
async function askWhereItLed(
  { server }: SyncWorkbookDeps,
  { program, updating }: WorkbookMetadata,
  tables: readonly string[],
): Promise<ServerOutcome<readonly ProgramState[]>> {
  const reached: ProgramState[] = [];
  for (const { revision, hash } of tables.length === 0 ? [] : (updating?.to ?? [])) {
    const rows = await server.rowsAt(program, revision, tables, hash);
    if (!rows.ok) return rows;
    reached.push(programState(rows.value));
  }
  return { ok: true, value: reached };
}

/** [FB2] What was shown is what is sent: a sheet that holds something else by now is shown again first. */
function isOutdated({ shown, isToCompare, open }: RoundOrder, revision: number, found: Reading): boolean {
  return shown !== undefined && isToCompare && !isStillShown(shown, revision, withoutUndecided(found.edits, open));
}

function ask(deps: SyncWorkbookDeps, question: Question): SyncEnd {
  deps.report({ kind: 'asked', question });
  return { kind: 'stopped' };
}

async function sendAndApply(deps: SyncWorkbookDeps, order: RoundOrder, reading: RoundReading): Promise<RoundEnd> {
  const { metadata, base, found, locals, send } = reading;
  if (deps.isCancelled()) return stop(deps, { at: 'workbook', problem: { kind: 'cancelled' } });
  deps.report({ kind: 'sendStarted' });
  const request = {
    protocol: PROTOCOL_VERSION,
    base: base.revision,
    syncId: idFromBytes(deps.randomBytes(16)),
    workbook: metadata.workbook,
    ...(order.note === undefined ? {} : { note: order.note }),
    edits: wireEdits(send, base.revision),
    ...(order.decisions.length === 0 ? {} : { decisions: [...order.decisions] }),
  };
  const sent = await deps.server.sync(metadata.program, request, metadata.hash ?? '');
  if (!sent.ok) return stopServer(deps, sent.problem);
  const reply = sent.value;
  const head = advance(base, reply.revision, reply.remote.tables);
  const plan = await paced(
    planWrites({
      locals,
      base,
      head,
      sent: send,
      reply,
      pending: metadata.pending,
      restore: rowsToRestore(order.missingRows, found),
      date1904: reading.survey.date1904,
      localRefusals: found.refusals,
    }),
  );
  const outcome = { reply, head, plan };
  reportReply(deps, order, reading, outcome);
  const putBacks = putBacksOf(reading, outcome);
  // Said before they go.
  if (putBacks.length > 0) deps.report({ kind: 'putBack', putBacks });
  if (deps.isCancelled()) return stop(deps, { at: 'workbook', problem: { kind: 'cancelled' } });
  const { clearFilters } = order;
  const begins = { ...metadata, updating: updateOf(outcome, metadata.updating) };
  const applied = await deps.workbook.write(plan.writes, {
    clearFilters,
    begins,
    watch: watchFor(deps, 'changes'),
    goneWith: (cells) => deps.report({ kind: 'notesGone', cells }),
  });
  if (!applied.ok) return stopWorkbook(deps, applied.problem);
  if (applied.value.length > 0) return { kind: 'again', problem: null, riders: ridersOf(outcome) };
  return await finish(deps, order, reading, outcome);
}

/**
 * What the workbook says while an update is written, and where it leads: so a workbook that is opened half-way can say so, and what
 * it holds of a history that a restore has ended meanwhile is known for that [REV8], however small it is. The revision stays [A2].
 */
function updateOf(
  { reply: { revision, receipt }, plan }: Replied,
  unfinished: UnfinishedUpdate | undefined,
): UnfinishedUpdate {
  const changes = plan.writes.reduce(
    (sum, { cells, removals, appends }) => sum + cells.length + removals.length + appends.length,
    0,
  );
  const before = (unfinished?.to ?? []).filter((led) => led.revision !== revision);
  const to = [...before, ...(receipt.hash === '' ? [] : [{ revision, hash: receipt.hash }])].slice(-MOST_UNFINISHED);
  return { changes, ...(to.length > 0 && { to }) };
}

function reportReply(deps: SyncWorkbookDeps, order: RoundOrder, reading: RoundReading, { reply, plan }: Replied): void {
  deps.report({
    kind: 'replied',
    accepted: reply.accepted,
    committed: reply.committed,
    conflicts: openConflicts(reading, reply),
    refusals: openRefusals(order, reading, { reply, plan }),
    warnings: [...reading.found.warnings, ...reply.warnings],
    received: plan.received,
  });
}

/** Notes the new revision last [A2], reads everything again and says what is left to do. */
async function finish(
  deps: SyncWorkbookDeps,
  order: RoundOrder,
  reading: RoundReading,
  { reply, head, plan }: Replied,
): Promise<RoundEnd> {
  const metadata: WorkbookMetadata = {
    program: reading.metadata.program,
    workbook: reading.metadata.workbook,
    protocol: PROTOCOL_VERSION,
    server: deps.serverAddress,
    revision: reply.revision,
    ...hashOf(reply),
    pending: plan.pending,
    columns: knownColumns(reading.metadata.columns ?? [], reading.survey.tables),
  };
  const noted = await deps.workbook.writeMetadata(metadata, reading.metadata.revision);
  if (!noted.ok) return stopWorkbook(deps, noted.problem);
  deps.report({ kind: 'applied', revision: reply.revision });
  if (order.mayReport && isKeptUnreported({ reply, plan }, reading)) {
    return { kind: 'again', problem: null, isReport: true, riders: ridersOf({ reply, plan }) };
  }
  deps.memory.remember(metadata.program, managedTables(reading.survey), head, metadata.hash ?? '');
  const checked = await check(deps, order, { reply, head, plan, reading });
  if (checked !== null) return checked;
  const question = order.missingRows === 'restore' ? null : heldRowsQuestion(reading, head);
  if (question) deps.report({ kind: 'asked', question });
  return { kind: 'synced', acknowledged: head };
}

/** [REV8] The hash by which the workbook knows its revision; there is none at 0. */
function hashOf({ receipt: { hash } }: Replied['reply']): Pick<WorkbookMetadata, 'hash'> {
  return hash === '' ? {} : { hash };
}

interface ToCheck extends Replied {
  readonly reading: RoundReading;
}

async function check(
  deps: SyncWorkbookDeps,
  order: RoundOrder,
  { reply, head, plan, reading }: ToCheck,
): Promise<RoundEnd | null> {
  deps.report({ kind: 'checkStarted' });
  const survey = await deps.workbook.survey();
  if (!survey.ok) return stopWorkbook(deps, survey.problem);
  const locals = await readLocalTables(deps.workbook, survey.value);
  if (!locals.ok) return stopWorkbook(deps, locals.problem);
  deps.formulas.note(locals.value, head);
  const checked = await paced(
    checkWorkbook({
      locals: locals.value,
      metadata: survey.value.metadata,
      tables: survey.value.tables,
      acknowledged: head,
      nameRows: deps.nameRows,
      conflicts: openConflicts(reading, reply),
      refusals: openRefusals(order, reading, { reply, plan }),
      judged: null,
    }),
  );
  const { toSend, drafts, conflicts, refusals, evidence, unread, gone } = checked;
  const at = deps.now().toISOString();
  deps.report({ kind: 'checked', toSend, drafts, conflicts, refusals, unread, gone, evidence, at });
  deps.judged(checked.judged);
  return null;
}
