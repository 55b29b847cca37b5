import { describe, expect, test } from 'vitest';
import { errorStatus } from '../../../shared/protocol/error.ts';
import { createHttpServerClient } from './http-server-client.ts';
import type { Session } from './server-client.ts';

const person = { id: 'p1', email: 'north@cedar-basin.example', name: 'North' };

/** A client whose requests are answered in turn; null: the connection breaks. */
function clientWith(
  answers: readonly (Response | null)[],
  more: Pick<Parameters<typeof createHttpServerClient>[0], 'linesCode'> = {},
) {
  const requests: Request[] = [];
  const waits: number[] = [];
  const sessions: (Session | null)[] = [];
  const client = createHttpServerClient({
    fetch: (request) => {
      requests.push(request);
      const answer = answers[requests.length - 1];
      return answer ? Promise.resolve(answer) : Promise.reject(new TypeError('Failed to fetch'));
    },
    address: 'http://sep.test',
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    session: { token: 'secret', person },
    onSession: (session) => sessions.push(session),
    ...more,
  });
  return { client, requests, waits, sessions };
}

function errorAnswer(code: keyof typeof errorStatus, headers: Record<string, string> = {}): Response {
  return Response.json({ error: { code, message: `About ${code}.` } }, { status: errorStatus[code], headers });
}

const syncAnswer = {
  revision: 4,
  committed: 4,
  accepted: 300,
  adopted: {},
  conflicts: [],
  refusals: [],
  warnings: [],
  remote: { tables: {} },
  receipt: { revision: 4, hash: 'a'.repeat(64) },
};

const request = { protocol: 1, base: 3, syncId: 's1', workbook: 'w1', edits: {} };

const many = Array.from({ length: 300 }, (_, place) => ({
  row: `R${String(place).padStart(15, '0')}`,
  cells: { code: String(place), name: 'x' },
}));
const large = { ...request, edits: { sites: { inserts: many } } };

