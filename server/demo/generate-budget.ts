import { allocate } from '../../shared/plan/figures/allocate.ts';
import { addDays, fiscalYearOf } from '../../shared/tables/kinds/calendar-dates.ts';
import { demoSources, type DemoSource } from './catalog.ts';
import type { DemoRows } from './demo-rows.ts';
import type { ProjectPlan } from './project-plan.ts';
import type { Random } from './random.ts';

/** A budget line in the making, in cents. */
export interface LinePlan {
  readonly id: string;
  readonly plan: ProjectPlan | null;
  readonly project: string;
  readonly source: DemoSource;
  readonly fiscalYear: string;
  readonly category: string;
  readonly location: string | null;
  original: number;
  /** Original with every approved change. */
  current: number;
  /** Cents that pending changes would take away: not to be committed. */
  held: number;
  /** Cents that approved changes bring, by the day of each. */
  readonly brought: { readonly date: string; readonly cents: number }[];
}

/** Number of the project that holds the reserve of every source. */
export const RESERVE_PROJECT = '99.00000';

/** Pre-discount cents that E-Rate requests of a cycle may still reach. */
export interface ErateRoom {
  c2021: number;
  c2026: number;
}

/** Share of a project's budget per category. */
const categoryShares = {
  'Design & Engineering': 7,
  Equipment: 44,
  'Installation & Cabling': 27,
  'Services & Licenses': 6,
  'Testing & Inspection': 4,
  'Project Management': 5,
  Contingency: 7,
} as const;

/** Budget lines of all projects: a main source, one project in seven with others beside it, up to three fiscal years. */
export function generateLines(random: Random, plans: readonly ProjectPlan[], room: ErateRoom): LinePlan[] {
  const lines: LinePlan[] = [];
  const add = (line: Omit<LinePlan, 'id' | 'current' | 'held' | 'brought'>) =>
    lines.push({
      ...line,
      id: `BL-${String(lines.length + 1).padStart(5, '0')}`,
      current: line.original,
      held: 0,
      brought: [],
    });
  for (const plan of plans) {
    const years = yearsOf(plan);
    const shares = sourcesOf(random, plan, room);
    for (const { source, cents } of shares) {
      const isMain = source === shares[0]?.source;
      for (const { fiscalYear, category, original } of linesOf(random, cents, years, isMain)) {
        const location = plan.kind === 'Site' && random.chance(0.4) ? (plan.sites[0]?.code ?? null) : null;
        if (original > 0) add({ plan, project: plan.number, source, fiscalYear, category, location, original });
      }
    }
  }
  return lines;
}

/** The fiscal years of approval, award and completion, each once. */
function yearsOf(plan: ProjectPlan): string[] {
  return [...new Set([plan.approvalDate, plan.award, plan.completion].map(fiscalYearOf))].sort();
}

interface SourceShare {
  readonly source: DemoSource;
  readonly cents: number;
}

function sourcesOf(random: Random, plan: ProjectPlan, room: ErateRoom): SourceShare[] {
  const allowed = demoSources.filter((source) => !source.code.startsWith('ERT') && mayPay(source, plan));
  const [main = demoSources[0], other] = random.shuffled(allowed);
  if (!main) throw new Error('The catalog has no sources.');
  const budget = plan.budget;
  const erate = demoSources.find((source) => source.code.startsWith('ERT') && mayPay(source, plan));
  if (erate && !plan.cancelled && random.chance(0.3) && takeRoom(room, plan, erate, budget)) {
    const [rest = 0, share = 0] = allocate(budget, [55, 45]);
    return [
      { source: main, cents: rest },
      { source: erate, cents: share },
    ];
  }
  if (!other || !random.chance(0.14)) return [{ source: main, cents: budget }];
  const [first = 0, second = 0] = allocate(budget, [random.integer(60, 85), 20]);
  return [
    { source: main, cents: first },
    { source: other, cents: second },
  ];
}

function mayPay(source: DemoSource, plan: ProjectPlan): boolean {
  const programs = source.allowedPrograms?.split('; ');
  const systems = source.allowedSystems?.split('; ');
  return (programs?.includes(plan.program) ?? true) && (systems?.includes(plan.system) ?? true);
}

/** Takes what Category Two needs out of the budget of its cycle, if there is that much. */
function takeRoom(room: ErateRoom, plan: ProjectPlan, source: DemoSource, budget: number): boolean {
  if (source.code !== 'ERT-C2') return true;
  const preDiscount = Math.ceil((budget * 0.46) / 0.85);
  const cycle = fiscalYearOf(plan.approvalDate) >= '2026-27' ? 'c2026' : 'c2021';
  if (room[cycle] < preDiscount) return false;
  room[cycle] -= preDiscount;
  return true;
}

