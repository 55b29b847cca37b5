import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { commentsReply, type CommentRequestInput } from '../../../shared/protocol/comments.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;

async function enter(client: TestClient, act: Without<CommentRequestInput>) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ ...act, id: randomUUID() });
  const response = await client.fetch('/comments', { method: 'POST', headers, body });
  return commentsReply.parse(await response.json());
}

async function asked(client: TestClient) {
  return commentsReply.parse(await (await client.fetch('/comments')).json()).conversations;
}

test('a question that waits for the person is answered where it stands, and links to what it is about', async () => {
  const page = await openPage(server, 'finance', { page: 'questions' });
  await page.says('No question waits for you.');
  const [row = ''] = (await page.admin.rows('sites')).keys();
  const about = { kind: 'cell', table: 'sites', row, column: 'enrollment' } as const;
  await enter(page.admin, { act: 'start', about: { ...about, typed: 480 }, kind: 'question', text: 'Is it 480?' });
  const again = page.openAgain();
  await again.says('Waits for me (1)');
  await again.says('The plan held (empty)');
  await again.says('had typed 480');
  expect(document.querySelector('article a')?.getAttribute('href')).toContain('/schools/0417');
  await again.fill('Answer', 'Yes, it is.');
  await again.press('Answer');
  await again.says('answered');
  expect((await asked(page.admin))[0]).toMatchObject({ state: 'answered', said: [{}, { text: 'Yes, it is.' }] });
});

test('a viewer asks about the program and names somebody; what is refused stays to be mended', async () => {
  const page = await openPage(server, 'viewer', { page: 'questions' });
  await page.press('Ask or comment');
  await page.fill('Your question or comment', 'x'.repeat(2001));
  await page.press('Ask');
  await page.says('The text has 2,001 characters; shorten it to 2,000.');
  await page.fill('For', page.admin.person.id);
  await page.fill('Your question or comment', 'When does it begin?');
  await page.press('Ask');
  await page.says(`Asked. It waits for ${page.admin.person.name} on Home`);
  expect((await asked(page.admin))[0]).toMatchObject({ state: 'open', asked: [{ id: page.admin.person.id }] });
});

test('hostile words are shown as words, and what was changed or withdrawn says so', async () => {
  const page = await openPage(server, 'viewer', { page: 'questions', query: '?list=all' });
  const text = '<img src=x onerror="document.title=1"><script>alert(1)</script> \u202E@<b>Ana</b>';
  const told = await enter(page.admin, { act: 'start', about: { kind: 'program' }, kind: 'comment', text });
  const entry = told.conversations[0]?.number ?? 0;
  await enter(page.admin, { act: 'edit', entry, text: `${text} again` });
  const again = page.openAgain();
  await again.says(`${text} again`);
  await again.says('changed');
  expect(document.querySelectorAll('article img, article script, article b')).toHaveLength(0);
  await enter(page.admin, { act: 'withdraw', entry });
  const once = page.openAgain();
  await once.says('Withdrawn');
  expect(once.text()).not.toContain('onerror');
});

test('somebody says what they work on until when, and takes it back', async () => {
  const page = await openPage(server, 'editor', { page: 'questions' });
  await page.says('Nobody says what they work on at the moment.');
  await page.fill('Codes', '0417, 9999');
  await page.fill('Until', '2026-11-27');
  await page.press('Tell others');
  await page.says('There is no site 9999.');
  await page.fill('Codes', '0417');
  await page.press('Tell others');
  await page.says('You work on 1 place until 2026-11-27.');
  await page.press('I’m done with all');
  await page.says('Nobody says what they work on at the moment.');
});

test('the overview says how many questions wait', async () => {
  const page = await openPage(server, 'finance', { page: '' });
  await page.says('No question is open.');
  await enter(page.admin, { act: 'start', about: { kind: 'program' }, kind: 'question', text: 'When?' });
  await page.openAgain().says('1 question waits for you, 1 is open in all.');
});

test('where the server sends mails, somebody ends theirs and gets them again', async () => {
  let isMuted = false;
  const goes = (path: string, _query: string, method: string): Response | null => {
    if (!path.endsWith('/digest')) return null;
    if (method === 'PUT') isMuted = !isMuted;
    return Response.json({ isSent: true, hour: 7, isMuted });
  };
  const page = await openPage(server, 'viewer', { page: 'questions', goes });
  await page.says('You get a mail from 7:00 on days on which something waits for you.');
  await page.press('Send me no mails');
  await page.says('You get no mails about this program.');
  await page.press('Send me mails again');
  await page.says('You get a mail from 7:00');
});
