import { z } from 'zod';
import { asStorable } from '../../../shared/tables/kinds/storable-text.ts';
import { normalizeEmail } from '../accounts.ts';
import type { ProviderSettings } from './provider-settings.ts';
import type { ProviderSession } from './provider-session.ts';
import { TokenRefused } from './provider-refusals.ts';

/** Somebody whom the provider has proven to be who they are. */
export interface ProviderPerson {
  readonly issuer: string;
  /** Names the person for good, together with the issuer. */
  readonly subject: string;
  /** In lower case, to reach the person by; never to know them by. Null: not told, or not confirmed. */
  readonly email: string | null;
  readonly name: string;
  /** Groups and app roles; null: they are too many for a token, so nobody knows. */
  readonly groups: readonly string[] | null;
  /** The sign-in at the provider that the token comes from, by which the provider ends it. */
  readonly signIn: ProviderSession;
  /** When the provider has said so: a token may be brought an hour later, when it would say it no more. */
  readonly provenAt: Date;
}

/** Claims of a token, as they were verified. */
export type Claims = Readonly<Record<string, unknown>>;

type Asked = Pick<ProviderSettings, 'personBy' | 'groupsClaims' | 'hostedDomain'>;

const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 200;
const MOST_GROUPS = 1000;
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const emailAddress = z.email().max(320);

/** Who the verified claims speak of, and when they were made. Throws TokenRefused where they name nobody, or somebody of another tenant or domain. */
export function providerPerson(claims: Claims, issuer: string, asked: Asked): ProviderPerson {
  const { hostedDomain } = asked;
  if (hostedDomain !== null && claims['hd'] !== hostedDomain) throw new TokenRefused('The domain is another one.');
  const subject = asked.personBy === 'oid' ? objectIdIn(claims, issuer) : claims['sub'];
  if (!isSubject(subject)) throw new TokenRefused('The subject is missing.');
  const email = emailIn(claims, asked);
  const provenAt = new Date(Number(claims['iat']) * 1000);
  const name = nameIn(claims) ?? email ?? 'Somebody';
  const signIn = { issuer, subject: nameOrNull(claims['sub']), session: nameOrNull(claims['sid']) };
  return { issuer, subject, email, name, groups: groupsIn(claims, asked), signIn, provenAt };
}

/** [Entra] The same person has one object ID in every token of the tenant, and none outside of it. */
function objectIdIn({ tid, oid }: Claims, issuer: string): string {
  const tenant = new URL(issuer).pathname.split('/')[1] ?? '';
  if (typeof tid !== 'string' || tid.toLowerCase() !== tenant.toLowerCase())
    throw new TokenRefused('The tenant is another one.');
  if (typeof oid !== 'string' || !uuid.test(oid)) throw new TokenRefused('The object ID is missing.');
  return oid.toLowerCase();
}

function nameOrNull(claim: unknown): string | null {
  return isSubject(claim) ? claim : null;
}

function isSubject(subject: unknown): subject is string {
  return (
    typeof subject === 'string' &&
    subject.trim() !== '' &&
    subject.length <= LONGEST_SUBJECT &&
    asStorable(subject) === subject
  );
}

/** Claims that say whether an address is the person's: of the standard, and of Entra [its e-mail domain is the tenant's own]. */
const saidToBeUnconfirmed = ['email_verified', 'xms_edov'];
const no: ReadonlySet<unknown> = new Set([false, 'false', 0, '0']);

/** With Entra the name that people sign in by is the tenant's to give, and often their address; elsewhere they may choose it. */
function emailIn(claims: Claims, { personBy }: Pick<Asked, 'personBy'>): string | null {
  if (saidToBeUnconfirmed.some((claim) => no.has(claims[claim]))) return null;
  const told = [claims['email'], ...(personBy === 'oid' ? [claims['preferred_username'], claims['upn']] : [])];
  const found = told.map((each) => emailAddress.safeParse(each)).find(({ success }) => success);
  return found?.data === undefined ? null : normalizeEmail(found.data);
}

function nameIn({ name, given_name: given, family_name: family }: Claims): string | null {
  const parts = typeof name === 'string' ? [name] : [given, family];
  const text = parts
    .filter((part) => typeof part === 'string')
    .join(' ')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\u200B\s]+/gu, ' ')
    .trim();
  return text === '' ? null : asStorable(text.slice(0, LONGEST_NAME));
}

function groupsIn(claims: Claims, { groupsClaims }: Asked): string[] | null {
  if (groupsClaims.some((claim) => isElsewhere(claims, claim))) return null;
  const told = groupsClaims.flatMap((claim) => claims[claim]);
  const names = told.filter((name) => typeof name === 'string' && name !== '' && asStorable(name) === name);
  return [...new Set(names.map(String))].slice(0, MOST_GROUPS);
}

const claimNames = z.record(z.string(), z.unknown());

/** [Entra] More groups than fit into a token are left out of it, and where they are to be asked for is told instead. */
function isElsewhere(claims: Claims, claim: string): boolean {
  const names = claimNames.safeParse(claims['_claim_names']);
  return (names.success && claim in names.data) || (claim === 'groups' && claims['hasgroups'] === true);
}
