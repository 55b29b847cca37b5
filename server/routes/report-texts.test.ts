import { afterAll, beforeEach, beforeAll, describe, expect, test } from 'vitest';
import { errorBody } from '../../shared/protocol/error.ts';
import { reportTextConflict, reportTextsReply } from '../../shared/protocol/report-texts.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let editor: TestClient;
let finance: TestClient;

beforeAll(async () => void (server = await startTestServer({ file: ':memory:' })));
afterAll(() => server.close());
beforeEach(async () => {
  const program = await server.program();
  editor = await server.member(program, 'editor');
  finance = await server.member(program, 'finance');
});

const read = async (client: TestClient, query = '') =>
  reportTextsReply.parse(await (await client.fetch(`/report-texts${query}`)).json());
const missionOf = async (client: TestClient, query = '') =>
  (await read(client, query)).texts.find(({ section }) => section === 'Mission')?.text;
const put = (client: TestClient, text: string | null, seen: number, more: object = {}) =>
  client.fetch('/report-texts', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ syncId: crypto.randomUUID(), section: 'Mission', text, seen, ...more }),
  });
const refused = async (response: Response) => errorBody.parse(await response.json()).error;

describe('texts of the reports', () => {
  test('every text is told with its chapter and what belongs there, and none is written at first', async () => {
    const { texts, mayEdit } = await read(editor);
    expect(mayEdit).toBe(true);
    expect(texts.every(({ text, chapter, says }) => text === null && chapter !== '' && says.endsWith('.'))).toBe(true);
  });

  test('a text is a row of the plan with its history, and is written, changed and emptied', async () => {
    expect((await put(editor, ' Technology that works.\r\n\r\nEverywhere. ', 0)).status).toBe(200);
    expect(await missionOf(finance)).toBe('Technology that works.\n\nEverywhere.');
    expect((await put(finance, 'Better.', 1)).status).toBe(200);
    expect([...(await editor.rows('reportTexts')).values()].map(({ cells }) => cells)).toEqual([
      { section: 'Mission', text: 'Better.' },
    ]);
    expect(await missionOf(editor, '?at=1')).toBe('Technology that works.\n\nEverywhere.');
    expect((await put(editor, '  ', 2)).status).toBe(200);
    expect(await missionOf(editor)).toBeNull();
    expect((await put(editor, null, 3)).status).toBe(200);
  });

  test.each([
    { was: 'not written', first: null, theirs: 'Theirs.', yours: 'Yours.' },
    { was: 'written', first: 'First.', theirs: 'Theirs.', yours: 'Yours.' },
    { was: 'written and is emptied', first: 'First.', theirs: null, yours: 'Yours.' },
    { was: 'written and is to be emptied', first: 'First.', theirs: 'Theirs.', yours: null },
  ])('what somebody else has written since is told with both texts: it was $was', async ({ first, theirs, yours }) => {
    if (first !== null) await put(editor, first, 0);
    const { revision: seen } = await read(editor);
    expect((await put(finance, theirs, seen)).status).toBe(200);
    const answer = await put(editor, yours, seen);
    expect(answer.status).toBe(409);
    const { code, message, details } = await refused(answer);
    expect([code, message]).toEqual(['changed_meanwhile', expect.stringContaining('Nothing of yours was saved.')]);
    expect(reportTextConflict.parse(details)).toMatchObject({
      section: 'Mission',
      yours,
      theirs,
      by: finance.person.name,
    });
    expect(await missionOf(editor)).toBe(theirs);
    // Nothing of it is left to be decided anywhere, and who has looked again goes through.
    expect(await (await editor.fetch('/conflicts')).json()).toEqual({ conflicts: [] });
    expect((await put(editor, yours, seen + 1)).status).toBe(200);
    expect(await missionOf(editor)).toBe(yours);
  });

  test('a viewer and an editor of one region read them, and are told who may write', async () => {
    const viewer = await server.member(editor.program, 'viewer');
    const north = await server.member(editor.program, 'editor', { regions: ['North'], projects: [] });
    for (const client of [viewer, north]) {
      expect((await read(client)).mayEdit).toBe(false);
      const answer = await put(client, 'Mine.', 0);
      expect(answer.status).toBe(403);
      expect((await refused(answer)).message).toMatch(/\.$/);
    }
    expect(await missionOf(editor)).toBeNull();
  });

  test('a section that there is not, and a text that is too long, are refused with a sentence', async () => {
    const unknown = await put(editor, 'x', 0, { section: 'Poems' });
    expect([unknown.status, (await refused(unknown)).message]).toEqual([
      400,
      expect.stringContaining('The reports have no text Poems.'),
    ]);
    const long = await put(editor, 'x'.repeat(8001), 0);
    expect([long.status, (await refused(long)).message]).toEqual([
      400,
      expect.stringContaining('at most 8000 characters'),
    ]);
  });
});
