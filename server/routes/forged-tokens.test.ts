import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  AUDIENCE,
  appWith,
  CLIENT,
  startDistrictProvider,
  type DistrictProvider,
} from '../../test/contracts/district-provider.ts';
import { startTestServer, type App, type TestServer } from '../../test/contracts/test-server.ts';

const TENANT = '6f1c2b7e-3d3a-4f0e-9a57-1f5b8e1c0d11';
const OTHER_TENANT = '0b9f9d6a-90b3-4a4d-8d0c-2f6f5b6a7c22';
const OBJECT = 'c6f7a0de-52a4-4b0a-9d4a-8a6e0f1b2c33';
const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });

let server: TestServer;
let provider: DistrictProvider;
let app: App;
/** The same keys under an issuer that names a tenant, asked as Microsoft Entra is. */
let entra: App;
let entraIssuer: string;
/** Stands beside the provider and hears whether anybody looks for keys where a token says that they are. */
let beside: Server;
let lookedFor = 0;
let key: KeyObject;
let kid: string;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  provider = await startDistrictProvider();
  app = appWith(server, provider);
  const kept = provider.server.issuer.keys.get();
  if (!kept) throw new Error('The provider has no key.');
  [key, kid] = [createPrivateKey({ key: kept, format: 'jwk' }), kept.kid];
  beside = createServer(({ url = '' }, response) => {
    if (url === '/keys-of-the-attacker') lookedFor += 1;
    const keys = { keys: provider.server.issuer.keys.toJSON() };
    const says = { issuer: entraIssuer, jwks_uri: `${address()}/keys`, authorization_endpoint: `${address()}/a` };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(url === '/keys' ? keys : says));
  });
  await new Promise<void>((resolve) => void beside.listen(0, '127.0.0.1', resolve));
  entraIssuer = `${address()}/${TENANT}/v2.0`;
  entra = appWith(server, provider, { issuer: entraIssuer, personBy: 'oid' });
});
afterAll(async () => {
  await new Promise((resolve) => beside.close(resolve));
  await provider.stop();
  await server.close();
});

