import { createHash } from 'node:crypto';
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { errorBody } from '../../shared/protocol/error.ts';
import { verifyReply } from '../../shared/protocol/verify.ts';
import { stateOfReceipt } from '../audit/known-states.ts';
import { toldTo, unknown, verifyFile } from '../audit/verify-file.ts';
import { readMembership } from '../identity/memberships.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { declaredLength, everybodyMaySend } from '../http/body-limit.ts';
import { askerOf, createRateLimit } from '../http/rate-limit.ts';
import { gathered, upTo } from '../http/read-body.ts';
import { bearerToken, requireSignIn } from '../http/require-sign-in.ts';
import { answers, newRoutes, type AppEnv, type Services } from '../http/route-context.ts';
import { acrossPrograms, takingLong } from '../storage/program-scope.ts';

const MIB = 1024 * 1024;
/** What somebody may have looked at who is not signed in; a district's whole workbook fits. */
const strangers = everybodyMaySend(32 * MIB);
const people = everybodyMaySend(50 * MIB);
/** Strangers’ workbooks are read one after another. */
const STRANGER = 'stranger';
const CODES_PER_MINUTE = 60;
const FILES_PER_MINUTE = 6;
const ASKERS = 10_000;

/** Works with a sign-in and without. */
const perhapsSignedIn: Record<string, string[]>[] = [{}, { bearer: [] }];

const often = { description: 'Asked too often.', content: { 'application/json': { schema: errorBody } } };

const getReceipt = createRoute({
  method: 'get',
  path: '/verify/{receipt}',
  summary: 'Was this receipt given out, and for what?',
  description:
    'Without a sign-in, and to people who are no members of the program, only `equal` or `unknown` is told. Receipts have 80 bits, and who asks too often has to wait.',
  security: perhapsSignedIn,
  request: { params: z.object({ receipt: z.string().max(80).meta({ example: '148-7KQ2-M9XD-04TR-B6HV' }) }) },
  responses: { ...answers(verifyReply, '`equal` where it was.'), 429: often },
});

const postFile = createRoute({
  method: 'post',
  path: '/verify',
  summary: 'Is this file what was given out?',
  description:
    'The body is the file. PDF, Word and workbooks are known by their bytes; a workbook of a program is compared cell by cell with the plan at its revision as well, so that it may have been saved by another program. Without a sign-in only the result is told; of a workbook of a part of the plan not even that, unless its bytes are known.',
  security: perhapsSignedIn,
  request: {
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
  },
  responses: {
    ...answers(verifyReply, 'What it is equal to, or in what it differs.'),
    413: {
      description: 'More than 50 MiB, or 32 MiB without a sign-in.',
      content: { 'application/json': { schema: errorBody } },
    },
    429: often,
  },
});

export function receiptsRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const countCode = createRateLimit({ each: CODES_PER_MINUTE, askers: ASKERS }, now);
  const countFile = createRateLimit({ each: FILES_PER_MINUTE, askers: ASKERS }, now);
  const mayRead = (c: Context<AppEnv>) => async (program: string) => {
    if (bearerToken(c) === undefined) return false;
    return (await readMembership(store.read, { program, account: c.get('person').id }, now())) !== undefined;
  };
  const routes = newRoutes();
  routes.use('/verify/*', ifSignedIn(services), ofWhicheverProgram);
  return routes
    .openapi(getReceipt, async (c) => {
      countCode(askerOf(c));
      const { receipt } = c.req.valid('param');
      const state = await inSnapshot(store.read, (db) => stateOfReceipt(db, receipt));
      const reply = state === undefined ? unknown : { ...unknown, result: 'equal' as const, state };
      c.header('Cache-Control', 'no-store');
      return c.json(await toldTo(reply, mayRead(c)), 200);
    })
    .openapi(postFile, async (c) => {
      countFile(askerOf(c));
      const isStranger = bearerToken(c) === undefined;
      const file = await readWithDigest(c, isStranger ? strangers : people);
      const owner = { person: isStranger ? STRANGER : c.get('person').id, signal: c.req.raw.signal };
      const reply = await verifyFile(store, { ...file, owner, mayRead: mayRead(c) });
      c.header('Cache-Control', 'no-store');
      return c.json(await toldTo(reply, mayRead(c)), 200);
    });
}

/** Who holds a document does not know of which program it is. */
const ofWhicheverProgram: MiddlewareHandler<AppEnv> = (_c, next) =>
  acrossPrograms('a document says its receipt, and none says its program', () =>
    takingLong('a workbook is compared with the plan', next),
  );

/** Who brings a token has to be signed in with it; who brings none is a stranger. */
function ifSignedIn(services: Services): MiddlewareHandler<AppEnv> {
  const signedIn = requireSignIn(services);
  return (c, next) => (bearerToken(c) === undefined ? next() : signedIn(c, next));
}

async function readWithDigest(c: Context<AppEnv>, limitOf: typeof people) {
  const limit = limitOf(c);
  const expected = declaredLength(c, limit);
  const hash = createHash('sha256');
  const hashed = async function* (parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      hash.update(part);
      yield part;
    }
  };
  const { body } = c.req.raw;
  const bytes = body === null ? new Uint8Array() : await gathered(hashed(upTo(limit, body)), expected);
  return { bytes, digest: hash.digest('hex') };
}
