import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  appWith,
  CLIENT,
  signedInBy,
  startDistrictProvider,
  testBrowser,
  type DistrictProvider,
} from '../../test/contracts/district-provider.ts';
import { startTestServer, type App, type TestServer } from '../../test/contracts/test-server.ts';
import { createApp } from '../app.ts';
import { quickAccount } from '../identity/testing/quick-passwords.ts';
import { makeSetupCode } from '../identity/setup-codes.ts';
import { createProvider } from '../identity/provider/create-provider.ts';

let server: TestServer;
let provider: DistrictProvider;
let app: App;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  provider = await startDistrictProvider();
  app = appWith(server, provider);
});
beforeEach(() => {
  // The provider has the clock of the machine.
  server.clock = new Date();
  const sub = randomUUID();
  provider.person = { sub, email: `${sub}@cedar-basin.example`, name: 'Ana' };
});
afterAll(async () => {
  await provider.stop();
  await server.close();
});

const post = async (at: App, path: string, body: unknown): Promise<Response> =>
  at.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const said = async (response: Response): Promise<string> => {
  const body: { error?: { message?: string } } = await response.json();
  return `${response.status} ${body.error?.message}`;
};

test('a server tells by which ways people sign in, with nothing secret', async () => {
  const ways = async (at: App) => (await at.request('/api/sign-in/ways')).json();
  const { issuer } = provider.settings;
  expect(await ways(app)).toEqual({
    passwords: true,
    provider: { name: 'Cedar Basin ID', issuer, clientId: CLIENT, scope: 'api://sep-sync/.default' },
  });
  const without = appWith(server, provider, { passwords: false, audience: null });
  expect(await ways(without)).toMatchObject({ passwords: false, provider: { scope: null } });
  expect(await ways(server.app)).toEqual({ passwords: true, provider: null });
});

test('a server without a provider has nothing to begin, and one without an audience nothing to exchange', async () => {
  expect((await post(server.app, '/api/sign-in/begin', { returnTo: '/' })).status).toBe(404);
  expect((await post(server.app, '/api/sign-in/token', { token: 'x' })).status).toBe(404);
  const without = appWith(server, provider, { audience: null });
  const token = await provider.accessToken(server.clock);
  expect((await post(without, '/api/sign-in/token', { token })).status).toBe(404);
});

test('with passwords off the right one opens nothing, and the provider does', async () => {
  const off = appWith(server, provider, { passwords: false });
  await quickAccount(server.store.write, { email: 'bo@elm.example', name: 'Bo', password: 'long and odd' });
  expect(await said(await post(off, '/api/sign-in', { email: 'bo@elm.example', password: 'long and odd' }))).toBe(
    '401 Nobody signs in with a password here. Use the sign-in of your district.',
  );
  expect((await signedInBy(off)).person.name).toBe('Ana');
});

test('with passwords off no code of an earlier start makes an administrator who has one', async () => {
  const empty = await startTestServer({ file: ':memory:' });
  const code = await makeSetupCode(empty.store.write, { now: empty.clock, randomBytes });
  const asked = { code, email: 'bo@elm.example', name: 'Bo', password: 'seven slow herons at dusk', program: null };
  expect(await said(await post(appWith(empty, provider, { passwords: false }), '/api/setup', asked))).toBe(
    '401 Nobody signs in with a password here. Use the sign-in of your district.',
  );
  expect((await post(appWith(empty, provider), '/api/setup', asked)).status).toBe(200);
  await empty.close();
});

test('[FD14] where nobody has a password, old sessions and counts are taken away as well', async () => {
  const off = appWith(server, provider, { passwords: false });
  const { person } = await signedInBy(off);
  const sessionsOf = async () =>
    (await server.store.read.selectFrom('sessions').select('created_at').where('account', '=', person.id).execute())
      .length;
  expect(await sessionsOf()).toBe(1);
  server.clock = new Date(server.clock.getTime() + 13 * 3_600_000);
  await post(off, '/api/sign-in/token', { token: 'not one' });
  await expect.poll(sessionsOf).toBe(0);
});

