import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  askableReply,
  commentsReply,
  type CommentRequestInput,
  type CommentsReply,
} from '../../shared/protocol/comments.ts';
import { auditReply } from '../../shared/protocol/audit.ts';
import { workClaimsReply, type WorkClaimsReply } from '../../shared/protocol/work-claims.ts';
import { conversationOf } from '../../shared/questions/conversation.ts';
import { MOST_PER_MINUTE } from '../../shared/questions/limits.ts';
import { entryOf } from '../../server/comments/read-conversations.ts';
import { openStream } from './event-stream.ts';
import { inserts, site, smallPlan, update } from './plan-rows.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

type Without<T> = T extends unknown ? Omit<T, 'id'> : never;
type Act = Without<CommentRequestInput>;

function send(client: TestClient, act: Act, id: string = randomUUID()): Promise<Response> {
  return client.fetch('/comments', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...act, id }),
  });
}

async function said(client: TestClient, act: Act, id?: string): Promise<CommentsReply['conversations'][number]> {
  const response = await send(client, act, id);
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
  const [conversation] = commentsReply.parse(await response.json()).conversations;
  if (conversation === undefined) throw new Error('The reply tells no conversation.');
  return conversation;
}

async function told(client: TestClient, query = ''): Promise<CommentsReply> {
  const response = await client.fetch(`/comments${query}`);
  expect(response.status).toBe(200);
  return commentsReply.parse(await response.json());
}

async function refused(client: TestClient, act: Act): Promise<string> {
  const response = await send(client, act);
  const { error }: { error: { message: string } } = await response.json();
  return `${response.status} ${error.message}`;
}

const ask = (text: string, about: (Act & { act: 'start' })['about'] = { kind: 'program' }, to: string[] = []): Act => ({
  act: 'start',
  about,
  kind: 'question',
  text,
  to,
});

async function claim(client: TestClient, body: unknown): Promise<WorkClaimsReply['claims']> {
  const headers = { 'content-type': 'application/json' };
  const response = await client.fetch('/work-claims', { method: 'PUT', headers, body: JSON.stringify(body) });
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
  return workClaimsReply.parse(await response.json()).claims;
}

/** A program with one site, and people of three roles. */
async function office(server: TestServer) {
  const program = await server.program();
  const finance = await server.member(program, 'finance');
  const editor = await server.member(program, 'editor', { regions: ['South'], projects: [] });
  const viewer = await server.member(program, 'viewer');
  const row = newRow();
  await finance.sync({ sites: { inserts: [{ row, cells: site('0417', { enrollment: 500 }) }] } });
  return { program, finance, editor, viewer, row };
}

