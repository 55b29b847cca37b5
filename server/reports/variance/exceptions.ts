import { grouped } from '../../../shared/plan/grouped.ts';
import { eacOf, vacOf } from '../../../shared/plan/figures/measures.ts';
import { percentOf } from '../../../shared/plan/figures/percent-of.ts';
import type { ProjectFacts } from '../../../shared/plan/figures/plan-facts.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { ReportPart } from '../document/report-document.ts';
import type { PlanLook } from './plan-look.ts';

/** Projects in need of a word, by what they run over or under their budget and then by days late. */
export function exceptions(look: PlanLook, people: ReadonlyMap<string, string>): ReportPart[] {
  const found = exceptionsOf(look);
  return [
    { kind: 'heading', level: 2, text: 'Exceptions' },
    {
      kind: 'text',
      isQuiet: true,
      text: `Projects that are over their budget, more than ${look.settings.greenDaysLate} days late at a site, or judged Yellow or Red; without those that are cancelled or both complete and financially closed. The latest site of each is named.`,
    },
    {
      kind: 'table',
      sheet: 'Exceptions',
      columns: [
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Project', width: 26, format: 'text' },
        { label: 'Overall', width: 8, format: 'status' },
        { label: 'Manager', width: 18, format: 'text' },
        { label: 'Current Budget', width: 16, format: 'money' },
        { label: 'Forecast at Completion', width: 16, format: 'money' },
        { label: 'Variance', width: 16, format: 'money' },
        { label: 'Var. %', width: 8, format: 'percent' },
        { label: 'Contingency left', width: 14, format: 'money' },
        { label: 'Site', width: 6, format: 'code' },
        { label: 'Baseline finish', width: 12, format: 'code' },
        { label: 'Forecast finish', width: 13, format: 'code' },
        { label: 'Days', width: 6, format: 'integer' },
        { label: 'Delay reason', width: 14, format: 'text' },
        { label: 'Cause and recovery', width: 34, format: 'wrapped' },
      ],
      rows: found.map((exception) => cellsOf(exception, look, people)),
      empty: 'No project is over budget, late or judged Yellow or Red.',
    },
  ];
}

interface Exception {
  readonly project: ProjectFacts;
  /** The site at which it is latest; undefined: without dates to compare. */
  readonly latest: SiteWork | undefined;
}

function exceptionsOf({ facts, work, indicators, settings }: PlanLook): Exception[] {
  const byProject = grouped(work, ({ project }) => project);
  const all = [...facts.projects.values()].filter(isOpen).map((project): Exception => {
    const lines = (byProject.get(project.number) ?? []).filter(({ variance }) => variance !== null);
    return { project, latest: lines.sort((a, b) => daysLate(b) - daysLate(a))[0] };
  });
  const told = all.filter(({ project, latest }) => {
    const indicator = indicators.get(project.number);
    const isLit = indicator === 'Yellow' || indicator === 'Red';
    return isLit || vacOf(project.amounts) < 0 || daysLate(latest) > settings.greenDaysLate;
  });
  const weight = ({ project }: Exception): number => Math.abs(vacOf(project.amounts));
  return told.sort(
    (a, b) =>
      weight(b) - weight(a) ||
      daysLate(b.latest) - daysLate(a.latest) ||
      (a.project.number < b.project.number ? -1 : 1),
  );
}

function isOpen({ cells }: ProjectFacts): boolean {
  if (cells === undefined || cells.status === 'Cancelled') return false;
  return cells.status !== 'Complete' || cells.financialStatus !== 'Closed';
}

function daysLate(work: SiteWork | undefined): number {
  return work?.variance ?? 0;
}

function cellsOf({ project, latest }: Exception, look: PlanLook, people: ReadonlyMap<string, string>): Cell[] {
  const { number, cells, amounts } = project;
  const manager = cells?.manager ?? null;
  return [
    number,
    cells?.name ?? null,
    look.indicators.get(number) ?? '–',
    manager === null ? null : (people.get(manager) ?? manager),
    amounts.current,
    eacOf(amounts),
    vacOf(amounts),
    percentOf(vacOf(amounts), amounts.current),
    amounts.contingencyBudget,
    latest?.location ?? null,
    latest?.baselineFinish ?? null,
    latest?.finish ? `${latest.finish.day}${latest.finish.isActual ? ' A' : ''}` : null,
    latest?.variance ?? null,
    latest === undefined ? null : reasonOf(latest, look),
    look.rows.projects.find(({ cells: { number: other } }) => other === number)?.cells.remark ?? null,
  ];
}

/** What the milestones say of the delay: those of the site before those of the project. */
function reasonOf({ project, location }: SiteWork, { rows }: PlanLook): string | null {
  const own = rows.milestones.filter(({ cells }) => cells.project === project && cells.delayReason !== null);
  const there =
    own.find(({ cells }) => cells.location === location) ?? own.find(({ cells }) => cells.location === null);
  return there?.cells.delayReason ?? null;
}
