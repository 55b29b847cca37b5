import type { TableName } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { changeDays } from './change-days.ts';
import { fridayOf, inNextMonth, monthEnds, monthName } from './demo-days.ts';
import type { DemoRows } from './demo-rows.ts';
import { DATA_DATE, FIRST_DAY } from './demo-size.ts';
import { day, opening, PlanDays, same, type DemoPerson, type Entry } from './plan-days.ts';
import { isBy, progressAt } from './progress-at.ts';

/** The entries of a row, ascending; after the last one it is as the generator made it. */
export type Life = readonly Entry[];

/** How an office came by the row. */
export type LifeOf = (table: TableName, cells: Cells) => Life;

/** Reads the lives of generated rows off their dates. What is older than the history is there from its first day. */
export function rowLives(rows: DemoRows): LifeOf {
  const plan = new PlanDays(rows);
  const lives: { readonly [T in TableName]?: (cells: Cells) => Life } = {
    sites: siteLife,
    siteBoundaries: boundaryLife,
    projects: (cells) => projectLife(plan, cells),
    budgetLines: ({ project }) => [plan.proposal(project)],
    scope: (cells) => scopeLife(plan, cells),
    milestones: (cells) => milestoneLife(plan, cells),
    changes: (cells) => changeLife(cells),
    changeLines: ({ change }) => firstOf(changeLife(plan.change(change))),
    fundingRequests: (cells) => requestLife(plan, cells),
    commitments: (cells) => commitmentLife(plan, cells),
    commitmentChanges: (cells) => changeOrderLife(plan, cells),
    expenditures: ({ postingDate }) => [ledgerOf(day(postingDate))],
    periods: periodLife,
    forecasts: (cells) => [forecastEntry(plan, cells)],
  };
  return (table, cells) => lives[table]?.(cells) ?? [opening];
}

function firstOf([first]: Life): Life {
  return first === undefined ? [] : [{ ...first, unlike: same }];
}

/** Every autumn's count of the students; the one before was a little smaller. */
function siteLife({ enrollment, enrollmentAsOf }: Cells): Life {
  if (typeof enrollment !== 'number' || typeof enrollmentAsOf !== 'string' || enrollmentAsOf <= FIRST_DAY)
    return [opening];
  const before = enrollment - Math.floor(enrollment / 40);
  const asOf = `${Number(enrollmentAsOf.slice(0, 4)) - 1}${enrollmentAsOf.slice(4)}`;
  const note = `Enrollment of ${monthName(enrollmentAsOf)}`;
  return [
    { ...opening, unlike: { enrollment: before, enrollmentAsOf: asOf } },
    { on: `${inNextMonth(enrollmentAsOf, 12)}T09`, by: 'admin', note, unlike: same },
  ];
}

/** A map is known some weeks before it comes into effect. */
function boundaryLife({ effectiveFrom, note }: Cells): Life {
  return [entryOf(`${fridayOf(addDays(day(effectiveFrom), -95))}T10`, 'admin', String(note))];
}

const proposed: Cells = {
  status: 'Proposed',
  phase: 'Pre-Design',
  financialStatus: 'Open',
  approvalChange: null,
  approvalDate: null,
  financiallyClosedOn: null,
  percentComplete: 0,
  scopeIndicator: '–',
  remark: null,
  manager: null,
};

function projectLife(plan: PlanDays, cells: Cells): Life {
  const { number } = cells;
  const entry = plan.proposal(number);
  const meeting = plan.approval(number);
  if (meeting === undefined || plan.isProposed(number)) return [entry];
  const milestones = plan.milestones(number);
  const cancelled = plan.cancelledOn(number);
  const states = plan.reportedMonths(number).map((end): Entry => {
    const unlike = end >= DATA_DATE ? same : stateAt(cells, milestones, end, cancelled);
    return { ...plan.report(number, end), unlike };
  });
  const approval: Entry = {
    on: `${addDays(meeting, 2)}T14`,
    by: 'admin',
    note: approvalNote(meeting),
    unlike: { ...stateAt(cells, milestones, meeting, undefined), status: 'Approved', phase: 'Pre-Design' },
  };
  return [{ ...entry, unlike: proposed }, approval, ...endedByFinance(cells, mistaken(cells, states))];
}

