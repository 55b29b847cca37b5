import { randomBytes } from 'node:crypto';
import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { digestReply, digestRequest, type DigestReply } from '../../shared/protocol/digest.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { unpackBody } from '../http/unpack-body.ts';
import { inProgram } from '../storage/program-scope.ts';

const REQUEST_LIMIT = 1024;
const TOKEN_BYTES = 24;
const path = '/programs/{program}/digest';

const getDigest = createRoute({
  method: 'get',
  path,
  summary: 'Whether you get a mail of the day about the program',
  security: signedIn,
  request: { params: programPath },
  responses: answers(digestReply, 'Your choice.'),
});

const putDigest = createRoute({
  method: 'put',
  path,
  summary: 'End your mails of the day, or get them again',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(REQUEST_LIMIT)),
  request: { params: programPath, body: jsonBody(digestRequest) },
  responses: answers(digestReply, 'Your choice.'),
});

export function digestRoutes({ store, digestHour = null }: Services): OpenAPIHono<AppEnv> {
  const told = async (program: string, person: string): Promise<DigestReply> => {
    const choice = await store.read
      .selectFrom('digest_choices')
      .select('muted')
      .where('program', '=', program)
      .where('person', '=', person)
      .executeTakeFirst();
    return { isSent: digestHour !== null, hour: digestHour, isMuted: choice?.muted === 1 };
  };
  return newRoutes()
    .openapi(getDigest, async (c) => c.json(await told(c.get('program').id, c.get('person').id), 200))
    .openapi(putDigest, async (c) => {
      const { id: program } = c.get('program');
      const { id: person } = c.get('person');
      const muted = Number(c.req.valid('json').isMuted);
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      await store.write
        .insertInto('digest_choices')
        .values({ program, person, muted, token })
        .onConflict((conflict) => conflict.columns(['program', 'person']).doUpdateSet({ muted }))
        .execute();
      return c.json(await told(program, person), 200);
    });
}

const endDigest = createRoute({
  method: 'post',
  path: '/digest/{program}/{token}/end',
  summary: 'End the mails of the day by the address in their header',
  description:
    'Without a sign-in, as mail programs do it by one press (RFC 8058). An address that is none is answered alike.',
  request: { params: programPath.extend({ token: z.string().max(64) }) },
  responses: { 200: { description: 'There will be no more of them.' } },
});

const askToEnd = createRoute({
  method: 'get',
  path: endDigest.path,
  summary: 'A page that asks whether the mails of the day shall end',
  description:
    'For mail programs that open the address in their header. To look at it ends nothing, as scanners of mail do.',
  request: endDigest.request,
  responses: { 200: { description: 'The page.' } },
});

const QUESTION = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Mail of the day · SEP Sync</title>
<form method="post">
<h1>Mail of the day</h1>
<p>You get a mail on days on which something of the plan waits for you.</p>
<button>Send me no more of them</button>
</form>
</html>
`;

/** Needs no sign-in: the token is known to who got the mail. */
export function endDigestRoutes({ store }: Services): OpenAPIHono<AppEnv> {
  return newRoutes()
    .openapi(askToEnd, (c) => c.html(QUESTION, 200))
    .openapi(endDigest, async (c) => {
      const { program, token } = c.req.valid('param');
      const choice = store.write.updateTable('digest_choices').set({ muted: 1 });
      await inProgram(program, () => choice.where('program', '=', program).where('token', '=', token).execute());
      return c.text('You will get no more of these mails. The page Questions turns them on again.', 200);
    });
}
