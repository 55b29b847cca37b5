import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { changeActs } from '../../shared/plan/changes/change-acts.ts';
import {
  actRequest,
  changeActReply,
  changeNumber,
  changeStatus,
  changesReply,
  changeType,
  changeView,
  decideReply,
  decideRequest,
  draftReply,
  draftRequest,
  editDraftRequest,
} from '../../shared/protocol/budget-changes.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { actOnChanges } from '../changes/act-on-changes.ts';
import { readChangeList } from '../changes/change-list.ts';
import { decideChanges } from '../changes/decide-changes.ts';
import type { Who } from '../changes/judge-edits.ts';
import { reverseChange } from '../changes/reverse-change.ts';
import { atNow, knownChange, viewAtNow } from '../changes/look-now.ts';
import { draftChange, editDraft, type ChangeOrder } from '../changes/write-changes.ts';
import { invalidRequest } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import { withPeople } from '../waiting/people-for-change.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import { idempotencyKey } from '../http/idempotency-key.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  queryDay,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { seenRevision } from '../http/seen-revision.ts';
import { unpackBody } from '../http/unpack-body.ts';

const KIB = 1024;
const BODY_LIMIT = 256 * KIB;
const KEY_BYTES = 16;

const oneChange = programPath.extend({ number: changeNumber });
const named = z.object({ 'idempotency-key': idempotencyKey.optional() });
const preview = z.object({
  preview: z.enum(['true', 'false']).optional().meta({ description: '`true`: work it all out, and write nothing.' }),
});

function listOf<const T extends string>(value: z.ZodType<T, T>, description: string) {
  return z
    .string()
    .max(200)
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(value))
    .optional()
    .meta({ description: `${description}, several with commas between them.`, type: 'string' });
}

/** What everything that writes answers besides its success. */
const conflicts = {
  409: {
    description: 'The idempotency key was used for another request.',
    content: { 'application/json': { schema: errorBody } },
  },
};

const listChanges = createRoute({
  method: 'get',
  path: '/programs/{program}/changes',
  summary: 'Budget changes, the latest first',
  description:
    'With what each moves, whom it waits for, and whether you may decide on it. Told from the head; the next page begins after the last change of this one.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      status: listOf(changeStatus, 'States'),
      type: listOf(changeType, 'Types'),
      project: z.string().max(40).optional().meta({ description: 'It moves money of this project.' }),
      source: z.string().max(40).optional().meta({ description: 'It moves money of this source.' }),
      q: z
        .string()
        .max(100)
        .optional()
        .meta({ description: 'Text in number, title, reason, report number or requester.' }),
      since: queryDay.optional().meta({ description: 'Submitted, decided or in effect on this day or later.' }),
      toDecide: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: '`true`: only those that you may decide on.' }),
      cursor: changeNumber.optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'Changes per page' }),
    }),
  },
  responses: answers(changesReply, 'One page; `next` is null on the last.'),
});

const getChange = createRoute({
  method: 'get',
  path: '/programs/{program}/changes/{number}',
  summary: 'One budget change, whole',
  description:
    'Before and after by line, project and source, the rule that decides, what would stop it, what you may do with it, and who did what.',
  security: signedIn,
  request: { params: oneChange },
  responses: answers(changeView, 'The change as it stands.'),
});

const postDraft = createRoute({
  method: 'post',
  path: '/programs/{program}/changes',
  summary: 'Draft a budget change',
  description:
    'From lines, from figures that were typed over, or both, in one revision; with `submit` it is submitted at once. `preview=true` shows what it would do.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: { params: programPath, query: preview, headers: named, body: jsonBody(draftRequest) },
  responses: { ...answers(draftReply, 'What became of it, and the change.'), ...conflicts },
});

const patchDraft = createRoute({
  method: 'patch',
  path: '/programs/{program}/changes/{number}',
  summary: 'Change a draft',
  description: 'Fields that are left out stay. `lines` are all its lines.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: { params: oneChange, query: preview, headers: named, body: jsonBody(editDraftRequest) },
  responses: { ...answers(draftReply, 'What became of it, and the change.'), ...conflicts },
});

const postDecide = createRoute({
  method: 'post',
  path: '/programs/{program}/changes/decide',
  summary: 'Act on several budget changes',
  description: 'All of them or none in one revision, or each by itself. No change is ever taken in part.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: { params: programPath, headers: named, body: jsonBody(decideRequest) },
  responses: { ...answers(decideReply, 'What became of each.'), ...conflicts },
});

