import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
  type Configuration,
} from 'openid-client';
import type { Log } from '../../http/route-context.ts';
import { verifyLogoutToken } from './logout-token.ts';
import type { Provider } from './provider.ts';
import { providerPerson, type Claims, type ProviderPerson } from './provider-person.ts';
import { notFinished, notProven, ProviderUnreachable, unreachable } from './provider-refusals.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { verifyAccessToken, verifyIdToken, type TokenExpectation } from './provider-tokens.ts';

export interface ProviderDeps {
  readonly settings: ProviderSettings;
  readonly now: () => Date;
  readonly log: Log;
  /** A key that is not known is asked for at most this often; default: every half minute. */
  readonly newKeysAfterMs?: number;
}

const TIMEOUT_SECONDS = 10;
const NEW_KEYS_AFTER_MS = 30_000;
/** Addresses of a provider hardly ever change. */
const LOOK_AGAIN_AFTER_MS = 3_600_000;

export function createProvider(deps: ProviderDeps): Provider {
  const { settings, now, log } = deps;
  const connect = connection(deps);
  const expectation = ({ issuer, keys }: Connection): TokenExpectation => {
    return { issuer, keys, clientId: settings.clientId, audience: settings.audience ?? '', now: now() };
  };
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      log('info', 'A sign-in at the provider came to nothing.', { why: reasonOf(error) });
      throw isProviderAway(error) ? unreachable(settings.name) : refusalOf(error, settings.name);
    }
  };
  const personIn = (claims: Claims, { issuer }: Connection): ProviderPerson => providerPerson(claims, issuer, settings);

  return {
    settings,
    begin: (redirect) =>
      attempt(async () => {
        const { config } = await connect();
        const begun = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() };
        const address = buildAuthorizationUrl(config, {
          redirect_uri: redirect,
          scope: 'openid profile email',
          state: begun.state,
          nonce: begun.nonce,
          code_challenge: await calculatePKCECodeChallenge(begun.codeVerifier),
          code_challenge_method: 'S256',
          ...(settings.hostedDomain === null ? {} : { hd: settings.hostedDomain }),
        });
        return { ...begun, address: address.href };
      }),
    finish: (back, { state, nonce, codeVerifier }) =>
      attempt(async () => {
        const connected = await connect();
        const tokens = await authorizationCodeGrant(connected.config, back, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: codeVerifier,
          idTokenExpected: true,
        });
        const person = personIn(await verifyIdToken(tokens.id_token ?? '', expectation(connected)), connected);
        // It has just come from the provider itself, whatever its clock says.
        return { ...person, provenAt: now() };
      }),
    endedBy: (logoutToken) => attempt(async () => verifyLogoutToken(logoutToken, expectation(await connect()))),
    personOf: (accessToken) =>
      attempt(async () => {
        const connected = await connect();
        return personIn(await verifyAccessToken(accessToken, expectation(connected)), connected);
      }),
  };
}

interface Connection {
  readonly config: Configuration;
  readonly issuer: string;
  readonly keysAddress: string;
  readonly keys: JWTVerifyGetKey;
  readonly atMs: number;
}

/** What the provider says of itself: asked for by the first who needs it, and now and then again. */
function connection({ settings, now, newKeysAfterMs = NEW_KEYS_AFTER_MS }: ProviderDeps): () => Promise<Connection> {
  let known: Connection | undefined;
  let asking: Promise<Connection> | undefined;
  const ask = async (): Promise<Connection> => {
    const config = await discover(settings);
    const { issuer, jwks_uri: keysAddress = '' } = config.serverMetadata();
    const url = new URL(keysAddress);
    if (url.protocol !== new URL(settings.issuer).protocol) throw new Error('Keys must come by the same protocol.');
    const isSame = known?.keysAddress === keysAddress;
    const keys =
      (isSame ? known?.keys : undefined) ??
      createRemoteJWKSet(url, { timeoutDuration: TIMEOUT_SECONDS * 1000, cooldownDuration: newKeysAfterMs });
    return { config, issuer, keysAddress, keys, atMs: now().getTime() };
  };
  return async () => {
    if (known !== undefined && Math.abs(now().getTime() - known.atMs) < LOOK_AGAIN_AFTER_MS) return known;
    asking ??= ask().finally(() => void (asking = undefined));
    try {
      known = await asking;
    } catch (error) {
      // What it said last is as good until it answers again.
      if (known === undefined) throw new ProviderUnreachable(error);
    }
    return known;
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  // Only an address of this machine may be without TLS; the settings see to it.
  const execute = new URL(issuer).protocol === 'http:' ? [allowInsecureRequests] : [];
  return discovery(new URL(issuer), clientId, clientSecret ?? undefined, undefined, {
    execute,
    timeout: TIMEOUT_SECONDS,
  });
}

const awayCodes = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** No answer, or one of a proxy or of a server that is about to fall over. */
function isProviderAway(error: unknown): boolean {
  if (error instanceof ProviderUnreachable) return true;
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (error instanceof ClientError) return awayCodes.has(error.code ?? '');
  return error instanceof TypeError && error.message === 'fetch failed';
}

function refusalOf(error: unknown, name: string): Error {
  const isUnfinished = error instanceof AuthorizationResponseError || error instanceof ResponseBodyError;
  return isUnfinished ? notFinished(name) : notProven(name);
}

/** For the log: which check it was, and nothing of what was checked. */
function reasonOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return error.error.replaceAll(/[^\w-]/g, '').slice(0, 60);
  if (!(error instanceof Error)) return 'unknown';
  // Other causes quote what could not be read.
  const cause = error instanceof ProviderUnreachable && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`.slice(0, 300);
}
