import { grouped } from '../../../shared/plan/grouped.ts';
import type { PlanFacts, ProjectFacts } from '../../../shared/plan/figures/plan-facts.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { programs } from '../../../shared/tables/lists.ts';
import type { ReportPart } from '../document/report-document.ts';
import type { ReportColumn } from '../report-sheet.ts';

/** What projects did or are to do, by program. */
interface Deliverables {
  readonly sheet: string;
  readonly work: readonly SiteWork[];
  readonly facts: PlanFacts;
  readonly empty: string;
}

const columns: readonly ReportColumn[] = [
  { label: 'Project No.', width: 12, format: 'code' },
  { label: 'Project', width: 40, format: 'text' },
  { label: 'Sites', width: 8, format: 'integer' },
  { label: 'Start', width: 13, format: 'code' },
  { label: 'Finish', width: 13, format: 'code' },
  { label: 'Complete', width: 10, format: 'percent' },
  { label: 'Current Budget', width: 18, format: 'money' },
  { label: 'Expended', width: 18, format: 'money' },
];

/** Program → project → how many sites, from the first start to the last finish, with the project's money. */
export function deliverables({ sheet, work, facts, empty }: Deliverables): ReportPart[] {
  const byProgram = grouped(work, ({ program }) => program);
  const found = programs.filter((program) => byProgram.has(program));
  if (found.length === 0) return [{ kind: 'text', isQuiet: true, text: empty }];
  return found.flatMap((program): ReportPart[] => {
    const byProject = [...grouped(byProgram.get(program) ?? [], ({ project }) => project)].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const rows = byProject.map(([number, lines]) => rowOf(number, lines, facts.projects.get(number)));
    const sum = (place: number): number => rows.reduce((total, row) => total + Number(row[place] ?? 0), 0);
    return [
      { kind: 'heading', level: 3, text: program },
      {
        kind: 'table',
        sheet,
        leading: [{ column: { label: 'Program', width: 30, format: 'text' }, value: program }],
        columns,
        rows,
        total: ['All', null, sum(2), null, null, null, sum(6), sum(7)],
        empty,
      },
    ];
  });
}

function rowOf(number: string, lines: readonly SiteWork[], project: ProjectFacts | undefined): Cell[] {
  const starts = lines.flatMap(({ start }) => start ?? []).sort((a, b) => a.day.localeCompare(b.day));
  const finishes = lines.flatMap(({ finish }) => finish ?? []).sort((a, b) => b.day.localeCompare(a.day));
  const dayText = (day: { readonly day: string; readonly isActual: boolean } | undefined): string =>
    day === undefined ? '' : `${day.day}${day.isActual ? ' A' : ''}`;
  const percent = project?.cells?.percentComplete ?? null;
  return [
    number,
    lines[0]?.projectName ?? null,
    new Set(lines.flatMap(({ location }) => location ?? [])).size,
    dayText(starts[0]),
    dayText(finishes[0]),
    percent === null ? null : Math.round(percent / 1000) / 10,
    project?.amounts.current ?? 0,
    project?.amounts.expended ?? 0,
  ];
}

/** Work that was finished from one day to another, both included. */
export function finishedBetween(work: readonly SiteWork[], from: string, to: string): SiteWork[] {
  return work.filter(({ finish }) => finish?.isActual === true && finish.day >= from && finish.day <= to);
}

/** Work that is still to be finished. */
export function planned(work: readonly SiteWork[]): SiteWork[] {
  return work.filter(({ finish }) => finish?.isActual !== true);
}
