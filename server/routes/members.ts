import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { hasDuty } from '../../shared/access/duties.ts';
import { scopeOf } from '../../shared/access/membership.ts';
import { membersReply, type MembersReply } from '../../shared/protocol/people.ts';
import { listMembers } from '../identity/memberships.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv, type Services } from './route-context.ts';

const getMembers = createRoute({
  method: 'get',
  path: '/programs/{program}/members',
  summary: 'Who may do what in the program',
  description: 'Every member sees names, roles and rows; e-mail addresses are for who administers the program.',
  security: signedIn,
  request: { params: programPath },
  responses: answers(membersReply, 'Everybody who can sign in, by name.'),
});

export function membersRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getMembers, async (c) => {
    const { id, membership } = c.get('program');
    const administers = hasDuty(membership, 'administer');
    const members = (await listMembers(store.read, id)).map((member): MembersReply['members'][number] => {
      const scope = scopeOf(member);
      return {
        name: member.name,
        email: administers ? member.email : null,
        role: member.role,
        scope: scope && { regions: [...scope.regions], projects: [...scope.projects] },
      };
    });
    return c.json({ members }, 200);
  });
}
