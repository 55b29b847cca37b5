import type { Kysely } from 'kysely';
import { appendAct } from '../audit/append-act.ts';
import type { ActedBy } from '../identity/administrators.ts';
import type { Database } from '../storage/schema.ts';

/** [AUD1] Writes down what was done in a roll-up. It belongs to no program, so it stands in the server's chain. */
export async function actOfRollUp(
  transaction: Kysely<Database>,
  rollUp: string,
  by: ActedBy,
  what: string,
): Promise<void> {
  await appendAct(transaction, { ...by, program: null, kind: 'rollUp', what: `Roll-up ${rollUp}: ${what}` });
}