/** The project as reported by the end of a month. Remarks are of the last months only; work that halts does so then. */
function stateAt(cells: Cells, milestones: readonly Cells[], end: string, cancelled: string | undefined): Cells {
  const { status, ...progress } = progressAt(milestones, end);
  const isCancelled = cancelled !== undefined && cancelled <= end;
  const isRecent = end >= addDays(DATA_DATE, -100);
  return {
    ...progress,
    status: isCancelled ? 'Cancelled' : isRecent && cells['status'] === 'On Hold' ? 'On Hold' : status,
    financiallyClosedOn: isBy(cells['financiallyClosedOn'], end) ? (cells['financiallyClosedOn'] ?? null) : null,
    remark: isCancelled || isRecent ? (cells['remark'] ?? null) : null,
  };
}

/** Now and then a percentage is entered ten times too small, and put right two days later. */
function mistaken(cells: Cells, states: readonly Entry[]): Life {
  const number = String(cells['number']);
  const at = Number(number.slice(-2)) % 12 === 5 ? Math.min(7, states.length - 2) : -1;
  return states.flatMap((state, i) => {
    const percent = state.unlike['percentComplete'] ?? 0;
    if (i !== at || typeof percent !== 'number' || percent < 100_000) return [state];
    const slip = { ...state, unlike: { ...state.unlike, percentComplete: Math.floor(percent / 10_000) * 1_000 } };
    const on = `${addDays(state.on.slice(0, 10), 2)}T15`;
    return [slip, { ...state, on, note: `Correct the progress of ${number}` }];
  });
}

/** What a region reports as at its end is closed, or cancelled as the board has decided, by finance in the afternoon. */
function endedByFinance(cells: Cells, states: Life): Life {
  let before: Cells = { ...cells, status: 'Approved', financialStatus: 'Open' };
  return states.flatMap((state): Life => {
    const after = { ...cells, ...state.unlike };
    const isCancelled = after['status'] === 'Cancelled' && before['status'] !== 'Cancelled';
    const isClosed = after['financialStatus'] === 'Closed' && before['financialStatus'] !== 'Closed';
    const goesOn = isCancelled ? { status: before['status'] ?? null } : same;
    before = after;
    if (state.by === 'finance' || !(isCancelled || isClosed)) return [state];
    const reported = { ...state.unlike, ...goesOn, ...(isClosed ? closing : same) };
    const note = `Projects closed and cancelled in ${monthName(state.on)}`;
    return [{ ...state, unlike: reported }, entryOf(`${state.on.slice(0, 10)}T15`, 'finance', note, state.unlike)];
  });
}

const closing: Cells = { financialStatus: 'Closing', financiallyClosedOn: null };

function scopeLife(plan: PlanDays, { project, location, status, installedQuantity }: Cells): Life {
  const entry = plan.proposal(project);
  const meeting = plan.approval(project);
  if (meeting === undefined || plan.isProposed(project)) return [entry];
  const planned: Cells = { status: 'Planned', installedQuantity: 0 };
  const here = plan.milestones(project).filter((row) => row['location'] === location);
  const isBegun = (end: string) => here.some((row) => isNamed(row, 'M50') && isBy(row['actualStart'], end));
  const isDone = (end: string) => here.some((row) => isNamed(row, 'M70') && isBy(row['actualFinish'], end));
  const cancelled = plan.cancelledOn(project);
  const stateBy = (end: string): Cells => {
    if (end >= DATA_DATE || isDone(end) || (cancelled !== undefined && cancelled <= end)) return same;
    if (!isBegun(end) || status === 'Deferred') return planned;
    const installed = typeof installedQuantity === 'number' ? Math.floor(installedQuantity / 3) : 0;
    return {
      status: 'In Progress',
      installedQuantity: status === 'In Progress' ? (installedQuantity ?? 0) : installed,
    };
  };
  const approval = {
    on: `${addDays(meeting, 2)}T14`,
    by: 'admin',
    note: approvalNote(meeting),
    unlike: planned,
  } as const;
  return [
    { ...entry, unlike: { ...planned, addedBy: null } },
    approval,
    ...plan.reportedMonths(project).map((end) => ({ ...plan.report(project, end), unlike: stateBy(end) })),
  ];
}

function approvalNote(meeting: string): string {
  return `Approved by the board of ${monthName(meeting)}`;
}

