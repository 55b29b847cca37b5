import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  appWith,
  CLIENT,
  signedInBy,
  startDistrictProvider,
  type DistrictProvider,
} from '../../test/contracts/district-provider.ts';
import { startTestServer, type App, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let provider: DistrictProvider;
let app: App;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  server.clock = new Date();
  provider = await startDistrictProvider();
  app = appWith(server, provider);
});
afterAll(async () => {
  await provider.stop();
  await server.close();
});

const form = { 'content-type': 'application/x-www-form-urlencoded' };

function send(body: string, headers: Record<string, string> = form, at = app, from = '203.0.113.9'): Promise<Response> {
  const env = { incoming: { socket: { remoteAddress: from } } };
  return Promise.resolve(at.request('/api/sign-in/provider-logout', { method: 'POST', headers, body }, env));
}

const second = () => Math.floor(server.clock.getTime() / 1000);
const of = (claims: Record<string, unknown>) => () => provider.logoutToken(server.clock, { sub: 'ana', ...claims });
const at = (claim: string, after: number) => () =>
  provider.logoutToken(server.clock, { sub: 'ana', [claim]: second() + after });
const event = 'http://schemas.openid.net/event/backchannel-logout';
const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });

function byAttacker(): Promise<string> {
  const { kid = '' } = provider.server.issuer.keys.get() ?? {};
  const claims = { sub: 'ana', events: { [event]: {} }, jti: 'x' };
  const token = new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'logout+jwt' });
  const times = token.setIssuedAt(second()).setExpirationTime(second() + 60);
  return times.setIssuer(provider.settings.issuer).setAudience(CLIENT).sign(attacker.privateKey);
}

async function unsigned(): Promise<string> {
  const [, payload = ''] = (await of({})()).split('.');
  return `${Buffer.from('{"alg":"none","typ":"logout+jwt"}').toString('base64url')}.${payload}.`;
}

const forged: readonly (readonly [string, () => Promise<string>])[] = [
  ['rubbish', () => Promise.resolve('rubbish')],
  ['one without a signature', unsigned],
  ['one of another key', byAttacker],
  ['one of another issuer', of({ iss: 'https://evil.example' })],
  ['one for another client', of({ aud: 'payroll' })],
  ['one that has run out', at('exp', -31)],
  ['one without an end', of({ exp: undefined })],
  ['one of an hour ago', at('iat', -3700)],
  ['one from the future', at('iat', 3600)],
  ['one without a name of its own', of({ jti: undefined })],
  ['one that names nobody', of({ sub: undefined })],
  ['one with a nonce', of({ nonce: 'n' })],
  ['one without the event', of({ events: undefined })],
  ['one with another event', of({ events: { 'https://evil.example/event': {} } })],
  ['one whose event is no object', of({ events: { [event]: true } })],
  ['an access token', () => provider.accessToken(server.clock, { sub: 'ana' })],
];

test.each(forged)('[SGN6] %s signs nobody out', async (_what, make) => {
  provider.person = { sub: 'ana', email: 'ana@cedar-basin.example', name: 'Ana' };
  const { token } = await signedInBy(app);
  const answer = await send(new URLSearchParams({ logout_token: await make() }).toString());
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store']);
  expect(await answer.json()).toEqual({
    error: 'invalid_request',
    error_description: 'The logout token is not good.',
  });
  const still = await app.request('/api/programs', { headers: { authorization: `Bearer ${token}` } });
  expect(still.status).toBe(200);
});

test('[SGN6] what is no form with one token is refused, a server without a provider has no such address, and a flood is told to wait', async () => {
  const good = await of({})();
  expect((await send('{}', { 'content-type': 'application/json' })).status).toBe(400);
  expect((await send(`logout_token=${good}&logout_token=${good}`)).status).toBe(400);
  expect((await send(`logout_token=${'a'.repeat(40_000)}`)).status).toBe(413);
  expect((await send('logout_token=x', form, server.app)).status).toBe(404);
  const asked = await Promise.all(Array.from({ length: 601 }, () => send('', form, app, '198.51.100.1')));
  const flooded = asked.filter(({ status }) => status === 429);
  expect(flooded.map(({ headers }) => Number(headers.get('retry-after')) > 0)).toEqual([true]);
  expect((await send(`logout_token=${good}`)).status).toBe(200);
});
