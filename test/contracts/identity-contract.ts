import { randomBytes, randomUUID, scryptSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { grant } from '../../server/identity/accounts.ts';
import { quickAccount } from '../../server/identity/testing/quick-passwords.ts';
import { openSession } from '../../server/identity/sessions.ts';
import type { TestServer } from './test-server.ts';

export function identityContract(server: () => TestServer): void {
  describe('identity', () => {
    let before: Date;
    // Others count on the day that it is.
    beforeEach(() => void (before = server().clock));
    afterEach(() => void (server().clock = before));

    const signIn = async (email: string, password: string, remoteAddress?: string) =>
      server().app.request(
        '/api/sign-in',
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email, password }),
        },
        remoteAddress === undefined ? {} : { incoming: { socket: { remoteAddress } } },
      );
    const programs = async (authorization: string) =>
      server().app.request('/api/programs', { headers: { authorization } });
    const account = () => {
      const email = `${randomUUID()}@cedar-basin.example`;
      return quickAccount(server().store.write, { email, name: 'Ñora', password: 'cedar-basin' });
    };

    test('a person signs in, is known by the token, and signs out', async () => {
      const person = await account();
      const program = await server().program();
      await grant(server().store.write, { program, account: person.id, role: 'finance', scope: null });
      const reply = await (await signIn(` ${person.email.toUpperCase()}`, 'cedar-basin')).json();
      expect(reply).toEqual({ token: expect.stringMatching(/^[\w-]{43}$/), person });
      const bearer = `Bearer ${reply.token}`;
      expect(await (await programs(bearer)).json()).toMatchObject([
        { id: program, role: 'finance', fiscalYear: '2026-27' },
      ]);
      const kept = await server().store.read.selectFrom('sessions').selectAll().execute();
      expect(JSON.stringify(kept)).not.toContain(reply.token);
      const out = await server().app.request('/api/sign-out', { method: 'POST', headers: { authorization: bearer } });
      expect(out.status).toBe(200);
      expect((await programs(bearer)).status).toBe(401);
    });

    test('an unknown email and a wrong password are answered alike', async () => {
      const { email } = await account();
      const wrong = await signIn(email, 'wrong');
      const unknown = await signIn('nobody@cedar-basin.example', 'wrong');
      expect([wrong.status, await wrong.text()]).toEqual([401, await unknown.text()]);
    });

    test('[FD6] after ten failures from one place an account has to wait there, the right password too, and others do not', async () => {
      const { email, id } = await account();
      const cheap = scryptSync('cedar-basin', 'salt', 32, { N: 2, r: 1, p: 1 }).toString('base64url');
      const password = `scrypt$2$1$1$${Buffer.from('salt').toString('base64url')}$${cheap}`;
      await server().store.write.updateTable('accounts').set({ password }).where('id', '=', id).execute();
      const other = await account();
      const statuses = await Promise.all(Array.from({ length: 11 }, async () => (await signIn(email, 'wrong')).status));
      expect(statuses.filter((status) => status === 429)).toHaveLength(1);
      const locked = await signIn(email, 'cedar-basin');
      expect(locked.status).toBe(429);
      expect(Number(locked.headers.get('retry-after'))).toBe(5);
      expect((await signIn(email, 'cedar-basin', '198.51.100.77')).status).toBe(200);
      expect((await signIn(other.email, 'cedar-basin')).status).toBe(200);
      server().clock = new Date(server().clock.getTime() + 5_000);
      expect((await signIn(email, 'cedar-basin')).status).toBe(200);
    });

    test('a session ends after thirty days without use, and with its account', async () => {
      const { id } = await account();
      const deps = { store: server().store, now: () => server().clock, randomBytes };
      const bearer = `Bearer ${await openSession(deps, id)}`;
      const later = (days: number) => {
        server().clock = new Date(server().clock.getTime() + days * 86_400_000);
      };
      later(29);
      expect((await programs(bearer)).status).toBe(200);
      later(29);
      expect((await programs(bearer)).status).toBe(200);
      later(31);
      expect((await programs(bearer)).status).toBe(401);
      const second = `Bearer ${await openSession(deps, id)}`;
      await server().store.write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', id).execute();
      expect((await programs(second)).status).toBe(401);
    });

    test('using a session renews that session and no other, whoever’s it is', async () => {
      const deps = { store: server().store, now: () => server().clock, randomBytes };
      const [{ id }, other] = [await account(), await account()];
      const used = `Bearer ${await openSession(deps, id)}`;
      const unused = [await openSession(deps, id), await openSession(deps, other.id)].map((token) => `Bearer ${token}`);
      for (let week = 1; week <= 3; week++) {
        server().clock = new Date(server().clock.getTime() + 14 * 86_400_000);
        expect((await programs(used)).status).toBe(200);
      }
      for (const bearer of unused) expect((await programs(bearer)).status).toBe(401);
    });

    test('nobody gets in without a token of ours', async () => {
      for (const authorization of [
        '',
        'Bearer',
        'Bearer x',
        `Bearer ${'A'.repeat(43)}`,
        'Basic YTpi',
        "Bearer ' OR 1=1 --",
      ]) {
        expect([authorization, (await programs(authorization)).status]).toEqual([authorization, 401]);
      }
      const events = await server().app.request('/api/programs/x/events?token=abc');
      expect(events.status).toBe(401);
    });
  });
}