test('[FD14] sign-ins that are begun and never finished are forgotten, the oldest first, before they are too many', async () => {
  const early = testBrowser(app);
  const forgotten = await early.visit(await early.begin());
  const at = new Date(server.clock.getTime() + 600_000).toISOString();
  const flows = Array.from({ length: 10_000 }, (_, index) => ({
    state_hash: `state ${index}`,
    browser_hash: '',
    nonce: '',
    code_verifier: '',
    return_to: '/',
    stay: 0 as const,
    account: null,
    expires_at: at,
  }));
  for (let first = 0; first < flows.length; first += 500)
    await server.store.write
      .insertInto('provider_sign_ins')
      .values(flows.slice(first, first + 500))
      .execute();
  server.clock = new Date(server.clock.getTime() + 1000);
  const browser = testBrowser(app);
  const answer = await browser.visit(await browser.begin());
  const { live } = await server.store.read
    .selectFrom('provider_sign_ins')
    .select(({ fn }) => fn.countAll<number>().as('live'))
    .executeTakeFirstOrThrow();
  expect(live).toBeLessThanOrEqual(10_000);
  expect((await browser.finish(answer)).status).toBe(200);
  expect((await early.finish(forgotten)).status).toBe(401);
  await server.store.write.deleteFrom('provider_sign_ins').execute();
});

test('[SGN2] whoever wants to return to another server returns to the first page', async () => {
  for (const [asked, opened] of [
    ['//evil.example/p', '/'],
    ['/p/cedar-basin/money?asOf=2026-12-01', '/p/cedar-basin/money?asOf=2026-12-01'],
  ] as const) {
    const reply: { returnTo: string } = await (await testBrowser(app).signIn(asked)).json();
    expect(reply.returnTo).toBe(opened);
  }
});

test('[SGN2] the request to the provider has PKCE, state and nonce, each for this sign-in only', async () => {
  const asked = async () => new URL(await testBrowser(app).begin()).searchParams;
  const [one, other] = [await asked(), await asked()];
  expect(Object.fromEntries(one)).toMatchObject({
    client_id: CLIENT,
    redirect_uri: 'http://localhost/sign-in/return',
    response_type: 'code',
    code_challenge_method: 'S256',
    scope: 'openid profile email',
  });
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(one.get(name)).toMatch(/^[\w-]{43}$/);
    expect(one.get(name)).not.toBe(other.get(name));
  }
});

test('[SGN2] a code of somebody else’s sign-in, with a verifier that is not theirs, opens nothing', async () => {
  const [mine, theirs] = [testBrowser(app), testBrowser(app)];
  const stolen = new URLSearchParams(await theirs.visit(await theirs.begin()));
  const own = new URLSearchParams(await mine.visit(await mine.begin()));
  own.set('code', stolen.get('code') ?? '');
  expect(await said(await mine.finish(`?${own}`))).toBe(
    '401 The sign-in at Cedar Basin ID was not finished. Nothing was changed. Begin it again.',
  );
});

