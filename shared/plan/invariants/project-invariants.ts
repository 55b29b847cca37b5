import { addDays, lastDayOf } from '../../tables/kinds/calendar-dates.ts';
import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import {
  estimateOf,
  isFinanciallyClosed,
  latestForecasts,
  totalEstimate,
  type Estimate,
} from '../figures/estimate-to-complete.ts';
import { ALL_CATEGORIES } from '../../tables/lists.ts';
import {
  budgetIndicator,
  contingencyIndicator,
  indicatorOf,
  scheduleIndicator,
  worstOf,
} from '../figures/indicators.ts';
import { vacOf } from '../figures/measures.ts';
import { percentOf } from '../figures/percent-of.ts';
import type { ProjectFacts } from '../figures/plan-facts.ts';
import { cellsOf, projectName, sourceName } from './finding-words.ts';
import { grouped } from '../grouped.ts';
import type { Finding, Invariant, InvariantFacts } from './invariant.ts';
import { forecastTooLow, notOnBallot, owesThoughClosed, unpreparedIfActive } from './refused-work.ts';
import type { PlanRow } from './plan-rows.ts';

/** What a project needs in each of its states. */
export const projectInvariants: readonly Invariant[] = [
  {
    id: 'V14',
    check: 'C11B',
    title: 'Bond-funded projects name their place on the bond project list',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Enter the page or item of the ballot list, or fund the project from another source.',
    refuses: notOnBallot,
    find: bondReferenceMissing,
  },
  {
    id: 'V35',
    title: 'Projects are forecast within their budget',
    subject: 'project',
    severity: 'warning',
    settings: [],
    mend: 'Bring the forecast down, or start a budget change.',
    find: (facts) =>
      eachProject(facts, (project, { amounts }, name) => {
        const over = -vacOf(amounts);
        if (over <= 0) return [];
        const message = `${name} is forecast ${formatMoney(over)} over its current budget.`;
        return [{ subject: name, difference: over, message, cells: cellsOf('projects', project.row) }];
      }),
  },
  {
    id: 'V36',
    check: 'C06W',
    title: 'Forecasts cover what is under contract',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Raise the estimate to complete to at least what is under contract.',
    refuses: forecastTooLow,
    find: forecastsBelowContracts,
  },
  {
    id: 'V37',
    title: 'Forecasts of active projects are fresh',
    subject: 'project',
    severity: 'warning',
    settings: ['forecastAgeDays'],
    mend: 'Enter the estimate to complete of this month.',
    find: oldForecasts,
  },
  {
    id: 'V38',
    title: 'Contingency is not used ahead of progress',
    subject: 'project',
    severity: 'warning',
    settings: ['contingencyLeadPoints'],
    mend: 'Explain the draws in the status remark, or plan the rest of the work anew.',
    find: contingencyAhead,
  },
  {
    id: 'V46',
    title: 'Active projects have a budget line, scope, a manager and milestones',
    subject: 'project',
    // A plan that is taken over from elsewhere may have active projects without a schedule: to be explained, not cured. It
    // is the step to active that is refused.
    severity: 'warning',
    atTheDoor: 'error',
    settings: [],
    mend: 'Enter what is missing, or put the project on hold.',
    refuses: unpreparedIfActive,
    find: activeTooEarly,
  },
  {
    id: 'C16',
    check: 'C16',
    title: 'Complete projects have reached substantial completion everywhere',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Enter the actual date of substantial completion (M70) for every site.',
    find: completeTooEarly,
  },
  {
    id: 'V47',
    check: 'C16',
    title: 'Financially closed projects owe nothing and have nothing open',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Release what is left and finish the milestones, or set the financial status back to Closing.',
    refuses: owesThoughClosed,
    find: closedTooEarly,
  },
  {
    id: 'C17',
    title: 'Every project that has been approved has a budget line',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Add a budget line.',
    find: (facts) =>
      eachProject(facts, ({ row, cells }, { lines }, name) => {
        if (cells.status === 'Proposed' || lines.some((line) => line.row !== null)) return [];
        return [
          { subject: name, difference: 0, message: `${name} has no budget line.`, cells: cellsOf('projects', row) },
        ];
      }),
  },
  {
    id: 'C18',
    title: 'Cancelled projects keep only what was spent',
    subject: 'project',
    severity: 'error',
    settings: [],
    mend: 'Return the rest to the reserve by a budget change.',
    find: (facts) =>
      eachProject(facts, ({ row, cells }, { amounts }, name) => {
        const left = cells.status === 'Cancelled' ? amounts.current - amounts.expended : 0;
        if (left === 0) return [];
        const message = `${name} is cancelled with ${formatMoney(left)} left.`;
        return [{ subject: name, difference: left, message, cells: cellsOf('projects', row, 'status') }];
      }),
  },
  {
    id: 'V57',
    title: 'Yellow and red projects are explained',
    subject: 'project',
    severity: 'warning',
    settings: [],
    mend: 'Write into the status remark what happened, why, and how it is recovered.',
    find: unexplained,
  },
];

