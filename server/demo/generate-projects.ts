import { allocate } from '../../shared/plan/figures/allocate.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { regions } from '../../shared/tables/lists.ts';
import { demoSystems, systemWork } from './catalog.ts';
import { DATA_DATE } from './demo-size.ts';
import type { DemoRows } from './demo-rows.ts';
import type { DemoSite } from './generate-sites.ts';
import { planSchedule, type Schedule } from './plan-schedule.ts';
import type { ProjectPlan, Stage } from './project-plan.ts';
import type { Random } from './random.ts';

/** Finds the board amendment that approved a project on this day. */
type ApprovedBy = (approvalDate: string) => string;

interface Surroundings {
  readonly rows: DemoRows;
  readonly random: Random;
  readonly sites: readonly DemoSite[];
  readonly managers: readonly string[];
  /** Board dates, ascending; the last ones lie after the data date. */
  readonly meetings: readonly string[];
  readonly approvedBy: ApprovedBy;
}

/** Projects with scope and milestones. Six in ten work at one site, three at a group of sites in one region. */
export function generateProjects(surroundings: Surroundings, count: number): ProjectPlan[] {
  const names = new Set<string>();
  const numbers = new Map<string, number>();
  return Array.from({ length: count }, (_, i) => generateProject(surroundings, { names, numbers }, i));
}

interface Taken {
  readonly names: Set<string>;
  /** Last project number given out, per two digits of the fiscal year. */
  readonly numbers: Map<string, number>;
}

function generateProject(s: Surroundings, taken: Taken, index: number): ProjectPlan {
  const { random } = s;
  const kind = random.pickWeighted([
    ['Site', 61],
    ['Multi-site', 31],
    ['Districtwide', 8],
  ] as const);
  const system = random.pick(demoSystems.filter(({ code }) => isFor(kind, code)));
  const region = kind === 'Districtwide' ? null : (regions[index % regions.length] ?? null);
  const sites = chooseSites(s, kind, region);
  const approvalDate = recentOf(random, s.meetings);
  const slip = random.pickWeighted([
    [random.integer(0, 12), 70],
    [random.integer(13, 45), 22],
    [random.integer(46, 150), 8],
  ]);
  const halted = random.chance(0.03) ? addDays(approvalDate, random.integer(60, 250)) : null;
  const schedule = planSchedule(random, { approval: approvalDate, sites: sites.map(({ code }) => code), slip, halted });
  const stage = stageOf(approvalDate, schedule, halted);
  const cancelled = (stage === 'Active' || stage === 'Approved') && random.chance(0.04);
  const name = nameOf(taken.names, { kind, system: system.code, region, sites });
  const number = numberFor(taken.numbers, approvalDate);
  const manager = random.pick(s.managers);
  const overBudget = stage === 'Active' && !cancelled && random.chance(0.08);
  const plan = { number, name, system: system.code, program: system.program, region, kind, sites, approvalDate, stage };
  const row = addProject(s, { ...plan, schedule, cancelled, manager, overBudget });
  addScope(s, { ...plan, schedule, cancelled });
  for (const milestone of schedule.milestones) s.rows.add('milestones', { ...milestone, project: number });
  const budget = budgetOf(random, sites.length);
  const { progress, design, award, completion } = schedule;
  return { ...plan, row, budget, cancelled, progress, design, award, completion, manager, overBudget };
}

/** One of the meetings, one project in eight still before its approval; later ones are likelier, so that much is under way. */
function recentOf(random: Random, meetings: readonly string[]): string {
  const isAhead = random.chance(0.12);
  const chosen = meetings.filter((meeting) => meeting > DATA_DATE === isAhead);
  return chosen[Math.floor(random.fraction() ** 0.5 * chosen.length)] ?? DATA_DATE;
}

function isFor(kind: ProjectPlan['kind'], system: string): boolean {
  const central = ['CORE', 'SIS', 'BIZ', 'DRBC'].includes(system);
  return kind === 'Districtwide' ? central || system === 'RADIO' || system === 'WAN' : !central;
}

