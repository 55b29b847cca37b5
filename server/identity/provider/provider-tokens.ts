import { errors, jwtVerify, type JWTHeaderParameters, type JWTVerifyGetKey } from 'jose';
import type { Claims } from './provider-person.ts';
import { ProviderUnreachable, TokenRefused } from './provider-refusals.ts';

/** Signatures by a key that only the provider has. None that the public key could make as well (HS256), and not `none`. */
export const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
/** How far the clocks of provider and server may be apart where the token has come from the provider this moment. */
export const CLOCKS_SECONDS = 30;
export const LONGEST_TOKEN = 16 * 1024;

/** What tokens are measured by. */
export interface TokenExpectation {
  /** Exactly as the provider calls itself. */
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly keys: JWTVerifyGetKey;
  readonly now: Date;
}

/** The claims of an ID token that the provider has handed to this server. Throws TokenRefused, a jose error, or ProviderUnreachable. */
export async function verifyIdToken(token: string, expected: TokenExpectation): Promise<Claims> {
  const { payload } = await jwtVerify(token, knownKeys(expected.keys), {
    ...checks(expected),
    audience: expected.clientId,
    clockTolerance: CLOCKS_SECONDS,
  });
  return payload;
}

/**
 * [SGN3] The claims of an access token that somebody brings: made by the provider, for this server, asked for by our own client on
 * behalf of a person, and good at this second. Throws TokenRefused, a jose error, or ProviderUnreachable.
 */
export async function verifyAccessToken(token: string, expected: TokenExpectation): Promise<Claims> {
  if (token.length > LONGEST_TOKEN) throw new TokenRefused('The token is too long.');
  const { payload, protectedHeader } = await jwtVerify(token, knownKeys(expected.keys), checks(expected));
  if (!isAccessToken(protectedHeader, payload)) throw new TokenRefused('The token is no access token.');
  if (!isOfClient(payload, expected.clientId)) throw new TokenRefused('The token was made for another client.');
  return payload;
}

function checks({ issuer, audience, now }: TokenExpectation) {
  return { issuer, audience, algorithms: ALGORITHMS, currentDate: now, requiredClaims: ['exp', 'iat'] };
}

/** Keys come from the provider alone, by the name that the token gives. Addresses and keys in the token are not looked at. */
export function knownKeys(keys: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    if (typeof header.kid !== 'string' || header.kid === '') throw new TokenRefused('The token names no key.');
    try {
      return await keys(header, token);
    } catch (error) {
      const isOfToken =
        error instanceof errors.JWKSNoMatchingKey ||
        error instanceof errors.JWKSMultipleMatchingKeys ||
        error instanceof errors.JOSENotSupported;
      throw isOfToken ? error : new ProviderUnreachable(error);
    }
  };
}

/** Claims that only a token for who signs in has: those are no proof of what its bearer may do. */
const ofIdTokens = ['nonce', 'at_hash', 'c_hash', 's_hash'];

/**
 * RFC 9068 names access tokens by their type. Where that says no more than JWT (Entra, Keycloak, ADFS), it is one that holds what
 * its bearer may do in the person's name and nothing that only ID tokens hold. Keycloak says its kind in a claim as well.
 */
function isAccessToken({ typ }: JWTHeaderParameters, claims: Claims): boolean {
  const type = (typ ?? 'JWT').toLowerCase();
  if (ofIdTokens.some((claim) => claim in claims) || 'events' in claims) return false;
  if ('typ' in claims && claims['typ'] !== 'Bearer') return false;
  if (claims['idtyp'] === 'app') return false;
  if (type === 'at+jwt' || type === 'application/at+jwt') return true;
  return (type === 'jwt' || type === 'application/jwt') && [claims['scp'], claims['scope']].some(isFilled);
}

function isFilled(scope: unknown): boolean {
  return typeof scope === 'string' && scope.trim() !== '';
}

/** What another program of the district was given for this server does not open it for whoever holds that. */
function isOfClient(claims: Claims, clientId: string): boolean {
  const named = ['azp', 'client_id', 'cid', 'appid'].flatMap((claim) => claims[claim] ?? []);
  return named.length > 0 && named.every((name) => name === clientId);
}
