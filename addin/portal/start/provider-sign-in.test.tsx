import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import {
  appWith,
  startDistrictProvider,
  testBrowser,
  type DistrictProvider,
} from '../../../test/contracts/district-provider.ts';
import { startTestServer, type App, type TestServer } from '../../../test/contracts/test-server.ts';
import { addAccount } from '../../../server/identity/accounts.ts';
import { makePasswordLink } from '../../../server/identity/password-links.ts';
import type { ServerFacts } from '../../../shared/protocol/server-facts.ts';
import type { Session } from '../../sync/server/server-client.ts';
import { leaveWindow, leftWindow, problemOfWindow } from '../../sign-in/window-left.ts';
import { showOnPage } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';

let server: TestServer;
let provider: DistrictProvider;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  // The provider has the clock of the machine.
  server.clock = new Date();
  provider = await startDistrictProvider();
  const sub = randomUUID();
  provider.person = { sub, email: `${sub}@cedar-basin.example`, name: 'Ana Ñuñez' };
});
afterAll(async () => {
  await provider.stop();
  await server.close();
});

const both = { passwords: true, provider: 'Cedar Basin ID' };

/** The web app at an address, in the browser of somebody who is not signed in. */
function open(at: string, signIn: ServerFacts['signIn'], app: App = appWith(server, provider)) {
  const browser = testBrowser(app);
  const left: string[] = [];
  const kept: { session: Session | null; stays: boolean } = { session: null, stays: false };
  const fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const body: unknown = request.method === 'POST' ? JSON.parse(await request.text()) : undefined;
    return body === undefined ? app.fetch(request) : browser.post(pathname, body);
  };
  const portal = createPortalServer({
    fetch,
    address: 'http://sep.test',
    kept: {
      read: () => kept.session,
      keep: (session, stays) => void Object.assign(kept, { session, stays }),
      rename: (session) => void Object.assign(kept, { session }),
      forget: () => void Object.assign(kept, { session: null }),
    },
  });
  const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null, signIn };
  onTestFinished(() => window.history.replaceState(null, '', '/'));
  const show = (address: string) => {
    document.body.replaceChildren();
    window.history.replaceState(null, '', address);
    return showOnPage(() => <PortalApp server={portal} facts={facts} leaveTo={(to) => left.push(to)} />);
  };
  return { browser, left, kept, show, page: show(at) };
}

test('the district’s sign-in comes first, and leads back to the address that was asked for', async () => {
  const { browser, left, kept, show, page } = open('/p/cedar-basin/money?asOf=2026-12-01', both);
  expect(page.buttons()).not.toContain('Sign in');
  await page.press('Stay signed in on this computer');
  await page.press('Sign in with Cedar Basin ID');
  await expect.poll(() => left).toHaveLength(1);
  expect(page.buttons()).toContain('Going to Cedar Basin ID…');
  const answer = await browser.visit(left[0] ?? '');
  show(`/sign-in/return${answer}`);
  await expect.poll(() => left[1]).toBe('/p/cedar-basin/money?asOf=2026-12-01');
  expect(kept).toMatchObject({ session: { person: { name: 'Ana Ñuñez' } }, stays: true });
  // Whoever goes back in the history brings an answer that has been used.
  show(`/sign-in/return${answer}`);
  await expect.poll(() => window.location.pathname).toBe('/');
});

test('a sign-in that fails in the window of an Excel is told in that window, and not on the first page of the web app', async () => {
  const stranger = testBrowser(appWith(server, provider));
  leaveWindow('/dialog/');
  const { left } = open(`/sign-in/return${await stranger.visit(await stranger.begin())}`, both);
  await expect.poll(() => left).toEqual(['/dialog/']);
  expect(problemOfWindow()).toContain('That didn’t sign you in. This sign-in was begun in another browser');
  expect(leftWindow()).toBeNull();
});

test('an answer that the browser has not begun is refused in words, and the sign-in stands below', async () => {
  const stranger = testBrowser(appWith(server, provider));
  const answer = await stranger.visit(await stranger.begin());
  const { page } = open(`/sign-in/return${answer}`, both);
  await page.says('That didn’t sign you in');
  await page.says('This sign-in was begun in another browser');
  expect(page.buttons()).toContain('Sign in with Cedar Basin ID');
});

test('[SGN1] who is invited needs no password: the link leads to the provider and connects the account', async () => {
  const [{ write }, at] = [server.store, server.clock];
  const account = await addAccount(write, { email: 'invited@elm.example', name: 'Invited', password: '' }, at);
  const { token } = await makePasswordLink(write, account, { at, randomBytes, giver: '' });
  const { browser, left, kept, show, page } = open(`/link#${token}`, { passwords: false, provider: 'Cedar Basin ID' });
  await page.says('From then on you sign in with Cedar Basin ID.');
  expect(page.text()).not.toMatch(/password/i);
  await page.press('Sign in with Cedar Basin ID');
  await expect.poll(() => left).toHaveLength(1);
  const person = provider.person;
  provider.person = { ...person, sub: randomUUID() };
  show(`/sign-in/return${await browser.visit(left[0] ?? '')}`);
  await expect.poll(() => left[1]).toBe('/');
  provider.person = person;
  expect(kept.session?.person).toEqual({ id: account.id, email: 'invited@elm.example', name: 'Invited' });
});

test('a password is for who has no such account, one way at a time', async () => {
  const { page } = open('/', both);
  await page.press('Use e-mail and password instead');
  expect(page.buttons()).toContain('Sign in');
  expect(page.buttons()).not.toContain('Sign in with Cedar Basin ID');
  await page.press('Sign in with Cedar Basin ID instead');
  expect(page.buttons()).toContain('Sign in with Cedar Basin ID');
});

test('where passwords are off nobody is asked for one', async () => {
  const { page } = open('/', { passwords: false, provider: 'Cedar Basin ID' });
  await page.says('With the account that you have in your district.');
  expect(page.text()).not.toMatch(/password/i);
});

test('a provider that is away is said to be so, and the button can be pressed again', async () => {
  const gone = await startDistrictProvider();
  await gone.stop();
  const { left, page } = open('/', both, appWith(server, gone));
  await page.press('Sign in with Cedar Basin ID');
  await page.says('The sign-in of Cedar Basin ID can’t be reached just now.');
  await page.says('Nothing was changed. Try again in 30 s.');
  expect(page.buttons()).toContain('Sign in with Cedar Basin ID');
  expect(left).toEqual([]);
});