function isNamed({ milestone }: Cells, name: string): boolean {
  return String(milestone).startsWith(name);
}

function milestoneLife(plan: PlanDays, cells: Cells): Life {
  const entry = plan.proposal(cells['project']);
  const asPlanned: Cells = {
    forecastStart: cells['baselineStart'] ?? null,
    forecastFinish: cells['baselineFinish'] ?? null,
    actualStart: null,
    actualFinish: null,
    delayReason: null,
    percentComplete: 0,
  };
  const before = plan
    .milestones(cells['project'])
    .filter(
      ({ location, milestone }) => location === cells['location'] && String(milestone) <= String(cells['milestone']),
    );
  const stateBy = (end: string): Cells => {
    if (end >= DATA_DATE || isBy(cells['actualFinish'], end)) return same;
    if (!isBy(cells['actualStart'], end)) {
      // [V39] Who has begun a step, or is late with it, forecasts those that follow anew.
      const isForecastAnew = before.some((step) => isBy(step['actualStart'], end) || isBy(step['baselineFinish'], end));
      return isForecastAnew ? { actualStart: null, actualFinish: null, percentComplete: 0 } : asPlanned;
    }
    return cells['actualFinish'] === undefined ? same : { actualFinish: null, percentComplete: 500_000 };
  };
  if (plan.isProposed(cells['project'])) return [entry];
  const months = plan.reportedMonths(cells['project']);
  return [
    { ...entry, unlike: asPlanned },
    ...months.map((end) => ({ ...plan.report(cells['project'], end), unlike: stateBy(end) })),
  ];
}

const undecided: Cells = {
  reportNumber: null,
  resolutionNumber: null,
  boardDate: null,
  effectiveDate: null,
  approvedBy: null,
};

function changeLife(cells: Cells): Life {
  const { status, type, boardDate, effectiveDate } = cells;
  const isBoard = type === 'Board Amendment';
  const isDecided = boardDate !== undefined || effectiveDate !== undefined;
  const { decided: date, drafted, submitted, recommended: recommendedOn } = changeDays(cells);
  const who = isBoard ? `for the board of ${monthName(date)}` : `of ${monthName(date)}`;
  const steps: Entry[] = [
    entryOf(`${drafted}T11`, 'admin', `Changes drafted ${who}`, { ...undecided, status: 'Draft', submittedOn: null }),
    entryOf(`${submitted}T15`, 'admin', `Changes submitted ${who}`, { ...undecided, status: 'Pending' }),
  ];
  if (isBoard) {
    const { resolutionNumber = null } = cells;
    const recommended = { ...undecided, resolutionNumber, status: 'BOC Recommended' };
    const note = `Recommended by the oversight committee ${who}`;
    steps.push(entryOf(`${recommendedOn}T15`, 'finance', note, recommended));
  }
  const end = status === 'Draft' ? 1 : status === 'Pending' ? 2 : status === 'BOC Recommended' ? 3 : steps.length;
  if (!isDecided) return [...steps.slice(0, end - 1), { ...(steps[end - 1] ?? opening), unlike: same }];
  const on = isBoard ? `${addDays(date, 2)}T11` : `${fridayOf(addDays(date, 1))}T16`;
  return [...steps, entryOf(on, 'finance', isBoard ? approvalNote(date) : `Changes approved ${who}`)];
}

function entryOf(on: string, by: DemoPerson, note: string, unlike: Cells = same): Entry {
  return { on, by, note, unlike };
}

/** Contracts are entered by procurement in the first days of the month after their award. */
function awardsOf(date: string, hour: number): Omit<Entry, 'unlike'> {
  return { on: `${inNextMonth(date, 3)}T${hour}`, by: 'finance', note: `Contracts and orders of ${monthName(date)}` };
}

