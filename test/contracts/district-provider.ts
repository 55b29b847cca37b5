import { randomBytes, randomUUID } from 'node:crypto';
import { OAuth2Server, type MutableToken } from 'oauth2-mock-server';
import { createApp } from '../../server/app.ts';
import { createProvider } from '../../server/identity/provider/create-provider.ts';
import type { ProviderSettings } from '../../server/identity/provider/provider-settings.ts';
import { finishSignInReply } from '../../shared/protocol/sign-in.ts';
import type { App, TestServer } from './test-server.ts';

/** What the provider says of somebody. */
export type Told = Readonly<Record<string, unknown>>;

export const CLIENT = 'sep-sync';
export const AUDIENCE = 'api://sep-sync';

/** A real provider on loopback, which signs in whoever `person` says. */
export interface DistrictProvider {
  readonly server: OAuth2Server;
  readonly settings: ProviderSettings;
  /** Who sits at the browser: claims of the next tokens. */
  person: Told;
  /** An access token as Excel gets it for the person, good for five minutes from `now`. */
  accessToken(now: Date, claims?: Told): Promise<string>;
  /** What the provider sends when somebody signs out there; undefined leaves a claim out. */
  logoutToken(now: Date, claims?: Told): Promise<string>;
  stop(): Promise<void>;
}

const LOGOUT = 'http://schemas.openid.net/event/backchannel-logout';

/** @param more settings of your own, in place of those of a provider that everybody may come in by */
export async function startDistrictProvider(more: Partial<ProviderSettings> = {}): Promise<DistrictProvider> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  const settings: ProviderSettings = {
    issuer: server.issuer.url ?? '',
    clientId: CLIENT,
    clientSecret: 'a secret of the district',
    audience: AUDIENCE,
    name: 'Cedar Basin ID',
    groupsClaims: ['groups', 'roles'],
    invitedOnly: false,
    hostedDomain: null,
    sessionHours: 12,
    personBy: 'sub',
    ...more,
  };
  const provider: DistrictProvider = {
    server,
    settings,
    person: {},
    accessToken: (now, claims = {}) => {
      const second = Math.floor(now.getTime() / 1000);
      const times = { iat: second, nbf: second, exp: second + 300 };
      return server.issuer.buildToken({
        scopesOrTransform: (_header, payload) =>
          void Object.assign(payload, times, { aud: AUDIENCE, azp: CLIENT, scope: 'access' }, provider.person, claims),
      });
    },
    logoutToken: (now, claims = {}) => {
      const second = Math.floor(now.getTime() / 1000);
      const times = { iat: second, nbf: undefined, exp: second + 120, jti: randomUUID() };
      return server.issuer.buildToken({
        scopesOrTransform: (header, payload) => {
          Object.assign(header, { typ: 'logout+jwt' });
          Object.assign(payload, times, { aud: CLIENT, scope: undefined, events: { [LOGOUT]: {} } }, claims);
        },
      });
    },
    stop: () => server.stop(),
  };
  server.service.on('beforeTokenSigning', (token: MutableToken) => void Object.assign(token.payload, provider.person));
  return provider;
}

/** The test server with the provider in front of it: over the same database and clock. */
export function appWith(
  server: TestServer,
  { settings }: Pick<DistrictProvider, 'settings'>,
  more: Partial<ProviderSettings & { readonly passwords: boolean }> = {},
): App {
  const { passwords = true, ...changed } = more;
  const log = (level: string, message: string, fields: Readonly<Record<string, unknown>>) =>
    void server.log.push({ level, message, fields });
  const now = () => server.clock;
  return createApp({
    store: server.store,
    sync: server.sync,
    now,
    randomBytes,
    version: '0.0.0-test',
    log,
    demo: false,
    passwords,
    provider: createProvider({ settings: { ...settings, ...changed }, now, log, newKeysAfterMs: 0 }),
  });
}

const json = { 'content-type': 'application/json' };

/** A browser: what it was given to keep it sends again. */
export interface TestBrowser {
  post(path: string, body: unknown): Promise<Response>;
  begin(returnTo?: string, invitation?: string): Promise<string>;
  /** Follows the address to the provider. @returns the query with which it sends the browser back */
  visit(address: string): Promise<string>;
  finish(answer: string): Promise<Response>;
  /** All of it. */
  signIn(returnTo?: string): Promise<Response>;
  readonly cookies: Map<string, string>;
}

export function testBrowser(app: App): TestBrowser {
  const cookies = new Map<string, string>();
  const post = async (path: string, body: unknown): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init = { method: 'POST', headers: { ...json, cookie }, body: JSON.stringify(body) };
    const response = await app.request(path, init);
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const browser: TestBrowser = {
    cookies,
    post,
    begin: async (returnTo = '/', invitation?: string) => {
      const response = await post('/api/sign-in/begin', { returnTo, invitation });
      if (response.status !== 200) throw new Error(`Begin answered ${response.status}: ${await response.text()}`);
      const { address }: { address: string } = await response.json();
      return address;
    },
    visit: async (address) => {
      const response = await fetch(address, { redirect: 'manual' });
      return new URL(response.headers.get('location') ?? '').search;
    },
    finish: (answer) => post('/api/sign-in/finish', { answer }),
    signIn: async (returnTo) => browser.finish(await browser.visit(await browser.begin(returnTo))),
  };
  return browser;
}

/** Signs in whom the provider speaks of, and fails where that is refused. */
export async function signedInBy(app: App): Promise<ReturnType<typeof finishSignInReply.parse>> {
  const response = await testBrowser(app).signIn();
  if (response.status !== 200) throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
  return finishSignInReply.parse(await response.json());
}
