import { isEntraHost } from '../../../shared/access/entra-host.ts';
import type { SettingValues } from '../../settings.ts';

/** The district's sign-in as the settings describe it. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, protected by PKCE alone. */
  readonly clientSecret: string | null;
  /** Of access tokens that are exchanged for a session; null: none are. */
  readonly audience: string | null;
  /** What people call it. */
  readonly name: string;
  /** Claims that name groups or app roles. */
  readonly groupsClaims: readonly string[];
  /** Nobody gets an account by signing in. */
  readonly invitedOnly: boolean;
  /** Google Workspace domain that people must belong to; null: it is not asked. */
  readonly hostedDomain: string | null;
  readonly sessionHours: number;
  /**
   * Which claim names a person for good. With Microsoft Entra `sub` is another one for each application, so it is the object
   * ID (`oid`) in its tenant (`tid`).
   */
  readonly personBy: 'sub' | 'oid';
}

type Values = Pick<
  SettingValues,
  | 'OIDC_ISSUER'
  | 'OIDC_CLIENT_ID'
  | 'OIDC_CLIENT_SECRET'
  | 'OIDC_AUDIENCE'
  | 'OIDC_NAME'
  | 'OIDC_GROUPS_CLAIM'
  | 'OIDC_INVITED_ONLY'
  | 'OIDC_HOSTED_DOMAIN'
  | 'OIDC_SESSION_HOURS'
  | 'PASSWORDS'
>;

const GOOGLE = 'accounts.google.com';

/** The provider that the settings name; null: none. */
export function providerOf(values: Values): ProviderSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  if (issuer === undefined || clientId === undefined) return null;
  return {
    issuer,
    clientId,
    clientSecret: values.OIDC_CLIENT_SECRET ?? null,
    audience: values.OIDC_AUDIENCE ?? null,
    name: values.OIDC_NAME ?? usualName(issuer),
    groupsClaims: values.OIDC_GROUPS_CLAIM,
    invitedOnly: values.OIDC_INVITED_ONLY === 'on',
    hostedDomain: values.OIDC_HOSTED_DOMAIN ?? null,
    sessionHours: values.OIDC_SESSION_HOURS,
    personBy: isEntraHost(new URL(issuer).hostname) ? 'oid' : 'sub',
  };
}

/** As which the provider names itself in what it says of people; none: there is no provider. */
export function issuersOf(settings: Pick<ProviderSettings, 'issuer'> | null): readonly string[] {
  if (settings === null) return [];
  const bare = settings.issuer.replace(/\/+$/, '');
  return [bare, `${bare}/`];
}

/** What does not go together, each in a sentence. */
export function providerProblems(values: Values): string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  const problems: string[] = [];
  if ((issuer === undefined) !== (clientId === undefined))
    problems.push('OIDC_ISSUER and OIDC_CLIENT_ID go together; only one of them is set.');
  if (issuer === undefined && values.PASSWORDS === 'off')
    problems.push('PASSWORDS=off needs OIDC_ISSUER: without it nobody could sign in.');
  const isGoogle = issuer !== undefined && new URL(issuer).hostname === GOOGLE;
  if (isGoogle && values.OIDC_HOSTED_DOMAIN === undefined && values.OIDC_INVITED_ONLY === 'off')
    problems.push(
      'OIDC_ISSUER is Google, where anybody can have an account: set OIDC_HOSTED_DOMAIN or OIDC_INVITED_ONLY=on.',
    );
  return problems;
}

function usualName(issuer: string): string {
  if (isEntraHost(new URL(issuer).hostname)) return 'Microsoft';
  const { hostname } = new URL(issuer);
  return hostname === GOOGLE ? 'Google' : hostname;
}
