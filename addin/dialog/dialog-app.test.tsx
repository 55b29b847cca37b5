import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createAccount } from '../../server/identity/accounts.ts';
import type { SignInWays } from '../../shared/protocol/sign-in.ts';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { createHttpServerClient } from '../sync/server/http-server-client.ts';
import type { Session } from '../sync/server/server-client.ts';
import { forgetWindow, leftWindow, problemOfWindow } from '../sign-in/window-left.ts';
import { showOnPage } from '../views/testing/show-view.tsx';
import { DialogApp } from './dialog-app.tsx';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer({ file: ':memory:' })));
afterAll(() => server.close());

const PROVIDER = { name: 'Cedar Basin', issuer: 'https://login.example', clientId: 'sep', scope: null };
const session = { token: 't', person: { id: 'p1', email: 'ann@cedar-basin.example', name: 'Ann' } };

interface Opened {
  readonly ways?: SignInWays;
  readonly arrived?: Session;
  readonly isInPane?: boolean;
  readonly begin?: (body: unknown) => Response;
  readonly problem?: string;
}

function open({ ways = { passwords: true, provider: null }, arrived, isInPane = true, begin, problem }: Opened) {
  onTestFinished(forgetWindow);
  const handed: Session[] = [];
  const gone: string[] = [];
  const client = createHttpServerClient({
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === '/api/sign-in/begin' && begin) return begin(await request.json());
      return server.app.fetch(request);
    },
    address: 'http://sep.test',
    wait: () => Promise.resolve(),
  });
  const told: (string | null)[] = [];
  const pane = isInPane
    ? {
        handOver: (given: Session) => void handed.push(given),
        tell: (words: string | null) => void told.push(words),
      }
    : null;
  const goTo = (address: string): void => void gone.push(address);
  const page = showOnPage(() => (
    <DialogApp
      server={client}
      ways={ways}
      arrived={arrived ?? null}
      pane={pane}
      path="/dialog/"
      goTo={goTo}
      problem={problem ?? null}
      isDark={false}
    />
  ));
  return { ...page, handed, gone, told };
}

describe('the page in the sign-in window', () => {
  test('hands over the session of a password, and leaves to the pane whether it is kept', async () => {
    const email = 'dialog@cedar-basin.example';
    await createAccount(server.store.write, { email, name: 'Dora', password: 'cedar-basin' });
    const page = open({});
    await page.fill('E-mail', email);
    await page.fill('Password', 'wrong');
    expect(page.text()).not.toContain('Stay signed in');
    await page.press('Sign in');
    await page.says('That didn’t sign you in.');
    await page.fill('Password', 'cedar-basin');
    await page.press('Sign in');
    await page.says('You are signed in as Dora. This window closes by itself.');
    await expect
      .poll(() => page.handed)
      .toEqual([{ token: expect.any(String), person: expect.objectContaining({ email }) }]);
  });

  test('goes to the provider at once where there is nothing to choose, and comes back to itself', async () => {
    const bodies: unknown[] = [];
    const page = open({
      ways: { passwords: false, provider: PROVIDER },
      begin: (body) => {
        bodies.push(body);
        return Response.json({ address: 'https://login.example/authorize?x=1' });
      },
    });
    await expect.poll(() => page.gone).toEqual(['https://login.example/authorize?x=1']);
    expect(bodies).toEqual([{ returnTo: '/dialog/' }]);
  });

  test('waits for the person where there is a choice, and says when the provider cannot be reached', async () => {
    const page = open({
      ways: { passwords: true, provider: PROVIDER },
      begin: () => Response.json({ error: { code: 'unavailable', message: 'No.' } }, { status: 503 }),
    });
    await page.says('Or with e-mail and password:');
    expect(page.gone).toEqual([]);
    await page.press('Sign in with Cedar Basin');
    await page.says('It’s taking longer than usual');
    expect(page.buttons()).toContain('Sign in with Cedar Basin');
  });

  test('says why the provider has signed nobody in, goes there again when it is pressed, and is known when it comes back', async () => {
    const page = open({
      ways: { passwords: false, provider: PROVIDER },
      begin: () => Response.json({ address: 'https://login.example/authorize?x=1' }),
      problem: 'That didn’t sign you in. Nobody has invited you yet.',
    });
    await page.says('Nobody has invited you yet.');
    expect([page.gone, leftWindow()]).toEqual([[], null]);
    await expect.poll(() => page.told).toEqual(['That didn’t sign you in. Nobody has invited you yet.']);
    await page.press('Sign in with Cedar Basin');
    await expect.poll(() => page.gone).toEqual(['https://login.example/authorize?x=1']);
    expect([leftWindow(), problemOfWindow(), leftWindow()]).toEqual(['/dialog/', null, null]);
    expect(page.told.at(-1)).toBeNull();
  });

  test('hands over at once what the way back from the provider has brought', async () => {
    const page = open({ arrived: session });
    await page.says('You are signed in as Ann.');
    await expect.poll(() => page.handed).toEqual([session]);
  });

  test('that nobody has opened from a pane signs nobody in', async () => {
    const page = open({ isInPane: false });
    await page.says('This page belongs to the pane in Excel');
    expect(page.buttons()).toEqual([]);
  });
});