test('[SGN2] what the browser keeps is for this server alone, and by HTTPS alone where people reach it so', async () => {
  const cookieAt = async (publicUrl: string) => {
    const { store, sync } = server;
    const deps = { store, sync, randomBytes, version: '0', log: () => undefined, demo: false, now: () => server.clock };
    const at = createApp({
      ...deps,
      publicUrl: () => publicUrl,
      provider: createProvider({ ...deps, settings: provider.settings }),
    });
    return (await post(at, '/api/sign-in/begin', { returnTo: '/' })).headers.get('set-cookie');
  };
  expect(await cookieAt('https://sep.example')).toMatch(
    /^__Host-sep-sign-in-[\da-f]{12}=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(await cookieAt('http://localhost:3000')).toMatch(
    /^sep-sign-in-[\da-f]{12}=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test('whoever turns back at the provider is told that nothing was changed', async () => {
  const browser = testBrowser(app);
  const state = new URL(await browser.begin()).searchParams.get('state') ?? '';
  const answer = `?error=access_denied&error_description=No&state=${state}`;
  expect(await said(await browser.finish(answer))).toBe(
    '401 The sign-in at Cedar Basin ID was not finished. Nothing was changed. Begin it again.',
  );
  expect((await browser.finish('?code=x')).status).toBe(401);
  expect((await browser.finish('')).status).toBe(401);
});

test('[SGN3] an ID token with another nonce, audience or key opens nothing', async () => {
  const right = provider.person;
  for (const claims of [
    { nonce: 'another' },
    { aud: 'another-app' },
    { iss: 'https://id.evil.example' },
    { sub: '' },
  ]) {
    provider.person = { ...right, ...claims };
    expect([claims, (await testBrowser(app).signIn()).status]).toEqual([claims, 401]);
  }
  provider.person = right;
  expect((await testBrowser(app).signIn()).status).toBe(200);
});

test('[SGN3] keys that turn over while the server runs are found', async () => {
  await signedInBy(app);
  const fresh = await provider.server.issuer.keys.generate('RS256');
  for (let count = 0; count < 2; count++) expect((await signedInBy(app)).person.name).toBe('Ana');
  const second = Math.floor(server.clock.getTime() / 1000);
  const by = (kid: string) =>
    provider.server.issuer.buildToken({
      kid,
      scopesOrTransform: (_header, payload) =>
        void Object.assign(payload, provider.person, {
          aud: 'api://sep-sync',
          azp: CLIENT,
          scope: 'access',
          nbf: second,
        }),
    });
  expect((await post(app, '/api/sign-in/token', { token: await by(fresh.kid) })).status).toBe(200);
});

test('a provider that is away is said to be so, and the others sign in as ever', async () => {
  const gone = await startDistrictProvider();
  const away = appWith(server, gone);
  await signedInBy(appWith(server, provider));
  await gone.stop();
  const begun = await post(away, '/api/sign-in/begin', { returnTo: '/' });
  expect(begun.headers.get('retry-after')).toBe('30');
  expect(await said(begun)).toBe(
    '503 The sign-in of Cedar Basin ID can’t be reached just now. Nothing was changed. Try again in a minute.',
  );
  const token = await provider.accessToken(server.clock);
  expect((await post(away, '/api/sign-in/token', { token })).status).toBe(503);
  await quickAccount(server.store.write, { email: 'cy@elm.example', name: 'Cy', password: 'long and odd' });
  expect((await post(away, '/api/sign-in', { email: 'cy@elm.example', password: 'long and odd' })).status).toBe(200);
});

test('a provider that falls over between two steps uses up nothing but this sign-in, and is found again', async () => {
  const weak = await startDistrictProvider();
  weak.person = provider.person;
  const at = appWith(server, weak);
  const browser = testBrowser(at);
  const answer = await browser.visit(await browser.begin());
  const { port } = weak.server.address();
  const { url } = weak.server.issuer;
  await weak.stop();
  expect((await browser.finish(answer)).status).toBe(503);
  await weak.server.start(port, '127.0.0.1');
  weak.server.issuer.url = url;
  expect((await signedInBy(at)).person.name).toBe('Ana');
  await weak.stop();
});

test('with a hosted domain of Google only its people come in', async () => {
  const hosted = appWith(server, provider, { hostedDomain: 'elm.example' });
  const address = new URL(await testBrowser(hosted).begin());
  expect(address.searchParams.get('hd')).toBe('elm.example');
  expect((await testBrowser(hosted).signIn()).status).toBe(401);
  provider.person = { ...provider.person, hd: 'elm.example' };
  expect((await signedInBy(hosted)).person.name).toBe('Ana');
});
