import { randomBytes, scryptSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { makeSetupCode } from '../../../server/identity/setup-codes.ts';
import { openSession } from '../../../server/identity/sessions.ts';
import { invitationReply } from '../../../shared/protocol/password-links.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { showOnPage, type Shown } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { sessionInMemory } from '../testing/session-in-memory.ts';

const GOOD = 'seven slow herons at dusk';

let server: TestServer;
beforeEach(async () => void (server = await startTestServer({ file: ':memory:' })));
afterEach(() => server.close());

/** A page of the web app as somebody opens it; null: who is not signed in. */
function open(address: string, person: TestClient['person'] | null, isNew = false): Shown {
  document.body.replaceChildren();
  window.history.replaceState(null, '', address);
  onTestFinished(() => window.history.replaceState(null, '', '/'));
  const kept = sessionInMemory(person && { token: person.token, person });
  const env = { incoming: { socket: { remoteAddress: '10.1.2.3' } } };
  const fetch = async (request: Request): Promise<Response> => server.app.fetch(request, env);
  const portal = createPortalServer({ fetch, address: 'http://sep.test', kept });
  const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null, isNew };
  return showOnPage(() => <PortalApp server={portal} facts={facts} />);
}

/** Somebody with a password that is kept at a cost that is no cost. */
async function member(password = 'an old password'): Promise<TestClient> {
  const client = await server.member(await server.program(), 'editor');
  const hash = scryptSync(password, 'salt', 32, { N: 2, r: 1, p: 1 }).toString('base64url');
  const kept = `scrypt$2$1$1$${Buffer.from('salt').toString('base64url')}$${hash}`;
  await server.store.write.updateTable('accounts').set({ password: kept }).where('id', '=', client.person.id).execute();
  return client;
}

async function invited(): Promise<string> {
  const admin = await server.member(await server.program(), 'admin');
  const reply = await admin.fetch('/invitations', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'bo@elm.example', name: 'bo', role: 'viewer' }),
  });
  return invitationReply.parse(await reply.json()).given?.link?.replace(/^https?:\/\/[^/]+/, '') ?? '';
}

describe('the page of a link', () => {
  test('[FD13] lets who is invited choose name and password, and opens their programs', async () => {
    const link = await invited();
    const page = open(link, null);
    await page.says('You are invited to SEP Sync.');
    await page.fill('Your name', 'Bo Okoro');
    await page.fill('New password', 'password1234');
    await page.press('Set password and sign in');
    await page.says('That password is among the first that somebody would try.');
    await page.fill('New password', GOOD);
    await page.press('Set password and sign in');
    await page.says('Your programs');
    await page.says('Bo Okoro');
    expect(window.location.pathname + window.location.hash).toBe('/');
    const again = open(link, null);
    await again.says('This link can’t be used');
    await again.says('Ask your administrator for another.');
  });

  test('that is cut off says so, and asks for nothing', async () => {
    const page = open('/link#abc', null);
    await page.says('This link can’t be used');
    expect(page.buttons()).not.toContain('Set password and sign in');
  });
});

describe('my account', () => {
  test('is opened by one’s name, and changes the name there as well', async () => {
    const { person } = await member();
    const page = open('/', person);
    await page.press(person.name);
    await page.says('how you sign in and where you are signed in');
    await page.fill('Name', 'Ana López');
    await page.press('Change name');
    await page.says('Your name is Ana López now.');
    expect(document.querySelector('header')?.textContent).toContain('Ana López');
  });

  test('changes the password of who knows the present one', async () => {
    const { person } = await member();
    const page = open('/account', person);
    await page.says('Present password');
    await page.fill('Present password', 'another one');
    await page.fill('New password', GOOD);
    await page.press('Change password');
    await page.says('That is not your present password.');
    await page.fill('Present password', 'an old password');
    await page.press('Change password');
    await page.says('Your password is changed. You are signed in here alone.');
  });

  test('lists where one is signed in, and ends what is not oneself', async () => {
    const { person } = await member();
    const deps = { store: server.store, now: () => server.clock, randomBytes };
    for (const device of ['Firefox on Linux', 'Edge on Windows'])
      await openSession(deps, person.id, { device, source: '203.0.113.7' });
    const page = open('/account', person);
    await page.says('Firefox on Linux');
    await page.says('This one');
    await page.press('Sign out: Firefox on Linux');
    await page.isSilentAbout('Firefox on Linux');
    await page.press('Sign out everywhere else');
    await page.isSilentAbout('Edge on Windows');
    await page.says('This one');
    expect(page.buttons()).not.toContain('Sign out everywhere else');
  });

  test('makes a reading token for a program, lists and revokes it', async () => {
    const { person, program } = await member();
    const page = open('/account', person);
    await page.says('You have no reading token yet.');
    await page.fill('What it is for', 'Power BI of finance');
    await page.press('Make a token');
    await page.says('“Power BI of finance” is made.');
    await page.press('I have copied it');
    await page.says(`Program ${program}`);
    await page.press('Revoke Power BI of finance…');
    await page.press('Revoke now');
    await page.says('You have no reading token yet.');
  });

  test('of who signs in another way has no password to change', async () => {
    const client = await member();
    await server.store.write.updateTable('accounts').set({ password: '' }).execute();
    const page = open('/account', client.person);
    await page.says('Where you are signed in');
    expect(page.text()).not.toContain('Present password');
  });
});

describe('a server that nobody has an account on', () => {
  test('is set up by who has the code of its console, with a first program, and then signs in like any other', async () => {
    const code = (await makeSetupCode(server.store.write, { now: server.clock, randomBytes })) ?? '';
    const page = open('/', null, true);
    await page.says('Nobody has an account here yet.');
    await page.fill('Code from the server', 'BCDF-GHJK-LMNP-QRST');
    await page.fill('E-mail', 'ana@elm.example');
    await page.fill('Name', 'Ana López');
    await page.fill('Password', GOOD);
    await page.fill('District', 'Elm Unified');
    await page.fill('Fiscal year', '2026');
    await page.press('Set up and sign in');
    // Without the name that the field has on the wire.
    await page.says('The server wasn’t set up. A fiscal year reads like 2026-27.');
    await page.fill('Fiscal year', '2026-27');
    await page.press('Set up and sign in');
    await page.says('That is not the code.');
    await page.fill('Code from the server', code);
    await page.press('Set up and sign in');
    await page.says('Your programs');
    await page.says('Elm Unified');
    await page.press('Sign out');
    await page.says('Stay signed in on this computer');
    expect(page.text()).not.toContain('Nobody has an account here yet.');
    const rows = await server.store.read.selectFrom('systems').select('program').execute();
    expect(rows.map(({ program }) => program)).toEqual(Array.from({ length: 14 }, () => 'elm-unified'));
  });
});
