import type { Kysely } from 'kysely';
import { flagsOf, type Flag } from '../../shared/plan/close/explained-findings.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { invariantFacts, judgePlan } from '../../shared/plan/invariants/judge-plan.ts';
import type { Database } from '../storage/schema.ts';
import { readPlanRows } from './read-plan-rows.ts';

/** What the checks find in the program as it stands in this transaction, on a day: one walk over the whole plan. */
export async function readFlags(db: Kysely<Database>, program: string, asOf: string): Promise<Flag[]> {
  const rows = await readPlanRows(db, program);
  return judgePlan(invariantFacts(rows, asOf, planFacts(rows, asOf))).flatMap(flagsOf);
}
