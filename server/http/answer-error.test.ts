import { HTTPException } from 'hono/http-exception';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { HttpError, invalidRequest } from '../errors.ts';
import { Abandoned } from '../workers/abandoned.ts';
import { answerError, answerUnknownPath } from './answer-error.ts';
import type { AppEnv } from './route-context.ts';

/** How a route that fails like this is answered, and what is logged of it. */
async function failing(error: Error) {
  const log: string[] = [];
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('requestId', 'r-1');
    await next();
  });
  app.onError(
    answerError({ log: (level, message, fields) => void log.push(JSON.stringify({ level, message, fields })) }),
  );
  app.notFound(answerUnknownPath);
  app.get('/plan', () => {
    throw error;
  });
  const response = await app.request('/plan');
  return { status: response.status, wait: response.headers.get('Retry-After'), text: await response.text(), log, app };
}

test('what is known is told with its code, sentence and details, and not logged', async () => {
  const { text, ...rest } = await failing(invalidRequest('base', 'This is missing.'));
  expect(rest).toMatchObject({ status: 400, wait: null, log: [] });
  expect(JSON.parse(text)).toEqual({
    error: { code: 'invalid_request', message: 'base: This is missing.', details: { path: 'base' } },
  });
  const bare = await failing(new HttpError('not_found', 'There is none.'));
  expect(JSON.parse(bare.text)).toEqual({ error: { code: 'not_found', message: 'There is none.' } });
});

test.each([
  [{ retryAfterSeconds: 7 }, '7'],
  [{ path: '' }, null],
  [null, null],
  ['later', null],
])('with the details %j, Retry-After is %s', async (details, wait) => {
  expect(await failing(new HttpError('too_many_requests', 'Wait.', details))).toMatchObject({ status: 429, wait });
});

test('a body that is no JSON is told in the product’s form; another failure of the framework is a fault', async () => {
  const { status, text } = await failing(new HTTPException(400, { message: 'Malformed JSON' }));
  expect([status, JSON.parse(text)]).toEqual([
    400,
    { error: { code: 'invalid_request', message: 'The body is not JSON.', details: { path: '' } } },
  ]);
  expect((await failing(new HTTPException(418))).status).toBe(500);
});

test('[FB12] what nobody foresaw is logged with its place, and told without its cause', async () => {
  const { status, text, log } = await failing(new Error('password of the database is x'));
  expect(status).toBe(500);
  expect(text).toContain('Tell support: r-1.');
  expect(text).not.toContain('password');
  expect(log).toEqual([expect.stringMatching(/"level":"error".*"requestId":"r-1","method":"GET","path":"\/plan".*x/)]);
});

test('who has gone is not answered, and it is no fault', async () => {
  expect(await failing(new Abandoned())).toMatchObject({ status: 499, text: '', log: [] });
});

test('a path with nothing at it is named', async () => {
  const { app } = await failing(new Abandoned());
  const response = await app.request('/other');
  expect([response.status, await response.text()]).toEqual([
    404,
    expect.stringContaining('There is nothing at /other.'),
  ]);
});
