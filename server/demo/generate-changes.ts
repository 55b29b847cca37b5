import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { changeDays } from './change-days.ts';
import { DATA_DATE } from './demo-size.ts';
import type { DemoRows } from './demo-rows.ts';
import type { LinePlan } from './generate-budget.ts';
import { groupBy } from '../../shared/sync/group-by.ts';
import type { ProjectPlan } from './project-plan.ts';
import type { Random } from './random.ts';

/** Moves `cents` from one line to another of the same source. */
interface Transfer {
  readonly from: LinePlan;
  readonly to: LinePlan;
  readonly cents: number;
}

interface ChangePlan {
  readonly number: string;
  readonly type: string;
  readonly status: string;
  readonly date: string;
  /** First day on which it counts, where that is still to come. */
  readonly effective?: string;
  readonly title: string;
  readonly reason: string;
  readonly transfers: readonly Transfer[];
}

/** Meetings of the board from summer 2022 to spring 2027, `perYear` in each fiscal year, ascending. */
export function boardMeetings(perYear: number): string[] {
  const every = Math.floor(300 / perYear);
  return [2022, 2023, 2024, 2025, 2026].flatMap((year) =>
    Array.from({ length: perYear }, (_, i) => addDays(`${year}-08-18`, i * every)),
  );
}

/** Number of the amendment by which the board approved the projects of a meeting. */
export function approvalNumber(meeting: string): string {
  return `BA-${meeting.slice(2, 4)}${meeting.slice(5, 7)}${meeting.slice(8, 10)}`;
}

function reportNumber(date: string, n: number): string {
  const start = Number(date.slice(2, 4)) - (date.slice(5, 7) >= '07' ? 0 : 1);
  return `Rep-${String(100 + n)}-${start}/${start + 1}`;
}

/** The amendments that approve projects. `addApprovalLines` says of which projects each is. */
export function addApprovals(rows: DemoRows, meetings: readonly string[], plans: readonly ProjectPlan[]): void {
  meetings.forEach((meeting, n) => {
    const approved = plans.filter((plan) => plan.approvalDate === meeting && plan.stage !== 'Proposed');
    if (approved.length === 0) return;
    const projects = approved.length === 1 ? '1 project' : `${approved.length} projects`;
    rows.add(
      'changes',
      submitted({
        number: approvalNumber(meeting),
        type: 'Board Amendment',
        status: 'Approved',
        reportNumber: reportNumber(meeting, n),
        resolutionNumber: `${meeting.slice(0, 4)}-${String(n + 11).padStart(2, '0')}`,
        boardDate: meeting,
        effectiveDate: meeting,
        title: `Define and approve ${projects} and amend the plan to incorporate them`,
        reason: `Exhibit A lists the ${projects} with scope, schedule and budget.`,
        requestedBy: 'CIO-01',
        approvedBy: 'Board of Education',
      }),
    );
  });
}

/**
 * [LCK2] The lines by which an amendment approves projects: on the first line of each, of no amount, as the project's lines come
 * with their original amounts.
 */
export function addApprovalLines(rows: DemoRows, plans: readonly ProjectPlan[], lines: readonly LinePlan[]): void {
  const linesOf = groupBy(lines, ({ project }) => project);
  const counts = new Map<string, number>();
  for (const { number, stage, approvalDate } of plans) {
    const [first] = linesOf.get(number) ?? [];
    if (stage === 'Proposed' || first === undefined) continue;
    const change = approvalNumber(approvalDate);
    const line = (counts.get(change) ?? 0) + 1;
    counts.set(change, line);
    rows.add('changeLines', { change, line, budgetLine: first.id, amount: 0 });
  }
}

/**
 * Changes of the budget since approval: contingency draws, transfers between categories, re-phasing between years, board
 * amendments out of the reserve, returns of cancelled projects; some pending, a few drafts, some approved to
 * count later. Each nets to zero in its
 * source. Moves the lines' `current` and `held`.
 */
