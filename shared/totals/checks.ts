import type { CodeNames } from '../tables/code-names.ts';
import { checkResult, type CheckResult } from './check.ts';
import { moneyChecks } from './money-checks.ts';
import { planChecks } from './plan-checks.ts';
import { planFacts, type PlanFacts } from './plan-facts.ts';
import type { ProgramRows } from './program-rows.ts';

/**
 * Every invariant of the plan that one state of it can tell, in the order of their numbers. Those about history (originals
 * and baselines that stay as approved, months that stay as closed) are kept by rule V19 and by the journal. `names` are those
 * of projects and funding sources [FB6].
 */
export function checks(program: ProgramRows, names: CodeNames, facts: PlanFacts = planFacts(program)): CheckResult[] {
  return [...moneyChecks, ...planChecks]
    .map((check) => checkResult(check, check.find(program, facts, names)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
