import type { Row } from '../../shared/tables/all-tables.ts';
import { addDays, daysBetween } from '../../shared/tables/kinds/calendar-dates.ts';
import { DATA_DATE } from './demo-size.ts';
import type { Random } from './random.ts';

export type Milestone = Omit<Row<'milestones'>, 'project' | 'finishVariance'>;

export interface Schedule {
  readonly milestones: readonly Milestone[];
  /** First design start, first award and last substantial completion, actual or forecast. */
  readonly design: string;
  readonly award: string;
  readonly completion: string;
  /** Financial close, actual or forecast. */
  readonly closed: string;
  /** Done site milestones of all. */
  readonly progress: number;
  readonly isDone: (milestone: string) => boolean;
  /** Days late at the last substantial completion. */
  readonly daysLate: number;
}

/** Steps at each site with the least and most days they take. */
const siteSteps: readonly (readonly [string, number, number])[] = [
  ['M20 Site survey/design start', 15, 40],
  ['M30 Design complete', 45, 120],
  ['M40 Bid/award (NTP)', 60, 130],
  ['M50 Installation start', 6, 20],
  ['M60 Installation complete', 30, 140],
  ['M65 Testing & cutover', 5, 20],
  ['M70 Substantial completion', 5, 15],
];

const reasons = ['Site access', 'Procurement', 'Supply chain', 'Contractor', 'Scope change', 'Testing window'];

/** One row of milestones in the making. */
interface Step {
  readonly location: string | null;
  readonly milestone: string;
  readonly start: string;
  readonly finish: string;
  readonly predecessor: string | null;
  /** Days by which it slips. */
  readonly slip: number;
}

/**
 * Schedules a project from its approval on: a board milestone, seven steps at each site (or once, for none), close-out.
 * What should be done by the data date is done, unless the project stands still from `halted` on.
 */
export function planSchedule(
  random: Random,
  options: { approval: string; sites: readonly string[]; slip: number; halted: string | null },
): Schedule {
  const { approval, slip, halted } = options;
  const locations: readonly (string | null)[] = options.sites.length > 0 ? options.sites : [null];
  const steps: Step[] = [];
  const board = 'M10 Board approval';
  steps.push({ location: null, milestone: board, start: approval, finish: approval, predecessor: null, slip: 0 });
  locations.forEach((location, i) => steps.push(...stepsAtSite(random, location, addDays(approval, 20 + i * 4), slip)));
  const last = steps.reduce((latest, step) => (step.finish > latest.finish ? step : latest));
  steps.push(...closeOut(last.finish, slip));
  const lastDay = halted !== null && halted < DATA_DATE ? halted : DATA_DATE;
  const milestones = steps.map((step) => milestoneOf(random, step, lastDay));
  return summarize(milestones, locations.length);
}

function stepsAtSite(random: Random, location: string | null, first: string, slip: number): Step[] {
  let start = first;
  return siteSteps.map(([milestone, least, most], i) => {
    const finish = addDays(start, random.integer(least, most));
    const step = {
      location,
      milestone,
      start,
      finish,
      predecessor: siteSteps[i - 1]?.[0] ?? null,
      slip: Math.round((slip * (i + 1)) / siteSteps.length),
    };
    start = finish;
    return step;
  });
}

function closeOut(completion: string, slip: number): Step[] {
  const documents = addDays(completion, 60);
  const closed = addDays(documents, 75);
  const base = { location: null, slip };
  return [
    { ...base, milestone: 'M80 Close-out documents', start: completion, finish: documents, predecessor: null },
    {
      ...base,
      milestone: 'M90 Financial close',
      start: documents,
      finish: closed,
      predecessor: 'M80 Close-out documents',
    },
  ];
}

function milestoneOf(random: Random, step: Step, lastDay: string): Milestone {
  const { location, milestone, predecessor } = step;
  const expected = addDays(step.finish, step.slip);
  const done = expected <= lastDay;
  // Where work stands still, what is not done is expected after the data date, in the order of the steps.
  const restarted = lastDay < DATA_DATE ? addDays(DATA_DATE, 30 + Number(milestone.slice(1, 3)) * 2) : expected;
  const finish = done || restarted < expected ? expected : restarted;
  const begun = addDays(step.start, Math.round(step.slip * 0.8));
  const start = begun > finish ? finish : begun;
  const started = done || start <= lastDay;
  const variance = daysBetween(step.finish, finish);
  return {
    location,
    milestone,
    baselineNumber: 0,
    baselineStart: step.start,
    baselineFinish: step.finish,
    forecastStart: start,
    forecastFinish: finish,
    actualStart: started ? start : null,
    actualFinish: done ? finish : null,
    delayReason: variance > 14 ? random.pick(reasons) : null,
    percentComplete: done ? 1_000_000 : started ? random.integer(1, 9) * 100_000 + random.integer(1, 9) * 5_000 : 0,
    predecessor,
  };
}

function summarize(milestones: readonly Milestone[], sites: number): Schedule {
  const of = (name: string) => milestones.filter(({ milestone }) => milestone.startsWith(name));
  const finishes = (name: string) =>
    of(name)
      .map(({ forecastFinish }) => forecastFinish ?? DATA_DATE)
      .sort();
  const atSites = milestones.filter(({ milestone }) => !/^M(10|80|90)/.test(milestone));
  return {
    milestones,
    design: finishes('M20')[0] ?? DATA_DATE,
    award: finishes('M40')[0] ?? DATA_DATE,
    completion: finishes('M70').at(-1) ?? DATA_DATE,
    closed: finishes('M90').at(-1) ?? DATA_DATE,
    progress: atSites.filter(({ actualFinish }) => actualFinish !== null).length / (sites * siteSteps.length),
    isDone: (name) => of(name).every(({ actualFinish }) => actualFinish !== null),
    daysLate: Math.max(
      ...of('M70').map(({ baselineFinish, forecastFinish }) => daysBetween(baselineFinish ?? '', forecastFinish ?? '')),
    ),
  };
}
