import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { errorBody } from '../../shared/protocol/error.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { hasNoAccount, makeSetupCode } from '../identity/setup-codes.ts';
import type { DatabaseAddress } from '../storage/database.ts';

const databases: readonly {
  name: string;
  open: () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>;
}[] = [
  { name: 'SQLite', open: async () => ({ address: { file: ':memory:' }, drop: async () => undefined }) },
  {
    name: 'PostgreSQL',
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { address: { url, ownerUrl }, drop };
    },
  },
];

const first = {
  email: 'Ana@elm.example',
  name: 'Ana Lopez',
  password: 'seven slow herons at dusk',
  program: { id: 'elm', name: 'Strategic Execution Plan', district: 'Elm', fiscalYear: '2026-27', starter: 'systems' },
};

describe.each(databases)('the first start without a demo on $name', ({ open }) => {
  let server: TestServer;
  let drop: () => Promise<void>;
  afterEach(async () => {
    await server.close();
    await drop();
  });
  const start = async (): Promise<string> => {
    const database = await open();
    drop = database.drop;
    server = await startTestServer(database.address);
    return newCode();
  };
  const newCode = async () => (await makeSetupCode(server.store.write, { now: server.clock, randomBytes })) ?? '';
  const setUp = async (body: unknown, remoteAddress = '203.0.113.7') =>
    server.app.request(
      '/api/setup',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
      { incoming: { socket: { remoteAddress } } },
    );
  const get = async (path: string, token: string) =>
    (await server.app.request(`/api${path}`, { headers: { authorization: `Bearer ${token}` } })).json();

  test('lets the code of the console make the first administrator and the first program, and then never anybody', async () => {
    const code = await start();
    const another = await newCode();
    expect(code).toMatch(/^(?:[B-DF-HJ-NP-TV-XZ]{4}-){3}[B-DF-HJ-NP-TV-XZ]{4}$/);
    const made = await setUp({ ...first, code: ` ${code.toLowerCase().replaceAll('-', ' ')}` });
    const { token, person } = signInReply.parse(await made.json());
    expect(person).toMatchObject({ email: 'ana@elm.example', name: 'Ana Lopez' });
    expect(await get('/programs', token)).toMatchObject([{ id: 'elm', role: 'admin', revision: 1 }]);
    expect(await get('/admin/programs', token)).toMatchObject({ programs: [{ id: 'elm', rows: 14 }] });
    const what = await server.store.read
      .selectFrom('acts')
      .select('what')
      .where('program', '=', '')
      .orderBy('number')
      .execute();
    expect(what.map((act) => act.what)).toEqual([
      'Set up the server: the first account, ana@elm.example',
      'Made ana@elm.example an administrator of the server',
    ]);
    for (const used of [code, another])
      expect((await setUp({ ...first, code: used, email: 'bo@elm.example' })).status).toBe(401);
    // [FD14] Nor does it leave anything behind.
    const counts = () => server.store.read.selectFrom('sign_in_attempts').select('email_hash').execute();
    const before = await counts();
    for (const from of ['198.51.100.1', '198.51.100.2'])
      expect((await setUp({ ...first, code }, from)).status).toBe(401);
    expect(await counts()).toHaveLength(before.length);
    expect(await newCode()).toBe('');
    // Nor where the last account has been locked out.
    await server.store.write.updateTable('accounts').set({ disabled: 1 }).execute();
    expect([await newCode(), await hasNoAccount(server.store.read)]).toEqual(['', false]);
  });

  test('makes one administrator where two come with good codes at the same time', async () => {
    const codes = [await start(), await newCode()];
    const both = await Promise.all(
      codes.map((code, each) => setUp({ ...first, code, email: `x${each}@elm.example`, program: null })),
    );
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    expect(await server.store.read.selectFrom('accounts').select('id').execute()).toHaveLength(1);
  });

  test('is not used up by what cannot be made, and does nothing of it', async () => {
    const code = await start();
    const wrong: readonly object[] = [
      { password: 'password1234' },
      { password: 'ana.lopez2026' },
      { email: 'ana' },
      { email: 'Admin@cedar-basin.example' },
      { name: ' ' },
      { program: { ...first.program, id: 'Elm Street' } },
      { program: { ...first.program, fiscalYear: '2026' } },
    ];
    for (const each of wrong) expect([each, (await setUp({ ...first, code, ...each })).status]).toEqual([each, 400]);
    expect(await hasNoAccount(server.store.read)).toBe(true);
    expect(await server.store.read.selectFrom('programs').select('id').execute()).toEqual([]);
    expect((await setUp({ ...first, code, program: null })).status).toBe(200);
  });

  test('lets nobody try more than ten codes in a quarter of an hour, and keeps others from nothing', async () => {
    const code = await start();
    const tried = async (typed: string, from?: string) => {
      const reply = await setUp({ ...first, code: typed, program: null }, from);
      return [reply.status, reply.ok ? '' : errorBody.parse(await reply.json()).error.code];
    };
    for (let i = 0; i < 10; i++) expect(await tried('BCDF-GHJK-LMNP-QRST')).toEqual([401, 'sign_in_failed']);
    expect(await tried(code)).toEqual([429, 'too_many_requests']);
    expect(await tried(code, '198.51.100.1')).toEqual([200, '']);
  });

  test('is over after a week, and with a new code at the next start', async () => {
    const code = await start();
    server.clock = new Date(server.clock.getTime() + 7 * 86_400_000 + 1);
    expect((await setUp({ ...first, code, program: null })).status).toBe(401);
    expect((await setUp({ ...first, code: await newCode(), program: null })).status).toBe(200);
  });
});