function address(): string {
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(beside.address()).port}`;
}

type Part = Readonly<Record<string, unknown>>;

const second = (): number => Math.floor(server.clock.getTime() / 1000);
const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const signedBy = (by: KeyObject) => (input: string) => sign('sha256', Buffer.from(input), by).toString('base64url');

/** A token as Excel gets it, with what is changed of it; undefined leaves a claim out. */
function token(claims: Part = {}, header: Part = {}, signature = signedBy(key)): string {
  const said = { iss: provider.settings.issuer, sub: 'ana', aud: AUDIENCE, azp: CLIENT, scope: 'access' };
  const times = { iat: second(), nbf: second(), exp: second() + 300 };
  const person = { email: 'ana@cedar-basin.example', name: 'Ana' };
  const input = `${encoded({ alg: 'RS256', typ: 'JWT', kid, ...header })}.${encoded({ ...said, ...times, ...person, ...claims })}`;
  return `${input}.${signature(input)}`;
}

const entraToken = (claims: Part = {}): string =>
  token({ iss: entraIssuer, tid: TENANT, oid: OBJECT, sub: 'pairwise', email: undefined, ...claims });

const ofAttacker = signedBy(attacker.privateKey);
const hmac = (secret: string) => (input: string) => createHmac('sha256', secret).update(input).digest('base64url');
const pem = (): string => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
const parts = (whole: string): string[] => whole.split('.');

const forged: readonly (readonly [string, () => string])[] = [
  ['no signature, by the algorithm none', () => token({}, { alg: 'none' }, () => '')],
  ['no signature, by None', () => token({}, { alg: 'None' }, () => '')],
  ['the algorithm none under a right signature', () => token({}, { alg: 'none' })],
  ['HS256 with the public key as PEM', () => token({}, { alg: 'HS256' }, hmac(pem()))],
  ['HS256 with the public key without its last line end', () => token({}, { alg: 'HS256' }, hmac(pem().trim()))],
  ['RS256 in the header, HS256 with the public key in truth', () => token({}, {}, hmac(pem()))],
  ['another key under the name of the right one', () => token({}, {}, ofAttacker)],
  ['a key that the provider does not have', () => token({}, { kid: 'mine' }, ofAttacker)],
  ['no name of a key', () => token({}, { kid: undefined })],
  ['an empty name of a key', () => token({}, { kid: '' })],
  ['a path as the name of a key', () => token({}, { kid: '../../dev/null' }, hmac(''))],
  ['jku to keys of its own', () => token({}, { kid: 'mine', jku: `${address()}/keys-of-the-attacker` }, ofAttacker)],
  ['jku under the name of the right key', () => token({}, { jku: `${address()}/keys-of-the-attacker` }, ofAttacker)],
  ['x5u to a certificate of its own', () => token({}, { x5u: `${address()}/keys-of-the-attacker` }, ofAttacker)],
  [
    'a key of its own in the header',
    () => token({}, { jwk: attacker.publicKey.export({ format: 'jwk' }) }, ofAttacker),
  ],
  ['a certificate of its own in the header', () => token({}, { x5c: [encoded('certificate')] }, ofAttacker)],
  ['ES256 under the name of an RSA key', () => token({}, { alg: 'ES256' }, signedBy(curve.privateKey))],
  ['RS1', () => token({}, { alg: 'RS1' })],
  ['another audience', () => token({ aud: 'api://payroll' })],
  ['a list of other audiences', () => token({ aud: ['api://payroll', `${AUDIENCE}/`] })],
  ['no audience', () => token({ aud: undefined })],
  ['another issuer', () => token({ iss: 'https://id.evil.example' })],
  ['an issuer that begins like ours', () => token({ iss: `${provider.settings.issuer}.evil.example` })],
  ['no issuer', () => token({ iss: undefined })],
  ['over since a second', () => token({ exp: second() - 1 })],
  ['over at this second', () => token({ exp: second() })],
  ['good in a second only', () => token({ nbf: second() + 1 })],
  ['no end', () => token({ exp: undefined })],
  ['an end in words', () => token({ exp: String(second() + 300) })],
  ['no time of making', () => token({ iat: undefined })],
  ['an ID token', () => token({ aud: AUDIENCE, scope: undefined, azp: CLIENT, nonce: 'n', at_hash: 'h' })],
  ['an ID token that claims a scope', () => token({ nonce: 'n' })],
  ['a token without any scope', () => token({ scope: undefined })],
  ['a token whose scope is empty', () => token({ scope: ' ' })],
  ['an ID token as Keycloak marks it', () => token({ typ: 'ID' })],
  ['a refresh token as Keycloak marks it', () => token({ typ: 'Refresh' })],
  ['a logout token', () => token({ events: {} }, { typ: 'logout+jwt' })],
  ['another type', () => token({}, { typ: 'dpop+jwt' })],
  ['of another client', () => token({ azp: 'another-app' })],
  ['of no client', () => token({ azp: undefined })],
  ['of two clients', () => token({ client_id: 'another-app' })],
  ['of an application without a person', () => token({ idtyp: 'app' })],
  ['a critical header that nobody knows', () => token({}, { crit: ['exp'], exp: 1 })],
  ['a payload that is not encoded', () => token({}, { crit: ['b64'], b64: false })],
  ['an empty subject', () => token({ sub: '' })],
  ['a blank subject', () => token({ sub: ' ' })],
  ['no subject', () => token({ sub: undefined })],
  ['a number as subject', () => token({ sub: 7 })],
  ['a list as subject', () => token({ sub: ['ana'] })],
  ['a subject with NUL', () => token({ sub: 'ana\u0000' })],
  ['a subject that is too long', () => token({ sub: 'a'.repeat(256) })],
  ['a cut-off signature', () => token().slice(0, -4)],
  ['no signature part', () => parts(token()).slice(0, 2).join('.')],
  ['an empty signature', () => token({}, {}, () => '')],
  ['claims of another token', () => [parts(token())[0], parts(token({ sub: 'cfo' }))[1], parts(token())[2]].join('.')],
  ['five parts', () => `${token()}.a.b`],
  ['claims that are no object', () => [parts(token())[0], encoded([]), parts(token())[2]].join('.')],
  ['the scheme before it', () => `Bearer ${token()}`],
  ['the scheme Basic before it', () => `Basic ${token()}`],
  ['a line end within', () => token().replace('.', '.\n')],
  ['nothing', () => ''],
  ['a word', () => 'token'],
  ['a session of ours', () => 'A'.repeat(43)],
];

const ofEntra: readonly (readonly [string, () => string])[] = [
  ['another tenant', () => entraToken({ tid: OTHER_TENANT })],
  ['no tenant', () => entraToken({ tid: undefined })],
  [
    'the issuer of another tenant',
    () => entraToken({ iss: entraIssuer.replace(TENANT, OTHER_TENANT), tid: OTHER_TENANT }),
  ],
  ['the issuer of the first version', () => entraToken({ iss: `https://sts.windows.net/${TENANT}/` })],
  ['no object ID', () => entraToken({ oid: undefined })],
  ['an object ID that is none', () => entraToken({ oid: 'ana' })],
];

