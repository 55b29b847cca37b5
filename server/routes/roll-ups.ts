import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { listedRollUps } from '../../shared/protocol/roll-up-list.ts';
import {
  addDistrictsRequest,
  districtCuts,
  givenInvitations,
  rollUpChange,
  rollUpMemberRequest,
  rollUpMembers,
  rollUpReply,
} from '../../shared/protocol/roll-ups.ts';
import { publishedCuts } from '../../shared/roll-up/published-cuts.ts';
import { rollUpCsv } from '../../shared/roll-up/roll-up-csv.ts';
import { readDistrictCuts, readRollUpPage, readRollUpPages } from '../roll-ups/read-roll-up.ts';
import { rollUpBook } from '../roll-ups/roll-up-book.ts';
import { addDistricts, endPlace, inviteAgain, removeDistrict } from '../roll-ups/roll-up-districts.ts';
import { endRollUpMember, listRollUpMembers, listRollUps, setRollUpMember } from '../roll-ups/roll-up-members.ts';
import { changeRollUp } from '../roll-ups/roll-ups.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { actedNow } from '../http/require-administrator.ts';
import { assertManages } from '../http/require-roll-up.ts';
import { answers, jsonBody, newRoutes, signedIn, type AppEnv, type Services } from '../http/route-context.ts';
import { jobOwner, sendFile, XLSX, xlsxFile } from '../http/send-file.ts';
import { renderReportBook } from '../workbook/write/render-book.ts';
import { unpackBody } from '../http/unpack-body.ts';

const REQUEST_LIMIT = 4 * 1024;
/** Two thousand districts with their names. */
const LIST_LIMIT = 512 * 1024;
const NAME_LIMIT = 100;

const rollUpPath = z.object({
  rollUp: z.string().min(1).max(NAME_LIMIT).meta({ description: 'Roll-up id', example: 'state-office' }),
});
const districtPath = rollUpPath.extend({ code: z.string().min(1).max(NAME_LIMIT).meta({ example: '0417' }) });
const cutQuery = z.object({ by: z.enum(publishedCuts).optional() });
const refused = { description: 'Not for you.', content: { 'application/json': { schema: errorBody } } };
const done = z.object({ done: z.literal(true) });
const path = '/roll-ups/{rollUp}';

const getRollUps = createRoute({
  method: 'get',
  path: '/roll-ups',
  summary: 'Roll-ups that one is a member of',
  security: signedIn,
  responses: answers(listedRollUps, 'By name.'),
});

const getRollUp = createRoute({
  method: 'get',
  path: `${path}/totals`,
  summary: 'What districts have published to a roll-up, and its sums',
  description:
    'For members of the roll-up. Sums are of what each district has published last, on the day that it says, and add up to the cent; percentages are worked out of the sums. No cell of a district’s plan is ever read.',
  security: signedIn,
  request: {
    params: rollUpPath,
    query: cutQuery.extend({
      detail: z.enum(['groups']).optional().meta({ description: 'The groups of each district too.' }),
    }),
  },
  responses: answers(rollUpReply, 'Money in integer cents; percentages with one decimal, null where there is none.'),
});

const getCsv = createRoute({
  method: 'get',
  path: `${path}/totals.csv`,
  summary: 'The same as a file: a line per district and group, then the sums',
  security: signedIn,
  request: { params: rollUpPath, query: cutQuery },
  responses: {
    ...answers(z.unknown(), 'Not used: the answer is the file.'),
    200: { description: 'Amounts as plain dollars.', content: { 'text/csv': { schema: z.string() } } },
  },
});

const getXlsx = createRoute({
  method: 'get',
  path: `${path}/totals.xlsx`,
  summary: 'The same as a workbook: a row per district, and a sheet of sums by every cut',
  description:
    'With `by` also the groups of each district by that cut. Amounts are numbers; what adds up is added up by the sheet.',
  security: signedIn,
  request: { params: rollUpPath, query: cutQuery },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'An .xlsx file.', content: { [XLSX]: { schema: xlsxFile } } },
  },
});

const getDistrict = createRoute({
  method: 'get',
  path: `${path}/districts/{code}`,
  summary: 'Everything that one district has published',
  description: 'With whether what is stored is what the published digest was made of.',
  security: signedIn,
  request: { params: districtPath },
  responses: answers(districtCuts, 'By every cut.'),
});

const postDistricts = createRoute({
  method: 'post',
  path: `${path}/districts`,
  summary: 'Add districts and invite each',
  description:
    'For managers. The answer has a code for each, shown this once. Whoever publishes for the district enters it in its program, and that is its consent.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(LIST_LIMIT)),
  request: { params: rollUpPath, body: jsonBody(addDistrictsRequest) },
  responses: { ...answers(givenInvitations, 'A code for each.'), 403: refused },
});

const postInvitation = createRoute({
  method: 'post',
  path: `${path}/districts/{code}/invitation`,
  summary: 'Invite a district anew',
  description: 'For managers. The code before opens nothing any more.',
  security: signedIn,
  request: { params: districtPath },
  responses: { ...answers(givenInvitations, 'The code.'), 403: refused },
});

const deletePlace = createRoute({
  method: 'delete',
  path: `${path}/districts/{code}/place`,
  summary: 'End the place of a district that has joined',
  description: 'For managers. It stays in the list, and what it has published is in no sum any more.',
  security: signedIn,
  request: { params: districtPath },
  responses: { ...answers(done, 'It is so.'), 403: refused },
});