const postReverse = createRoute({
  method: 'post',
  path: '/programs/{program}/changes/{number}/reverse',
  summary: 'Draft the change that undoes an approved one',
  description:
    'Its lines with their signs turned, and a link. It is decided on like any change. `change` and `view` are of the new one, or of the old one where it cannot be reversed.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: { params: oneChange, headers: named, body: jsonBody(actRequest) },
  responses: { ...answers(draftReply, 'What became of it, and the change.'), ...conflicts },
});

const postAct = createRoute({
  method: 'post',
  path: '/programs/{program}/changes/{number}/{act}',
  summary: 'Submit, recommend, approve, reject, withdraw a budget change, or set it back to Draft',
  description:
    'A sync like any other, in one revision: the whole change or nothing. `remote` is empty: a sheet gets the rows by its next sync.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(BODY_LIMIT)),
  request: {
    params: oneChange.extend({ act: z.enum(changeActs).exclude(['reverse']) }),
    headers: named,
    body: jsonBody(actRequest),
  },
  responses: { ...answers(changeActReply, 'What became of it.'), ...conflicts },
});

export function changesRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, randomBytes } = services;
  const whoOf = (c: Context<AppEnv>): Who => ({ ...c.get('person'), membership: c.get('program').membership });
  const orderOf = (c: Context<AppEnv>, key: string | undefined, asked: object): ChangeOrder => ({
    program: c.get('program').id,
    person: c.get('person'),
    who: whoOf(c),
    key: `change ${key ?? Buffer.from(randomBytes(KEY_BYTES)).toString('hex')}`,
    digest: requestDigest(asked),
  });
  return newRoutes()
    .openapi(listChanges, async (c) => {
      const { cursor: after, toDecide, ...asked } = c.req.valid('query');
      const program = c.get('program').id;
      const list = await atNow(services, program, (moment, today) =>
        readChangeList(moment, whoOf(c), { ...asked, after, toDecide: toDecide === 'true' }, today),
      );
      return c.json(list, 200);
    })
    .openapi(getChange, async (c) => {
      const { number } = c.req.valid('param');
      const { id } = c.get('program');
      const view = await viewAtNow(services, id, whoOf(c), number);
      return c.json(await withPeople(services.store, id, services.now(), view), 200);
    })
    .openapi(postDraft, async (c) => {
      const request = c.req.valid('json');
      const order = orderOf(c, c.req.valid('header')['idempotency-key'], { draft: request });
      return c.json(await draftChange(services, order, request, c.req.valid('query').preview === 'true'), 200);
    })
    .openapi(patchDraft, async (c) => {
      const { number } = c.req.valid('param');
      const request = c.req.valid('json');
      const order = orderOf(c, c.req.valid('header')['idempotency-key'], { edit: number, request });
      const isPreview = c.req.valid('query').preview === 'true';
      await seenRevision(store.read, order.program, request);
      return c.json(await editDraft(services, order, { number, request }, isPreview), 200);
    })
    .openapi(postDecide, async (c) => {
      const request = c.req.valid('json');
      mustSayWhy(request);
      const order = orderOf(c, c.req.valid('header')['idempotency-key'], { decide: request });
      await seenRevision(store.read, order.program, request);
      return c.json(await decideChanges(services, order, request), 200);
    })
    .openapi(postReverse, async (c) => {
      const { number } = c.req.valid('param');
      const request = c.req.valid('json');
      const order = orderOf(c, c.req.valid('header')['idempotency-key'], { reverse: number, request });
      await seenRevision(store.read, order.program, request);
      return c.json(await reverseChange(services, order, number, request), 200);
    })
    .openapi(postAct, async (c) => {
      const { number, act } = c.req.valid('param');
      const { seen, hash, ...fields } = c.req.valid('json');
      mustSayWhy({ act, ...fields });
      await seenRevision(store.read, c.get('program').id, { seen, hash });
      await atNow(services, c.get('program').id, (moment) => knownChange(moment, number));
      const order = orderOf(c, c.req.valid('header')['idempotency-key'], { act, number, seen, fields });
      const { reply, changes } = await actOnChanges(services, { ...order, act, numbers: [number], fields, seen });
      const [change] = changes;
      if (change === undefined) throw new Error(`Nothing is known of ${number}.`);
      return c.json({ ...reply, change }, 200);
    });
}

/** Who has asked for a change reads why it came to nothing. */
function mustSayWhy({ act, reason = '' }: { readonly act: string; readonly reason?: string | undefined }): void {
  if (act === 'reject' && reason.trim() === '')
    throw invalidRequest('reason', 'Say why it is rejected: whoever asked for it reads that.');
}