function linesOf(
  random: Random,
  cents: number,
  years: readonly string[],
  isMain: boolean,
): { fiscalYear: string; category: string; original: number }[] {
  const categories = Object.entries(categoryShares).filter(
    ([name]) => isMain || name === 'Equipment' || name.startsWith('Installation'),
  );
  const parts = allocate(
    cents,
    categories.map(([, share]) => share * 100 + random.integer(0, 99)),
  );
  return categories.flatMap(([category], i) => {
    const ofYears = yearsFor(category, years);
    const split = allocate(
      parts[i] ?? 0,
      ofYears.map(() => random.integer(30, 70)),
    );
    return ofYears.map((fiscalYear, j) => ({ fiscalYear, category, original: split[j] ?? 0 }));
  });
}

function yearsFor(category: string, years: readonly string[]): readonly string[] {
  if (category === 'Design & Engineering') return years.slice(0, 1);
  if (category === 'Contingency' || category.startsWith('Testing')) return years.slice(-1);
  return years;
}

/** One reserve line per source that is no E-Rate, empty until it is known what draws on it. */
export function reserveLines(): LinePlan[] {
  return demoSources
    .filter(({ code }) => !code.startsWith('ERT'))
    .map((source, i) => ({
      id: `BL-R${String(i + 1).padStart(3, '0')}`,
      plan: null,
      project: RESERVE_PROJECT,
      source,
      fiscalYear: '2026-27',
      category: 'Program Reserve',
      location: null,
      original: 0,
      current: 0,
      held: 0,
      brought: [],
    }));
}

/** Writes the reserve project, in charge of money no project has yet. */
export function addReserveProject(rows: DemoRows): void {
  rows.add('projects', {
    number: RESERVE_PROJECT,
    name: 'Program Reserve',
    program: 'School Network Modernization',
    primarySystem: 'LAN',
    class: 'Program Reserve',
    scopeDescription: 'Reserve of the plan; spent only by transfer to a project.',
    status: 'Active',
    phase: 'Pre-Design',
    financialStatus: 'Open',
    percentComplete: 0,
    priority: 5,
    manager: 'PM-01',
  });
}

const objectOf: Readonly<Record<string, string>> = {
  Equipment: '6400',
  'Installation & Cabling': '6200',
  'Design & Engineering': '6170',
  'Services & Licenses': '5800',
  'Testing & Inspection': '6200',
  'Project Management': '5800',
};

/** [V17, V18] Fund and resource of the source, function facilities, object by category, school where there is one. */
export function accountOf({ source, category, location }: LinePlan): string {
  const school = location?.slice(1) ?? '000';
  return `${source.fund}-${source.resource}-0-0000-8500-${objectOf[category] ?? '6400'}-${school}`;
}

export function addLines(rows: DemoRows, random: Random, lines: readonly LinePlan[]): void {
  for (const line of lines) {
    rows.add('budgetLines', {
      id: line.id,
      project: line.project,
      source: line.source.code,
      fiscalYear: line.fiscalYear,
      category: line.category,
      location: line.location,
      account: accountOf(line),
      original: line.original,
      note: random.chance(0.04)
        ? random.pick(['Per master agreement', 'Quote of vendor attached', 'Señal y cableado'])
        : null,
    });
  }
}

/** Sources with amounts that fit what was planned: authorized above the budgets, cash above what is spent. */
export function addSources(
  rows: DemoRows,
  random: Random,
  amounts: ReadonlyMap<string, { readonly current: number; readonly expended: number; readonly obligated: number }>,
): void {
  for (const source of demoSources) {
    const { current = 0, expended = 0, obligated = 0 } = amounts.get(source.code) ?? {};
    const authorized = Math.ceil(current * 1.12) + random.integer(100_001, 9_999_999);
    // Measure T has sold too few bonds for its contracts: obligations beyond the cash are the demo's standing warning.
    const needed = source.code === 'BND-T' ? expended + Math.floor((obligated - expended) / 2) : obligated;
    const { allowedPrograms, allowedSystems, code, fund, issueDate, name, resource, restriction, series, type } =
      source;
    rows.add('fundingSources', {
      code,
      name,
      type,
      series,
      fund,
      resource,
      restriction,
      allowedPrograms,
      allowedSystems,
      issueDate,
      authorized,
      available: Math.min(authorized, needed + random.integer(1_001, 99_999)),
      availableFrom: issueDate === null ? '2021-07-01' : addDays(issueDate, 1),
      interest: type === 'GO Bond' ? random.integer(10_001, 999_999) : null,
      spendingTarget: type === 'GO Bond' ? 'IT infrastructure' : null,
    });
  }
}
