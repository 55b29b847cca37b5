import { settingNames, settingSpecs } from '../../../shared/plan/program-settings.ts';
import { totalsOf } from '../../../shared/plan/figures/totals.ts';
import type { Row } from '../../../shared/tables/all-tables.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { addDays, fiscalYearOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { programs, roles } from '../../../shared/tables/lists.ts';
import { cellText } from '../document/cell-text.ts';
import { definitions } from '../document/definitions.ts';
import type { ReportDocument, ReportPart, ReportSection } from '../document/report-document.ts';
import { readCells, type ReportMoment } from '../document/report-moment.ts';
import { measureNamed } from '../measure-columns.ts';
import { changeTable, type ChangeWords } from '../variance/change-tables.ts';
import { spendingByMonth, statusByRegion } from '../variance/plan-charts.ts';
import { keyIndicators } from '../variance/key-indicators.ts';
import { lookAt, type PlanLook } from '../variance/plan-look.ts';
import { inventorySummary, projectList, siteList, type Inventory, type ListedSite } from './appendices.ts';
import { deliverables, finishedBetween, planned } from './deliverables.ts';
import { sourceFigures, sourcesAndUses, useFigures, type SourceWords } from './funding.ts';
import { headedText, officeText, readOfficeTexts, type OfficeTexts } from './office-texts.ts';

/** Everything that stands in the annual plan. */
interface AnnualPlan {
  readonly look: PlanLook;
  readonly texts: OfficeTexts;
  readonly fiscalYear: string;
  /** First day of the fiscal year. */
  readonly begins: string;
  readonly sources: readonly SourceWords[];
  readonly sites: readonly ListedSite[];
  readonly inventory: Inventory;
  readonly changes: readonly ChangeWords[];
  readonly assignments: readonly Pick<
    Row<'assignments'>,
    'project' | 'program' | 'region' | 'role' | 'person' | 'from' | 'to'
  >[];
  readonly people: ReadonlyMap<string, string>;
  readonly settings: ReadonlyMap<string, string>;
}

/** The annual Strategic Execution Plan: its chapters with the office's texts, its money, its deliverables, its appendices. */
export async function annualDocument(moment: ReportMoment): Promise<ReportDocument> {
  const { stamp, asOf } = moment;
  const plan = await readAnnual(moment);
  return {
    ...stamp,
    title: `Annual Plan ${plan.fiscalYear}`,
    subtitle: `Updated ${asOf}`,
    sections: [
      cover(plan, stamp),
      { orientation: 'portrait', parts: [{ kind: 'contents' }] },
      ...chapters(plan),
      ...appendices(plan),
    ],
  };
}

async function readAnnual(moment: ReportMoment): Promise<AnnualPlan> {
  const { asOf } = moment;
  const people = await readCells(moment, 'people', ['id', 'name']);
  const settings = await readCells(moment, 'programSettings', ['key', 'value']);
  const fiscalYear = fiscalYearOf(asOf);
  return {
    look: await lookAt(moment),
    texts: await readOfficeTexts(moment),
    fiscalYear,
    begins: `${fiscalYear.slice(0, 4)}-07-01`,
    sources: await readCells(moment, 'fundingSources', ['code', 'name', 'type', 'series', 'spendingTarget']),
    sites: await readCells(moment, 'sites', ['code', 'name', 'type', 'status']),
    inventory: {
      systems: await readCells(moment, 'systems', ['code', 'name', 'usefulLife']),
      installed: await readCells(moment, 'siteSystems', [
        'location',
        'system',
        'quantity',
        'installedDate',
        'endOfSupport',
        'condition',
      ]),
    },
    changes: await readCells(moment, 'changes', ['number', 'type', 'title', 'reportNumber', 'boardDate', 'approvedBy']),
    assignments: await readCells(moment, 'assignments', [
      'project',
      'program',
      'region',
      'role',
      'person',
      'from',
      'to',
    ]),
    people: new Map(people.map(({ id, name }) => [id, name])),
    settings: new Map(settings.map(({ key, value }) => [key, value])),
  };
}

function cover({ texts, look, fiscalYear }: AnnualPlan, stamp: ReportMoment['stamp']): ReportSection {
  const { total } = totalsOf(look.facts, []);
  const money = (name: string): string => cellText('money', total[name] ?? null);
  const sites = new Set(look.work.flatMap(({ location }) => location ?? []));
  return {
    orientation: 'portrait',
    parts: [
      {
        kind: 'cover',
        title: `Strategic Execution Plan ${fiscalYear}`,
        lines: [stamp.district, stamp.plan, `Updated ${stamp.asOf}`],
      },
      officeText(texts, 'Board and oversight committee'),
      { kind: 'heading', level: 2, text: 'At a glance' },
      {
        kind: 'facts',
        facts: [
          ...['current', 'expended', 'obligated', 'eac', 'vac', 'programReserve'].map(
            (name) => [measureNamed(name).label, money(name)] as const,
          ),
          ['Projects scheduled', String(new Set(look.work.map(({ project }) => project)).size)],
          ['School sites with work', String(sites.size)],
        ],
      },
    ],
  };
}

