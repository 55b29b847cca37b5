import { isInReach } from './denied-by-plan-roles.ts';
import { bringsDuty, leastRole } from './duties.ts';
import type { Duty } from './duty.ts';
import type { EditToJudge } from './edit-to-judge.ts';
import { denialOf } from './may-edit.ts';
import { isConfined, type Membership } from './membership.ts';
import type { HeldRole, PlanRole } from './plan-role.ts';
import { planRoleRights } from './plan-role-rights.ts';

/** Somebody who can sign in, with what they may do on the day. */
export interface MemberNow {
  readonly account: string;
  readonly name: string;
  readonly membership: Membership;
}

/** What somebody is to do: decide on a change, explain an exception, answer for a cell. */
export interface ActToDo {
  /** The edit by which it would be done, with the places that the row names. */
  readonly edit: EditToJudge;
  readonly duty: Duty;
  /** [V24] Accounts of those who have asked for it, and so do not decide on it. */
  readonly notBy: ReadonlySet<string>;
}

/** Somebody an act waits for. */
export interface Awaited {
  readonly account: string;
  readonly name: string;
  /** The role of the plan by which; null: by the role of the account. */
  readonly planRole: PlanRole | null;
}

export interface Route {
  readonly duty: Duty;
  /** Whom it waits for: those nearest to it, by name. Empty: nobody is left who may. */
  readonly people: readonly Awaited[];
  /** Who may do it as well, such as administrators. */
  readonly others: readonly Awaited[];
}

/**
 * [PPL4, V24] Whom an act waits for: everybody whom the merge would let do it, and who has not asked for it. Those who are
 * assigned to just this come first, then those who hold a role of the plan for it everywhere, then who is limited to some rows, then
 * the role of an account that the duty belongs to, and administrators last. Whoever stands in for somebody is
 * assigned, so a deputy needs nothing further.
 */
export function routeAct({ edit, duty, notBy }: ActToDo, members: readonly MemberNow[]): Route {
  const able = members.flatMap((member) => {
    if (notBy.has(member.account) || denialOf(member.membership, edit) !== null) return [];
    const held = heldFor(member.membership, edit, duty);
    return [{ member, held, rank: rankOf(member.membership, held, duty) }];
  });
  const nearest = Math.min(...able.map(({ rank }) => rank));
  const awaited = (isSo: (rank: number) => boolean): Awaited[] =>
    able
      .filter(({ rank }) => isSo(rank))
      .map(({ member: { account, name }, held }) => ({ account, name, planRole: held?.planRole ?? null }));
  return { duty, people: awaited((rank) => rank === nearest), others: awaited((rank) => rank > nearest) };
}

/** The held role by which somebody does the act, the one of least reach first; undefined: by none. */
function heldFor({ holds = [] }: Membership, edit: EditToJudge, duty: Duty): HeldRole | undefined {
  const places = [...(edit.before ?? []), ...(edit.after ?? [])];
  const fitting = holds.filter(
    (held) =>
      isInReach(held, places) &&
      planRoleRights[held.planRole].tables.some(({ table }) => table === edit.table.name) &&
      (bringsDuty(held, duty) || duty === edit.table.duty),
  );
  return fitting.find(({ reach }) => reach !== null) ?? fitting[0];
}

function rankOf(membership: Membership, held: HeldRole | undefined, duty: Duty): number {
  if (held !== undefined) return held.reach === null ? 1 : 0;
  if (isConfined(membership)) return 2;
  return membership.role === leastRole(duty) ? 3 : 4;
}