async function exchange(at: App, brought: string): Promise<number> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  return (await at.request('/api/sign-in/token', { ...init, body: JSON.stringify({ token: brought }) })).status;
}

const accounts = async (): Promise<number> =>
  (await server.store.read.selectFrom('accounts').select('id').execute()).length;

test.each(forged)('[SGN3] a token with %s opens nothing', async (_what, make) => {
  expect([await exchange(app, make()), await accounts()]).toEqual([401, 0]);
});

test.each(ofEntra)('[SGN3] a token of Microsoft Entra with %s opens nothing', async (_what, make) => {
  expect([await exchange(entra, make()), await accounts()]).toEqual([401, 0]);
});

test('[SGN3] no token of the provider is a sign-in by itself, a right one neither, by no scheme', async () => {
  for (const brought of [token(), ...forged.map(([, make]) => make())])
    for (const scheme of ['Bearer', 'Basic', 'bearer', 'JWT']) {
      const authorization = `${scheme} ${brought}`.replaceAll(/[\n\0]/g, '');
      expect((await app.request('/api/programs', { headers: { authorization } })).status).toBe(401);
    }
});

test('[SGN3] nobody has looked for keys where a token says that they are', async () => {
  expect(
    await exchange(
      app,
      token({ sub: 'bo', email: 'bo@cedar-basin.example' }, { jku: `${address()}/keys-of-the-attacker` }),
    ),
  ).toBe(200);
  expect(lookedFor).toBe(0);
});

test('[AUD1] what is refused is written down at 1, 10 and 100, and the log holds nothing of a token', async () => {
  const acts = await server.store.read.selectFrom('acts').select('what').where('kind', '=', 'signInFailed').execute();
  expect(acts.map(({ what }) => what)).toEqual(
    [1, 10].map((count) => `${count} failed sign-${count === 1 ? 'in' : 'ins'} with Cedar Basin ID`),
  );
  const lines = JSON.stringify(server.log);
  expect(lines).toContain('A sign-in at the provider came to nothing.');
  for (const part of parts(token())) expect(lines).not.toContain(part);
  expect(lines).not.toContain('evil.example');
});

test.each<readonly [string, () => string]>([
  ['to a second before its end', () => token({ exp: second() + 1 })],
  ['from its first second on', () => token({ nbf: second() })],
  ['for several audiences', () => token({ aud: ['api://payroll', AUDIENCE] })],
  [
    'that is of the type of RFC 9068',
    () => token({ scope: undefined, azp: undefined, client_id: CLIENT }, { typ: 'at+jwt' }),
  ],
  ['of Keycloak', () => token({ typ: 'Bearer' })],
])('[SGN3] a right token is one %s', async (_what, make) => {
  expect(await exchange(app, make())).toBe(200);
});

test('[SGN1] a person of Microsoft Entra is tenant and object ID, whatever the subject is for this application', async () => {
  const person = { preferred_username: 'cy@cedar-basin.example', name: 'Cy' };
  const open = async (claims: Part) => {
    const body = JSON.stringify({ token: entraToken({ ...person, ...claims }) });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    const reply: { person: { id: string } } = await (await entra.request('/api/sign-in/token', init)).json();
    return reply.person.id;
  };
  const id = await open({});
  expect(await open({ sub: 'another for another application', oid: OBJECT.toUpperCase() })).toBe(id);
  const kept = server.store.read.selectFrom('identities').select('subject').where('issuer', '=', entraIssuer);
  expect(await kept.execute()).toEqual([{ subject: OBJECT }]);
});
