import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inserts, site } from '../../test/contracts/plan-rows.ts';
import {
  newRow,
  startTestServer,
  type LogLine,
  type TestClient,
  type TestServer,
} from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import type { DatabaseAddress } from '../storage/database.ts';
import { createMailer, type Mailer } from './mailer.ts';
import { sendDueDigests } from './send-digests.ts';
import { openSmtpServer } from './testing/smtp-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'sep-digest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const databases: readonly {
  readonly name: string;
  readonly open: () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>;
}[] = [
  {
    name: 'SQLite',
    open: () => Promise.resolve({ address: { file: join(folder, 'sep.sqlite') }, drop: () => Promise.resolve() }),
  },
  {
    name: 'PostgreSQL',
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { address: { url, ownerUrl }, drop };
    },
  },
];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Seven in the morning in Los Angeles, where programs are unless they say otherwise. */
const SEVEN = new Date('2026-11-23T15:00:00.000Z');

describe.each(databases)('the digest on $name', ({ open }) => {
  let server: TestServer;
  let other: TestServer;
  let drop: () => Promise<void>;
  let outbox: string;
  let mailer: Mailer;
  let now: Date;

  beforeAll(async () => {
    const database = await open();
    drop = database.drop;
    server = await startTestServer(database.address);
    other = await startTestServer(database.address);
  });
  afterAll(async () => {
    await server.close();
    await other.close();
    await drop();
  });
  beforeEach(async () => {
    outbox = mkdtempSync(join(folder, 'outbox-'));
    mailer = createMailer({ by: { folder: outbox }, from: 'SEP Sync <sep@district.example>' });
    now = SEVEN;
    // Each test has the only program there is.
    for (const table of ['memberships', 'programs'] as const) await server.store.write.deleteFrom(table).execute();
  });

  const log: LogLine[] = [];
  const send = (from = server, by = mailer) =>
    sendDueDigests({
      store: from.served,
      mailer: by,
      now: () => now,
      log: (level, message, fields) => void log.push({ level, message, fields }),
      hour: 7,
      publicUrl: () => 'https://sep.example',
    });
  const mails = () => readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf8'));
  const headersOf = (mail: string): string => (mail.split('\r\n\r\n')[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ');
  /** Quoted-printable as text. */
  const wordsOf = (mail: string): string =>
    Buffer.from(
      mail
        .slice(mail.indexOf('\r\n\r\n'))
        .replaceAll('=\r\n', '')
        .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString('utf8');

  const say = async (client: TestClient, act: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ ...act, id: randomUUID() });
    const response = await client.fetch('/comments', { method: 'POST', headers, body });
    expect(response.status).toBe(200);
  };
  const ask = (client: TestClient, text: string, about: object = { kind: 'program' }) =>
    say(client, { act: 'start', kind: 'question', text, about });
  const office = async () => {
    const program = await server.program();
    const finance = await server.member(program, 'finance');
    const viewer = await server.member(program, 'viewer');
    await finance.sync({ sites: inserts(site('0417', { enrollment: 500 })).edits });
    const [row = ''] = (await finance.rows('sites')).keys();
    return { program, finance, viewer, row };
  };

  test('tells each person once a day what waits for them, however many processes look', async () => {
    const { program, finance, viewer, row } = await office();
    await ask(viewer, 'Is 500 right?', { kind: 'cell', table: 'sites', row, column: 'enrollment' });
    now = new Date(SEVEN.getTime() - HOUR_MS);
    expect(await send()).toBe(0);
    now = SEVEN;
    const sent = await Promise.all([send(), send(other), send(), send(other)]);
    expect(sent.reduce((sum, each) => sum + each)).toBe(1);
    expect(await send(other)).toBe(0);
    const [mail = ''] = mails();
    expect(mails()).toHaveLength(1);
    expect(headersOf(mail)).toContain(`To: ${finance.person.name} <${finance.person.email}>`);
    expect(headersOf(mail)).toContain('From: SEP Sync <sep@district.example>');
    const words = wordsOf(mail);
    expect(words).toContain(`1 question waits for you in Program ${program}:`);
    expect(words).toContain(`* Sites · 0417 · Enrollment\r\n  ${viewer.person.name}:\r\n  > Is 500 right?`);
    expect(words).toContain(`https://sep.example/p/${program}/questions`);
    // The value that the question spoke of is the plan's, and no mail carries it.
    expect(words.replace('Is 500 right?', '')).not.toContain('500');

    await say(finance, { act: 'say', conversation: 1, kind: 'answer', text: 'It is.' });
    now = new Date(SEVEN.getTime() + DAY_MS);
    // There was no mail to the viewer yet, but a day on which there was nothing to tell.
    expect(await send()).toBe(1);
    const [news = ''] = mails().filter((each) => headersOf(each).includes(viewer.person.email));
    expect(wordsOf(news)).toContain('New in questions that you have asked:');
    expect(wordsOf(news)).toContain('> It is.');
    now = new Date(SEVEN.getTime() + 2 * DAY_MS);
    expect(await send()).toBe(0);
  });

  test('tells who works somewhere how much others have changed there, and who decides how many decisions wait for them', async () => {
    const { finance, viewer, row } = await office();
    const headers = { 'content-type': 'application/json' };
    const places = { places: [{ kind: 'site', code: '0417' }], until: '2026-12-01' };
    await viewer.fetch('/work-claims', { method: 'PUT', headers, body: JSON.stringify(places) });
    expect(await send()).toBe(0);
    await finance.sync(
      { sites: { updates: [{ row, cells: { enrollment: 501 }, seen: { enrollment: 1 } }] } },
      { base: 1 },
    );
    const change = { program: finance.program, revision: 2, status: 'Pending', type: 'Staff Modification' };
    await server.store.write
      .insertInto('changes')
      .values({ ...change, row_id: newRow(), key_text: 'BC-1', number: 'BC-1', requested_by: 'Ana' })
      .execute();
    now = new Date(SEVEN.getTime() + DAY_MS);
    expect(await send()).toBe(2);
    const to = (client: TestClient) =>
      wordsOf(mails().find((each) => headersOf(each).includes(client.person.email)) ?? '');
    expect(to(viewer)).toContain('Others have changed 1 row where you work');
    expect(to(viewer)).not.toContain('decision waits');
    expect(to(finance)).toContain('1 decision waits for you or others with your duty');
  });

  test('is not sent to who has ended it, by the page or by the address in its header, nor to who is locked out', async () => {
    const { program, finance, viewer } = await office();
    await ask(viewer, 'Still?');
    await send();
    const end = /List-Unsubscribe: <https:\/\/sep\.example(\S+)>/.exec(headersOf(mails()[0] ?? ''))?.[1] ?? '';
    expect(headersOf(mails()[0] ?? '')).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    // A scanner of mail looks at every address, and ends nothing by it.
    const looked = await server.app.request(end);
    expect([looked.status, await looked.text()]).toEqual([200, expect.stringContaining('Send me no more of them')]);
    expect(await (await finance.fetch('/digest')).json()).toMatchObject({ isMuted: false });
    const wrong = end.replace(/[^/]+\/end$/, 'x/end');
    const [unknown, known] = [
      await server.app.request(wrong, { method: 'POST' }),
      await server.app.request(end, { method: 'POST' }),
    ];
    expect([unknown.status, await unknown.text()]).toEqual([200, await known.text()]);
    expect(await (await finance.fetch('/digest')).json()).toMatchObject({ isMuted: true });
    now = new Date(SEVEN.getTime() + DAY_MS);
    expect(await send()).toBe(0);
    const put = (isMuted: boolean) =>
      finance.fetch('/digest', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ isMuted }),
      });
    expect(await (await put(false)).json()).toMatchObject({ isMuted: false, isSent: false });
    await server.store.write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', finance.person.id).execute();
    now = new Date(SEVEN.getTime() + 2 * DAY_MS);
    expect(await send()).toBe(0);
    expect(program).toBe(finance.program);
  });

  test('nothing that somebody typed becomes a header, a recipient or a line of its own', async () => {
    const { program, finance, viewer } = await office();
    const hostile = 'Ana\r\nBcc: evil@x.example\r\n\r\n<b>';
    await server.store.write.updateTable('programs').set({ name: hostile }).where('id', '=', program).execute();
    await server.store.write
      .updateTable('accounts')
      .set({ name: hostile })
      .where('id', '=', finance.person.id)
      .execute();
    await ask(viewer, '<script>alert(1)</script>\n.\nBcc: evil@x.example\n--\u2028* Sites \u{1F600}');
    expect(await send()).toBe(1);
    const [mail = ''] = mails();
    expect(
      headersOf(mail)
        .split('\r\n')
        .filter((line) => /^(bcc|cc):/i.test(line)),
    ).toEqual([]);
    expect(headersOf(mail)).toMatch(/^Content-Type: text\/plain/m);
    const own = wordsOf(mail)
      .split(/\r?\n/)
      .filter((line) => /Bcc|script|\u{1F600}/u.test(line));
    expect(own.length).toBeGreaterThan(2);
    for (const line of own.filter((each) => !each.startsWith('Hello') && !each.includes('wait')))
      expect(line).toMatch(/^ {2}> /);
  });

  test('goes over SMTP, and a server that fails harms nothing and is tried again later', async () => {
    const { finance, viewer } = await office();
    await ask(viewer, 'By mail?');
    const dead = await openSmtpServer();
    await dead.close();
    const by = createMailer({ by: { smtp: dead.url }, from: 'sep@district.example' });
    log.length = 0;
    expect(await send(server, by)).toBe(0);
    expect(log).toMatchObject([{ level: 'info', message: 'A digest could not be sent; it is tried again later.' }]);
    expect(JSON.stringify(log)).not.toContain('@');
    const alive = await openSmtpServer();
    const working = createMailer({ by: { smtp: alive.url }, from: 'sep@district.example' });
    // Not at once: a server that has failed is given time.
    expect(await send(server, working)).toBe(0);
    now = new Date(SEVEN.getTime() + HOUR_MS);
    expect(await send(server, working)).toBe(1);
    expect(await send(server, working)).toBe(0);
    expect(alive.mails.map(({ recipients }) => recipients)).toEqual([[`<${finance.person.email}>`]]);
    expect(alive.mails[0]?.message).toContain('> By mail?');
    for (const each of [by, working]) each.close();
    await alive.close();
  });

  test('whom the mail server refuses holds up nobody else', async () => {
    const { program, finance, viewer } = await office();
    const second = await server.member(program, 'finance');
    await ask(viewer, 'Both of you?');
    const picky = await openSmtpServer(finance.person.email);
    const by = createMailer({ by: { smtp: picky.url }, from: 'sep@district.example' });
    expect(await send(server, by)).toBe(1);
    expect(picky.mails.map(({ recipients }) => recipients)).toEqual([[`<${second.person.email}>`]]);
    by.close();
    await picky.close();
  });
});