const deleteDistrict = createRoute({
  method: 'delete',
  path: `${path}/districts/{code}`,
  summary: 'Take a district off the list',
  description: 'For managers.',
  security: signedIn,
  request: { params: districtPath },
  responses: { ...answers(done, 'It is so.'), 403: refused },
});

const patchRollUp = createRoute({
  method: 'patch',
  path: `${path}/settings`,
  summary: 'Rename a roll-up, say when figures are stale, and whether districts may look at it',
  description: 'For managers.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: rollUpPath, body: jsonBody(rollUpChange) },
  responses: { ...answers(done, 'It is so.'), 403: refused },
});

const getMembers = createRoute({
  method: 'get',
  path: `${path}/members`,
  summary: 'Members of a roll-up',
  security: signedIn,
  request: { params: rollUpPath },
  responses: { ...answers(rollUpMembers, 'By name.'), 403: refused },
});

const putMember = createRoute({
  method: 'put',
  path: `${path}/members`,
  summary: 'Make somebody a member, or give them another role',
  description: 'For managers; of who can sign in here.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: rollUpPath, body: jsonBody(rollUpMemberRequest) },
  responses: { ...answers(rollUpMembers, 'All of them.'), 403: refused },
});

const deleteMember = createRoute({
  method: 'delete',
  path: `${path}/members/{account}`,
  summary: 'End a membership',
  description: 'For managers. The last one stays.',
  security: signedIn,
  request: { params: rollUpPath.extend({ account: z.string().min(1).max(NAME_LIMIT) }) },
  responses: { ...answers(rollUpMembers, 'Who is left.'), 403: refused },
});

export function rollUpsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now, randomBytes } = services;
  const today = (): string => now().toISOString().slice(0, 10);
  return newRoutes()
    .openapi(getRollUps, async (c) => c.json({ rollUps: await listRollUps(store.read, c.get('person').id) }, 200))
    .openapi(getRollUp, async (c) => {
      const { id, role } = c.get('rollUp');
      const { by = null, detail } = c.req.valid('query');
      const asked = { rollUp: id, by, today: today(), withGroups: detail === 'groups' };
      return c.json({ ...(await readRollUpPage(store.read, asked)), role }, 200);
    })
    .openapi(getCsv, async (c) => {
      const { id, role } = c.get('rollUp');
      const { by = null } = c.req.valid('query');
      const page = await readRollUpPage(store.read, { rollUp: id, by, today: today(), withGroups: true });
      const { name, text } = rollUpCsv({ ...page, role });
      return sendFile(c, { fileName: name, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) });
    })
    .openapi(getXlsx, async (c) => {
      const { by = null } = c.req.valid('query');
      const pages = await readRollUpPages(store.read, { rollUp: c.get('rollUp').id, by, today: today() });
      const { book, fileName } = rollUpBook(pages);
      return sendFile(c, { fileName, type: XLSX, bytes: await renderReportBook(book, jobOwner(c)) });
    })
    .openapi(getDistrict, async (c) => {
      const asked = { rollUp: c.get('rollUp').id, code: c.req.valid('param').code, today: today() };
      return c.json(await readDistrictCuts(store.read, asked), 200);
    })
    .openapi(postDistricts, async (c) => {
      assertManages(c);
      const { districts } = c.req.valid('json');
      const inviting = { by: actedNow(c, services), randomBytes };
      const rollUp = c.get('rollUp').id;
      const invitations = await store.write
        .transaction()
        .execute((write) => addDistricts(write, rollUp, districts, inviting));
      return c.json({ invitations }, 200);
    })
    .openapi(postInvitation, async (c) => {
      assertManages(c);
      const { rollUp, code } = c.req.valid('param');
      const inviting = { by: actedNow(c, services), randomBytes };
      const made = await store.write.transaction().execute((write) => inviteAgain(write, rollUp, code, inviting));
      return c.json({ invitations: [made] }, 200);
    })
    .openapi(deletePlace, async (c) => {
      assertManages(c);
      const { rollUp, code } = c.req.valid('param');
      const by = actedNow(c, services);
      await store.write.transaction().execute((write) => endPlace(write, rollUp, code, by));
      return c.json({ done: true as const }, 200);
    })
    .openapi(deleteDistrict, async (c) => {
      assertManages(c);
      const { rollUp, code } = c.req.valid('param');
      const by = actedNow(c, services);
      await store.write.transaction().execute((write) => removeDistrict(write, rollUp, code, by));
      return c.json({ done: true as const }, 200);
    })
    .openapi(patchRollUp, async (c) => {
      assertManages(c);
      const [change, by] = [c.req.valid('json'), actedNow(c, services)];
      const rollUp = c.get('rollUp').id;
      await store.write.transaction().execute((write) => changeRollUp(write, rollUp, change, by));
      return c.json({ done: true as const }, 200);
    })
    .openapi(getMembers, async (c) => {
      assertManages(c);
      return c.json({ members: await listRollUpMembers(store.read, c.get('rollUp').id) }, 200);
    })
    .openapi(putMember, async (c) => {
      assertManages(c);
      const [asked, by] = [c.req.valid('json'), actedNow(c, services)];
      const rollUp = c.get('rollUp').id;
      await store.write.transaction().execute((write) => setRollUpMember(write, rollUp, asked, by));
      return c.json({ members: await listRollUpMembers(store.read, rollUp) }, 200);
    })
    .openapi(deleteMember, async (c) => {
      assertManages(c);
      const { rollUp, account } = c.req.valid('param');
      const by = actedNow(c, services);
      await store.write.transaction().execute((write) => endRollUpMember(write, rollUp, account, by));
      return c.json({ members: await listRollUpMembers(store.read, rollUp) }, 200);
    });
}
