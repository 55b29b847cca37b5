import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { hasDuty } from '../../shared/access/duties.ts';
import { holdsOn } from '../../shared/access/held-roles.ts';
import { scopeOf } from '../../shared/access/membership.ts';
import type { PlanRole } from '../../shared/access/plan-role.ts';
import { membersReply, type MembersReply } from '../../shared/protocol/people.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import { heldOnWire } from '../identity/granted.ts';
import { grantedNow, grantedOn, type GrantedMember } from '../identity/grants.ts';
import { membershipOn } from '../identity/held-now.ts';
import { peopleInPlan, type PeopleInPlan } from '../identity/people-in-plan.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';

const getMembers = createRoute({
  method: 'get',
  path: '/programs/{program}/members',
  summary: 'Who may do what in the program, and since when',
  description:
    'Every member sees names, roles and rows; e-mail addresses are for who administers the program. With `asOf`, who could at the end of that day: by what was granted, and by what the table Assignments said of it, then.',
  security: signedIn,
  request: { params: programPath, query: z.object({ asOf: queryDay.optional() }) },
  responses: answers(membersReply, 'Everybody who can sign in, by name.'),
});

export function membersRoutes({ store, now }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getMembers, async (c) => {
    const { id, membership } = c.get('program');
    const plan = await peopleInPlan(store.read, id, now(), c.req.valid('query').asOf);
    const asOf = plan.day;
    const granted = asOf < plan.today ? await grantedOn(store.read, id, asOf) : await grantedNow(store.read, id);
    const administers = hasDuty(membership, 'administer');
    const members = granted.map((member) => memberOnWire(member, plan, asOf, administers));
    return c.json({ members, asOf, ...(plan.revision === undefined ? {} : { revision: plan.revision }) }, 200);
  });
}

function memberOnWire(
  { name, email, granted, since }: GrantedMember,
  plan: PeopleInPlan,
  day: string,
  administers: boolean,
): MembersReply['members'][number] {
  const { role, planRoles, person } = granted;
  const scope = scopeOf(granted);
  const inPlan = plan.personOf(person);
  const holds = membershipOn(granted, inPlan, day).holds ?? [];
  const roleOnWire = (planRole: PlanRole, isAssigned: boolean) => {
    const held = holds.find((each) => each.planRole === planRole);
    const begun = inPlan.assignments.filter((each) => each.role === planRole && holdsOn(each, day));
    const [from = null] = begun.flatMap((each) => each.from ?? []).toSorted(compareText);
    return { planRole, isAssigned, holds: held === undefined ? null : heldOnWire(held), from };
  };
  return {
    name,
    email: administers ? email : null,
    role,
    scope: scope && { regions: [...scope.regions], projects: [...scope.projects] },
    since: since === null ? null : plan.dayOf(since),
    person,
    planRoles: planRoles && [
      ...planRoles.always.map((planRole) => roleOnWire(planRole, false)),
      ...planRoles.whileAssigned.map((planRole) => roleOnWire(planRole, true)),
    ],
  };
}
