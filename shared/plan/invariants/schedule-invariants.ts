import type { RowId } from '../../tables/cell.ts';
import { compareText } from '../../sync/compare-text.ts';
import { addDays, daysBetween } from '../../tables/kinds/calendar-dates.ts';
import { finishVariance } from '../figures/indicators.ts';
import { covers } from '../schedule/blocked-windows.ts';
import { installationOf, meets } from '../schedule/installation.ts';
import { cellsOf, milestoneName, projectName, siteName } from './finding-words.ts';
import { grouped } from '../grouped.ts';
import { sitesOnDay } from '../figures/site-places.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { stepsInOrder } from '../schedule/steps-in-order.ts';
import { beforeWaitingEnds, duringBlockedWindow, inTheFuture, stepsOutOfOrder } from './refused-work.ts';
import { startsAfterFinishes } from './row-invariants.ts';
import type { PlanRow } from './plan-rows.ts';

/** What dates may be. */
export const scheduleInvariants: readonly Invariant[] = [
  {
    id: 'V39',
    title: 'Milestones are finished in their order, none before its start',
    subject: 'row',
    severity: 'error',
    settings: [],
    mend: 'Correct one of the two dates.',
    refuses: stepsOutOfOrder,
    find: (facts) => [...startsAfterFinishes(facts), ...outOfOrder(facts)],
  },
  {
    id: 'V40',
    title: 'Actual dates are not in the future',
    subject: 'row',
    severity: 'error',
    settings: ['timeZone'],
    mend: 'Enter it as the forecast date until it has happened.',
    refuses: inTheFuture,
    find: actualInFuture,
  },
  {
    id: 'V41',
    title: 'What is due has an actual date or a new forecast',
    subject: 'row',
    severity: 'warning',
    settings: [],
    mend: 'Enter the actual date or a new forecast.',
    find: pastDue,
  },
  {
    id: 'V42',
    title: 'Installation stays out of blocked windows',
    subject: 'site',
    severity: ({ blockedWorkSeverity }) => (blockedWorkSeverity === 'Error' ? 'error' : 'warning'),
    settings: ['blockedWorkSeverity'],
    mend: 'Move the installation, or have the window lifted for this site.',
    refuses: duringBlockedWindow,
    find: blockedWork,
  },
  {
    id: 'V43',
    title: 'Late milestones have a delay reason',
    subject: 'row',
    severity: 'warning',
    settings: ['delayReasonDays'],
    mend: 'Choose the delay reason.',
    find: lateWithoutReason,
  },
  {
    id: 'V49',
    title: 'E-Rate applications and contracts wait 28 days after Form 470',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Move the date, or correct the day on which the form was posted.',
    refuses: beforeWaitingEnds,
    find: filedEarly,
  },
];

type Milestone = PlanRow<'milestones'>;

const placeOf = (names: InvariantFacts['names'], { project, location }: Milestone['cells']): string =>
  location === null ? projectName(names, project) : `${projectName(names, project)} at ${siteName(names, location)}`;

/** The steps of each place, which several rules ask for: of a large plan there are hundreds of thousands. */
const knownPlaces = new WeakMap<readonly Milestone[], readonly (readonly Milestone[])[]>();

function milestonesByPlace({ milestones }: InvariantFacts['rows']): readonly (readonly Milestone[])[] {
  const known = knownPlaces.get(milestones);
  if (known) return known;
  const places = [
    ...grouped(milestones, ({ cells: { project, location } }) => `${project}\n${location ?? ''}`).values(),
  ];
  knownPlaces.set(milestones, places);
  return places;
}

const code = ({ cells }: Milestone): string => cells.milestone.slice(0, 3);

const actualOrForecast = ({ cells }: Milestone): string | null => cells.actualFinish ?? cells.forecastFinish;

function outOfOrder({ rows, names }: InvariantFacts): Finding[] {
  return milestonesByPlace(rows).flatMap((milestones) => {
    const steps = milestones
      .flatMap((milestone) => {
        const date = actualOrForecast(milestone);
        return date === null || !stepsInOrder.includes(code(milestone)) ? [] : [{ milestone, date }];
      })
      .sort((a, b) => compareText(code(a.milestone), code(b.milestone)));
    return steps.flatMap(({ milestone, date }, index): Finding[] => {
      const previous = steps[index - 1];
      if (previous === undefined || date >= previous.date) return [];
      const subject = placeOf(names, milestone.cells);
      const [one, other] = [
        milestoneName(milestone.cells.milestone),
        milestoneName(previous.milestone.cells.milestone),
      ];
      const message = `${subject}: ${one} ${date} is before ${other} ${previous.date}.`;
      const column = milestone.cells.actualFinish === null ? 'forecastFinish' : 'actualFinish';
      return [{ subject, difference: 0, message, cells: cellsOf('milestones', milestone.row, column) }];
    });
  });
}