export function generateChanges(
  rows: DemoRows,
  random: Random,
  plans: readonly ProjectPlan[],
  lines: readonly LinePlan[],
  reserves: readonly LinePlan[],
): void {
  const linesOf = groupBy(lines, ({ project }) => project);
  const reserveOf = new Map(reserves.map((line) => [line.source.code, line]));
  let [count, open] = [0, 0];
  for (const plan of plans) {
    const ofProject = linesOf.get(plan.number) ?? [];
    for (const planned of changesOf(random, plan, ofProject, reserveOf)) {
      count += 1;
      if (planned.status !== 'Approved') open += 1;
      const change = planned.status !== 'Approved' && open % 4 === 2 ? approvedForLater(planned) : planned;
      const number = `BC-${String(count).padStart(4, '0')}`;
      apply(change);
      addChange(rows, plan, { ...change, number }, count);
    }
  }
}

type NewChange = Omit<ChangePlan, 'number'>;

function changesOf(
  random: Random,
  plan: ProjectPlan,
  lines: readonly LinePlan[],
  reserveOf: ReadonlyMap<string, LinePlan>,
): NewChange[] {
  if (plan.stage === 'Proposed') return [];
  if (plan.cancelled) return cancellation(plan, lines, reserveOf);
  const date = () => dayBetween(random, plan.approvalDate, plan.completion < DATA_DATE ? plan.completion : DATA_DATE);
  const changes: (NewChange | null)[] = [];
  const pending = plan.stage === 'Active' && random.chance(0.3);
  if (random.chance(0.45)) changes.push(contingencyDraw(random, lines, date()));
  if (random.chance(0.3)) changes.push(betweenCategories(random, lines, date()));
  if (random.chance(0.2)) changes.push(rephasing(random, lines, date()));
  if (random.chance(0.18)) changes.push(fromReserve(random, lines, reserveOf, date(), 'Approved'));
  if (pending) {
    const status = random.pick(['Pending', 'Pending', 'BOC Recommended', 'Draft']);
    changes.push(fromReserve(random, lines, reserveOf, '2026-10-20', status));
  }
  return changes.filter((change) => change !== null);
}

/** The board has approved it, and it counts from the new year on. */
function approvedForLater(change: NewChange): NewChange {
  return { ...change, status: 'Approved', effective: '2027-01-01' };
}

function dayBetween(random: Random, from: string, to: string): string {
  let day = addDays(from, random.integer(10, 400));
  if (day > to) day = to;
  return day < from ? from : day;
}

/** From 8 to 40 % of what a line has left, never a round sum. */
function someOf(random: Random, line: LinePlan): number {
  return Math.floor((line.current - line.held) * (0.08 + 0.32 * random.fraction()));
}

function pairIn(
  lines: readonly LinePlan[],
  isFrom: (line: LinePlan) => boolean,
  isTo: (line: LinePlan, from: LinePlan) => boolean,
): readonly [LinePlan, LinePlan] | null {
  for (const from of lines.filter(isFrom)) {
    const to = lines.find((line) => line !== from && line.source === from.source && isTo(line, from));
    if (to) return [from, to];
  }
  return null;
}

/** [V23] Cents that staff may move in one change. */
const STAFF_LIMIT = 25_000_000;

function approvedTransfer(
  random: Random,
  pair: readonly [LinePlan, LinePlan] | null,
  words: Pick<NewChange, 'type' | 'date' | 'title' | 'reason'>,
): NewChange | null {
  if (!pair) return null;
  const [from, to] = pair;
  const some = someOf(random, from);
  const cents = words.type === 'Staff Modification' ? some % STAFF_LIMIT : some;
  return cents <= 0 ? null : { ...words, status: 'Approved', transfers: [{ from, to, cents }] };
}

function contingencyDraw(random: Random, lines: readonly LinePlan[], date: string): NewChange | null {
  const pair = pairIn(
    lines,
    ({ category }) => category === 'Contingency',
    ({ category }) => category === 'Installation & Cabling',
  );
  const reason = random.pick([
    'Unforeseen conduit blockage found during installation.',
    'Asbestos abatement needed before cabling could go on.',
    'Closet power had to be upgraded to carry the switches.',
  ]);
  return approvedTransfer(random, pair, { type: 'Staff Modification', date, title: 'Contingency draw', reason });
}

