import { jwtVerify } from 'jose';
import { z } from 'zod';
import { asStorable } from '../../../shared/tables/kinds/storable-text.ts';
import type { ProviderLogout } from './provider.ts';
import { TokenRefused } from './provider-refusals.ts';
import { ALGORITHMS, CLOCKS_SECONDS, LONGEST_TOKEN, knownKeys, type TokenExpectation } from './provider-tokens.ts';

/** What makes a token one that signs somebody out (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** The provider sends it when somebody signs out; one that is an hour old was kept by somebody. */
const LONGEST_AGE_SECONDS = 3600;
const LONGEST_NAME = 255;

const name = z
  .string()
  .min(1)
  .max(LONGEST_NAME)
  .refine((text) => asStorable(text) === text);

const logoutClaims = z.object({
  jti: name,
  iat: z.number(),
  sub: name.optional(),
  sid: name.optional(),
  events: z.object({ [EVENT]: z.record(z.string(), z.unknown()) }),
});

/**
 * [SGN6] Who is signed out, by a token that the provider has sent: signed as an ID token is, made for this client, hardly older than
 * this moment, and of no other kind. Throws TokenRefused, a jose error, or ProviderUnreachable.
 */
export async function verifyLogoutToken(
  token: string,
  { issuer, clientId, keys, now }: TokenExpectation,
): Promise<ProviderLogout> {
  if (token.length > LONGEST_TOKEN) throw new TokenRefused('The token is too long.');
  const { payload, protectedHeader } = await jwtVerify(token, knownKeys(keys), {
    issuer,
    audience: clientId,
    algorithms: ALGORITHMS,
    currentDate: now,
    clockTolerance: CLOCKS_SECONDS,
    maxTokenAge: LONGEST_AGE_SECONDS,
    requiredClaims: ['exp', 'iat', 'jti', 'events'],
  });
  const type = (protectedHeader.typ ?? 'JWT').toLowerCase().replace(/^application\//, '');
  if (type !== 'logout+jwt' && type !== 'jwt') throw new TokenRefused('The token is of another type.');
  // Section 2.4: so that no ID token passes for one.
  if ('nonce' in payload) throw new TokenRefused('The token has a nonce.');
  const claims = logoutClaims.safeParse(payload);
  if (!claims.success) throw new TokenRefused('The token is no logout token.');
  const { jti: id, iat, sub: subject = null, sid: session = null } = claims.data;
  if (subject === null && session === null) throw new TokenRefused('The token names nobody.');
  return { issuer, subject, session, id, at: new Date(iat * 1000) };
}
