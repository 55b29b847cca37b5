import { editionLabels, type ScheduleEdition } from '../../../shared/protocol/reports.ts';
import { grouped } from '../../../shared/plan/grouped.ts';
import { scheduleMoves, SLIP_DAYS, type ScheduleMoves } from '../../../shared/plan/schedule/schedule-moves.ts';
import type { SiteWork, WorkDay } from '../../../shared/plan/schedule/site-work.ts';
import { addMonths, fiscalYearOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import {
  drawnWork,
  monthStrip,
  placeOf,
  stripMonths,
  type DrawnWork,
  type StripMonth,
} from '../../../shared/plan/schedule/month-strip.ts';

/** Which issue of the schedule. */
export interface ScheduleIssue {
  readonly edition: ScheduleEdition;
  readonly program: string;
  readonly district: string;
  /** `YYYY-MM-DD` */
  readonly asOf: string;
  /** When the plan was last changed before this issue: an ISO moment. */
  readonly cutOff: string;
  /** Says which state of the plan this is, such as 148-7KQ2-M9XD-04TR-B6HV. */
  readonly receipt: string;
  /** The office's own issue has remarks, the public one has not. */
  readonly audience: 'office' | 'public';
  /** The region that it is of alone; absent or null: all. */
  readonly region?: string | null;
  /** The issue before; null: this is the first. */
  readonly before: { readonly asOf: string; readonly work: readonly SiteWork[] } | null;
}

/** A line of the printed schedule: cells as text, and its months. */
export interface ScheduleLine {
  readonly cells: readonly string[];
  readonly strip: DrawnWork;
  /** G, Y, R or a dash; it chooses the bar's colour. */
  readonly letter: string;
}

/** What the template sets. */
export interface MonthlySchedule {
  readonly title: string;
  readonly subtitle: string;
  readonly district: string;
  readonly asOf: string;
  readonly cutOff: string;
  readonly receipt: string;
  readonly columns: readonly string[];
  readonly months: readonly StripMonth[];
  readonly today: number;
  readonly groups: readonly { readonly name: string; readonly lines: readonly ScheduleLine[] }[];
  readonly counts: CountTable;
  readonly lists: readonly NamedList[];
  readonly notes: readonly string[];
}

interface CountTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A list of the last pages. */
interface NamedList {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const officeColumns = [
  'Code',
  'School',
  'BD',
  'Project No.',
  'Project',
  'System',
  'Phase',
  '%',
  'Baseline start',
  'Baseline finish',
  'Start',
  'Finish',
  'Var. days',
  'Status',
  'Remark',
];
const DISTRICTWIDE = 'Districtwide';
const phaseOrder = [
  'Pre-Design',
  'Design',
  'Procurement (Bid & Award)',
  'Installation',
  'Testing & Cutover',
  'Close-out',
];

/** The monthly schedule, ready to be set. Work that ended before the fiscal year of its day is left out, and counted. */
export function monthlySchedule(work: readonly SiteWork[], issue: ScheduleIssue): MonthlySchedule {
  const { edition, asOf, audience } = issue;
  // The remark comes last.
  const columns = audience === 'public' ? officeColumns.slice(0, -1) : officeColumns;
  const strip = monthStrip(asOf);
  const yearBegins = `20${fiscalYearOf(asOf).slice(2, 4)}-07-01`;
  const isOver = ({ finish }: SiteWork): boolean => finish?.isActual === true && finish.day < yearBegins;
  const shown = work.filter((line) => !isOver(line));
  const lineOf = (line: SiteWork): ScheduleLine => ({
    cells: cellsOf(line).slice(0, columns.length),
    strip: drawnWork(strip, line),
    letter: letterOf(line),
  });
  const over = work.length - shown.length;
  return {
    title: 'Monthly Schedule',
    subtitle:
      typeof issue.region === 'string' ? `${editionLabels[edition]}, region ${issue.region}` : editionLabels[edition],
    district: `${issue.district} – ${issue.program}`,
    asOf,
    cutOff: `${issue.cutOff.slice(0, 16).replace('T', ' ')} UTC`,
    receipt: issue.receipt,
    columns,
    months: stripMonths(strip, fiscalYearOf),
    today: placeOf(strip, asOf),
    groups: groupsOf(shown, edition).map(([name, lines]) => ({ name, lines: lines.map(lineOf) })),
    counts: countsOf(shown),
    lists: [...comingLists(shown, asOf), ...moveLists(shown, issue)],
    notes: [
      ...(over === 0
        ? []
        : [`${lineCount(over)} that ended before ${yearBegins} ${over === 1 ? 'is' : 'are'} left out.`]),
      'Dates with an A are actual, all others expected. A positive variance is late.',
      'Status: G up to 14 days late, Y up to 45, R more; – without dates to compare.',
    ],
  };
}

function lineCount(count: number): string {
  return count === 1 ? '1 line of work' : `${count.toLocaleString('en-US')} lines of work`;
}

type Groups = readonly (readonly [name: string, lines: readonly SiteWork[]])[];

/** Regions in their order, districtwide work last; schools by name within. Or programs, projects, then schools. */
function groupsOf(work: readonly SiteWork[], edition: ScheduleEdition): Groups {
  const nameOf = ({ program, location, region }: SiteWork): string =>
    edition === 'program' ? program : location === null ? DISTRICTWIDE : (region ?? DISTRICTWIDE);
  const groups = grouped(work, nameOf);
  const rank = (name: string): number => (name === DISTRICTWIDE ? 1 : 0);
  const order = edition === 'program' ? byProject : bySchool;
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, 'en'))
    .map(([name, lines]) => [name, lines.sort(order)]);
}

