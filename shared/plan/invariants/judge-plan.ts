import { codeNames } from '../../tables/code-names.ts';
import { planFacts, type PlanFacts } from '../figures/plan-facts.ts';
import { settingsOf } from '../program-settings.ts';
import { invariants } from './all-invariants.ts';
import { severityOf, type Finding, type Invariant, type InvariantFacts, type Severity } from './invariant.ts';
import type { PlanRows } from './plan-rows.ts';

/** One invariant of the plan, with what it found. */
export interface Verdict extends Pick<Invariant, 'id' | 'title' | 'subject' | 'mend' | 'check'> {
  readonly severity: Severity;
  readonly passed: boolean;
  /** Sum of all differences in cents, each as a positive amount. */
  readonly difference: number;
  readonly findings: readonly Finding[];
}

/** Tables whose rows have a name that stands beside their code. */
const named = ['sites', 'projects', 'fundingSources'] as const;

/** What invariants look at on that day. `plan`: the sums, where they are known already. */
export function invariantFacts(rows: PlanRows, today: string, plan: PlanFacts = planFacts(rows)): InvariantFacts {
  return {
    rows,
    plan,
    names: codeNames(named.map((table) => [table, rows[table].map(({ cells }) => cells)])),
    settings: settingsOf(rows.programSettings.map(({ cells }) => cells)),
    today,
  };
}

/** Every invariant of the plan, in the order of their ids. */
export function judgePlan(facts: InvariantFacts): Verdict[] {
  return invariants.map((invariant) => verdictOf(invariant, facts)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

function verdictOf(invariant: Invariant, facts: InvariantFacts): Verdict {
  const { id, title, subject, mend, check } = invariant;
  const severity = severityOf(invariant, facts.settings);
  const findings = invariant.find(facts);
  const difference = findings.reduce((sum, finding) => sum + Math.abs(finding.difference), 0);
  return {
    id,
    title,
    subject,
    mend,
    ...(check === undefined ? {} : { check }),
    severity,
    passed: findings.length === 0,
    difference,
    findings,
  };
}
