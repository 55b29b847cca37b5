import { afterAll, beforeAll, expect, test } from 'vitest';
import { commentsReply } from '../../../shared/protocol/comments.ts';
import { inserts, site } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { createHttpServerClient } from '../../sync/server/http-server-client.ts';
import { showOnPage } from '../testing/show-view.tsx';
import { Conversation, type ConversationProps } from './conversation.tsx';
import { paneTalk } from './pane-talk.ts';
import { TalkContext } from './talk-context.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

async function office() {
  const program = await server.program();
  const finance = await server.member(program, 'finance');
  const viewer = await server.member(program, 'viewer');
  await finance.sync({ sites: inserts(site('0417', { enrollment: 500 })).edits });
  const [row = ''] = (await finance.rows('sites')).keys();
  const about = { kind: 'cell', table: 'sites', row, column: 'enrollment' } as const;
  return { program, finance, viewer, about };
}

/** The conversation as the pane of a person shows it; `goes` may take requests away. */
function shown(
  client: TestClient,
  props: ConversationProps,
  goes: (request: Request) => Response | null | Promise<null> = () => null,
) {
  const { id, name, email, token } = client.person;
  const http = createHttpServerClient({
    fetch: async (request) => (await goes(request)) ?? server.app.fetch(request),
    address: 'http://sep.test',
    wait: () => Promise.resolve(),
    session: { token, person: { id, name, email } },
  });
  const talk = { server: paneTalk(http, client.program, id), heard: 0 };
  return showOnPage(() => (
    <TalkContext value={talk}>
      <Conversation {...props} />
    </TalkContext>
  ));
}

async function told(client: TestClient) {
  return commentsReply.parse(await (await client.fetch('/comments')).json()).conversations;
}

test('what is typed while a question is on its way stays where it is typed', async () => {
  const { finance, viewer, about } = await office();
  let letGo = (): void => {};
  const held = new Promise<null>((resolve) => void (letGo = () => resolve(null)));
  const page = shown(viewer, { about }, ({ method }) => (method === 'POST' ? held : null));
  await page.fill('Your question or comment', 'Why 500?');
  await page.press('Ask');
  await page.fill('Your question or comment', 'Why 500? It was 480.');
  letGo();
  await expect.poll(() => document.querySelector('textarea')?.value).toBe('It was 480.');
  expect((await told(finance)).map(({ said }) => said.map(({ text }) => text))).toEqual([['Why 500?']]);
});

test('whoever has set the other value is asked at first, with what was typed, and can be left out', async () => {
  const { finance, viewer, about } = await office();
  const page = shown(viewer, { about, typed: 480, asks: finance.person.name });
  await page.says('Somebody else, too…');
  expect(page.buttons()).toContain(`Not for ${finance.person.name}`);
  await page.fill('Your question or comment', 'Why 500?');
  await page.press('Ask');
  await page.says(`Asked. It waits for ${finance.person.name} on Home`);
  await page.says(`The plan held 500, ${viewer.person.name} had typed 480.`);
  expect((await told(finance))[0]).toMatchObject({ waitsForYou: true, about: { typed: 480 } });
});

test('what begins the text can be written on, and is sent as it stands', async () => {
  const { finance, viewer, about } = await office();
  const page = shown(viewer, { about, begun: 'Please open 2026-10 again: ' });
  await page.fill('Your question or comment', 'Please open 2026-10 again: an invoice came late.');
  await page.press('Ask');
  await page.says('Asked. It waits for whoever works on it, or finance, on Home');
  expect((await told(finance))[0]?.said[0]?.text).toBe('Please open 2026-10 again: an invoice came late.');
});

test('an answer that was lost on its way is asked for again, and what was said stands there once', async () => {
  const { finance, viewer, about } = await office();
  let lost = 2;
  const page = shown(viewer, { about }, (request) => {
    if (request.method !== 'POST' || lost === 0) return null;
    lost -= 1;
    void server.app.fetch(request.clone());
    throw new TypeError('Failed to fetch');
  });
  await page.fill('Your question or comment', 'Once?');
  await page.press('Comment');
  await page.says('Said.');
  expect((await told(finance)).map(({ said }) => said.map(({ text }) => text))).toEqual([['Once?']]);
});

test('a text that the server did not take stays, under its own words why', async () => {
  const { viewer, about } = await office();
  const words = 'You have made 30 entries within a minute.';
  const refuses = (request: Request) =>
    request.method === 'POST' ? Response.json({ error: { code: 'forbidden', message: words } }, { status: 403 }) : null;
  const page = shown(viewer, { about }, refuses);
  await page.fill('Your question or comment', 'Kept?');
  await page.press('Ask');
  await page.says('Try again');
  expect(document.querySelector('textarea')?.value).toBe('Kept?');
});

test('a draft is there again when the conversation is closed and opened', async () => {
  const { viewer, about } = await office();
  const first = shown(viewer, { about });
  await first.fill('Your question or comment', 'Half a thou');
  document.body.replaceChildren();
  shown(viewer, { about });
  await expect.poll(() => document.querySelector('textarea')?.value).toBe('Half a thou');
});

test('who has asked edits and withdraws; the others see that it was changed', async () => {
  const { finance, viewer, about } = await office();
  const page = shown(viewer, { about });
  await page.fill('Your question or comment', 'Frist?');
  await page.press('Comment');
  await page.press('Edit');
  await page.fill('What it should say', 'First?');
  await page.press('Save');
  await page.says('changed ');
  document.body.replaceChildren();
  const other = shown(finance, { about });
  await other.says('First?');
  expect(other.buttons()).not.toContain('Withdraw');
});