/** [V23] Within one major object class: between classes only the board moves money. */
function betweenCategories(random: Random, lines: readonly LinePlan[], date: string): NewChange | null {
  const pair = pairIn(
    lines,
    ({ category }) => category === 'Equipment',
    ({ category, fiscalYear }, from) => category === 'Installation & Cabling' && fiscalYear >= from.fiscalYear,
  );
  const reason = 'Mounting and cabling cost more than planned, the equipment less.';
  return approvedTransfer(random, pair, {
    type: 'Staff Modification',
    date,
    title: 'Equipment to installation',
    reason,
  });
}

function rephasing(random: Random, lines: readonly LinePlan[], date: string): NewChange | null {
  const pair = pairIn(
    lines,
    ({ category }) => category === 'Installation & Cabling',
    ({ category, fiscalYear }, from) => category === from.category && fiscalYear > from.fiscalYear,
  );
  const reason = 'Installation moves to the next summer window, so its budget follows.';
  return approvedTransfer(random, pair, { type: 'FY Re-phasing', date, title: 'Re-phase installation', reason });
}

function fromReserve(
  random: Random,
  lines: readonly LinePlan[],
  reserveOf: ReadonlyMap<string, LinePlan>,
  date: string,
  status: string,
): NewChange | null {
  const to = lines.find(({ category, source }) => category === 'Equipment' && reserveOf.has(source.code));
  const from = to && reserveOf.get(to.source.code);
  const cents = to ? Math.floor(to.original * (0.03 + 0.1 * random.fraction())) : 0;
  if (!to || !from || cents <= 0) return null;
  const reason = 'Bids came in above the estimate; the reserve covers the difference.';
  return {
    type: 'Board Amendment',
    status,
    date,
    title: 'Augment from the reserve',
    reason,
    transfers: [{ from, to, cents }],
  };
}

/** Every line of a cancelled project goes back to the reserve of its source, as far as there is one. */
function cancellation(
  plan: ProjectPlan,
  lines: readonly LinePlan[],
  reserveOf: ReadonlyMap<string, LinePlan>,
): NewChange[] {
  const transfers = lines.flatMap((from) => {
    const to = reserveOf.get(from.source.code);
    return to && from.current > 0 ? [{ from, to, cents: from.current }] : [];
  });
  const date = addDays(plan.approvalDate, 45) > DATA_DATE ? DATA_DATE : addDays(plan.approvalDate, 45);
  const reason = 'The sites are to be rebuilt, so the project is cancelled before any award.';
  return [{ type: 'Board Amendment', status: 'Approved', date, title: `Cancel ${plan.number}`, reason, transfers }];
}

function apply({ status, date, effective, transfers }: NewChange): void {
  for (const { from, to, cents } of transfers) {
    if (status === 'Approved' && effective === undefined) {
      from.current -= cents;
      to.current += cents;
      to.brought.push({ date, cents });
    } else {
      from.held += cents;
    }
  }
}

/** The change with the day of its submission, once it is none of a draft. */
function submitted(change: Cells): Cells {
  return { ...change, submittedOn: change['status'] === 'Draft' ? null : changeDays(change).submitted };
}

function addChange(rows: DemoRows, plan: ProjectPlan, change: ChangePlan, n: number): void {
  const { number, type, status, date, effective = date, title, reason } = change;
  const isBoard = type === 'Board Amendment';
  const approved = status === 'Approved';
  rows.add(
    'changes',
    submitted({
      number,
      type,
      status,
      reportNumber: isBoard && approved ? reportNumber(date, 100 + (n % 800)) : null,
      resolutionNumber: isBoard && status !== 'Draft' ? `${date.slice(0, 4)}-${String((n % 90) + 10)}` : null,
      boardDate: isBoard && approved ? date : null,
      effectiveDate: approved ? effective : null,
      title: `${title} – ${plan.number}`,
      reason,
      requestedBy: plan.manager,
      approvedBy: approved ? (isBoard ? 'Board of Education' : 'FIN-02') : null,
    }),
  );
  let line = 0;
  for (const { from, to, cents } of change.transfers) {
    line += 1;
    rows.add('changeLines', { change: number, line, budgetLine: from.id, amount: -cents, counterpart: to.id });
    line += 1;
    rows.add('changeLines', { change: number, line, budgetLine: to.id, amount: cents, counterpart: from.id });
  }
}
