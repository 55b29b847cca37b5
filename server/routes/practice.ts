import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { dirtyWorkbook } from '../demo/dirty-workbook.ts';
import { requireSignIn } from '../http/require-sign-in.ts';
import { newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { jobOwner, sendFile, XLSX, xlsxFile } from '../http/send-file.ts';

const PATH = '/practice.xlsx';
const FILE_NAME = 'Practice plan with planted mistakes.xlsx';

const getPractice = createRoute({
  method: 'get',
  path: PATH,
  summary: 'A made-up plan with one mistake per rule, to practise with',
  description:
    'The same for everybody who is signed in. What is wrong in it is on its sheet Checks. It belongs to no program: no plan takes it, neither uploaded nor synced.',
  security: signedIn,
  responses: {
    200: { description: 'An .xlsx file.', content: { [XLSX]: { schema: xlsxFile } } },
    401: { description: 'Not signed in.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function practiceRoutes(services: Services): OpenAPIHono<AppEnv> {
  const routes = newRoutes();
  routes.use(PATH, requireSignIn(services));
  return routes.openapi(getPractice, async (c) => {
    await services.counts.long(c.get('person').id);
    return sendFile(c, { fileName: FILE_NAME, type: XLSX, bytes: await dirtyWorkbook(jobOwner(c)) });
  });
}