/** Asked for, decided, begun (Form 486), and paid by USAC quarter after quarter. */
function requestLife(plan: PlanDays, cells: Cells): Life {
  const { frn, fundingYear, status, fcdlDate, form486Date, disbursed } = cells;
  const note = `Form 471 of funding year ${String(fundingYear)}`;
  const requested = { on: `${String(fundingYear)}-03-20T11`, by: 'finance', note } as const;
  if (status !== 'Funded') return [{ ...requested, unlike: same }];
  const waiting = { status: 'Pending', fcdlDate: null, form486Date: null, disbursed: null, committedRequest: null };
  const acts: Entry[] = [
    { ...requested, unlike: waiting },
    entryOf(`${inNextMonth(day(fcdlDate), 3)}T10`, 'finance', `E-Rate decisions of ${monthName(day(fcdlDate))}`, {
      form486Date: null,
      disbursed: null,
    }),
  ];
  if (typeof form486Date === 'string') {
    const note = `E-Rate services begun in ${monthName(form486Date)}`;
    acts.push(entryOf(`${inNextMonth(form486Date, 3)}T10`, 'finance', note, { disbursed: null }));
  }
  for (const end of quarterEnds(day(fcdlDate))) {
    const paid = plan.paidOn(frn, addDays(end, -USAC_DAYS));
    const note = `E-Rate disbursements until ${monthName(end)}`;
    if (paid <= 0 || typeof disbursed !== 'number') continue;
    acts.push(entryOf(`${inNextMonth(end, 6)}T10`, 'finance', note, { disbursed: Math.min(paid, disbursed) }));
  }
  if (typeof disbursed === 'number')
    acts.push(
      entryOf(`${inNextMonth(DATA_DATE, 4)}T09`, 'finance', `E-Rate disbursements until ${monthName(DATA_DATE)}`),
    );
  return ascending(acts);
}

/** USAC pays so many days after a district does. */
const USAC_DAYS = 46;

function ascending(entries: readonly Entry[]): Entry[] {
  return [...entries].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function quarterEnds(from: string): string[] {
  return monthEnds(from, DATA_DATE).filter((end) => Number(end.slice(5, 7)) % 3 === 0 && end <= DATA_DATE);
}

function commitmentLife(plan: PlanDays, { number, awardDate, status, statusDate }: Cells): Life {
  const awarded = awardsOf(day(awardDate), 12);
  if (status === 'Open' || status === 'Draft') return [{ ...awarded, unlike: same }];
  const closed = typeof statusDate === 'string' ? statusDate : plan.lastPayment(number);
  const on = `${inNextMonth(closed > day(awardDate) ? closed : day(awardDate), 9)}T16`;
  return [
    { ...awarded, unlike: { status: 'Open', statusDate: null } },
    entryOf(on, 'finance', `Contracts closed in ${monthName(closed)}`),
  ];
}

function changeOrderLife(plan: PlanDays, { commitment, date: dated, status, reason }: Cells): Life {
  // A contract can come to be entered after the first order that changes it.
  const date = [day(dated), plan.award(commitment)].sort().at(-1) ?? FIRST_DAY;
  const ordered = awardsOf(date, 13);
  if (status === 'Pending') return [{ ...ordered, unlike: same }];
  const note = `Change orders approved in ${monthName(date)}`;
  return [
    { ...ordered, unlike: { status: 'Pending', approvalRef: null } },
    // [V26] What is ordered is paid by the ledger that comes in afterwards; what is left over is released once it has.
    entryOf(`${inNextMonth(date, 3)}T${reason === 'Release' ? 19 : 15}`, 'finance', note),
  ];
}

function ledgerOf(date: string): Entry {
  return entryOf(`${inNextMonth(date, 3)}T17`, 'finance', `Ledger of ${monthName(date)}`);
}

function periodLife({ period, status, closedOn }: Cells): Life {
  const first = `${String(period)}-01`;
  const unclosed: Cells = { closedBy: null, closedOn: null };
  const open = entryOf(`${first}T08`, 'finance', `${monthName(first)} is open`, {
    ...unclosed,
    status: 'Open',
    cutOff: null,
    controlTotal: null,
  });
  if (status === 'Open') return [{ ...open, unlike: same }];
  const soft = entryOf(`${inNextMonth(first, 8)}T12`, 'finance', `Soft close of ${monthName(first)}`, {
    ...unclosed,
    status: 'Soft close',
  });
  if (status !== 'Closed') return [open, { ...soft, unlike: same }];
  return [open, soft, entryOf(`${addDays(day(closedOn), 2)}T15`, 'finance', `Close of ${monthName(first)}`)];
}

function forecastEntry(plan: PlanDays, { project, updatedOn, period }: Cells): Entry {
  const { by, region } = plan.officer(project);
  return entryOf(`${day(updatedOn)}T14`, by, `Re-forecast of ${monthName(`${String(period)}-01`)}, ${region}`);
}
