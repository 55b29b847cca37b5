import { randomBytes, randomUUID, scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { endMembership } from '../../server/administration/change-membership.ts';
import { openSession } from '../../server/identity/sessions.ts';
import { ownSessions, ownTokens } from '../../shared/protocol/own-account.ts';
import { patient } from '../patience.ts';
import type { TestClient, TestServer } from './test-server.ts';

const OLD = 'an old password';
const NEW = 'seven slow herons at dusk';

/** What everybody does with their own account: name, password, sessions, tokens. */
export function ownAccountContract(server: () => TestServer): void {
  describe('one’s own account', () => {
    /** Somebody with a password that is kept at a cost that is no cost. */
    const person = async (): Promise<TestClient> => {
      const client = await server().member(await server().program(), 'editor');
      const hash = scryptSync(OLD, 'salt', 32, { N: 2, r: 1, p: 1 }).toString('base64url');
      const password = `scrypt$2$1$1$${Buffer.from('salt').toString('base64url')}$${hash}`;
      await server().store.write.updateTable('accounts').set({ password }).where('id', '=', client.person.id).execute();
      return client;
    };
    const ask = async (client: TestClient, method: string, path: string, body?: unknown) =>
      client.fetchApi(`/account${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    const anotherSession = async ({ person: { id } }: TestClient, device = 'Firefox on Linux') => {
      const deps = { store: server().store, now: () => server().clock, randomBytes };
      const token = await openSession(deps, id, { device, source: '203.0.113.7' });
      return async () => {
        const headers = { authorization: `Bearer ${token}` };
        return (await server().app.request('/api/programs', { headers })).status;
      };
    };
    const sessionsOf = async (client: TestClient) =>
      ownSessions.parse(await (await ask(client, 'GET', '/sessions')).json());

    test('is read and renamed, and what was done before keeps the name of then', async () => {
      const ana = await person();
      expect(await (await ask(ana, 'GET', '')).json()).toEqual({
        person: { id: ana.person.id, email: ana.person.email, name: ana.person.name },
        hasPassword: true,
      });
      const renamed = await ask(ana, 'PATCH', '', { name: '  Ana López  ' });
      expect(await renamed.json()).toMatchObject({ person: { name: 'Ana López' } });
      expect(await (await ask(ana, 'GET', '')).json()).toMatchObject({ person: { name: 'Ana López' } });
      for (const name of ['', ' ', 'two\nlines', 'x'.repeat(121)])
        expect([name, (await ask(ana, 'PATCH', '', { name })).status]).toEqual([name, 400]);
    });

    test('[FD13] gets a new password from who knows the present one; other sessions and tokens end with it', async () => {
      const ana = await person();
      const other = await anotherSession(ana);
      const made = await ana.fetch('/access-tokens', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'BI' }),
      });
      expect([made.status, await other()]).toEqual([200, 200]);
      const change = async (present: string, next: string) =>
        (await ask(ana, 'POST', '/password', { present, next })).status;
      expect(await change('not the old one', NEW)).toBe(401);
      expect(await change(OLD, 'password12')).toBe(400);
      expect(await change(OLD, 'password1234')).toBe(400);
      expect(await change(OLD, ana.person.email)).toBe(400);
      expect(await other()).toBe(200);
      expect(await change(OLD, NEW)).toBe(200);
      expect([await other(), (await sessionsOf(ana)).length]).toEqual([401, 1]);
      expect(await (await ask(ana, 'GET', '/access-tokens')).json()).toEqual([]);
      const signIn = async (password: string) =>
        server().app.request('/api/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: ana.person.email, password }),
        });
      expect([(await signIn(OLD)).status, (await signIn(NEW)).status]).toEqual([401, 200]);
    });

    test('[FD6] wrong present passwords are guesses like any other', async () => {
      const ana = await person();
      const statuses = [];
      for (let i = 0; i < 11; i++)
        statuses.push((await ask(ana, 'POST', '/password', { present: `wrong ${i}`, next: NEW })).status);
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
      expect((await ask(ana, 'POST', '/password', { present: OLD, next: NEW })).status).toBe(429);
    });

    test('lists where it is signed in, and ends one session or all others at once, but nobody else’s', async () => {
      const [ana, bo] = [await person(), await person()];
      const [firefox, edge] = [await anotherSession(ana), await anotherSession(ana, 'Edge on Windows')];
      const listed = await sessionsOf(ana);
      expect(listed).toHaveLength(3);
      expect(listed.filter(({ isThis }) => isThis)).toHaveLength(1);
      expect(listed.map(({ device }) => device)).toEqual(
        expect.arrayContaining([null, 'Firefox on Linux', 'Edge on Windows']),
      );
      expect(JSON.stringify(listed)).not.toContain(ana.person.token);
      const id = listed.find(({ device }) => device === 'Firefox on Linux')?.id ?? '';
      expect((await ask(bo, 'DELETE', `/sessions/${id}`)).status).toBe(404);
      expect((await ask(ana, 'DELETE', `/sessions/${'%'.repeat(16)}`)).status).toBe(400);
      expect(await firefox()).toBe(200);
      expect(await (await ask(ana, 'DELETE', `/sessions/${id}`)).json()).toHaveLength(2);
      expect([await firefox(), await edge()]).toEqual([401, 200]);
      expect(await (await ask(ana, 'DELETE', '/sessions')).json()).toMatchObject([{ isThis: true }]);
      expect([await edge(), (await ask(bo, 'GET', '')).status]).toEqual([401, 200]);
    });

    test('has sessions that end after ninety days however much they are used, and are taken away then', async () => {
      const ana = await person();
      const other = await anotherSession(ana);
      const before = server().clock;
      const onDay = (day: number) => void (server().clock = new Date(before.getTime() + day * 86_400_000));
      try {
        for (let day = 15; day <= 90; day += 15) {
          onDay(day);
          expect([day, await other()]).toEqual([day, 200]);
        }
        onDay(90.1);
        expect(await other()).toBe(401);
        const cem = await person();
        await server().app.request('/api/sign-in', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: cem.person.email, password: OLD }),
        });
        const kept = () =>
          server().store.read.selectFrom('sessions').select('account').where('account', '=', ana.person.id).execute();
        await expect.poll(kept, { timeout: patient(5000) }).toEqual([]);
      } finally {
        server().clock = before;
      }
    });

    test('is signed out with its last program, and not with one of several, nor where it administers the server', async () => {
      const [ana, boss] = [await person(), await person()];
      const second = await server().program();
      const { write } = server().store;
      const grant = { account: ana.person.id, role: 'viewer', scope: null, plan_roles: null, person: null } as const;
      await write
        .insertInto('memberships')
        .values({ program: second, ...grant })
        .execute();
      await write.updateTable('accounts').set({ administers: 1 }).where('id', '=', boss.person.id).execute();
      const by = { at: server().clock.toISOString(), person: { id: '', name: 'x' }, door: 'commandLine' } as const;
      const close = ({ person: account }: TestClient, program: string) =>
        write.transaction().execute((each) => endMembership(each, { program, account }, by));
      await close(ana, second);
      expect((await ask(ana, 'GET', '')).status).toBe(200);
      await close(ana, ana.program);
      expect((await ask(ana, 'GET', '')).status).toBe(401);
      await close(boss, boss.program);
      expect((await ask(boss, 'GET', '')).status).toBe(200);
    });

    test('lists the reading tokens of all programs', async () => {
      const ana = await person();
      const name = `BI ${randomUUID()}`;
      await ana.fetch('/access-tokens', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name, days: 30 }),
      });
      const tokens = ownTokens.parse(await (await ask(ana, 'GET', '/access-tokens')).json());
      expect(tokens).toMatchObject([
        { name, program: ana.program, programName: `Program ${ana.program}`, lastUsedAt: null },
      ]);
      expect(await (await ask(await person(), 'GET', '/access-tokens')).json()).toEqual([]);
    });
  });
}
