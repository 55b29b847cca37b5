import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SignInWays } from '../../../shared/protocol/sign-in.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { bareHost, type DialogOutcome, type EntraOutcome } from '../../sign-in/sign-in-host.ts';
import { createHttpServerClient } from '../../sync/server/http-server-client.ts';
import type { Session } from '../../sync/server/server-client.ts';
import { showOnPage } from '../testing/show-view.tsx';
import { SignInView } from './sign-in-view.tsx';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer({ file: ':memory:' })));
afterAll(() => server.close());

const entra: SignInWays = {
  passwords: false,
  provider: {
    name: 'Microsoft',
    issuer: 'https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-000000000000/v2.0',
    clientId: 'client',
    scope: 'api://sep-sync/access',
  },
};

interface Around {
  readonly ways?: SignInWays | null;
  readonly entra?: EntraOutcome;
  readonly dialogs?: DialogOutcome[];
  /** Answers of the exchange of tokens, which is the provider's part of the server. */
  readonly exchange?: () => Response;
}

/** The view in an Excel with all there is, before a real server that says the ways that are given. */
function open({ ways = null, entra: outcome, dialogs = [], exchange }: Around) {
  const entered: { session: Session; stay: boolean }[] = [];
  const signedIn: string[] = [];
  const client = createHttpServerClient({
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/sign-in/ways' && ways !== null) return Response.json(ways);
      if (pathname === '/api/sign-in/token' && exchange !== undefined) return exchange();
      return server.app.fetch(request);
    },
    address: 'http://sep.test',
    wait: () => Promise.resolve(),
  });
  const services = {
    server: client,
    signIn: (email: string, password: string) => client.signIn(email, password),
    enter: (session: Session, stay: boolean) => void entered.push({ session, stay }),
    openInBrowser: null,
    signInHost: () =>
      Promise.resolve({
        ...bareHost,
        hasDialogs: true,
        hasNestedSignIn: outcome !== undefined,
        openDialog: () => ({
          outcome: Promise.resolve(dialogs.shift() ?? { kind: 'left' as const }),
          close: () => undefined,
        }),
        entraToken: () => Promise.resolve(outcome ?? { kind: 'cancelled' as const }),
      }),
  };
  const page = showOnPage(() => (
    <SignInView services={services} waiting={0} onSignedIn={({ name }) => void signedIn.push(name)} />
  ));
  return { ...page, entered, signedIn };
}

const sessionOf = ({ person: { token, ...person } }: TestClient): Session => ({ token, person });
const member = async (): Promise<TestClient> => server.member(await server.program(), 'viewer');

describe('the sign-in of the pane', () => {
  test('is the password’s form where the server has no provider, with the other ways below', async () => {
    const page = open({});
    await page.says('Stay signed in on this computer');
    expect(page.buttons()).toEqual(['Sign in', 'Open a sign-in window', 'Sign in with a code, in your browser']);
    await page.fill('E-mail', 'nobody@cedar-basin.example');
    await page.fill('Password', 'wrong');
    await page.press('Sign in');
    await page.says('That didn’t sign you in.');
  });

  test('by the account of Excel exchanges its token for a session of this server', async () => {
    const session = sessionOf(await member());
    const page = open({
      ways: entra,
      entra: { kind: 'token', token: 'access-token' },
      exchange: () => Response.json(session),
    });
    await page.press('Stay signed in on this computer');
    await page.press('Sign in with Microsoft');
    await expect.poll(() => page.signedIn).toEqual([session.person.name]);
    expect(page.entered).toEqual([{ session, stay: true }]);
  });

  test('that Excel fails at goes on by the window, and says why', async () => {
    const session = sessionOf(await member());
    const page = open({
      ways: entra,
      entra: { kind: 'failed', code: 'no_bridge' },
      dialogs: [
        { kind: 'failed', code: 12006 },
        { kind: 'signedIn', session },
      ],
    });
    await page.press('Sign in with Microsoft');
    await page.says('Excel couldn’t sign you in (code no_bridge). Sign in another way.');
    await page.press('Sign in with Microsoft');
    await page.says('The window was closed before you were signed in.');
    await page.press('Sign in with Microsoft');
    await expect.poll(() => page.signedIn).toEqual([session.person.name]);
    expect(page.entered).toEqual([{ session, stay: false }]);
    expect(page.text()).not.toContain('The window was closed');
  });

  test('tells what the server says of a token that it does not take', async () => {
    const message = 'This account has no access here. Ask your administrator.';
    const page = open({
      ways: entra,
      entra: { kind: 'token', token: 'access-token' },
      exchange: () => Response.json({ error: { code: 'sign_in_failed', message } }, { status: 401 }),
    });
    await page.press('Sign in with Microsoft');
    await page.says(message);
    expect(page.entered).toEqual([]);
  });

  test('by a code gets one at the button alone, and can be left', async () => {
    const page = open({ ways: { ...entra, passwords: true } });
    await page.press('Sign in with a code, in your browser');
    const codes = async (): Promise<number> =>
      (await server.store.read.selectFrom('device_sign_ins').selectAll().execute()).length;
    expect(await codes()).toBe(0);
    await page.press('Get a code');
    await expect.poll(() => page.text()).toMatch(/[B-Z]{4}-[B-Z]{4}/);
    expect(await codes()).toBe(1);
    await page.press('Cancel');
    await page.press('Sign in with e-mail and password');
    await page.says('E-mail');
    expect(page.text()).not.toMatch(/[B-Z]{4}-[B-Z]{4}/);
  });
});
