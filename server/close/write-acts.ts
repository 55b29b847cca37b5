import type { Flag } from '../../shared/plan/close/explained-findings.ts';
import { checkedDay } from '../../shared/plan/close/close-needs.ts';
import { hasDuty } from '../../shared/access/duties.ts';
import type { Membership } from '../../shared/access/membership.ts';
import type { ExplanationRequest, PeriodAct, PeriodRequest } from '../../shared/protocol/periods.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { explanations } from '../../shared/tables/explanations.ts';
import { periods } from '../../shared/tables/periods.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { formatMoney } from '../../shared/tables/kinds/number-kinds.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import type { Origin } from '../reconcile/submission.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import { rowOfRequest } from '../http/row-of-request.ts';
import { seenRevision } from '../http/seen-revision.ts';
import type { Store } from '../storage/database.ts';
import { lastChanges } from '../storage/last-changes.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readSyncReply } from '../storage/sync-replies.ts';
import { readFlags } from '../totals/read-flags.ts';
import { explanationEdits, type ExplanationEdits } from './explanation-edits.ts';
import { statusBy } from './month-act.ts';
import { readMonths, type Months } from './month-at.ts';

export interface CloseServices {
  readonly store: Store;
  readonly sync: SyncService;
}

/** Who asks for something of a program, and the id that names the request [I1]. */
export interface Asker {
  readonly program: string;
  readonly person: WirePerson;
  readonly membership: Membership;
  readonly syncId: string;
}

/** Says of findings why they stand and who sees to them. All or nothing, as a sync. */
export async function explain(
  services: CloseServices,
  asker: Asker,
  { asOf, explanations: asked }: { readonly asOf: string; readonly explanations: readonly ExplanationRequest[] },
): Promise<SyncReply> {
  const digest = requestDigest({ explain: asked, asOf });
  const earlier = await answeredBefore(services, asker, digest);
  if (earlier) return earlier;
  const { months, said } = await readStanding(services.store, asker, { asOf, asked });
  return submit(services, asker, { ...said, months, digest, note: 'Explained what the checks find' });
}

/**
 * Takes a month a step: soft close, close, reopening, with what comes with it, all or nothing, as a sync. A month that Periods
 * does not have yet comes in by its soft close. Throws invalid_request where it stands otherwise than the act takes it to, and
 * changed_meanwhile where somebody has changed it since it was looked at.
 */
export async function actOnMonth(
  services: CloseServices,
  asker: Asker,
  { act, period, request }: { readonly act: PeriodAct; readonly period: string; readonly request: PeriodRequest },
): Promise<SyncReply> {
  const digest = requestDigest({ act, period, ...request });
  const earlier = await answeredBefore(services, asker, digest);
  if (earlier) return earlier;
  const { explanations: asked, reason } = request;
  const known = await inSnapshot(services.store.read, (db) => readMonths(db, asker.program));
  const month = known.rows.find(({ cells }) => cells['period'] === period);
  assertNotThere(act, period, month?.cells);
  await assertAsSeen(services.store, asker.program, { period, month, request });
  const given = givenOf(request);
  const asOf = checkedDay({ period });
  const { months, said } = await readStanding(services.store, asker, { asOf, asked });
  const status = month?.cells['status'] ?? null;
  const cells = { ...given, status: statusBy(act, typeof status === 'string' ? status : null) };
  const edit = monthEdit({ period, row: month?.row, cells, months, asker });
  const note = reason?.trim() ?? '';
  const write = [...said.write, edit];
  // The reason of a reopening is nobody's to make up.
  return submit(services, asker, {
    ...said,
    write,
    months,
    digest,
    note: note === '' && act !== 'reopen' ? `${noteOf[act]} of ${period}` : note,
  });
}

const noteOf = { 'soft-close': 'Soft close', close: 'Close', reopen: 'Reopening' } as const;

const BASKET = 'close';

function givenOf({ controlTotal, asOfDate, cutOff }: PeriodRequest): Cells {
  const given: readonly (readonly [string, Cell | undefined])[] = [
    ['controlTotal', controlTotal],
    ['asOfDate', asOfDate],
    ['cutOff', cutOff],
  ];
  return Object.fromEntries(given.flatMap(([column, value]) => (value === undefined ? [] : [[column, value]])));
}

function assertNotThere(act: PeriodAct, period: string, cells: Cells | undefined): void {
  const status = cells?.['status'] ?? null;
  if (act === 'reopen' && (status === null || status === 'Open')) {
    throw invalidRequest('period', `${period} is open already. Nothing was changed.`);
  }
  if (act !== 'reopen' && status === 'Closed') {
    throw invalidRequest('period', `${period} is closed already. Reopen it to change what it says.`);
  }
  if (act === 'soft-close' && status === 'Soft close') {
    throw invalidRequest('period', `${period} is in soft close already. Nothing was changed.`);
  }
}

/** What of a month is set by hand, or by its steps. */
const setOfMonth = ['status', 'asOfDate', 'cutOff', 'controlTotal', 'snapshot'];