function actualInFuture({ rows, names, today }: InvariantFacts): Finding[] {
  return rows.milestones.flatMap(({ row, cells }) =>
    (['actualStart', 'actualFinish'] as const).flatMap((column): Finding[] => {
      const date = cells[column];
      if (date === null || date <= today) return [];
      const subject = `${milestoneName(cells.milestone)} of ${placeOf(names, cells)}`;
      const message = `${subject}: actual date ${date} is in the future.`;
      return [{ subject, difference: 0, message, cells: cellsOf('milestones', row, column) }];
    }),
  );
}

/** Past due is what should have been done before this month began. */
function pastDue({ rows, names, today }: InvariantFacts): Finding[] {
  const month = `${today.slice(0, 7)}-01`;
  const over = new Set(
    rows.projects.filter(({ cells }) => cells.status === 'Cancelled').map(({ cells }) => cells.number),
  );
  return rows.milestones.flatMap(({ row, cells }): Finding[] => {
    const { forecastFinish, actualFinish, project } = cells;
    if (forecastFinish === null || actualFinish !== null || forecastFinish >= month || over.has(project)) return [];
    const subject = `${milestoneName(cells.milestone)} of ${placeOf(names, cells)}`;
    const message = `${subject} was due ${forecastFinish}. Enter the actual date or a new forecast.`;
    return [{ subject, difference: 0, message, cells: cellsOf('milestones', row, 'actualFinish') }];
  });
}

/** From when to when something is installed at a site; null: for the whole district. */
interface Work {
  readonly project: string;
  readonly site: string | null;
  readonly from: string;
  readonly to: string;
  /** Of the step that completes it. */
  readonly row: RowId;
}

/**
 * Installation that is not over, at the site of the milestones or at all sites of the project; of a project without a scope for the whole
 * district, as in the schedule.
 */
function worksOf({ rows }: InvariantFacts): Work[] {
  const scope = grouped(rows.scope, ({ cells }) => (cells.status === 'Removed' ? null : cells.project));
  return milestonesByPlace(rows).flatMap((milestones) => {
    const installation = installationOf(milestones.map(({ cells }) => cells));
    if (installation === null) return [];
    const { from, to, ends } = installation;
    const { project, location } = ends;
    const row = milestones.find(({ cells }) => cells === ends)?.row ?? '';
    const all = [...new Set((scope.get(project) ?? []).map(({ cells }) => cells.location))];
    const sites = location === null ? all : [location];
    return (sites.length === 0 ? [null] : sites).map((site) => ({ project, site, from, to, row }));
  });
}

function blockedWork(facts: InvariantFacts): Finding[] {
  const { rows, names } = facts;
  const blocked = rows.calendar
    .filter(({ cells }) => cells.severity === 'Block')
    .map(({ cells }) => ({ window: cells, sites: sitesOnDay(rows, cells.start) }));
  return worksOf(facts).flatMap(({ project, site, from, to, row }) =>
    blocked.flatMap(({ window, sites }): Finding[] => {
      const days = { from: window.start, to: window.end };
      if (!meets(days, from, to) || !covers(window, site === null ? undefined : sites.get(site))) return [];
      const subject = site === null ? projectName(names, project) : siteName(names, site);
      const message = `${subject}: work ${from}–${to} overlaps ${window.type} (${window.start}–${window.end}).`;
      return [{ subject, difference: 0, message, cells: cellsOf('milestones', row, 'forecastFinish') }];
    }),
  );
}

function lateWithoutReason({ rows, names, settings }: InvariantFacts): Finding[] {
  return rows.milestones.flatMap(({ row, cells }): Finding[] => {
    const days = finishVariance(cells);
    if (days === null || days <= settings.delayReasonDays || cells.delayReason !== null) return [];
    const subject = `${milestoneName(cells.milestone)} of ${placeOf(names, cells)}`;
    const message = `Give a delay reason for ${subject} (+${days} days).`;
    return [{ subject, difference: 0, message, cells: cellsOf('milestones', row, 'delayReason') }];
  });
}

const WAITING_DAYS = 28;

/** [V49] A contract (M40) or Form 471 (M45) less than 28 days after Form 470 (M35) of the same place. */
function filedEarly({ rows, names }: InvariantFacts): Finding[] {
  return milestonesByPlace(rows).flatMap((milestones) => {
    const posted = milestones.find((milestone) => code(milestone) === 'M35');
    const day = posted === undefined ? null : actualOrForecast(posted);
    if (day === null) return [];
    return milestones.flatMap((milestone): Finding[] => {
      const date = ['M40', 'M45'].includes(code(milestone)) ? actualOrForecast(milestone) : null;
      if (date === null || daysBetween(day, date) >= WAITING_DAYS) return [];
      const subject = placeOf(names, milestone.cells);
      const until = addDays(day, WAITING_DAYS);
      const message = `${subject}, ${milestoneName(milestone.cells.milestone)}: E-Rate: wait until ${until}; Form 470 was posted ${day}.`;
      const column = milestone.cells.actualFinish === null ? 'forecastFinish' : 'actualFinish';
      return [{ subject, difference: 0, message, cells: cellsOf('milestones', milestone.row, column) }];
    });
  });
}
