import type { Context, MiddlewareHandler } from 'hono';
import { isDemoAccount } from '../demo/demo-sign-ins.ts';
import { HttpError, notFound } from '../errors.ts';
import { findTokenOwner } from '../identity/access-tokens.ts';
import { readMemberProgram } from '../identity/memberships.ts';
import { findSession, sessionOf } from '../identity/sessions.ts';
import type { AppEnv, Services } from './route-context.ts';
import { inProgram, takingLong } from '../storage/program-scope.ts';

/** The token of `Authorization: Bearer …`, or undefined. */
export function bearerToken(c: Context<AppEnv>): string | undefined {
  return /^Bearer ([\w-]{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1];
}

/**
 * Lets nobody past who is not signed in, and tells the handlers who it is. [FD7] A session that a demo account has opened
 * while the demo was on is none where it is off.
 */
export function requireSignIn({
  store,
  now,
  demo,
}: Pick<Services, 'store' | 'now' | 'demo'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const token = bearerToken(c);
    const person = token === undefined ? undefined : await findSession(store, token, now());
    if (token === undefined || !person || (!demo && isDemoAccount(person.email)))
      throw new HttpError('not_signed_in', 'Sign in to go on.');
    c.set('person', person);
    c.set('session', sessionOf(token));
    await next();
  };
}

/** The password of `Authorization: Basic …`, whatever the name; undefined where there is none. */
function basicPassword(c: Context<AppEnv>): string | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]{1,400})$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [, password] = /^[^:]*:(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return password;
}

/**
 * For what is only read: lets past who is signed in, and who brings a token that was made for reading this program, as bearer or
 * as the password of HTTP Basic, which spreadsheet programs ask for.
 */
export function requireReader({
  store,
  now,
  demo,
}: Pick<Services, 'store' | 'now' | 'demo'>): MiddlewareHandler<AppEnv> {
  const signedIn = requireSignIn({ store, now, demo });
  return async (c, next) => {
    const token = basicPassword(c) ?? bearerToken(c);
    const program = c.req.param('program') ?? '';
    const person = token === undefined ? undefined : await findTokenOwner(store, { token, program }, now());
    if (token !== undefined && person && (demo || !isDemoAccount(person.email))) {
      c.set('person', person);
      c.set('session', sessionOf(token));
      c.set('isByToken', true);
      await next();
      return;
    }
    // Without it Power Query and browsers do not ask for a name and password.
    c.header('WWW-Authenticate', 'Basic realm="SEP Sync", charset="UTF-8"');
    await signedIn(c, next);
    c.res.headers.delete('WWW-Authenticate');
  };
}

/** [PPL2] Lets only members of the program past; to everybody else it is not there. */
export function requireMembership({ store, now }: Pick<Services, 'store' | 'now'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const id = c.req.param('program') ?? '';
    const found = await readMemberProgram(store.read, { program: id, account: c.get('person').id }, now());
    if (!found) throw notFound('such program');
    c.set('program', { id, ...found });
    await inProgram(id, () => (isLong(c.req.path) ? takingLong('the whole of a program', next) : next()));
  };
}

/** What reads, compares or writes a whole program; everything else is done in seconds. */
const WHOLE_PROGRAM =
  /^\/(?:odata\/|api\/programs\/[^/]+\/(?:rows|tables|sync|workbook|import|ledger|reports?|compare|verify|close|periods|baselines|bridge|moved|schedule|guide|revert|roll-ups)\b)/;

function isLong(path: string): boolean {
  return WHOLE_PROGRAM.test(path);
}
