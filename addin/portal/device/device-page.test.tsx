import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { deviceCodeReply, devicePollReply } from '../../../shared/protocol/device-sign-in.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { showOnPage, type Shown } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { sessionInMemory } from '../testing/session-in-memory.ts';

let server: TestServer;
beforeAll(async () => void (server = await startTestServer({ file: ':memory:' })));
afterAll(() => server.close());

/** The page /device as somebody sees it; null: who is not signed in. */
function openDevice(person: TestClient['person'] | null): Shown {
  document.body.replaceChildren();
  window.history.replaceState(null, '', '/device');
  onTestFinished(() => window.history.replaceState(null, '', '/'));
  const kept = sessionInMemory(person && { token: person.token, person });
  const env = { incoming: { socket: { remoteAddress: '10.1.2.3' } } };
  const fetch = async (request: Request): Promise<Response> => server.app.fetch(request, env);
  const portal = createPortalServer({ fetch, address: 'http://sep.test', kept });
  const facts = { version: '1.2.3', publicUrl: 'https://sep.example', demo: null };
  return showOnPage(() => <PortalApp server={portal} facts={facts} />);
}

async function post(path: string, body: unknown, from = '10.1.2.3'): Promise<unknown> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const env = { incoming: { socket: { remoteAddress: from } } };
  return (await server.app.request(`/api/device-sign-in${path}`, init, env)).json();
}
const ask = async (from?: string) => deviceCodeReply.parse(await post('', { place: 'windows' }, from));
const poll = async (deviceCode: string) => devicePollReply.parse(await post('/poll', { deviceCode }));
const member = async () => server.member(await server.program(), 'editor');

describe('the page on which a code is confirmed', () => {
  test('shows who asks, warns of codes of others, and signs that Excel in', async () => {
    const { person } = await member();
    const code = await ask();
    const page = openDevice(person);
    await page.fill('Code in Excel', ` ${code.userCode.replace('-', '').toLowerCase()}`);
    await page.press('Go on');
    await page.says(code.userCode);
    expect(page.text()).toContain('Excel on Windows, as it says of itself');
    expect(page.text()).toContain('10.1.2.3');
    expect(page.text()).toContain('Confirm only a code that you see in Excel yourself.');
    expect(page.text()).not.toContain('in another network');
    expect(document.activeElement?.textContent).toContain('on your own screen');
    expect(await poll(code.deviceCode)).toMatchObject({ state: 'pending' });
    await page.press(`Sign that Excel in as ${person.name}`);
    await page.says(`Excel is signed in as ${person.name}`);
    server.clock = new Date(server.clock.getTime() + 5000);
    expect(await poll(code.deviceCode)).toMatchObject({ state: 'signedIn', person: { id: person.id } });
  });

  test('lets somebody refuse a code, and says when it was asked for in another network', async () => {
    const { person } = await member();
    const code = await ask('203.0.113.9');
    const page = openDevice(person);
    await page.fill('Code in Excel', code.userCode);
    await page.press('Go on');
    await page.says('It was asked for in another network than this one.');
    await page.press('That is not mine');
    await page.says('Nothing was signed in');
    expect(await poll(code.deviceCode)).toEqual({ state: 'refused' });
  });

  test('says what to do about a code that is not known, or has run out while it was compared', async () => {
    const { person } = await member();
    const page = openDevice(person);
    await page.fill('Code in Excel', 'BCDF-GHJK');
    await page.press('Go on');
    await page.says('This code is not known');
    const code = await ask();
    await page.fill('Code in Excel', code.userCode);
    await page.press('Go on');
    await page.says('Do you see this code');
    server.clock = new Date(server.clock.getTime() + 601_000);
    await page.press(`Sign that Excel in as ${person.name}`);
    await page.says('It may have run out');
    expect(await poll(code.deviceCode)).toEqual({ state: 'expired' });
  });

  test('asks who one is first, and says what for', async () => {
    const page = openDevice(null);
    await page.says('Sign in here first. Then you can type the code.');
    await page.says('Stay signed in on this computer');
    expect(page.buttons()).not.toContain('Go on');
    expect([...document.querySelectorAll('h1')].map(({ textContent }) => textContent)).toEqual([
      'Sign Excel in with a code',
    ]);
  });
});