function chapters(plan: AnnualPlan): ReportSection[] {
  const { texts, look, begins, fiscalYear } = plan;
  const headed = (labels: readonly string[]): ReportPart[] => labels.flatMap((label) => headedText(texts, label));
  const chapter = (text: string, parts: readonly ReportPart[]): ReportSection => ({
    orientation: 'portrait',
    parts: [{ kind: 'heading', level: 1, text }, ...parts],
  });
  const lastYear = { from: `${Number(begins.slice(0, 4)) - 1}-07-01`, to: addDays(begins, -1) };
  const { work, facts, asOf } = look;
  return [
    chapter('1 Executive summary', headed(['Mission', 'Vision', 'Guiding principles', 'Organization'])),
    chapter('2 Programs', [
      ...headed(['Goals and scope']),
      ...programs.flatMap((program) => programParts(plan, program)),
    ]),
    chapter('3 Funding and cost', [
      ...headedText(texts, 'Funding overview', 'Overview'),
      ...headed(['Cost management', 'Funds management']),
      ...sourcesAndUses(facts, plan.sources),
      ...spendingByMonth(look),
    ]),
    chapter('4 Management', [
      ...headed(['Management structure']),
      { kind: 'heading', level: 2, text: 'Who answers for what' },
      responsibilities(plan),
      ...headed(['Coordination', 'Design guidelines', 'Reporting calendar']),
    ]),
    chapter('5 Accountability', [
      ...statusByRegion(look),
      ...keyIndicators(look),
      { kind: 'heading', level: 2, text: 'Limits and thresholds' },
      limits(plan.settings),
      ...headed(['Audits', 'Change control']),
    ]),
    chapter('6 Accomplishments', [
      officeText(texts, 'Accomplishments'),
      { kind: 'heading', level: 2, text: `Finished from ${lastYear.from} to ${lastYear.to}` },
      ...deliverables({
        sheet: 'Finished last year',
        work: finishedBetween(work, lastYear.from, lastYear.to),
        facts,
        empty: 'No work was finished in that year.',
      }),
      { kind: 'heading', level: 2, text: `Finished in ${fiscalYear} up to ${asOf}` },
      ...deliverables({
        sheet: 'Finished this year',
        work: finishedBetween(work, begins, asOf),
        facts,
        empty: 'No work has been finished in this year yet.',
      }),
    ]),
    chapter('7 Deliverables planned', [
      officeText(texts, 'Deliverables'),
      ...deliverables({ sheet: 'Planned', work: planned(work), facts, empty: 'Nothing is planned.' }),
    ]),
  ];
}

/** What the office says of a program, and its figures. A program without projects and without a text is left out. */
function programParts({ texts, look: { facts, work } }: AnnualPlan, program: string): ReportPart[] {
  const row = totalsOf(facts, ['program']).rows.find(({ groups }) => groups[0] === program);
  const ofProgram = work.filter((line) => line.program === program);
  const label = `Program: ${program}`;
  if (row === undefined && !texts.has(label)) return [];
  const money = (name: string): string => cellText('money', row?.values[name] ?? 0);
  return [
    { kind: 'heading', level: 2, text: program },
    officeText(texts, label),
    {
      kind: 'facts',
      facts: [
        ['Projects scheduled', String(new Set(ofProgram.map(({ project }) => project)).size)],
        ['School sites', String(new Set(ofProgram.flatMap(({ location }) => location ?? [])).size)],
        ...['current', 'expended', 'eac', 'vac'].map((name) => [measureNamed(name).label, money(name)] as const),
      ],
    },
  ];
}

function responsibilities({ assignments, people, look: { asOf } }: AnnualPlan): ReportPart {
  const held = assignments.filter(
    ({ from, to, project }) => project === null && from <= asOf && (to === null || to >= asOf),
  );
  const rank = (role: string): number => roles.findIndex((known) => known === role);
  return {
    kind: 'table',
    sheet: 'Responsibilities',
    columns: [
      { label: 'Role', width: 26, format: 'text' },
      { label: 'Who', width: 30, format: 'text' },
      { label: 'For', width: 40, format: 'text' },
    ],
    rows: [...held]
      .sort((a, b) => rank(a.role) - rank(b.role))
      .map(({ role, person, program, region }): Cell[] => [
        role,
        people.get(person) ?? person,
        [program, region].filter((part) => part !== null).join(', ') || 'The district',
      ]),
    empty: 'The plan names nobody for a program or region.',
  };
}

/** The settings by which the plan is judged, as they hold. */
function limits(settings: ReadonlyMap<string, string>): ReportPart {
  return {
    kind: 'table',
    sheet: 'Limits',
    columns: [
      { label: 'Limit', width: 30, format: 'text' },
      { label: 'Value', width: 16, format: 'code' },
      { label: 'What it decides', width: 70, format: 'wrapped' },
    ],
    rows: settingNames.map((name): Cell[] => {
      const { label, says, unit, default: standard } = settingSpecs[name];
      const value = settings.get(label) ?? standard;
      return [
        label,
        unit === '%' ? `${value} %` : unit === 'days' || unit === 'points' ? `${value} ${unit}` : value,
        says,
      ];
    }),
    empty: '',
  };
}

function appendices(plan: AnnualPlan): ReportSection[] {
  const { look, people, sites, inventory, changes, begins, fiscalYear } = plan;
  const appendix = (text: string, parts: readonly ReportPart[]): ReportSection => ({
    orientation: 'landscape',
    parts: [{ kind: 'heading', level: 1, text }, ...parts],
  });
  const period = { after: addDays(begins, -1), upTo: look.asOf };
  return [
    appendix('Appendix A: Projects by program', projectList(look.facts, people)),
    appendix('Appendix B: Schools by region', siteList(sites, look.work, look.facts)),
    appendix(`Appendix C: Amendments in ${fiscalYear}`, [changeTable(look, changes, period, 'board')]),
    appendix('Appendix D: Systems in service', [
      inventorySummary(inventory, look.asOf),
      ...definitions([...new Set([...sourceFigures, ...useFigures, 'obligated', 'vac', 'programReserve'])]),
    ]),
  ];
}
