import { isEntraHost } from '../../shared/access/entra-host.ts';
import type { SignInWays } from '../../shared/protocol/sign-in.ts';
import type { EntraClient, SignInHost } from './sign-in-host.ts';

/**
 * `excel`: Excel says who one is. `window`: the sign-in page in a window of the pane's. `code`: a browser confirms a code.
 * `password`: in the pane itself.
 */
export type SignInWay = 'excel' | 'window' | 'code' | 'password';

/** Where a server cannot be asked: what every server has had. */
export const waysWithoutAnswer: SignInWays = { passwords: true, provider: null };

/**
 * The ways to sign in, the best first: with a provider the one that asks the least, without one the password. A code always
 * goes, as it needs nothing of Excel.
 */
export function waysOffered(
  { passwords, provider }: SignInWays,
  host: Pick<SignInHost, 'hasDialogs' | 'hasNestedSignIn'>,
): readonly SignInWay[] {
  const password: readonly SignInWay[] = passwords ? ['password'] : [];
  const windowed: readonly SignInWay[] = host.hasDialogs ? ['window'] : [];
  if (provider === null) return [...password, ...windowed, 'code'];
  const nested: readonly SignInWay[] = host.hasNestedSignIn && entraClientOf(provider) !== null ? ['excel'] : [];
  return [...nested, ...windowed, 'code', ...password];
}

/** What Excel is to be asked for; null: the provider is another, or gives no tokens that this server exchanges. */
export function entraClientOf(provider: SignInWays['provider']): EntraClient | null {
  if (provider === null || provider.scope === null || !URL.canParse(provider.issuer)) return null;
  const { issuer, clientId, scope } = provider;
  return isEntraHost(new URL(issuer).hostname) ? { issuer, clientId, scope } : null;
}