export function commentsContract(server: () => TestServer): void {
  describe('questions', () => {
    test('a question about a cell goes to finance, is heard within seconds, and is answered there', async () => {
      const { finance, editor, row } = await office(server());
      const stream = await openStream(finance);
      const cell = { kind: 'cell', table: 'sites', row, column: 'enrollment' } as const;
      // [PPL1] Its rows are in the South; asking is not limited to them.
      const asked = await said(editor, ask('Is 500 right?', { ...cell, typed: 480 }));
      expect(await stream.until('event: comment')).toContain(
        `data: {"number":1,"conversation":1,"by":"${editor.person.name}"}`,
      );
      await stream.leave();
      expect(asked).toMatchObject({
        state: 'open',
        asker: { name: editor.person.name },
        asked: [{ id: finance.person.id, name: finance.person.name }],
        about: { ...cell, key: '0417', isGone: false, revision: 1, value: 500, typed: 480, now: 500 },
      });
      const waiting = await told(finance, '?open=true&mine=true');
      expect([waiting.counts, waiting.conversations.map(({ waitsForYou }) => waitsForYou)]).toEqual([
        { forYou: 1, byYou: 0, open: 1 },
        [true],
      ]);
      await said(finance, { act: 'say', conversation: asked.number, kind: 'answer', text: 'It is 480.' });
      expect((await told(finance)).counts.forYou).toBe(0);
      const [seen] = (await told(editor, '?asking=true')).conversations;
      expect([seen?.state, seen?.said.map(({ by, text }) => [by.name, text])]).toEqual([
        'answered',
        [
          [editor.person.name, 'Is 500 right?'],
          [finance.person.name, 'It is 480.'],
        ],
      ]);
    });

    test('what is said of a row stays with it under its new key and after it is deleted, with the value it spoke of', async () => {
      const { finance, viewer, row } = await office(server());
      await said(viewer, ask('Why 500?', { kind: 'cell', table: 'sites', row, column: 'enrollment' }));
      await said(viewer, {
        act: 'start',
        about: { kind: 'row', table: 'sites', row },
        kind: 'comment',
        text: 'Moved.',
      });
      const renamed = update(row, { code: '0999', enrollment: 480 }, { code: 1, enrollment: 1 });
      await finance.sync({ sites: renamed }, { base: 1 });
      const abouts = async () =>
        (await told(viewer, `?about=row/sites/${row}`)).conversations.map(({ about }) => about);
      expect(await abouts()).toMatchObject([
        { kind: 'row', key: '0999', isGone: false },
        { kind: 'cell', key: '0999', isGone: false, value: 500, now: 480 },
      ]);
      await finance.sync({ sites: { deletes: [{ row, seen: 2 }] } }, { base: 2 });
      const gone = await abouts();
      expect(gone).toMatchObject([{ isGone: true }, { isGone: true, value: 500 }]);
      expect(gone[1]).not.toHaveProperty('now');
      expect((await told(viewer, `?about=cell/sites/${row}/enrollment`)).conversations).toHaveLength(1);
    });

    test('a change and a figure can be spoken about, and found by what they are', async () => {
      const { finance, viewer } = await office(server());
      const change = {
        number: 'BC-1',
        type: 'Staff Modification',
        status: 'Draft',
        title: 'Switches',
        reason: 'The switches are old by now.',
      };
      const { refusals } = await finance.sync({ changes: inserts(change).edits }, { base: 1 });
      expect(refusals).toEqual([]);
      await said(viewer, ask('Why now?', { kind: 'change', number: 'BC-1' }));
      await said(
        viewer,
        ask('So much?', { kind: 'figure', measure: 'current', part: { site: '0417' }, asOf: '2026-10-31' }),
      );
      const found = async (about: string) =>
        (await told(finance, `?about=${encodeURIComponent(about)}`)).conversations.map(({ about: { kind } }) => kind);
      expect(await found('change/BC-1')).toEqual(['change']);
      expect(await found('figure/current/2026-11-30/site=0417')).toEqual(['figure']);
      expect(await found('figure/original/2026-10-31/site=0417')).toEqual([]);
      expect(await found('program')).toEqual([]);
      const month = { period: '2026-10', status: 'Open' };
      expect((await finance.sync({ periods: inserts(month).edits }, { base: 2 })).refusals).toEqual([]);
      const { about } = await said(viewer, ask('Still open?', { kind: 'period', period: '2026-10' }));
      expect(about).toMatchObject({ kind: 'period', period: '2026-10', isGone: false });
      expect(await found('period/2026-10')).toEqual(['period']);
      expect(await found('period/2026-11')).toEqual([]);
      expect(await refused(viewer, ask('?', { kind: 'change', number: 'BC-9' }))).toBe(
        '404 The plan has no such row yet. Send it first, or say it about the program as a whole.',
      );
    });

    test('entries are only ever added: an edit shows what stood there, what is withdrawn says so, and only its author may', async () => {
      const { finance, viewer } = await office(server());
      const { number } = await said(viewer, ask('Frist?'));
      const edited = await said(viewer, { act: 'edit', entry: number, text: 'First?' });
      expect(edited.said).toMatchObject([{ text: 'First?', former: [{ text: 'Frist?' }] }]);
      expect(await refused(finance, { act: 'edit', entry: number, text: 'Mine' })).toBe(
        `403 ${viewer.person.name} has said this. Only who said it can change or withdraw it.`,
      );
      const withdrawn = await said(viewer, { act: 'withdraw', entry: number });
      // A question that its asker has taken back waits for nobody.
      expect([withdrawn.state, withdrawn.said[0]?.text, withdrawn.said[0]?.former]).toEqual(['closed', null, []]);
      const kept = await server()
        .store.read.selectFrom('comment_entries')
        .select(['kind', 'text'])
        .where('program', '=', viewer.program)
        .orderBy('number')
        .execute();
      expect(kept).toEqual([
        { kind: 'question', text: 'Frist?' },
        { kind: 'edit', text: 'First?' },
        { kind: 'withdraw', text: null },
      ]);
    });

    test('who has asked, who is asked or an administrator settles a question, and nobody else', async () => {
      const { program, finance, editor, viewer } = await office(server());
      const admin = await server().member(program, 'admin');
      const { number: conversation } = await said(viewer, ask('Who?', { kind: 'program' }, [finance.person.id]));
      expect(await refused(editor, { act: 'close', conversation })).toBe(
        '403 Who has asked, who is asked or an administrator settles a question.',
      );
      expect((await said(finance, { act: 'close', conversation })).state).toBe('closed');
      expect((await said(viewer, { act: 'reopen', conversation })).state).toBe('open');
      expect((await said(admin, { act: 'close', conversation })).state).toBe('closed');
      expect(await refused(admin, { act: 'close', conversation })).toBe('403 This question is closed already.');
      expect(await refused(editor, { act: 'close', conversation: 99 })).toMatch(/^404 /);
    });

    test('only members read and write, and only people who can read it can be named', async () => {
      const { finance, viewer } = await office(server());
      const stranger = await server().member(await server().program(), 'admin');
      const outside = stranger.in(viewer.program);
      expect((await outside.fetch('/comments')).status).toBe(404);
      expect((await send(outside, ask('May I?'))).status).toBe(404);
      const gone = '400 to: Somebody named here is no member of the program any more.';
      expect(await refused(viewer, ask('Hm?', { kind: 'program' }, [stranger.person.id]))).toBe(gone);
      const { write } = server().store;
      await write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', finance.person.id).execute();
      expect(await refused(viewer, ask('Hm?', { kind: 'program' }, [finance.person.id]))).toBe(gone);
    });

    test('what was said stays under its author’s name when the account is deleted', async () => {
      const { finance, viewer } = await office(server());
      await said(viewer, ask('Still there?', { kind: 'program' }, [finance.person.id]));
      const { write } = server().store;
      const { program, person } = viewer;
      await write.deleteFrom('memberships').where('program', '=', program).where('account', '=', person.id).execute();
      await write.deleteFrom('accounts').where('id', '=', person.id).execute();
      const [kept] = (await told(finance)).conversations;
      expect(kept).toMatchObject({
        state: 'open',
        asker: { name: viewer.person.name },
        said: [{ text: 'Still there?' }],
      });
    });

    test('a request that comes again enters nothing more, and people who speak at once lose nothing', async () => {
      const { program, finance, viewer } = await office(server());
      const id = randomUUID();
      const replies = await Promise.all(Array.from({ length: 6 }, () => said(viewer, ask('Once?'), id)));
      expect(new Set(replies.map(({ number }) => number)).size).toBe(1);
      const conversation = replies[0]?.number ?? 0;
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          said(n % 2 === 0 ? finance : viewer, { act: 'say', conversation, kind: 'comment', text: `No. ${n}` }),
        ),
      );
      const { read } = server().store;
      const rows = await read
        .selectFrom('comment_entries')
        .selectAll()
        .where('program', '=', program)
        .orderBy('number')
        .execute();
      expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
      const [whole] = (await told(viewer, `?conversation=${conversation}`)).conversations;
      expect(whole?.said.map(({ text }) => text).toSorted()).toEqual(
        ['Once?', ...Array.from({ length: 20 }, (_, n) => `No. ${n}`)].toSorted(),
      );
      const [listed] = (await told(viewer)).conversations;
      expect([listed?.said.length, listed?.omitted, listed?.said[0]?.text]).toEqual([11, 10, 'Once?']);
      // What is kept beside the entries is what they make of it.
      const { state, asker, asked } = conversationOf(rows.map(entryOf));
      const kept = await read
        .selectFrom('conversations')
        .selectAll()
        .where('program', '=', program)
        .executeTakeFirstOrThrow();
      expect([kept.state, kept.last_entry]).toEqual([state, 21]);
      const people = await read.selectFrom('conversation_people').selectAll().where('program', '=', program).execute();
      expect(people.map(({ person, part }) => `${part} ${person}`).toSorted()).toEqual(
        [`asker ${asker?.id}`, ...asked.map((each) => `asked ${each.id}`)].toSorted(),
      );
    });

    test('pages go on where they ended, and `since` tells what is new', async () => {
      const { viewer } = await office(server());
      for (let n = 1; n <= 5; n++) await said(viewer, ask(`No. ${n}`));
      const first = await told(viewer, '?limit=2');
      const second = await told(viewer, `?limit=2&before=${first.next}`);
      const third = await told(viewer, `?limit=2&before=${second.next}`);
      const texts = [first, second, third].map((page) => page.conversations.map((each) => each.said[0]?.text));
      expect([texts, third.next]).toEqual([[['No. 5', 'No. 4'], ['No. 3', 'No. 2'], ['No. 1']], null]);
      await said(viewer, { act: 'say', conversation: 1, kind: 'comment', text: 'More' });
      const news = await told(viewer, `?since=${first.last}`);
      expect(news.conversations.map(({ number }) => number)).toEqual([1]);
    });

    test('more than anybody could read is refused in words, and nothing of it is kept', async () => {
      const { viewer } = await office(server());
      expect(await refused(viewer, ask('x'.repeat(2001)))).toBe(
        '400 The text has 2,001 characters; shorten it to 2,000.',
      );
      expect(await refused(viewer, ask(' \n '))).toBe('400 Write something first.');
      const named = Array.from({ length: 100 }, () => randomUUID());
      expect(await refused(viewer, ask('All of you?', { kind: 'program' }, named))).toBe(
        '400 to: At most 20 people can be named in one entry.',
      );
      for (const text of ['a\u0000b', 'half \ud800', 'bell \u0007', 'line\u0085end'])
        expect(await refused(viewer, ask(text))).toMatch(/^400 .*character that cannot be/);
      for (let n = 0; n < MOST_PER_MINUTE; n++)
        await said(viewer, { act: 'start', about: { kind: 'program' }, kind: 'comment', text: `No. ${n}` });
      const tooMany = await send(viewer, ask('One more'));
      expect([tooMany.status, tooMany.headers.get('retry-after')]).toEqual([429, '60']);
      expect((await told(viewer)).last).toBe(MOST_PER_MINUTE);
    });

    test('[A2] a cell of no column of the plan, not even one that every object has, is not spoken about, and the rest stays readable', async () => {
      const { viewer, finance, row } = await office(server());
      for (const column of ['__proto__', 'constructor', 'toString', 'nothing']) {
        const about = { kind: 'cell', table: 'sites', row, column } as const;
        expect(await refused(viewer, ask('What is this?', about))).toMatch(
          /^400 about.column: There is no such column/,
        );
      }
      expect((await told(finance)).conversations).toEqual([]);
    });

    test('hostile text comes back as it was written, letter by letter', async () => {
      const { viewer } = await office(server());
      const text = '<img src=x onerror=alert(1)>\r\nBcc: a@b.example\n=HYPERLINK("http://x") @Ana \u202E \u{1F600}';
      const { said: entries } = await said(viewer, ask(text));
      expect(entries[0]?.text).toBe(text.replace('\r\n', '\n'));
    });
  });

  describe('the file of everything that was said', () => {
    test('holds every entry as it was made; what could be a formula is text, what was withdrawn has no words', async () => {
      const { finance, viewer } = await office(server());
      const text = '=HYPERLINK("http://x","y")\n@cmd,"; Bcc: a@b.example';
      const { number } = await said(viewer, ask(text));
      const { said: entries } = await said(finance, {
        act: 'say',
        conversation: number,
        kind: 'answer',
        text: 'Secret',
      });
      await said(finance, { act: 'withdraw', entry: entries.at(-1)?.number ?? 0 });
      const response = await viewer.fetch('/comments.csv');
      expect(response.headers.get('content-disposition')).toContain('questions.csv');
      const file = await response.text();
      expect(file).toContain(`"'=HYPERLINK(""http://x"",""y"")\n@cmd,""; Bcc: a@b.example"\r\n`);
      expect(file).not.toContain('Secret');
      expect(file.split('\r\n').map((line) => line.split(',')[4])).toEqual(
        expect.arrayContaining(['Kind', 'question', 'answer', 'withdraw']),
      );
      const outside = (await server().member(await server().program(), 'admin')).in(viewer.program);
      expect((await outside.fetch('/comments.csv')).status).toBe(404);
      // [AUD1] Who has taken it along is written down.
      const { entries: acts } = auditReply.parse(await (await finance.fetch('/audit?act=export')).json());
      expect(acts.map(({ by, what }) => [by, what])).toEqual([[viewer.person.name, 'Everything that was said (csv)']]);
    });
  });

  describe('soft ownership', () => {
    test('who works on a place is told to everybody until the day is over, and questions go there by themselves', async () => {
      const { program, finance, editor, viewer, row } = await office(server());
      const at = server().clock;
      await claim(editor, { places: [{ kind: 'site', code: '0417' }], until: '2026-11-27' });
      const claims = async (client: TestClient) =>
        workClaimsReply.parse(await (await client.fetch('/work-claims')).json()).claims;
      expect(await claims(viewer)).toEqual([
        {
          person: { id: editor.person.id, name: editor.person.name },
          isYou: false,
          until: '2026-11-27',
          places: [{ kind: 'site', code: '0417' }],
        },
      ]);
      const about = { kind: 'row', table: 'sites', row } as const;
      expect((await said(viewer, ask('Open yet?', about))).asked).toMatchObject([{ id: editor.person.id }]);
      const choices = askableReply.parse(await (await viewer.fetch(`/people-to-ask?about=row/sites/${row}`)).json());
      expect(choices.people.map(({ name, why }) => [name, why])).toEqual([
        [editor.person.name, 'works on this until 2026-11-27'],
        [finance.person.name, 'changed this on 2026-11-23'],
      ]);
      // Never a lock, and it follows its row.
      const reply = await finance.sync({ sites: update(row, { code: '0999' }) }, { base: 1 });
      expect(reply.refusals).toEqual([]);
      expect((await claims(viewer))[0]?.places).toEqual([{ kind: 'site', code: '0999' }]);
      try {
        server().clock = new Date('2026-11-28T20:00:00.000Z');
        expect(await claims(viewer)).toEqual([]);
        expect((await said(viewer, ask('And now?', about))).asked).toMatchObject([{ id: finance.person.id }]);
      } finally {
        server().clock = at;
      }
      await claim(editor, { places: [], until: '2026-11-27' });
      expect(await claims(editor)).toEqual([]);
      expect(program).toBe(viewer.program);
    });

    test('a region, a project and a budget line of it lead to who works there', async () => {
      const program = await server().program();
      const finance = await server().member(program, 'finance');
      const owner = await server().member(program, 'editor');
      await finance.sync(smallPlan());
      await claim(owner, { places: [{ kind: 'project', code: '26.00001' }], until: '2026-11-27' });
      const [line = ''] = (await finance.rows('budgetLines')).keys();
      const asked = await said(finance, ask('Too much?', { kind: 'row', table: 'budgetLines', row: line }));
      expect(asked.asked).toMatchObject([{ id: owner.person.id }]);
      await claim(owner, { places: [{ kind: 'region', code: 'North' }], until: '2026-11-27' });
      const [projectRow = ''] = (await finance.rows('projects')).keys();
      const again = await said(finance, ask('When?', { kind: 'row', table: 'projects', row: projectRow }));
      expect(again.asked).toMatchObject([{ id: owner.person.id }]);
    });

    test('who only reads draws no questions to themselves by saying to work on everything', async () => {
      const { finance, editor, viewer, row } = await office(server());
      await claim(viewer, { places: [{ kind: 'site', code: '0417' }], until: '2026-11-27' });
      const asked = await said(editor, ask('Is it so?', { kind: 'row', table: 'sites', row }));
      expect(asked.asked).toMatchObject([{ id: finance.person.id }]);
    });

    test('what is no place, or a day that is over or far away, is refused in words', async () => {
      const { editor } = await office(server());
      const put = async (body: unknown) => {
        const headers = { 'content-type': 'application/json' };
        const response = await editor.fetch('/work-claims', { method: 'PUT', headers, body: JSON.stringify(body) });
        const { error }: { error: { message: string } } = await response.json();
        return `${response.status} ${error.message}`;
      };
      const places = [{ kind: 'site', code: '0417' }];
      expect(await put({ places: [{ kind: 'site', code: '9' }], until: '2026-12-01' })).toBe(
        '400 places: There is no site 9.',
      );
      expect(await put({ places: [{ kind: 'region', code: 'Up' }], until: '2026-12-01' })).toBe(
        '400 places: There is no region Up.',
      );
      expect(await put({ places, until: '2026-11-22' })).toBe(
        '400 until: 2026-11-22 is over. Choose today or a later day.',
      );
      expect(await put({ places, until: '2027-11-22' })).toMatch('92 days from today');
    });
  });
}