describe('the HTTP client', () => {
  test('[I1] a sync without a reply is repeated byte for byte, a while later each time', async () => {
    const { client, requests, waits } = clientWith([null, null, errorAnswer('revision_unknown')]);
    await client.sync('cedar basin', request, '');
    expect(requests).toHaveLength(3);
    expect(waits).toEqual([500, 2_000]);
    expect(new Set(requests.map(({ url }) => url))).toEqual(
      new Set(['http://sep.test/api/programs/cedar%20basin/sync?computed=moved&cells=moved&hash=']),
    );
    expect(new Set(await Promise.all(requests.map((sent) => sent.text())))).toEqual(new Set([JSON.stringify(request)]));
    expect(requests.every((sent) => sent.headers.get('authorization') === 'Bearer secret')).toBe(true);
  });

  test('many new rows go in lines, and one by one to a server that does not know of that', async () => {
    const sent = { ...request, edits: { sites: { inserts: many, deletes: [{ row: 'R0A1B2C3D4E5F6G7' }] } } };
    const { client, requests } = clientWith([errorAnswer('invalid_request'), errorAnswer('revision_unknown')]);
    expect(await client.sync('cedar', sent, '')).toMatchObject({ ok: false, problem: { kind: 'revisionUnknown' } });
    const [inLines = '', plain = ''] = await Promise.all(requests.map((each) => each.text()));
    expect(inLines.split('\n').map((line) => line && JSON.parse(line))).toEqual([
      { ...request, edits: { sites: { deletes: [{ row: 'R0A1B2C3D4E5F6G7' }] } } },
      {
        table: 'sites',
        rows: many.map(({ row }) => row),
        columns: { code: many.map(({ cells }) => cells.code), name: 'x' },
      },
      { end: 300 },
      '',
    ]);
    expect(JSON.parse(plain)).toEqual(sent);
    expect(requests.map((each) => each.headers.get('content-type'))).toEqual([
      'application/x-ndjson',
      'application/json',
    ]);
  });

  test.each([
    ['a proxy that lets only JSON through', new Response('<h1>Proxy</h1>', { status: 415 })],
    ['a server from before', errorAnswer('invalid_request')],
  ])(
    'once many new rows had to go one by one past %s, they go so for as long as the pane is open',
    async (_, refusal) => {
      const taken = () => Response.json(syncAnswer);
      const { client, requests } = clientWith([refusal, taken(), taken()]);
      for (const _sync of [1, 2]) expect(await client.sync('cedar', large, '')).toMatchObject({ ok: true });
      expect(requests.map((each) => each.headers.get('content-type'))).toEqual([
        'application/x-ndjson',
        'application/json',
        'application/json',
      ]);
    },
  );

  test('[FB8] many new rows go one by one while the code for lines cannot be fetched, and say so offline', async () => {
    const linesCode = () => Promise.reject(new Error('Failed to fetch dynamically imported module'));
    const { client, requests } = clientWith([Response.json(syncAnswer), null, null, null, null], { linesCode });
    expect(await client.sync('cedar', large, '')).toMatchObject({ ok: true });
    expect(requests.map((each) => each.headers.get('content-type'))).toEqual(['application/json']);
    expect(await client.sync('cedar', large, '')).toEqual({ ok: false, problem: { kind: 'offline' } });
  });

  test('what is refused in either form goes in lines again: it was not their form', async () => {
    const { client, requests } = clientWith([1, 2, 3, 4].map(() => errorAnswer('invalid_request')));
    for (const _sync of [1, 2]) await client.sync('cedar', large, '');
    expect(requests.map((each) => each.headers.get('content-type'))).toEqual([
      'application/x-ndjson',
      'application/json',
      'application/x-ndjson',
      'application/json',
    ]);
  });

  test('a file comes under its own name, and is asked for once', async () => {
    const headers = { 'content-disposition': 'attachment; filename="Plan.xlsx"; filename*=UTF-8\'\'Pe%C3%B1asco.xlsx' };
    const { client, requests } = clientWith([new Response('PK', { headers }), new Response('PK'), null]);
    const named = await client.workbook('cedar basin', '2026-10-31');
    expect(named).toMatchObject({ ok: true, value: { name: 'Peñasco.xlsx' } });
    expect(requests[0]?.url).toBe(
      'http://sep.test/api/programs/cedar%20basin/workbook.xlsx?since=month&asOf=2026-10-31',
    );
    expect(await client.workbook('cedar', null)).toMatchObject({ ok: true, value: { name: 'cedar.xlsx' } });
    expect(await client.workbook('cedar', null)).toEqual({ ok: false, problem: { kind: 'offline' } });
    expect(requests).toHaveLength(3);
  });

  test('a file for which the session has ended ends it here, too', async () => {
    const { client, sessions } = clientWith([errorAnswer('not_signed_in')]);
    expect(await client.workbook('cedar', null)).toEqual({ ok: false, problem: { kind: 'signedOut' } });
    expect(sessions).toEqual([null]);
  });

  test('an answer to the session before ends no sign-in of meanwhile', async () => {
    const { client, sessions } = clientWith([errorAnswer('not_signed_in')]);
    const asked = client.workbook('cedar', null);
    client.enter({ token: 't2', person });
    expect(await asked).toEqual({ ok: false, problem: { kind: 'signedOut' } });
    expect(sessions).toEqual([{ token: 't2', person }]);
  });

  test('without any reply it is offline', async () => {
    const { client } = clientWith([]);
    expect(await client.programs()).toEqual({ ok: false, problem: { kind: 'offline' } });
  });

  test.each([
    [499, { kind: 'serverFailed', code: 'unreadable_reply', detail: 'HTTP 499' }],
    [500, { kind: 'busy', retryAfterSeconds: expect.any(Number) }],
    [502, { kind: 'busy', retryAfterSeconds: expect.any(Number) }],
  ])('what a proxy answers in its own words is told by its status: %i', async (status, problem) => {
    const answers = Array.from({ length: 8 }, () => new Response('<h1>Proxy</h1>', { status }));
    const { client } = clientWith(answers);
    expect(await client.programs()).toEqual({ ok: false, problem });
  });

  test('who is not signed in listens to nothing', async () => {
    const { client, requests } = clientWith([errorAnswer('not_signed_in')]);
    await client.programs();
    const asked = requests.length;
    const nothing = (): void => undefined;
    const stop = client.listen('p', 'w', {
      said: () => undefined,
      revision: nothing,
      presence: nothing,
      connection: nothing,
    });
    await new Promise((resolve) => setImmediate(resolve));
    stop();
    expect(requests).toHaveLength(asked);
  });

  test('every error code of the protocol becomes a problem, and only an ended session ends the session', async () => {
    const kinds: Record<string, string> = {};
    for (const code of Object.keys(errorStatus)) {
      const isCode = (name: string): name is keyof typeof errorStatus => name in errorStatus;
      if (!isCode(code)) continue;
      const { client, sessions } = clientWith([errorAnswer(code)]);
      const outcome = await client.sync('p', request, '');
      kinds[code] = outcome.ok ? 'ok' : outcome.problem.kind;
      expect(sessions).toEqual(code === 'not_signed_in' ? [null] : []);
      expect(client.person()).toEqual(code === 'not_signed_in' ? null : person);
    }
    expect(kinds).toEqual({
      invalid_request: 'serverFailed',
      protocol_unsupported: 'addinTooOld',
      workbook_unreadable: 'serverFailed',
      not_signed_in: 'signedOut',
      sign_in_failed: 'signInFailed',
      forbidden: 'noAccess',
      not_found: 'noAccess',
      revision_unknown: 'revisionUnknown',
      sync_id_reused: 'serverFailed',
      changed_meanwhile: 'serverFailed',
      too_large: 'tooLarge',
      too_many_requests: 'busy',
      internal: 'serverFailed',
      unavailable: 'busy',
    });
  });

  test('[ADM3] that a program is archived is told apart from one that is not open to the person', async () => {
    const error = { code: 'forbidden', message: 'Archived.', details: { archivedAt: '2026-11-23T10:00:00.000Z' } };
    const { client } = clientWith([Response.json({ error }, { status: 403 })]);
    expect(await client.sync('p', request, '')).toEqual({ ok: false, problem: { kind: 'archived' } });
  });

  test('a busy server says when to come back; a proxy’s error page counts as busy', async () => {
    const told = clientWith([errorAnswer('too_many_requests', { 'retry-after': '7' })]);
    expect(await told.client.programs()).toEqual({ ok: false, problem: { kind: 'busy', retryAfterSeconds: 7 } });
    const proxy = clientWith([new Response('<html>Bad Gateway</html>', { status: 502 })]);
    expect(await proxy.client.programs()).toEqual({ ok: false, problem: { kind: 'busy', retryAfterSeconds: 30 } });
  });

  test('a reply that is none of this protocol is a problem, not a value', async () => {
    const { client } = clientWith([Response.json({ revision: 'three' })]);
    const outcome = await client.sync('p', request, '');
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'serverFailed', code: 'unreadable_reply' } });
  });

  test('signing in keeps the session, signing out forgets it even offline', async () => {
    const { client, sessions } = clientWith([Response.json({ token: 't2', person })]);
    expect(await client.signIn(person.email, 'password')).toEqual({ ok: true, value: person });
    await client.signOut();
    expect(client.person()).toBeNull();
    expect(sessions).toEqual([{ token: 't2', person }, null]);
  });
});