type Project = PlanRow<'projects'>;

function eachProject(
  { rows, plan, names }: InvariantFacts,
  find: (project: Project, facts: ProjectFacts, name: string) => Finding[],
): Finding[] {
  return rows.projects.flatMap((project) => {
    const facts = plan.projects.get(project.cells.number);
    return facts === undefined ? [] : find(project, facts, projectName(names, project.cells.number));
  });
}

function bondReferenceMissing(facts: InvariantFacts): Finding[] {
  return eachProject(facts, ({ row, cells }, { lines }, name) => {
    const apart = cells.class === 'Program Reserve' || cells.class === 'Program Management';
    if (apart || cells.bondListRef !== null) return [];
    const bond = lines.find(({ source }) => facts.plan.sources.get(source ?? '')?.type === 'GO Bond');
    if (bond === undefined) return [];
    const message = `${name} uses ${sourceName(facts.names, bond.source)} but has no bond project list reference.`;
    return [{ subject: name, difference: 0, message, cells: cellsOf('projects', row, 'bondListRef') }];
  });
}

/** Such a forecast counts for what is under contract, which is not what its author typed [FA11]. */
function forecastsBelowContracts(facts: InvariantFacts): Finding[] {
  const { asOf } = facts.plan;
  const latest = latestForecasts(facts.rows, asOf);
  const rowOf = latestForecastRows(facts);
  return eachProject(facts, ({ row, cells }, project, name) => {
    const forecast = latest.get(cells.number);
    if (forecast === undefined || isFinanciallyClosed(project.cells, asOf)) return [];
    const estimate = estimateOf(false, forecast, project.lines);
    const [etc, open] = [totalEstimate(estimate), project.amounts.openEncumbrance];
    if (etc >= open) return [];
    const message = `${name}: estimate to complete ${formatMoney(etc)} is below open encumbrances ${formatMoney(open)}.`;
    const blamed = categoriesTooLow(estimate, forecast).flatMap(
      (category) => rowOf.get(forecastPlace(cells.number, category)) ?? [],
    );
    const places = blamed.flatMap((forecastRow) => cellsOf('forecasts', forecastRow.row, 'etc'));
    const place = places.length === 0 ? cellsOf('projects', row) : places;
    return [{ subject: name, difference: open - etc, message, cells: place }];
  });
}

/** Categories whose forecast does not cover what is under contract in them, the furthest from it first. */
function categoriesTooLow(estimate: Estimate, forecast: ReadonlyMap<string, number>): string[] {
  const short = estimate
    .filter(({ isOnTop }) => isOnTop !== true)
    .map(({ lines, etc }) => {
      const category = lines[0]?.category ?? '';
      const open = lines.reduce((sum, { amounts }) => sum + amounts.openEncumbrance, 0);
      return { category: forecast.has(category) ? category : ALL_CATEGORIES, lacks: open - etc };
    });
  return short
    .filter(({ lacks }) => lacks > 0)
    .sort((a, b) => b.lacks - a.lacks)
    .map(({ category }) => category);
}

/** The forecasts that count, by project and category. */
function latestForecastRows({ rows, plan: { asOf } }: InvariantFacts): Map<string, PlanRow<'forecasts'>> {
  const latest = new Map<string, PlanRow<'forecasts'>>();
  for (const row of rows.forecasts) {
    const { project, category, period } = row.cells;
    // A month is written like the beginning of its days.
    if (asOf !== null && period > asOf) continue;
    const place = forecastPlace(project, category);
    if (period > (latest.get(place)?.cells.period ?? '')) latest.set(place, row);
  }
  return latest;
}

function forecastPlace(project: string, category: string): string {
  return `${project}\n${category}`;
}

function oldForecasts(facts: InvariantFacts): Finding[] {
  const forecasts = grouped(facts.rows.forecasts, ({ cells }) => cells.project);
  const oldest = addDays(facts.today, -facts.settings.forecastAgeDays);
  return eachProject(facts, ({ cells }, _, name) => {
    const own = forecasts.get(cells.number) ?? [];
    if (cells.status !== 'Active' || own.length === 0) return [];
    const made = ({ cells: { updatedOn, period } }: PlanRow<'forecasts'>) => updatedOn ?? lastDayOf(period);
    const last = own.reduce((a, b) => (made(b) > made(a) ? b : a));
    if (made(last) >= oldest) return [];
    const message = `Forecast for ${name} was last updated ${made(last)}.`;
    return [{ subject: name, difference: 0, message, cells: cellsOf('forecasts', last.row, 'updatedOn') }];
  });
}

