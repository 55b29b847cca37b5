import { createHash, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { grant } from '../../server/identity/accounts.ts';
import { letIn, lockOut } from '../../server/identity/lock-out.ts';
import { invitationReply, openedLink, type InvitationReply } from '../../shared/protocol/password-links.ts';
import { signInReply } from '../../shared/protocol/people.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import type { TestClient, TestServer } from './test-server.ts';

const GOOD = 'seven slow herons at dusk';

/** Links by which people set their passwords: given by administrators, used once. */
export function linksContract(server: () => TestServer): void {
  describe('a link to set a password', () => {
    const post = async (path: string, body: unknown) =>
      server().app.request(`/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const invited = async (admin: TestClient, email = `${randomUUID()}@elm.example`, role = 'editor') => {
      const reply = await asked(admin, '/invitations', { email, name: 'Bo Okoro', role });
      return { email, ...invitationReply.parse(await reply.json()) };
    };
    const asked = async (admin: TestClient, path: string, body: unknown) =>
      admin.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const tokenOf = ({ given }: Pick<InvitationReply, 'given'>) => given?.link?.split('#')[1] ?? '';
    const messageOf = async (reply: Response) => errorBody.parse(await reply.json()).error.message;
    const program = async () => server().member(await server().program(), 'admin');

    test('[FD13] lets who is invited set a first password, in the program, once', async () => {
      const admin = await program();
      const bo = await invited(admin);
      expect(bo.given).toMatchObject({ kind: 'invitation', mailedTo: null });
      expect(tokenOf(bo)).toMatch(/^[\w-]{32}$/);
      const opened = openedLink.parse(await (await post('/links/open', { token: tokenOf(bo) })).json());
      expect(opened).toMatchObject({ kind: 'invitation', email: bo.email, name: 'Bo Okoro' });
      const used = await post('/links/use', { token: tokenOf(bo), password: GOOD, name: 'Bo A. Okoro' });
      const { token, person } = signInReply.parse(await used.json());
      expect(person).toEqual({ id: bo.account, email: bo.email, name: 'Bo A. Okoro' });
      const programs = await server().app.request('/api/programs', { headers: { authorization: `Bearer ${token}` } });
      expect(await programs.json()).toMatchObject([{ id: admin.program, role: 'editor' }]);
      expect((await post('/sign-in', { email: bo.email, password: GOOD })).status).toBe(200);
      for (const path of ['/links/open', '/links/use']) {
        const again = await post(path, { token: tokenOf(bo), ...(path === '/links/use' && { password: GOOD }) });
        expect([again.status, await messageOf(again)]).toEqual([404, expect.stringContaining('not good any more')]);
      }
    });

    test('[FD13] is not used up by a password that may not be taken', async () => {
      const bo = await invited(await program());
      for (const password of ['password12', 'password1234', 'short', 'BoOkoro-2026', 'x'.repeat(257)]) {
        const refused = await post('/links/use', { token: tokenOf(bo), password });
        expect([password, refused.status]).toEqual([password, 400]);
      }
      expect((await post('/links/use', { token: tokenOf(bo), password: GOOD })).status).toBe(200);
    });

    test('is used by one of two who come at the same time', async () => {
      const bo = await invited(await program());
      const both = [GOOD, `${GOOD} again`].map((password) => post('/links/use', { token: tokenOf(bo), password }));
      expect(new Set((await Promise.all(both)).map(({ status }) => status))).toEqual(new Set([200, 404]));
    });

    test('runs out after seven days, that for a new password after one, and no other opens anything', async () => {
      const admin = await program();
      const [bo, cem] = [await invited(admin), await invited(admin)];
      await post('/links/use', { token: tokenOf(cem), password: GOOD });
      const reset = await asked(admin, '/password-links', { email: cem.email });
      const later = tokenOf({ given: await reset.json() });
      const before = server().clock;
      const opens = async (token: string, hours: number) => {
        server().clock = new Date(before.getTime() + hours * 3_600_000);
        return (await post('/links/open', { token })).status;
      };
      try {
        expect([await opens(later, 23.9), await opens(later, 24)]).toEqual([200, 404]);
        expect([await opens(tokenOf(bo), 7 * 24 - 0.1), await opens(tokenOf(bo), 7 * 24)]).toEqual([200, 404]);
        expect(await opens('A'.repeat(32), 0)).toBe(404);
      } finally {
        server().clock = before;
      }
    });

    test('for a new password ends sessions and links from before, and the old password', async () => {
      const admin = await program();
      const bo = await invited(admin);
      const { token: session } = signInReply.parse(
        await (await post('/links/use', { token: tokenOf(bo), password: GOOD })).json(),
      );
      const next = async () =>
        tokenOf({ given: await (await asked(admin, '/password-links', { email: bo.email })).json() });
      const [first, second] = [await next(), await next()];
      expect((await post('/links/open', { token: first })).status).toBe(404);
      expect((await post('/links/use', { token: second, password: 'nine brown otters swim' })).status).toBe(200);
      const programs = await server().app.request('/api/programs', { headers: { authorization: `Bearer ${session}` } });
      expect(programs.status).toBe(401);
      expect((await post('/sign-in', { email: bo.email, password: GOOD })).status).toBe(401);
    });

    test('is given by nobody but administrators, and never over an account that may do more than they administer', async () => {
      const admin = await program();
      const finance = await server().member(admin.program, 'finance');
      const other = await program();
      const bo = await invited(admin);
      expect((await asked(finance, '/invitations', { email: 'x@elm.example', name: 'X', role: 'admin' })).status).toBe(
        403,
      );
      expect((await asked(finance, '/password-links', { email: bo.email })).status).toBe(403);
      // Nobody of theirs.
      expect((await asked(other, '/password-links', { email: bo.email })).status).toBe(404);
      // Who has an account is let in without a link: it would open the other program to whoever holds it.
      expect((await invited(other, bo.email, 'viewer')).given).toBeNull();
      for (const each of [admin, other]) {
        const refused = await asked(each, '/password-links', { email: bo.email });
        expect([refused.status, await messageOf(refused)]).toEqual([403, expect.stringContaining('do not administer')]);
      }
      await server()
        .store.write.updateTable('accounts')
        .set({ administers: 1 })
        .where('id', '=', admin.person.id)
        .execute();
      expect((await asked(admin, '/password-links', { email: bo.email })).status).toBe(200);
      // Nor over who administers the server.
      const boss = await server().member(other.program, 'viewer');
      await server()
        .store.write.updateTable('accounts')
        .set({ administers: 1 })
        .where('id', '=', boss.person.id)
        .execute();
      expect((await asked(other, '/password-links', { email: boss.person.email })).status).toBe(403);
    });

    const administer = async ({ person: { id } }: TestClient, administers = 1) =>
      server().store.write.updateTable('accounts').set({ administers }).where('id', '=', id).execute();
    const states = async (token: string) => {
      const opened = await post('/links/open', { token });
      const used = await post('/links/use', { token, password: GOOD });
      return [opened.status, used.status];
    };

    test('[FD13] is good no longer than its giver could give it for what the account may do by now', async () => {
      const [admin, other] = [await program(), await program()];
      const { write } = server().store;
      const grown: readonly ((account: string) => Promise<unknown>)[] = [
        (account) => grant(write, { program: other.program, account, role: 'admin', scope: null }),
        (account) => write.updateTable('accounts').set({ administers: 1 }).where('id', '=', account).execute(),
        (account) => {
          const moments = { first_at: '2026-11-23T10:00:00.000Z', last_at: '2026-11-23T10:00:00.000Z' };
          const known = { issuer: 'https://id.elm.example', subject: account, name: 'Bo', email: null };
          return write
            .insertInto('identities')
            .values({ ...known, ...moments, account })
            .execute();
        },
      ];
      for (const [index, grow] of grown.entries()) {
        const bo = await invited(admin);
        const cem = await invited(admin);
        await post('/links/use', { token: tokenOf(cem), password: GOOD });
        const reset = tokenOf({ given: await (await asked(admin, '/password-links', { email: cem.email })).json() });
        for (const account of [bo.account, cem.account]) await grow(account);
        expect([index, await states(tokenOf(bo)), await states(reset)]).toEqual([index, [404, 404], [404, 404]]);
        // Another is for who administers the server, whose link stays good.
        expect((await asked(admin, '/password-links', { email: cem.email })).status).toBe(403);
        await administer(admin);
        const next = tokenOf({ given: await (await asked(admin, '/password-links', { email: cem.email })).json() });
        expect(await states(next)).toEqual([200, 200]);
        await administer(admin, 0);
      }
    });

    test('[FD8] ends with the right of who gave it: locked out, or no administrator any more', async () => {
      const admin = await program();
      const [bo, cem] = [await invited(admin), await invited(admin)];
      const { write } = server().store;
      const by = {
        at: server().clock.toISOString(),
        person: admin.person,
        door: 'app',
        demo: false,
        passwords: true,
        issuers: 'any',
      } as const;
      await write.transaction().execute((transaction) => lockOut(transaction, admin.person, by));
      expect(await states(tokenOf(bo))).toEqual([404, 404]);
      await write.transaction().execute((transaction) => letIn(transaction, admin.person, by));
      expect((await post('/links/open', { token: tokenOf(bo) })).status).toBe(200);
      await grant(write, { program: admin.program, account: admin.person.id, role: 'editor', scope: null });
      expect(await states(tokenOf(cem))).toEqual([404, 404]);
    });

    test('[FD6] makes the place known from where it is used: no guesses from elsewhere keep its owner out', async () => {
      const bo = await invited(await program());
      const send = async (path: string, body: unknown, remoteAddress: string) =>
        server().app.request(
          `/api${path}`,
          { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
          { incoming: { socket: { remoteAddress } } },
        );
      await send('/links/use', { token: tokenOf(bo), password: GOOD }, '203.0.113.7');
      // What fifty wrong ones from elsewhere leave behind.
      const counted = createHash('sha256').update(`guesses at ${bo.email}`).digest('hex');
      const row = { email_hash: counted, failures: 60, since: server().clock.toISOString() };
      await server()
        .store.write.insertInto('sign_in_attempts')
        .values(row)
        .onConflict((conflict) => conflict.column('email_hash').doUpdateSet(row))
        .execute();
      const signIn = { email: bo.email, password: GOOD };
      expect((await send('/sign-in', signIn, '198.51.100.1')).status).toBe(429);
      expect((await send('/sign-in', signIn, '203.0.113.7')).status).toBe(200);
    });

    test('is kept as a hash, and no log or act holds it', async () => {
      const admin = await program();
      const bo = await invited(admin);
      await post('/links/use', { token: tokenOf(bo), password: GOOD });
      const cem = await invited(admin);
      const { read } = server().store;
      const kept = [
        await read.selectFrom('password_links').selectAll().execute(),
        await read.selectFrom('acts').selectAll().where('program', '=', '').execute(),
        await read.selectFrom('acts').selectAll().where('program', '=', admin.program).execute(),
        await read.selectFrom('accounts').selectAll().execute(),
        server().log,
      ];
      const words = JSON.stringify(kept);
      for (const secret of [tokenOf(bo), tokenOf(cem), GOOD]) expect(words).not.toContain(secret);
      const what = (await read.selectFrom('acts').select('what').where('program', '=', '').execute()).map(
        (act) => act.what,
      );
      expect(what).toEqual(
        expect.arrayContaining([`Invited ${bo.email}`, `Set the first password of ${bo.email} by a link`]),
      );
    });
  });
}
