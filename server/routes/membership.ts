import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { membershipReply } from '../../shared/protocol/people.ts';
import { heldOnWire } from '../identity/granted.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv } from '../http/route-context.ts';

const getMembership = createRoute({
  method: 'get',
  path: '/programs/{program}/membership',
  summary: 'What you may change in the program',
  description: 'As of now: a role of the plan that is held by an assignment begins and ends with its days.',
  security: signedIn,
  request: { params: programPath },
  responses: answers(membershipReply, 'Your role, and the rows it is limited to.'),
});

export function membershipRoutes(): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getMembership, (c) => {
    const { role, scope, holds, person } = c.get('program').membership;
    const rows = scope && { regions: [...scope.regions], projects: [...scope.projects] };
    return c.json(
      {
        role,
        scope: rows,
        ...(holds === undefined ? {} : { holds: holds.map(heldOnWire) }),
        ...(person === undefined ? {} : { person }),
      },
      200,
    );
  });
}
