import type { AuthenticationResult, IPublicClientApplication } from '@azure/msal-browser';
import type { EntraClient, EntraOutcome } from '../sign-in/sign-in-host.ts';

// All that only a real Excel can try stands in this file: how Excel answers Microsoft's library (nested app authentication).

declare global {
  interface Window {
    /** office.js has it where Excel signs add-ins in. */
    __initializeNestedAppAuth?(): Promise<void>;
  }
}

/** Whether this Excel says that it signs add-ins in itself. */
export function hasNestedSignIn(): boolean {
  return Office.context.requirements.isSetSupported('NestedAppAuth', '1.1');
}

/** The library has both spellings. */
const CANCELLED: ReadonlySet<string> = new Set(['user_canceled', 'user_cancelled']);

/**
 * Asks Excel for an access token of who is signed in to it; Excel asks the person where it has to. Microsoft's library is
 * fetched only now and keeps what it knows in memory, so that nothing of the provider outlives the page.
 */
export async function entraToken({ issuer, clientId, scope }: EntraClient): Promise<EntraOutcome> {
  try {
    const { createNestablePublicClientApplication } = await import('@azure/msal-browser');
    // Without Excel at the other end the library would open pages of Microsoft's by itself, which the pane does not let it.
    if (!(await isExcelThere())) return { kind: 'failed', code: 'no_bridge' };
    const authority = issuer.replace(/\/v2\.0\/?$/, '');
    const application = await createNestablePublicClientApplication({
      auth: { clientId, authority },
      cache: { cacheLocation: 'memoryStorage' },
    });
    const { accessToken } = await acquireToken(application, { scopes: [scope], authority });
    return { kind: 'token', token: accessToken };
  } catch (error) {
    const code = codeOf(error);
    return CANCELLED.has(code) ? { kind: 'cancelled' } : { kind: 'failed', code };
  }
}

/** Named in each request as well: Excel is told no tenant otherwise, and would take whichever the person is at home in. */
interface TokenRequest {
  readonly scopes: string[];
  readonly authority: string;
}

async function isExcelThere(): Promise<boolean> {
  // office.js makes the bridge when it is asked to.
  await window.__initializeNestedAppAuth?.();
  return 'nestedAppAuthBridge' in window && Boolean(window.nestedAppAuthBridge);
}

/** Without a question where Excel can, else with one: whatever kept it from being silent, asking is the way on. */
async function acquireToken(
  application: IPublicClientApplication,
  request: TokenRequest,
): Promise<AuthenticationResult> {
  try {
    return await application.acquireTokenSilent(request);
  } catch {
    return await application.acquireTokenPopup(request);
  }
}

/** What Microsoft's library calls it; never its text, which may name the person. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null && 'errorCode' in error ? error.errorCode : null;
  return typeof code === 'string' ? code : 'unknown';
}
