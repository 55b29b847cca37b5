import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { membershipReply } from '../../shared/protocol/people.ts';
import { answers, newRoutes, programPath, signedIn, type AppEnv } from './route-context.ts';

const getMembership = createRoute({
  method: 'get',
  path: '/programs/{program}/membership',
  summary: 'What you may change in the program',
  security: signedIn,
  request: { params: programPath },
  responses: answers(membershipReply, 'Your role, and the rows it is limited to.'),
});

export function membershipRoutes(): OpenAPIHono<AppEnv> {
  return newRoutes().openapi(getMembership, (c) => {
    const { role, scope } = c.get('program').membership;
    const rows = scope && { regions: [...scope.regions], projects: [...scope.projects] };
    return c.json({ role, scope: rows }, 200);
  });
}
