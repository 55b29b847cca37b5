import { eacOf } from '../../../shared/plan/figures/measures.ts';
import type { PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import { grouped } from '../../../shared/plan/grouped.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import type { Row } from '../../../shared/tables/all-tables.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { yearsBetween } from '../../../shared/tables/kinds/calendar-dates.ts';
import { programs, regions } from '../../../shared/tables/lists.ts';
import type { ReportPart } from '../document/report-document.ts';
import type { ReportColumn } from '../report-sheet.ts';

const projectColumns: readonly ReportColumn[] = [
  { label: 'Project No.', width: 12, format: 'code' },
  { label: 'Project', width: 40, format: 'text' },
  { label: 'Status', width: 20, format: 'text' },
  { label: 'Manager', width: 22, format: 'text' },
  { label: 'Complete', width: 10, format: 'percent' },
  { label: 'Original Budget', width: 18, format: 'money' },
  { label: 'Current Budget', width: 18, format: 'money' },
  { label: 'Expended', width: 18, format: 'money' },
  { label: 'Forecast at Completion', width: 18, format: 'money' },
];

/** Appendix A: every project by program; the totals of the programs add up to the program's. */
export function projectList(facts: PlanFacts, people: ReadonlyMap<string, string>): ReportPart[] {
  const byProgram = grouped([...facts.projects.values()], ({ cells }) => cells?.program ?? 'No program');
  const totals = new Map(
    totalsOf(facts, ['program']).rows.map(({ groups: [program = ''], values }) => [program, values]),
  );
  const known = programs.filter((program) => byProgram.has(program));
  const others = [...byProgram.keys()].filter((program) => !programs.some((other) => other === program));
  return [...known, ...others].flatMap((program): ReportPart[] => {
    const projects = [...(byProgram.get(program) ?? [])].sort((a, b) => (a.number < b.number ? -1 : 1));
    const total = totals.get(program) ?? {};
    return [
      { kind: 'heading', level: 3, text: program },
      {
        kind: 'table',
        sheet: 'A Projects',
        leading: [{ column: { label: 'Program', width: 30, format: 'text' }, value: program }],
        columns: projectColumns,
        rows: projects.map(({ number, cells, amounts }): Cell[] => [
          number,
          cells?.name ?? null,
          cells?.status ?? null,
          cells?.manager == null ? null : (people.get(cells.manager) ?? cells.manager),
          cells === undefined ? null : Math.round(cells.percentComplete / 1000) / 10,
          amounts.original,
          amounts.current,
          amounts.expended,
          eacOf(amounts),
        ]),
        total: [
          'All',
          null,
          null,
          null,
          null,
          ...['original', 'current', 'expended', 'eac'].map((name) => total[name] ?? 0),
        ],
        empty: 'There is no project.',
      },
    ];
  });
}

export type ListedSite = Pick<Row<'sites'>, 'code' | 'name' | 'type' | 'status'>;

/** Appendix B: schools by region, each with its projects. */
export function siteList(sites: readonly ListedSite[], work: readonly SiteWork[], facts: PlanFacts): ReportPart[] {
  const projectsAt = grouped(work, ({ location }) => location);
  const budgets = new Map(
    totalsOf(facts, ['site']).rows.map(({ groups: [site = ''], values }) => [site, values['current'] ?? 0]),
  );
  const placed = sites
    .filter(({ code, status }) => status !== 'Closed' || projectsAt.has(code) || budgets.has(code))
    .map((site) => ({ ...site, place: facts.sites.get(site.code) }));
  const byRegion = grouped(placed, ({ place }) => place?.region ?? null);
  return regions
    .filter((region) => byRegion.has(region))
    .flatMap((region): ReportPart[] => {
      const ofRegion = [...(byRegion.get(region) ?? [])].sort((a, b) => a.name.localeCompare(b.name, 'en'));
      return [
        { kind: 'heading', level: 3, text: region },
        {
          kind: 'table',
          sheet: 'B Sites',
          leading: [{ column: { label: 'Region', width: 10, format: 'code' }, value: region }],
          columns: [
            { label: 'Code', width: 8, format: 'code' },
            { label: 'School', width: 34, format: 'text' },
            { label: 'Kind', width: 18, format: 'text' },
            { label: 'Board district', width: 8, format: 'code' },
            { label: 'Projects', width: 60, format: 'wrapped' },
            { label: 'Budget there', width: 18, format: 'money' },
          ],
          rows: ofRegion.map(({ code, name, type, place }): Cell[] => [
            code,
            name,
            type,
            place?.boardDistrict ?? null,
            [...new Set((projectsAt.get(code) ?? []).map(({ project }) => project))].join(', '),
            budgets.get(code) ?? 0,
          ]),
          empty: 'There is no site.',
        },
      ];
    });
}

export interface Inventory {
  readonly systems: readonly Pick<Row<'systems'>, 'code' | 'name' | 'usefulLife'>[];
  readonly installed: readonly Pick<
    Row<'siteSystems'>,
    'location' | 'system' | 'quantity' | 'installedDate' | 'endOfSupport' | 'condition'
  >[];
}

/** Appendix D: what is in service, how old it is, and how much of it is overdue. */
export function inventorySummary({ systems, installed }: Inventory, asOf: string): ReportPart {
  const bySystem = grouped(
    installed.filter(({ installedDate }) => (installedDate ?? '') <= asOf),
    ({ system }) => system,
  );
  return {
    kind: 'table',
    sheet: 'D Systems',
    columns: [
      { label: 'System', width: 30, format: 'text' },
      { label: 'Sites', width: 10, format: 'integer' },
      { label: 'Units', width: 12, format: 'integer' },
      { label: 'Oldest', width: 12, format: 'code' },
      { label: 'Average age in years', width: 10, format: 'integer' },
      { label: 'Useful life', width: 10, format: 'integer' },
      { label: 'Past useful life', width: 12, format: 'integer' },
      { label: 'Support ended', width: 12, format: 'integer' },
      { label: 'Poor or failed', width: 12, format: 'integer' },
    ],
    rows: systems
      .filter(({ code }) => bySystem.has(code))
      .map(({ code, name, usefulLife }): Cell[] => {
        const rows = bySystem.get(code) ?? [];
        const dates = rows.flatMap(({ installedDate }) => installedDate ?? []).sort();
        const ages = dates.map((day) => yearsBetween(day, asOf));
        return [
          name,
          new Set(rows.map(({ location }) => location)).size,
          rows.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0),
          dates[0] ?? null,
          ages.length === 0 ? null : Math.round(ages.reduce((sum, age) => sum + age, 0) / ages.length),
          usefulLife,
          usefulLife === null ? null : ages.filter((age) => age >= usefulLife).length,
          rows.filter(({ endOfSupport }) => endOfSupport !== null && endOfSupport < asOf).length,
          rows.filter(({ condition }) => condition === 'Poor' || condition === 'Failed').length,
        ];
      }),
    empty: 'The inventory is empty.',
  };
}