function contingencyAhead(facts: InvariantFacts): Finding[] {
  return eachProject(facts, ({ row, cells }, { amounts }, name) => {
    const whole = amounts.contingencyBudget + amounts.contingencyDrawn;
    const used = percentOf(amounts.contingencyDrawn, whole);
    const done = cells.percentComplete / 10_000;
    if (used === null || whole < 0 || used <= done + facts.settings.contingencyLeadPoints) return [];
    const message = `${name}: ${used}% of contingency used at ${done}% complete.`;
    return [{ subject: name, difference: 0, message, cells: cellsOf('projects', row, 'percentComplete') }];
  });
}

function activeTooEarly(facts: InvariantFacts): Finding[] {
  const scoped = new Set(facts.rows.scope.map(({ cells }) => cells.project));
  const planned = new Set(facts.rows.milestones.map(({ cells }) => cells.project));
  const hasScope = ({ number, class: kind, scopeDescription }: Project['cells']) =>
    scopeDescription !== null && (kind === 'Districtwide' || scoped.has(number));
  return eachProject(facts, ({ row, cells }, { lines }, name) => {
    if (cells.status !== 'Active' || !isWork(cells)) return [];
    const missing = [
      ...(lines.some((line) => line.row !== null) ? [] : ['a budget line']),
      ...(hasScope(cells) ? [] : ['its scope']),
      ...(cells.manager === null ? ['a project manager'] : []),
      ...(planned.has(cells.number) ? [] : ['milestones']),
    ];
    if (missing.length === 0) return [];
    const message = `${name} cannot become Active: missing ${missing.join(', ')}.`;
    return [{ subject: name, difference: 0, message, cells: cellsOf('projects', row, 'status') }];
  });
}

/** Reserve and management of the program are no work at sites: they have neither scope nor milestones. */
function isWork({ class: kind }: Project['cells']): boolean {
  return kind !== 'Program Reserve' && kind !== 'Program Management';
}

function completeTooEarly(facts: InvariantFacts): Finding[] {
  const milestones = grouped(facts.rows.milestones, ({ cells }) =>
    cells.milestone.startsWith('M70') ? cells.project : null,
  );
  return eachProject(facts, ({ row, cells }, _, name) => {
    if (cells.status !== 'Complete' || !isWork(cells)) return [];
    const own = milestones.get(cells.number) ?? [];
    const open = own.filter((milestone) => milestone.cells.actualFinish === null);
    if (own.length > 0 && open.length === 0) return [];
    const what = own.length === 0 ? 'the milestone of substantial completion' : 'the actual date of completion';
    const blamed = open.flatMap((milestone) => cellsOf('milestones', milestone.row, 'actualFinish'));
    const message = `${name} is complete without ${what}.`;
    return [{ subject: name, difference: 0, message, cells: [...blamed, ...cellsOf('projects', row, 'status')] }];
  });
}

function closedTooEarly(facts: InvariantFacts): Finding[] {
  // The closing itself is the last step, and done by being closed.
  const open = grouped(facts.rows.milestones, ({ cells }) =>
    cells.actualFinish === null && !cells.milestone.startsWith('M90') ? cells.project : null,
  );
  return eachProject(facts, ({ row, cells }, { amounts }, name) => {
    if (!isFinanciallyClosed(cells, facts.plan.asOf)) return [];
    const owed = amounts.openEncumbrance;
    const left = cells.status === 'Cancelled' ? 0 : (open.get(cells.number)?.length ?? 0);
    const list = [
      ...(owed === 0 ? [] : [`${formatMoney(owed)} encumbered`]),
      ...(amounts.etc === 0 ? [] : [`${formatMoney(amounts.etc)} still to come`]),
      ...(left === 0 ? [] : [`${left} open ${left === 1 ? 'milestone' : 'milestones'}`]),
    ];
    if (list.length === 0) return [];
    const message = `${name} cannot be closed: ${list.join(', ')}.`;
    return [{ subject: name, difference: owed, message, cells: cellsOf('projects', row, 'financialStatus') }];
  });
}

function unexplained(facts: InvariantFacts): Finding[] {
  const milestones = grouped(facts.rows.milestones, ({ cells }) => cells.project);
  return eachProject(facts, ({ row, cells }, { amounts }, name) => {
    if (cells.remark !== null) return [];
    const judged = [
      budgetIndicator(amounts, facts.settings),
      scheduleIndicator(
        (milestones.get(cells.number) ?? []).map((milestone) => milestone.cells),
        facts.settings,
      ),
      contingencyIndicator(amounts, cells.percentComplete, facts.settings),
      indicatorOf(cells.scopeIndicator),
    ];
    const color = cells.indicatorOverride ?? worstOf(judged);
    if (color !== 'Yellow' && color !== 'Red') return [];
    const message = `Explain the ${color.toLowerCase()} status of ${name}.`;
    return [{ subject: name, difference: 0, message, cells: cellsOf('projects', row, 'remark') }];
  });
}
