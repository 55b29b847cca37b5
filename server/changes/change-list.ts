import { sql } from 'kysely';
import { hasDuty } from '../../shared/access/duties.ts';
import { waitsFor } from '../../shared/plan/changes/waits-for.ts';
import { lookAhead, reversalAmong, reversedByOf } from './acts-ahead.ts';
import {
  changeStatus,
  changeType,
  type ChangeListed,
  type ChangesReply,
} from '../../shared/protocol/budget-changes.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { changes } from '../../shared/tables/changes.ts';
import { readRows } from '../storage/rows.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { toldFrom } from '../reconcile/known-history.ts';
import { judgeEdits, withoutPlan, type Moment, type Who } from './judge-edits.ts';
import { textOf } from './read-change.ts';

/** Which changes are asked for; absent: all. */
export interface ChangesAsked {
  readonly status?: readonly string[] | undefined;
  readonly type?: readonly string[] | undefined;
  readonly project?: string | undefined;
  readonly source?: string | undefined;
  /** Text in number, title, reason, report number or who asks. */
  readonly q?: string | undefined;
  /** A day: something of the change is dated on it or later. */
  readonly since?: string | undefined;
  /** True: only those that the person may decide on. */
  readonly toDecide?: boolean | undefined;
  /** Number of the last change of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What the lines of a change come to. */
interface Moved {
  lines: number;
  net: number;
  moved: number;
  readonly projects: Set<string>;
  readonly sources: Map<string, number>;
}

const nothingMoved = (): Moved => ({ lines: 0, net: 0, moved: 0, projects: new Set(), sources: new Map() });

/** The changes that are asked for, the latest first. Call it inside a snapshot. */
export async function readChangeList(
  moment: Moment,
  who: Who,
  asked: ChangesAsked,
  today: string,
): Promise<ChangesReply> {
  const { db, program } = moment;
  const headers = await readRows(db, program.id, changes);
  const moved = await readMoved(moment);
  const movedBy = ({ cells }: StoredRow): Moved => moved.get(String(cells['number'])) ?? nothingMoved();
  const all = headers.toSorted(latestFirst);
  const matching = all.filter((header) => isAskedFor(header, movedBy(header), asked));
  const mine = await readDecidable(moment, who, matching, today);
  const chosen = asked.toDecide === true ? matching.filter(({ row }) => mine.has(row)) : matching;
  const start = startAfter(all, chosen, asked.after);
  const page = chosen.slice(start, start + asked.limit);
  const drafted = await readDraftedBy(moment, who, page);
  const reversals = headers.filter(({ cells }) => textOf(cells['reverses']) !== null);
  const last = page.at(-1);
  return {
    ...toldFrom(program),
    count: chosen.length,
    moved: chosen.reduce((sum, header) => sum + movedBy(header).moved, 0),
    waiting: chosen.filter(isWaiting).length,
    toDecide: chosen.filter(({ row }) => mine.has(row)).length,
    changes: page.map((header) => ({
      ...listed(header, movedBy(header), reversals),
      mayDecide: mine.has(header.row),
      isMine: drafted.has(header.row) || header.cells['requestedBy'] === who.name,
    })),
    next: last !== undefined && start + page.length < chosen.length ? String(last.cells['number']) : null,
  };
}

function isWaiting({ cells }: StoredRow): boolean {
  return cells['status'] === 'Pending' || cells['status'] === 'BOC Recommended';
}

/** Drafts are not submitted yet, so they come first. */
function latestFirst(a: StoredRow, b: StoredRow): number {
  const dayOf = ({ cells }: StoredRow): string =>
    textOf(cells['submittedOn']) ??
    (cells['status'] === 'Draft' ? '9999' : (textOf(cells['effectiveDate']) ?? textOf(cells['boardDate']) ?? ''));
  return compareText(dayOf(b), dayOf(a)) || compareText(String(b.cells['number']), String(a.cells['number']));
}

/** Where the page after this change begins: it may not be among those that match any more. */
function startAfter(all: readonly StoredRow[], chosen: readonly StoredRow[], number: string | undefined): number {
  const last = number === undefined ? undefined : all.find(({ cells }) => cells['number'] === number);
  if (last === undefined) return 0;
  const next = chosen.findIndex((header) => latestFirst(last, header) < 0);
  return next < 0 ? chosen.length : next;
}

const searched = ['number', 'title', 'reason', 'reportNumber', 'requestedBy'] as const;
const dated = ['submittedOn', 'boardDate', 'effectiveDate'] as const;

function isAskedFor({ cells }: StoredRow, moved: Moved, asked: ChangesAsked): boolean {
  const { status, type, project, source, q, since } = asked;
  const isAmong = (wanted: readonly string[] | undefined, column: string): boolean =>
    wanted === undefined || wanted.length === 0 || wanted.includes(String(cells[column]));
  const text = q?.trim().toLowerCase() ?? '';
  return (
    isAmong(status, 'status') &&
    isAmong(type, 'type') &&
    (project === undefined || moved.projects.has(project)) &&
    (source === undefined || moved.sources.has(source)) &&
    (text === '' || searched.some((column) => (textOf(cells[column]) ?? '').toLowerCase().includes(text))) &&
    (since === undefined || dated.some((column) => (textOf(cells[column]) ?? '') >= since))
  );
}

function listed(
  { cells, revision }: StoredRow,
  { lines, net, moved, projects, sources }: Moved,
  reversals: readonly StoredRow[],
): Omit<ChangeListed, 'mayDecide' | 'isMine'> {
  const number = String(cells['number']);
  const named = reversals.filter((other) => other.cells['reverses'] === number);
  return {
    number,
    type: changeType.parse(cells['type']),
    status: changeStatus.parse(cells['status']),
    title: textOf(cells['title']) ?? '',
    reason: textOf(cells['reason']) ?? '',
    requestedBy: textOf(cells['requestedBy']),
    approvedBy: textOf(cells['approvedBy']),
    submittedOn: textOf(cells['submittedOn']),
    boardDate: textOf(cells['boardDate']),
    effectiveDate: textOf(cells['effectiveDate']),
    reportNumber: textOf(cells['reportNumber']),
    lines,
    net,
    moved,
    projects: [...projects].sort(compareText),
    sources: [...sources].sort(([a], [b]) => compareText(a, b)).map(([source, amount]) => ({ source, net: amount })),
    reverses: textOf(cells['reverses']),
    reversedBy: reversedByOf(reversalAmong(number, named)),
    waitsFor: waitsFor(cells),
    revision,
  };
}

/** What the lines of every change come to, by number, project and source. */
async function readMoved({ db, program }: Moment): Promise<Map<string, Moved>> {
  const { rows } = await sql<{
    change: string;
    project: string;
    source: string;
    lines: number;
    net: number;
    moved: number;
  }>`
    SELECT l.change, b.project, b.source, COUNT(*) AS lines, SUM(l.amount) AS net,
      SUM(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END) AS moved
    FROM change_lines AS l
    JOIN budget_lines AS b ON b.program = l.program AND b.key_text = l.budget_line
    WHERE l.program = ${program.id} GROUP BY l.change, b.project, b.source`.execute(db);
  const found = new Map<string, Moved>();
  for (const { change, project, source, lines, net, moved } of rows) {
    const sums = getOrMake(found, change, nothingMoved);
    sums.lines += lines;
    sums.net += net;
    sums.moved += moved;
    sums.projects.add(project);
    sums.sources.set(source, (sums.sources.get(source) ?? 0) + net);
  }
  return found;
}

/** Rows of the changes that wait and that this person may decide on, as far as duties and who has asked for it go [V24]. */
async function readDecidable(
  moment: Moment,
  who: Who,
  headers: readonly StoredRow[],
  today: string,
): Promise<ReadonlySet<string>> {
  const { membership } = who;
  if (!hasDuty(membership, 'approveStaffChanges') && !hasDuty(membership, 'recordBoardActs')) return new Set();
  const waiting = headers.filter(isWaiting);
  const seen = moment.program.revision;
  const edits = waiting.map((header) => lookAhead('approve', header, { seen, today }));
  const { refusals } = await judgeEdits(moment, who, edits, withoutPlan);
  const refused = new Set(refusals.map(({ row }) => row));
  return new Set(waiting.map(({ row }) => row).filter((row) => !refused.has(row)));
}

/** Rows of the changes that this person has brought into the plan. */
async function readDraftedBy(
  { db, program }: Moment,
  { id }: Who,
  headers: readonly StoredRow[],
): Promise<ReadonlySet<string>> {
  const rows = headers.map(({ row }) => row);
  const { rows: found } = await sql<{ row_id: string }>`
    SELECT j.row_id FROM journal AS j
    JOIN revisions AS r ON r.program = j.program AND r."number" = j.revision
    WHERE j.program = ${program.id} AND j.table_name = ${changes.name} AND j.kind = 'insert'
      AND ${isAmong(db, 'j.row_id', rows)} AND r.person = ${id}`.execute(db);
  return new Set(found.map(({ row_id }) => row_id));
}