function chooseSites(s: Surroundings, kind: ProjectPlan['kind'], region: string | null): DemoSite[] {
  const { random } = s;
  const open = s.sites.filter((site) => site.active && (region === null || site.region === region));
  if (kind === 'Site') return [random.pick(open)];
  const most = kind === 'Multi-site' ? 40 : random.chance(0.4) ? 60 : 0;
  const wanted = Math.min(most, open.length, random.integer(3, 40));
  return random.sample(open, wanted).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Median $450,000 over all projects; groups cost more the more sites they have. At most $90 million. */
function budgetOf(random: Random, sites: number): number {
  const dollars = Math.min(90_000_000, random.logNormal(240_000 + 70_000 * sites, 0.8));
  return Math.round(dollars) * 100 + random.integer(1, 99);
}

function stageOf(approvalDate: string, schedule: Schedule, halted: string | null): Stage {
  if (approvalDate > DATA_DATE) return 'Proposed';
  if (halted !== null && halted <= DATA_DATE && !schedule.isDone('M70')) return 'On Hold';
  if (schedule.isDone('M90')) return 'Closed';
  if (schedule.isDone('M80')) return 'Complete';
  if (schedule.isDone('M70')) return 'Substantially Complete';
  return schedule.design <= DATA_DATE ? 'Active' : 'Approved';
}

function nameOf(names: Set<string>, plan: Pick<ProjectPlan, 'kind' | 'system' | 'region' | 'sites'>): string {
  const work = systemWork[plan.system]?.work ?? plan.system;
  const where = plan.kind === 'Site' ? (plan.sites[0]?.shortName ?? '') : (plan.region ?? 'Districtwide');
  const base = plan.kind === 'Multi-site' ? `${work} – ${where} Group` : `${work} – ${where}`;
  for (let i = 1; ; i++) {
    const name =
      i === 1 && plan.kind !== 'Multi-site' ? base : `${base} ${plan.kind === 'Multi-site' ? i : `Phase ${i}`}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}

/** Two digits of the year in which the fiscal year of approval ends, and a running number. */
function numberFor(numbers: Map<string, number>, approvalDate: string): string {
  const ends = Number(approvalDate.slice(2, 4)) + (approvalDate.slice(5, 7) >= '07' ? 1 : 0);
  const next = (numbers.get(String(ends)) ?? 0) + 1;
  numbers.set(String(ends), next);
  return `${ends}.${String(next).padStart(5, '0')}`;
}

type Planned = Pick<
  ProjectPlan,
  'number' | 'name' | 'system' | 'program' | 'region' | 'kind' | 'sites' | 'approvalDate' | 'stage' | 'cancelled'
> & {
  readonly schedule: Schedule;
};

function addProject(s: Surroundings, plan: Planned & Pick<ProjectPlan, 'manager' | 'overBudget'>): string {
  const { schedule, stage, cancelled } = plan;
  const approved = stage !== 'Proposed';
  return s.rows.add('projects', {
    number: plan.number,
    name: plan.name,
    program: plan.program,
    primarySystem: plan.system,
    class: plan.kind,
    region: plan.region,
    scopeDescription: `${plan.name}. ${systemWork[plan.system]?.item ?? 'Work'} at ${plan.sites.length > 0 ? `${plan.sites.length} ${plan.sites.length === 1 ? 'site' : 'sites'}` : 'the central facilities'}, with design, testing and close-out.`,
    bondListRef: `A-IT-${String(s.random.integer(1, 42)).padStart(2, '0')}`,
    status: cancelled ? 'Cancelled' : stage === 'Closed' ? 'Complete' : stage,
    phase: phaseOf(schedule),
    financialStatus: stage === 'Closed' ? 'Closed' : stage === 'Complete' ? 'Closing' : 'Open',
    financiallyClosedOn: stage === 'Closed' ? schedule.closed : null,
    approvalChange: approved ? s.approvedBy(plan.approvalDate) : null,
    approvalDate: approved ? plan.approvalDate : null,
    priority: s.random.integer(1, 5),
    dsaRequired: s.random.chance(0.1),
    percentComplete: percentOf(stage, schedule),
    scopeIndicator: approved
      ? s.random.pickWeighted([
          ['Green', 93],
          ['Yellow', 7],
        ] as const)
      : '–',
    remark: remarkOf(plan),
    manager: approved ? plan.manager : null,
  });
}

function percentOf(stage: Stage, schedule: Schedule): number {
  if (stage === 'Closed' || stage === 'Complete') return 1_000_000;
  return Math.min(975_000, Math.round(schedule.progress * 1_000) * 1_000);
}

function phaseOf(schedule: Schedule): string {
  if (schedule.isDone('M70')) return 'Close-out';
  if (schedule.isDone('M60')) return 'Testing & Cutover';
  if (schedule.award <= DATA_DATE) return 'Installation';
  if (schedule.isDone('M30')) return 'Procurement (Bid & Award)';
  return schedule.design <= DATA_DATE ? 'Design' : 'Pre-Design';
}

/** [V57] A project that is late or over its budget says why and what is done about it. */
function remarkOf({
  schedule,
  stage,
  cancelled,
  overBudget,
}: Planned & Pick<ProjectPlan, 'overBudget'>): string | null {
  if (cancelled) return 'Cancelled by the board; the rest of the budget went back to the reserve.';
  if (stage === 'On Hold') return 'On hold until the site’s power upgrade is decided; restart is planned for spring.';
  const late =
    schedule.daysLate > 14 && !schedule.isDone('M70') ? `Runs ${schedule.daysLate} days late; second crew added.` : '';
  const over = overBudget ? 'Forecast exceeds the budget; scope options go to the next board meeting.' : '';
  return [late, over].filter((text) => text !== '').join(' ') || null;
}

function addScope(s: Surroundings, plan: Planned): void {
  const { random, rows } = s;
  const work = systemWork[plan.system];
  const manual = plan.sites.length > 1 && random.chance(0.06);
  const basis = manual
    ? 'Manual %'
    : random.pickWeighted([
        ['Enrollment', 6],
        ['Quantity', 3],
        ['Equal', 1],
      ] as const);
  const shares = manual
    ? allocate(
        1_000_000,
        plan.sites.map(() => random.integer(5, 40)),
      )
    : [];
  plan.sites.forEach((site, i) => {
    const second = !manual && random.chance(0.35) ? (plan.system === 'CABL' ? 'LAN' : 'CABL') : null;
    for (const system of second === null ? [plan.system] : [plan.system, second]) {
      const planned = Math.max(1, Math.round(((site.enrollment ?? 80) * (systemWork[system]?.per100 ?? 1)) / 100));
      const status = scopeStatus(plan, site.code);
      rows.add('scope', {
        project: plan.number,
        location: site.code,
        system,
        item: `${systemWork[system]?.item ?? work?.item ?? 'Work'} (${planned})`,
        plannedQuantity: planned,
        installedQuantity: status === 'Accepted' ? planned : status === 'In Progress' ? Math.floor(planned / 3) : 0,
        unit: systemWork[system]?.unit ?? 'unit',
        status,
        basis,
        share: shares[i] ?? null,
        addedBy: plan.stage === 'Proposed' ? null : s.approvedBy(plan.approvalDate),
      });
    }
  });
}

function scopeStatus(plan: Planned, location: string): string {
  if (plan.cancelled) return 'Deferred';
  const at = (name: string) =>
    plan.schedule.milestones.find((row) => row.location === location && row.milestone.startsWith(name));
  if (at('M70')?.actualFinish) return 'Accepted';
  return at('M50')?.actualStart ? 'In Progress' : 'Planned';
}