function bySchool(a: SiteWork, b: SiteWork): number {
  return (a.siteName ?? '').localeCompare(b.siteName ?? '', 'en') || a.project.localeCompare(b.project, 'en');
}

function byProject(a: SiteWork, b: SiteWork): number {
  return a.project.localeCompare(b.project, 'en') || bySchool(a, b);
}

function dayText(day: WorkDay | null): string {
  return day === null ? '' : `${day.day}${day.isActual ? ' A' : ''}`;
}

function letterOf({ indicator }: SiteWork): string {
  return indicator.slice(0, 1);
}

function cellsOf(work: SiteWork): string[] {
  const { variance, percentComplete, isPastDue } = work;
  return [
    work.location ?? '',
    work.siteName ?? work.location ?? DISTRICTWIDE,
    work.boardDistrict ?? '',
    work.project,
    work.projectName,
    work.systems.join(', '),
    work.phase,
    String(Math.round(percentComplete / 10_000)),
    work.baselineStart ?? '',
    work.baselineFinish ?? '',
    dayText(work.start),
    dayText(work.finish),
    variance === null ? '' : variance > 0 ? `+${variance}` : String(variance),
    `${letterOf(work)}${isPastDue ? ' past due' : ''}`,
    work.remark ?? '',
  ];
}

function countsOf(work: readonly SiteWork[]): CountTable {
  const regions = groupsOf(work, 'region').map(([name]) => name);
  const phases = phaseOrder.filter((phase) => work.some((line) => line.phase === phase));
  const rowOf = (name: string, lines: readonly SiteWork[]): string[] => [
    name,
    ...phases.map((phase) => countText(lines.filter((line) => line.phase === phase).length)),
    countText(lines.length),
  ];
  const byRegion = new Map(groupsOf(work, 'region'));
  return {
    columns: ['Region', ...phases, 'All'],
    rows: [...regions.map((name) => rowOf(name, byRegion.get(name) ?? [])), rowOf('All', work)],
  };
}

function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** What begins and ends in the month of the issue and in the next one. */
function comingLists(work: readonly SiteWork[], asOf: string): NamedList[] {
  const months = [asOf.slice(0, 7), addMonths(`${asOf.slice(0, 7)}-01`, 1).slice(0, 7)];
  return months.flatMap((month) =>
    (['start', 'finish'] as const).map((end): NamedList => ({
      name: `${end === 'start' ? 'Starts' : 'Finishes'} in ${month}`,
      columns: ['School', 'Project', end === 'start' ? 'Start' : 'Finish'],
      rows: work
        .filter((line) => line[end]?.day.startsWith(month) === true)
        .sort((a, b) => (a[end]?.day ?? '').localeCompare(b[end]?.day ?? '') || bySchool(a, b))
        .map((line) => [placeText(line), projectText(line), dayText(line[end])]),
    })),
  );
}

function moveLists(work: readonly SiteWork[], { before }: ScheduleIssue): NamedList[] {
  if (before === null) return [];
  const moves: ScheduleMoves = scheduleMoves(before.work, work);
  const since = `since ${before.asOf}`;
  const named = (name: string, lines: readonly SiteWork[]): NamedList => ({
    name: `${name} ${since}`,
    columns: ['School', 'Project', 'Finish'],
    rows: lines.map((line) => [placeText(line), projectText(line), dayText(line.finish)]),
  });
  return [
    named('Added', moves.added),
    named('Finished', moves.finished),
    {
      name: `Slipped more than ${SLIP_DAYS} days ${since}`,
      columns: ['School', 'Project', 'Finish was', 'Finish is', 'Days'],
      rows: moves.slipped.map((slip) => [
        placeText(slip.work),
        projectText(slip.work),
        slip.from,
        slip.to,
        `+${slip.days}`,
      ]),
    },
  ];
}

function placeText({ location, siteName }: SiteWork): string {
  return location === null ? DISTRICTWIDE : `${location} ${siteName ?? ''}`.trim();
}

function projectText({ project, projectName }: SiteWork): string {
  return `${project} ${projectName}`;
}
