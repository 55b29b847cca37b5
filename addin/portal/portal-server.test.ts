import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setCell } from '../../server/workbook/testing/edit-file.ts';
import { inserts, site } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { today } from './asked-moment.ts';
import { wordsOfPortalProblem, type PortalOutcome } from './portal-problem.ts';
import { createPortalServer } from './portal-server.ts';
import { sessionInMemory } from './testing/session-in-memory.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const choices = { allowDeletions: false, emptyCells: false, realign: false, base: null, answeredBy: '' };

/** The front door's server client of a member, with the session it keeps. */
async function doorOf(
  role: 'finance' | 'viewer',
  fetch = (request: Request) => Promise.resolve(server.app.fetch(request)),
  wait = (_milliseconds: number) => Promise.resolve(),
) {
  const client = await server.member(await server.program(), role);
  const { program, person } = client;
  const kept = sessionInMemory({ token: person.token, person });
  return { door: createPortalServer({ fetch, address: 'http://sep.test', kept, wait }), program, kept, client };
}

describe('the front door and its server', () => {
  test('programs, totals, checks and the workbook come as the server has them', async () => {
    const { door, program } = await doorOf('finance');
    expect(await door.programs()).toMatchObject({ ok: true, value: [{ id: program, role: 'finance', revision: 0 }] });
    expect(await door.totals(program, { by: ['source'] })).toMatchObject({
      ok: true,
      value: { by: ['source'], rows: [] },
    });
    expect(await door.checks(program, today)).toMatchObject({ ok: true, value: { passed: true } });
    const day = '2026-02-28';
    expect(await door.totals(program, { by: ['region'], asOf: day })).toMatchObject({
      ok: true,
      value: { by: ['region'], asOf: day },
    });
    expect(await door.checks(program, { ...today, asOf: day })).toMatchObject({ ok: true, value: { asOf: day } });
    const figure = { measure: 'current', part: { source: 'BND-A' }, at: 0, asOf: day, limit: 1 };
    expect(await door.postings(program, figure)).toMatchObject({
      ok: true,
      value: { total: 0, asOf: day, groups: [] },
    });
    const past = await door.downloadWorkbook(program, { asOf: day, part: null });
    expect(past).toMatchObject({ ok: true, value: { name: expect.stringContaining(day) } });
    const file = await door.downloadWorkbook(program, { part: null });
    if (!file.ok) throw new Error(file.problem.kind);
    expect(file.value.name).toBe(`Program ${program} – revision 0 – 2026-11-23.xlsx`);
    expect(await door.previewWorkbook(program, file.value.content, choices)).toMatchObject({
      ok: true,
      value: { committed: null, changes: { rowCount: 0 } },
    });
  });

  test('what is chosen about a returned workbook stands in the question, and nothing else', async () => {
    const asked: string[] = [];
    const { door, program } = await doorOf('finance', async (request) => {
      asked.push(new URL(request.url).search);
      return new Response('{}', { status: 500 });
    });
    const file = new Blob(['PK']);
    await door.previewWorkbook(program, file, choices);
    await door.previewWorkbook(program, file, {
      allowDeletions: true,
      emptyCells: true,
      realign: true,
      base: 7,
      answeredBy: ' Maria Lopez ',
    });
    expect(asked.map((search) => Object.fromEntries(new URLSearchParams(search)))).toEqual([
      { preview: 'true', realign: 'false', deletions: 'ask' },
      { preview: 'true', realign: 'true', deletions: 'allow', emptied: 'empty', base: '7', answeredBy: 'Maria Lopez' },
    ]);
  });

  test.each([{}, { 'content-disposition': 'attachment; filename="plan.xlsx"' }])(
    'a workbook whose name a proxy has taken away (%j) bears that of its program',
    async (headers) => {
      const { door, program } = await doorOf('finance', async () => new Response('PK', { headers }));
      expect(await door.downloadWorkbook(program, { part: null })).toMatchObject({
        ok: true,
        value: { name: `${program}.xlsx` },
      });
    },
  );

  test('what is refused comes with the server’s sentence, and what would help', async () => {
    const { door, program } = await doorOf('finance');
    const other = await doorOf('finance');
    const foreign = await other.door.downloadWorkbook(other.program, { part: null });
    if (!foreign.ok) throw new Error(foreign.problem.kind);
    const refused = await door.previewWorkbook(program, foreign.value.content, choices);
    expect(refused).toMatchObject({ ok: false, problem: { kind: 'refused', needs: null } });
    if (refused.ok) return;
    const { title, line } = wordsOfPortalProblem(refused.problem, 'Not taken', 'All is safe.');
    expect([title, line]).toEqual(['Not taken', expect.stringContaining(`belongs to the program ${other.program}`)]);
    expect(line.endsWith(' All is safe.')).toBe(true);
  });

  test('what is not there is said of what was asked for, not of the program', async () => {
    const { door, program } = await doorOf('viewer');
    const missing = async (answer: Promise<PortalOutcome<unknown>>): Promise<string> => {
      const outcome = await answer;
      if (outcome.ok) throw new Error('It is there.');
      const { title, line } = wordsOfPortalProblem(outcome.problem, 'It couldn’t be read', 'The plan is as it was.');
      return `${title}: ${line}`;
    };
    expect(await missing(door.site(program, '0000', today))).toBe(
      'It couldn’t be read: There is no such site, or it is not shared with you. The plan is as it was.',
    );
    expect(await missing(door.totals('no-such-program', { by: ['source'] }))).toBe(
      'It couldn’t be read: There is no such program, or it is not shared with you. The plan is as it was.',
    );
  });

  test('[FA3] a workbook whose answer was lost is returned once, however often it is tried', async () => {
    let isLost = true;
    const { door, program, client } = await doorOf('finance', async (request) => {
      const response = await server.app.fetch(request);
      if (isLost && request.method === 'POST') throw new TypeError('failed to fetch');
      return response;
    });
    await client.sync({ sites: inserts(site('0417')).edits });
    const file = await door.downloadWorkbook(program, { part: null });
    if (!file.ok) throw new Error(file.problem.kind);
    const bytes = new Uint8Array(await file.value.content.arrayBuffer());
    const content = new Blob([new Uint8Array(setCell(bytes, 'Sites', 'C2', 'Alder'))]);
    expect(await door.returnWorkbook(program, content, choices, 'try-1')).toMatchObject({ ok: false });
    isLost = false;
    const again = await door.returnWorkbook(program, content, choices, 'try-1');
    expect(again).toMatchObject({ ok: true, value: { committed: 2, accepted: 1 } });
    expect(await door.returnWorkbook(program, content, choices, 'try-1')).toEqual(again);
    expect(await door.returnWorkbook(program, content, choices, 'try-2')).toMatchObject({
      ok: true,
      value: { committed: null, revision: 2 },
    });
  });

  test('a session the server no longer knows is forgotten, and said once', async () => {
    const { door, kept } = await doorOf('viewer');
    const session = kept.read();
    let endings = 0;
    door.onSignInEnded(() => void endings++);
    await door.signOut();
    expect([door.person(), kept.read(), endings]).toEqual([null, null, 0]);
    if (session !== null) kept.keep(session, false);
    const again = createPortalServer({
      fetch: (request) => Promise.resolve(server.app.fetch(request)),
      address: 'http://sep.test',
      kept,
    });
    again.onSignInEnded(() => void endings++);
    expect(await again.programs()).toEqual({ ok: false, problem: { kind: 'signedOut' } });
    expect(await again.programs()).toEqual({ ok: false, problem: { kind: 'signedOut' } });
    expect([kept.read(), endings]).toEqual([null, 1]);
  });

  test('an answer to the session before ends no sign-in of meanwhile', async () => {
    let answer = (_late: Response): void => undefined;
    const late = new Promise<Response>((resolve) => (answer = resolve));
    const { door, program, kept } = await doorOf('viewer', async (request) => {
      if (new URL(request.url).pathname === '/api/sign-in')
        return Response.json({ token: 'new', person: { id: 'b', email: 'ben@cedar-basin.example', name: 'Ben' } });
      return request.url.includes('/checks') ? late : Response.json([]);
    });
    let endings = 0;
    door.onSignInEnded(() => void endings++);
    const asked = door.checks(program, today);
    await door.signIn('ben@cedar-basin.example', 'a long password', true);
    answer(Response.json({ error: { code: 'not_signed_in', message: 'Sign in to go on.' } }, { status: 401 }));
    expect(await asked).toEqual({ ok: false, problem: { kind: 'signedOut' } });
    expect([door.person()?.name, kept.read()?.token, endings]).toEqual(['Ben', 'new', 0]);
  });

  test('who reads very often is waited for by the page itself, a few times and not for long, and nothing is sent again', async () => {
    const waits: number[] = [];
    let [asked, refusals, seconds] = [0, 2, '7'];
    const tooOften = () =>
      Response.json(
        { error: { code: 'too_many_requests', message: 'That was asked very often.' } },
        { status: 429, headers: { 'retry-after': seconds } },
      );
    const { door, program } = await doorOf(
      'finance',
      (request) => Promise.resolve(asked++ < refusals ? tooOften() : server.app.fetch(request)),
      async (milliseconds) => void waits.push(milliseconds),
    );
    expect(await door.programs()).toMatchObject({ ok: true });
    expect([asked, waits]).toEqual([3, [7000, 7000]]);
    [asked, refusals] = [0, 9];
    const problem = { kind: 'tooOften', message: 'That was asked very often.', retryAfterSeconds: 7 };
    expect([await door.programs(), asked]).toEqual([{ ok: false, problem }, 4]);
    asked = 0;
    expect([await door.rename('Ann'), asked]).toEqual([{ ok: false, problem }, 1]);
    [asked, seconds] = [0, '900'];
    expect([(await door.checks(program, today)).ok, asked]).toEqual([false, 1]);
  });

  test.each([
    ['a broken connection', () => Promise.reject(new TypeError('failed to fetch')), { kind: 'offline' }],
    [
      'a proxy whose server is down',
      () => Promise.resolve(new Response('<html>', { status: 502, headers: { 'retry-after': '7' } })),
      { kind: 'busy', retryAfterSeconds: 7 },
    ],
    [
      'a proxy’s own refusal',
      () => Promise.resolve(new Response('', { status: 413 })),
      { kind: 'unreadable', code: '413' },
    ],
    [
      'a page in place of an answer',
      () => Promise.resolve(new Response('<html>')),
      { kind: 'unreadable', code: 'unreadable_reply' },
    ],
  ] as const)('%s is a problem with a way on', async (_name, fetch, problem) => {
    const { door } = await doorOf('viewer', fetch);
    expect(await door.programs()).toEqual({ ok: false, problem });
    const { line } = wordsOfPortalProblem(problem, 'Nothing', 'All is safe.');
    expect(line).toMatch(/^All is safe\. (Check your connection and try again|Try again)/);
  });

  test('what is too large to be made says what to ask for instead, and not to try the same again', async () => {
    const error = { code: 'unavailable', message: 'It could not be made. Ask for a region.' };
    const { door } = await doorOf('viewer', async () => Response.json({ error }, { status: 503 }));
    const outcome = await door.programs();
    const words = outcome.ok ? null : wordsOfPortalProblem(outcome.problem, 'Not downloaded', 'All is safe.');
    expect(words).toEqual({ title: 'Not downloaded', line: 'It could not be made. Ask for a region. All is safe.' });
  });
});
