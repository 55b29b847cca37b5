import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { showOnPage } from '../../views/testing/show-view.tsx';
import { createPortalServer } from '../portal-server.ts';
import { PortalApp } from '../shell/portal-app.tsx';
import { sessionInMemory } from '../testing/session-in-memory.ts';

const STATE = 'state-office';

let server: TestServer;
let finance: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** A district of its own that has joined the roll-up. */
beforeEach(async () => {
  finance = await server.member(await server.program(), 'finance');
  await finance.sync(workedExample());
  const { write } = server.store;
  const at = server.clock.toISOString();
  const place = { roll_up: STATE, seat: finance.program };
  await write
    .insertInto('roll_ups')
    .values({ id: STATE, name: 'State office', stale_days: 60, open_to_districts: 1, made_at: at })
    .onConflict((known) => known.doNothing())
    .execute();
  await write
    .insertInto('roll_up_districts')
    .values({ ...place, code: finance.program, name: 'Cedar Basin', invited_until: null, invitation_hash: null })
    .execute();
  await write
    .insertInto('roll_up_shares')
    .values({ ...place, program: finance.program, joined_at: at, monthly: 0, published: null })
    .execute();
});

function open(loses: (request: Request) => boolean = () => false) {
  window.history.replaceState(null, '', `/p/${finance.program}/reports/roll-ups`);
  onTestFinished(() => window.history.replaceState(null, '', '/'));
  const kept = sessionInMemory({ token: finance.person.token, person: finance.person });
  const fetch = async (request: Request): Promise<Response> => {
    const answer = await server.app.fetch(request);
    if (loses(request)) throw new TypeError('Failed to fetch');
    return answer;
  };
  const door = createPortalServer({ fetch, address: 'http://sep.test', kept });
  return showOnPage(() => (
    <PortalApp server={door} facts={{ version: '1', publicUrl: 'https://sep.example', demo: null }} />
  ));
}

function publishBesides() {
  return finance.fetch(`/roll-ups/${STATE}/publication`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
}

test('[RUP1] a question about what somebody has published meanwhile is taken back, and what stands there now can be asked about', async () => {
  const page = open();
  await page.says('Nothing is published.');
  await page.press('Publish to State office…');
  await page.says('Everybody of State office will see');
  expect((await publishBesides()).status).toBe(200);
  await page.press('Publish now');
  await page.says('since you looked. Nothing of yours was published.');
  expect(page.buttons()).not.toContain('Publish now');
  await page.says('Published: the totals as of');
  await page.press('Publish anew to State office…');
  expect(document.body.textContent).not.toContain('since you looked');
  await page.press('Publish now');
  await page.isSilentAbout('Everybody of State office will see');
  expect(document.body.textContent).not.toContain('since you looked');
});

test('[RUP1] what was published though its answer was lost is shown, and not told as somebody else’s', async () => {
  const page = open(({ method, url }) => method === 'POST' && url.endsWith('/publication'));
  await page.says('Nothing is published.');
  await page.press('Publish to State office…');
  await page.press('Publish now');
  await page.says('The answer was lost');
  await page.says('Published: the totals as of');
  expect(page.buttons()).not.toContain('Publish now');
  expect(page.buttons()).toContain('Publish anew to State office…');
});

test('[RUP3] finance opens a roll-up that shows itself to its districts: its sums by a cut, and what each has published', async () => {
  expect((await publishBesides()).status).toBe(200);
  const page = open();
  await page.press('Look at the roll-up');
  await page.says('The sums are those of');
  await page.says(`${finance.program} Cedar Basin`);
  await page.fill('Sums by', 'sourceType');
  await page.says('Sums by Source Type, in dollars');
  await page.press('Hide the roll-up');
  await page.isSilentAbout('The sums are those of');
});
