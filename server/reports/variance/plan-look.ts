import { computedColumns } from '../../../shared/plan/figures/computed-columns.ts';
import { indicatorOf, type Indicator } from '../../../shared/plan/figures/indicators.ts';
import { planFacts, type PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { invariantFacts, judgePlan, type Verdict } from '../../../shared/plan/invariants/judge-plan.ts';
import { settingsOf, type ProgramSettings } from '../../../shared/plan/program-settings.ts';
import type { PlanRows } from '../../../shared/plan/invariants/plan-rows.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { readPlan, readWork, type ReportMoment } from '../document/report-moment.ts';

/** The plan at one moment, as accountability looks at it. */
export interface PlanLook {
  readonly asOf: string;
  readonly rows: PlanRows;
  readonly facts: PlanFacts;
  readonly work: readonly SiteWork[];
  readonly verdicts: readonly Verdict[];
  /** Overall indicator of each project. */
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly settings: ProgramSettings;
}

export async function lookAt(moment: ReportMoment): Promise<PlanLook> {
  const { asOf } = moment;
  const rows = await readPlan(moment);
  const facts = planFacts(rows, asOf);
  return {
    asOf,
    rows,
    facts,
    work: await readWork(moment),
    verdicts: judgePlan(invariantFacts(rows, asOf, facts)),
    indicators: indicatorsOf(rows, facts, asOf),
    settings: settingsOf(rows.programSettings.map(({ cells }) => cells)),
  };
}

function indicatorsOf(rows: PlanRows, facts: PlanFacts, asOf: string): Map<string, Indicator> {
  const asked = new Map([['projects', new Set(rows.projects.map(({ row }) => row))]]);
  const computed = computedColumns(rows, { asOf, facts, asked }).get('projects');
  return new Map(
    rows.projects.map(({ row, cells }) => {
      const overall = computed?.get(row)?.['overallIndicator'];
      return [cells.number, indicatorOf(typeof overall === 'string' ? overall : null)];
    }),
  );
}
