import type { Kysely } from 'kysely';
import type { MemberNow } from '../../shared/access/route-act.ts';
import type { Database } from '../storage/schema.ts';
import { grantedNow } from './grants.ts';
import { membershipOn } from './held-now.ts';
import { peopleInPlan } from './people-in-plan.ts';

/** Everybody who can sign in, by name, with what they may do today in the program's time zone. */
export async function membersNow(db: Kysely<Database>, program: string, now: Date): Promise<MemberNow[]> {
  const plan = await peopleInPlan(db, program, now);
  const members = await grantedNow(db, program);
  return members.map(({ account, name, granted }) => ({
    account,
    name,
    membership: membershipOn(granted, plan.personOf(granted.person), plan.today),
  }));
}