/** [LCK12] A step is one from what was seen: of two who open a month again, the second would take it a step further. */
async function assertAsSeen(
  store: Store,
  program: string,
  {
    period,
    month,
    request,
  }: { readonly period: string; readonly month: StoredRow | undefined; readonly request: PeriodRequest },
): Promise<void> {
  if (request.seen === undefined) return;
  const seen = await seenRevision(store.read, program, request);
  const by = await inSnapshot(store.read, async (db) => {
    const then = (await readRows(db, program, periods, seen)).find(({ cells }) => cells['period'] === period)?.cells;
    if (month === undefined || setOfMonth.every((name) => (then?.[name] ?? null) === (month.cells[name] ?? null)))
      return null;
    const place = { table: periods.name, row: month.row };
    const { revision } = await readMonths(db, program);
    return (await lastChanges(db, program, [place], revision)).get(`${place.table}/${place.row}`)?.by ?? 'Somebody';
  });
  if (by === null) return;
  const message = `${by} has changed ${period} since you looked: ${standsWords(month?.cells)}. Nothing of yours was done. Look at it again.`;
  throw new HttpError('changed_meanwhile', message);
}

/** "it is in Soft close, with a control total of 1,234.56" */
function standsWords(cells: Cells = {}): string {
  const { status, controlTotal } = cells;
  const state = status === 'Soft close' ? 'in soft close' : String(status).toLowerCase();
  return `it is ${state}, with ${typeof controlTotal === 'number' ? `a control total of ${formatMoney(controlTotal)}` : 'no control total'}`;
}

interface MonthEdit {
  readonly period: string;
  readonly row: string | undefined;
  readonly cells: Cells;
  readonly months: Months;
  readonly asker: Asker;
}

function monthEdit({ period, row, cells, months: { revision: seen }, asker }: MonthEdit): Edit {
  const table = periods.name;
  if (row === undefined) {
    const newRow = rowOfRequest([asker.program, asker.person.id, asker.syncId, period]);
    return { kind: 'insert', table, row: newRow, cells: { period, ...cells }, seen, basket: BASKET };
  }
  const seenCells = Object.fromEntries(Object.keys(cells).map((column) => [column, seen]));
  return { kind: 'update', table, row, cells, seen: seenCells, basket: BASKET };
}

interface Asked {
  readonly asOf: string;
  readonly asked: readonly ExplanationRequest[];
}

/** The months and what is to be written of explanations, of one moment. */
async function readStanding(
  store: Store,
  { program, person, membership, syncId }: Asker,
  { asOf, asked }: Asked,
): Promise<{ readonly months: Months; readonly said: ExplanationEdits }> {
  return inSnapshot(store.read, async (db) => {
    const months = await readMonths(db, program);
    const isAsked = asked.length > 0;
    const flags: readonly Flag[] = isAsked ? await readFlags(db, program, asOf) : [];
    const rows = isAsked ? await readRows(db, program, explanations) : [];
    const writing = {
      basket: BASKET,
      mayExplain: hasDuty(membership, 'closeMonths'),
      newRowId: (key: string) => rowOfRequest([program, person.id, syncId, key]),
    };
    return { months, said: explanationEdits(asked, { revision: months.revision, flags, rows }, writing) };
  });
}

interface Submitted extends ExplanationEdits {
  readonly months: Months;
  readonly digest: string;
  readonly note: string;
}

function originOf(syncId: string, digest: string, base: number, note: string): Origin {
  return { door: 'action', workbook: 'server', syncId, digest, base, note };
}

/** No sheet is brought to the head by this, and no value waits in one: whoever asked decides anew on seeing the answer. */
const asAct = { bringRows: false, keepConflicts: false } as const;

async function submit(
  { sync }: CloseServices,
  { program, person: author, syncId }: Asker,
  { reset, write, months, digest, note }: Submitted,
): Promise<SyncReply> {
  const send = (edits: readonly Edit[], id: string, base: number) =>
    sync.sync(program, { author, origin: originOf(id, digest, base, note), edits }, asAct);
  if (reset.length === 0) return send(write, syncId, months.revision);
  // What was explained is fixed until it is set back, so that takes a revision of its own.
  const before = await send(reset, `${syncId} reset`, months.revision);
  return before.committed === null ? before : send(asSeen(write, before.revision), syncId, before.revision);
}

/** The edits of somebody who has seen that revision. */
function asSeen(edits: readonly Edit[], seen: number): Edit[] {
  return edits.map((edit) =>
    edit.kind === 'update'
      ? { ...edit, seen: Object.fromEntries(Object.keys(edit.seen).map((column) => [column, seen])) }
      : edit,
  );
}

/** The answer to this very request where it was given before: what it asked for is not looked at again. */
async function answeredBefore(
  { store, sync }: CloseServices,
  { program, person: author, syncId }: Asker,
  digest: string,
): Promise<SyncReply | null> {
  const earlier = await readSyncReply(store.read, { program, person: author.id, syncId });
  if (earlier === undefined) return null;
  const any: Edit = { kind: 'delete', table: periods.name, row: rowOfRequest([syncId]), seen: earlier.base };
  return sync.sync(program, { author, origin: originOf(syncId, digest, earlier.base, ''), edits: [any] }, asAct);
}
