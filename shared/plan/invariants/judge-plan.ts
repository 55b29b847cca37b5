import { compareText } from '../../sync/compare-text.ts';
import { codeNames } from '../../tables/code-names.ts';
import { planFacts, type PlanFacts } from '../figures/plan-facts.ts';
import { settingsOf } from '../program-settings.ts';
import { keyText } from '../../tables/table.ts';
import { flagsOf, isExplained } from '../close/explained-findings.ts';
import { invariants } from './all-invariants.ts';
import { severityOf, type Finding, type Invariant, type InvariantFacts, type Severity } from './invariant.ts';
import type { PlanRow, PlanRows } from './plan-rows.ts';

/** What is said of a finding that is not cured. */
export interface Explanation extends Pick<
  PlanRow<'explanations'>['cells'],
  'owner' | 'explanation' | 'explainedBy' | 'explainedOn'
> {
  /** Finance lets it stand, and it has not become worse since. */
  readonly holds: boolean;
}

/** A finding with what is said of it. */
export interface JudgedFinding extends Finding {
  /** Absent: nothing is. */
  readonly explanation?: Explanation;
}

/** One invariant of the plan, with what it found. */
export interface Verdict extends Pick<Invariant, 'id' | 'title' | 'subject' | 'mend' | 'check'> {
  readonly severity: Severity;
  readonly passed: boolean;
  /** Sum of all differences in cents, each as a positive amount. */
  readonly difference: number;
  readonly findings: readonly JudgedFinding[];
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
  const said = new Map(facts.rows.explanations.map(({ cells }) => [keyText([cells.checkId, cells.subject]), cells]));
  return invariants.map((invariant) => verdictOf(invariant, facts, said)).sort((a, b) => compareText(a.id, b.id));
}

/** Rows of Explanations by their keys. */
type Said = ReadonlyMap<string, PlanRow<'explanations'>['cells']>;

function verdictOf(invariant: Invariant, facts: InvariantFacts, said: Said): Verdict {
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
    findings: withExplanations({ id, severity, findings }, said),
  };
}

function withExplanations(
  found: Pick<Verdict, 'id' | 'severity'> & { readonly findings: readonly Finding[] },
  said: Said,
): readonly JudgedFinding[] {
  const bySubject = new Map<string, Explanation>();
  for (const flag of said.size === 0 ? [] : flagsOf(found)) {
    const row = said.get(keyText([flag.checkId, flag.subject]));
    if (row === undefined) continue;
    const { owner, explanation, explainedBy, explainedOn } = row;
    bySubject.set(flag.subject, { owner, explanation, explainedBy, explainedOn, holds: isExplained(flag, { ...row }) });
  }
  if (bySubject.size === 0) return found.findings;
  return found.findings.map((finding) => {
    const explanation = bySubject.get(finding.subject);
    return explanation === undefined ? finding : { ...finding, explanation };
  });
}
