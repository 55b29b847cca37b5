import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addAccount, grant, revoke } from '../../server/identity/accounts.ts';
import { quickAccount } from '../../server/identity/testing/quick-passwords.ts';
import { connectIdentity, waitingIdentities } from '../../server/identity/provider/identities.ts';
import { endGroupRole, setGroupRole, type GroupRole } from '../../server/identity/provider/group-roles.ts';
import { endByProvider, holdSignIns } from '../../server/identity/provider/provider-logouts.ts';
import { makePasswordLink } from '../../server/identity/password-links.ts';
import { letGroupsDecide } from '../../server/identity/provider/follow-groups.ts';
import { openSession } from '../../server/identity/sessions.ts';
import type { Store } from '../../server/storage/database.ts';
import { patient } from '../patience.ts';
import {
  appWith,
  signedInBy,
  startDistrictProvider,
  testBrowser,
  type DistrictProvider,
  type Told,
} from './district-provider.ts';
import type { App, TestServer } from './test-server.ts';

export function providerContract(server: () => TestServer): void {
  describe('sign-in by the district’s provider', () => {
    let provider: DistrictProvider;
    let app: App;
    let before: Date;
    beforeAll(async () => void (provider = await startDistrictProvider()));
    afterAll(() => provider.stop());
    // The provider has the clock of the machine.
    beforeEach(() => {
      before = server().clock;
      server().clock = new Date();
      app = appWith(server(), provider);
    });
    afterEach(() => void (server().clock = before));

    /** Somebody whom nobody here has met. */
    const newcomer = (more: Told = {}): Told => {
      const sub = randomUUID();
      return { sub, email: `${sub}@cedar-basin.example`, name: 'Ana Ñuñez', ...more };
    };
    const come = async (person: Told, at: App = app) => {
      provider.person = person;
      return signedInBy(at);
    };
    const refused = async (person: Told, at: App = app): Promise<string> => {
      provider.person = person;
      const response = await testBrowser(at).signIn();
      const body: { error?: { message?: string } } = await response.json();
      return `${response.status} ${body.error?.message}`;
    };
    const programs = async (token: string, at: App = app) =>
      at.request('/api/programs', { headers: { authorization: `Bearer ${token}` } });
    const roles = async (token: string): Promise<Record<string, string>> => {
      const list: { id: string; role: string }[] = await (await programs(token)).json();
      return Object.fromEntries(list.map(({ id, role }) => [id, role]));
    };
    const lastActs = async (chain: string, count: number) => {
      // What others have done is written down in between: a failed sign-in only after its answer.
      const own = server().store.read.selectFrom('acts').where('person_name', '=', 'Ana Ñuñez');
      const acts = own.select(['kind', 'what']).where('program', '=', chain);
      return (await acts.orderBy('number', 'desc').limit(count).execute()).map(({ kind, what }) => `${kind}: ${what}`);
    };
    const give = async (program: string, group: string, more: Partial<GroupRole> = {}) => {
      const plain = { program, group, label: null, role: 'editor', scope: null, planRoles: null } as const;
      await setGroupRole(server().store.write, { ...plain, ...more });
    };

    test('[SGN1] somebody new gets an account, and is the same person the next time, whatever the e-mail says then', async () => {
      const told = newcomer();
      const { person, token, returnTo } = await come(told);
      expect([person.email, person.name, returnTo]).toEqual([told['email'], 'Ana Ñuñez', '/']);
      expect(await (await programs(token)).json()).toEqual([]);
      expect(await lastActs('', 2)).toEqual([
        'signIn: Signed in with Cedar Basin ID',
        `account: Added the account ${person.email} at its first sign-in with Cedar Basin ID`,
      ]);
      const again = await come({ ...told, email: 'married@cedar-basin.example' });
      expect(again.person).toEqual(person);
    });

    test('[SGN1] an account with the same e-mail is never taken for the person, until somebody connects them', async () => {
      const email = `${randomUUID()}@cedar-basin.example`;
      const account = await quickAccount(server().store.write, { email, name: 'CFO', password: 'long and odd' });
      const told = newcomer({ email: email.toUpperCase() });
      expect(await refused(told)).toMatch(/^401 There is an account with your e-mail address here already\./);
      expect(await lastActs('', 1)).toEqual([
        'signInFailed: Sign-in with Cedar Basin ID was refused: the e-mail address is that of another account',
      ]);
      const [waiting] = await waitingIdentities(server().store.read);
      expect(waiting).toMatchObject({ subject: told['sub'], email, account: null });
      if (waiting) await connectIdentity(server().store.write, waiting, account.id);
      expect((await come(told)).person).toEqual(account);
    });

    test('[SGN1] an e-mail that the provider has not confirmed is nobody’s', async () => {
      expect(await refused(newcomer({ email_verified: false }))).toMatch(
        /^401 .* has told no confirmed e-mail address/,
      );
      // Nor is a name for signing in that looks like one, which people may choose at many providers.
      const chosen = newcomer({ email: undefined, preferred_username: 'cfo@cedar-basin.example' });
      expect(await refused(chosen)).toMatch(/^401 .* has told no confirmed e-mail address/);
      // Entra says by a claim of its own whether the domain of the address is the tenant's.
      for (const xms_edov of [false, '0'])
        expect(await refused(newcomer({ xms_edov }))).toMatch(/^401 .* has told no confirmed e-mail address/);
      expect((await come(newcomer({ email_verified: true }))).person.name).toBe('Ana Ñuñez');
    });

    test('where only invited people come in, others are told so and are seen to wait', async () => {
      const told = newcomer();
      const closed = appWith(server(), provider, { invitedOnly: true });
      expect(await refused(told, closed)).toMatch(/^401 Cedar Basin ID knows you, but nobody has invited you/);
      expect(await waitingIdentities(server().store.read)).toContainEqual(
        expect.objectContaining({ subject: told['sub'], name: 'Ana Ñuñez' }),
      );
    });

    test('[SGN1] an invitation connects its account with whoever opens it and signs in, once', async () => {
      const program = await server().program();
      const invited = async () => {
        const [{ write }, at] = [server().store, server().clock];
        const email = `${randomUUID()}@elsewhere.example`;
        const account = await addAccount(write, { email, name: 'Invited', password: '' }, at);
        await grant(write, { program, account: account.id, role: 'viewer', scope: null });
        const { token } = await makePasswordLink(write, account, { at, randomBytes, giver: '' });
        return { account: account.id, token };
      };
      const accept = async (invitation: string) => {
        const browser = testBrowser(app);
        return browser.finish(await browser.visit(await browser.begin('/', invitation)));
      };
      const [mine, theirs] = [await invited(), await invited()];
      provider.person = newcomer();
      const reply: { person: { id: string }; token: string } = await (await accept(mine.token)).json();
      expect(reply.person.id).toBe(mine.account);
      expect(await roles(reply.token)).toEqual({ [program]: 'viewer' });
      const again = await testBrowser(app).post('/api/sign-in/begin', { returnTo: '/', invitation: mine.token });
      expect(again.status).toBe(404);
      // Who has an account already takes no second one.
      expect((await accept(theirs.token)).status).toBe(401);
      const [one, other] = [testBrowser(app), testBrowser(app)];
      const first = await one.visit(await one.begin('/', theirs.token));
      const second = await other.visit(await other.begin('/', theirs.token));
      provider.person = newcomer();
      expect((await one.finish(first)).status).toBe(200);
      provider.person = newcomer();
      expect(await (await other.finish(second)).text()).toContain('This invitation is not good any more');
    });

    test('[SGN1] who has begun with a link that was replaced since gets nothing by the new one', async () => {
      const [{ write }, at] = [server().store, server().clock];
      const email = `${randomUUID()}@elsewhere.example`;
      const account = await addAccount(write, { email, name: 'Invited', password: '' }, at);
      const link = () => makePasswordLink(write, account, { at: server().clock, randomBytes, giver: '' });
      const [thief, owner] = [testBrowser(app), testBrowser(app)];
      const answer = await thief.visit(await thief.begin('/', (await link()).token));
      server().clock = new Date(at.getTime() + 1000);
      const { token } = await link();
      provider.person = newcomer();
      expect(await (await thief.finish(answer)).text()).toContain('This invitation is not good any more');
      provider.person = newcomer();
      const back = await owner.finish(await owner.visit(await owner.begin('/', token)));
      expect(await back.json()).toMatchObject({ person: { id: account.id } });
    });

    test('[SGN1] an invitation that its owner opens when connected already is used up', async () => {
      const told = newcomer();
      const { person } = await come(told);
      const write = server().store.write;
      const account = { id: person.id, password: '' };
      const { token } = await makePasswordLink(write, account, { at: server().clock, randomBytes, giver: '' });
      const browser = testBrowser(app);
      expect((await browser.finish(await browser.visit(await browser.begin('/', token)))).status).toBe(200);
      const left = write.selectFrom('password_links').select('account').where('account', '=', person.id);
      expect(await left.execute()).toEqual([]);
    });

    test('[SGN1] two windows of somebody new make one account', async () => {
      provider.person = newcomer();
      const [one, other] = await Promise.all([signedInBy(app), signedInBy(app)]);
      expect(one.person.id).toBe(other.person.id);
    });

    test('[SGN4, PPL6] groups give, change and take what they gave, and nothing that was granted by hand', async () => {
      const [program, byHand] = [await server().program(), await server().program()];
      const [office, board] = [randomUUID(), randomUUID()];
      const scope = { regions: ['North'], projects: [] };
      await give(program, office, { scope });
      await give(program, board, { role: 'viewer', label: 'Board' });
      await give(byHand, office, { role: 'admin' });
      const told = newcomer({ groups: [] });
      const { person, token } = await come(told);
      await grant(server().store.write, { program: byHand, account: person.id, role: 'viewer', scope: null });
      await come({ ...told, groups: [office, board] });
      expect(await roles(token)).toEqual({ [program]: 'editor', [byHand]: 'viewer' });
      await come({ ...told, groups: [board] });
      expect(await roles(token)).toEqual({ [program]: 'viewer', [byHand]: 'viewer' });
      expect(await lastActs(program, 1)).toEqual([`grant: Made ${person.email} viewer by the groups Board`]);
      const stands = await lastActs(program, 5);
      await come({ ...told, groups: board });
      expect(await lastActs(program, 5)).toEqual(stands);
      await come({ ...told, groups: [] });
      expect(await roles(token)).toEqual({ [byHand]: 'viewer' });
      expect(await lastActs(program, 1)).toEqual([
        `revoke: Closed the program to ${person.email}: no group opens it any more`,
      ]);
      const grants = server().store.read.selectFrom('grants').select('role').where('program', '=', program);
      expect((await grants.orderBy('number').execute()).map(({ role }) => role)).toEqual(['editor', 'viewer', null]);
    });

    test('[SGN4] a group that gives no more is noticed at the next sign-in, and an app role counts as a group', async () => {
      const program = await server().program();
      const role = `Budget.${randomUUID()}`;
      await give(program, role);
      const told = newcomer({ roles: [role] });
      const { token } = await come(told);
      expect(await roles(token)).toEqual({ [program]: 'editor' });
      await endGroupRole(server().store.write, program, role);
      await come(told);
      expect(await roles(token)).toEqual({});
    });

    test('[SGN4] a program that was closed by hand stays closed, until groups are let decide again', async () => {
      const [program, group] = [await server().program(), randomUUID()];
      await give(program, group);
      const told = newcomer({ groups: [group] });
      const { person, token } = await come(told);
      const of = { program, account: person.id };
      await revoke(server().store.write, of);
      await come(told);
      expect(await roles(token)).toEqual({});
      expect(await letGroupsDecide(server().store.write, of)).toBe(true);
      await come(told);
      expect(await roles(token)).toEqual({ [program]: 'editor' });
      expect(await letGroupsDecide(server().store.write, of)).toBe(false);
    });

    test('[SGN4] groups that are too many for a token take nothing away', async () => {
      const [program, group] = [await server().program(), randomUUID()];
      await give(program, group);
      const told = newcomer({ groups: [group] });
      const { token } = await come(told);
      await come({ ...told, groups: undefined, _claim_names: { groups: 'src1' } });
      expect(await roles(token)).toEqual({ [program]: 'editor' });
      expect((await lastActs('', 1))[0]).toContain('too many groups to be told');
    });

    test('[SGN5] a session by the provider ends when its hours are over, and a locked account opens none', async () => {
      const told = newcomer();
      const { person, token } = await come(told);
      server().clock = new Date(server().clock.getTime() + 12 * 3_600_000 - 1);
      expect((await programs(token)).status).toBe(200);
      server().clock = new Date(server().clock.getTime() + 1);
      expect((await programs(token)).status).toBe(401);
      server().clock = new Date();
      await server().store.write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', person.id).execute();
      expect(await refused(told)).toBe('401 Your account here is locked. Ask your administrator.');
      expect(await lastActs('', 1)).toEqual([
        'signInFailed: Sign-in with Cedar Basin ID was refused: the account is locked',
      ]);
    });

    test('[SGN5] the hours of a session by an access token begin when the provider made it, not when it is brought', async () => {
      provider.person = newcomer();
      const madeAt = server().clock;
      const second = Math.floor(madeAt.getTime() / 1000);
      const token = await provider.accessToken(madeAt, { exp: second + 3600 });
      server().clock = new Date(madeAt.getTime() + 3_500_000);
      const reply = await app.request('/api/sign-in/token', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      const session: { token: string } = await reply.json();
      const end = (second + 12 * 3600) * 1000;
      server().clock = new Date(end - 1);
      expect((await programs(session.token)).status).toBe(200);
      server().clock = new Date(end);
      expect((await programs(session.token)).status).toBe(401);
      server().clock = new Date();
    });

    test('[SGN3] an access token of Excel opens the same account, and no password does', async () => {
      const told = newcomer();
      const { person } = await come(told);
      provider.person = told;
      const token = await provider.accessToken(server().clock);
      const post = (path: string, body: unknown) =>
        app.request(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      expect(await (await post('/api/sign-in/token', { token })).json()).toMatchObject({ person });
      const guess = await post('/api/sign-in', { email: person.email, password: '' });
      expect(guess.status).toBe(401);
    });

    test('[SGN2] an answer is good once, for ten minutes, in the browser that has begun it', async () => {
      provider.person = newcomer();
      const [mine, theirs] = [testBrowser(app), testBrowser(app)];
      const answer = await mine.visit(await mine.begin());
      await theirs.begin();
      // Another browser, with all of the cookies it has of its own, neither gets in nor uses it up.
      expect((await theirs.finish(answer)).status).toBe(401);
      const cookies = new Map(mine.cookies);
      expect((await mine.finish(answer)).status).toBe(200);
      expect(mine.cookies.size).toBe(0);
      for (const [name, value] of cookies) mine.cookies.set(name, value);
      expect((await mine.finish(answer)).status).toBe(401);
      const late = await mine.visit(await mine.begin());
      server().clock = new Date(server().clock.getTime() + 10 * 60_000);
      expect((await mine.finish(late)).status).toBe(401);
    });

    test('[SGN2] answers of two sign-ins cannot be mixed', async () => {
      provider.person = newcomer();
      const browser = testBrowser(app);
      const [one, other] = [await browser.visit(await browser.begin()), await browser.visit(await browser.begin())];
      const mixed = new URLSearchParams(one);
      mixed.set('code', new URLSearchParams(other).get('code') ?? '');
      expect((await browser.finish(`?${mixed}`)).status).toBe(401);
      const third = await browser.visit(await browser.begin());
      const twice = new URLSearchParams(third);
      twice.append('state', twice.get('state') ?? '');
      expect((await browser.finish(`?${twice}`)).status).toBe(401);
      expect((await browser.finish(third)).status).toBe(200);
    });

    const logout = async (claims: Told, token?: string) => {
      const logoutToken = token ?? (await provider.logoutToken(server().clock, claims));
      const body = new URLSearchParams({ logout_token: logoutToken });
      return (await app.request('/api/sign-in/provider-logout', { method: 'POST', body })).status;
    };
    const post = (path: string, body: unknown, bearer = '') =>
      app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify(body),
      });
    const isOpen = async (token: string) => (await programs(token)).status === 200;

    test('[SGN6] signing out at the provider ends that sign-in here at once, in the Excel that it has confirmed as well, and no other', async () => {
      const told = newcomer();
      const here = await come({ ...told, sid: randomUUID() });
      const sid = randomUUID();
      const there = await come({ ...told, sid });
      const code: { deviceCode: string; userCode: string } = await (
        await post('/api/device-sign-in', { place: 'windows' })
      ).json();
      await post('/api/device-sign-in/answer', { userCode: code.userCode, answer: 'confirm' }, there.token);
      const excel: { token: string } = await (
        await post('/api/device-sign-in/poll', { deviceCode: code.deviceCode })
      ).json();
      expect(await Promise.all([here, there, excel].map(({ token }) => isOpen(token)))).toEqual([true, true, true]);
      const given = await provider.accessToken(server().clock, { sid });
      expect(await logout({ sub: told['sub'], sid })).toBe(200);
      expect(await Promise.all([here, there, excel].map(({ token }) => isOpen(token)))).toEqual([true, false, false]);
      expect(await lastActs('', 1)).toEqual(['signOut: Signed out by the district’s sign-in: 2 sessions']);
      // What the same sign-in gave before opens nothing after.
      const late = await post('/api/sign-in/token', { token: given });
      expect([late.status, (await late.json()).error.message]).toEqual([
        401,
        'You have signed out at Cedar Basin ID since. Sign in there again.',
      ]);
      expect(await logout({ sid: randomUUID() })).toBe(200);
      expect(await isOpen(here.token)).toBe(true);
    });

    test.each(['sid', 'sub'] as const)(
      '[SGN6] who signs in at the very moment at which the provider ends it, by its %s alone, is found by it',
      async (by) => {
        const { store, clock } = server();
        const now = () => clock;
        const [issuer, account] = [provider.settings.issuer, (await come(newcomer())).person.id];
        const signIn = { issuer, subject: randomUUID(), session: randomUUID() };
        const named = {
          issuer,
          subject: by === 'sub' ? signIn.subject : null,
          session: by === 'sid' ? signIn.session : null,
        };
        let [token, ending] = ['', Promise.resolve<string[]>([])];
        await store.write.transaction().execute(async (write) => {
          await holdSignIns(write, signIn);
          ending = endByProvider({ store, now }, { id: randomUUID(), at: clock, ...named });
          // On SQLite the one connection is taken.
          if (store.dialect === 'postgres')
            await expect.poll(() => waitingIn(store), { timeout: patient(10_000) }).toBe(1);
          const opened = { device: null, source: null, signIn };
          token = await openSession({ store: { write }, now, randomBytes }, account, opened);
        });
        expect(await ending).toHaveLength(1);
        expect(await isOpen(token)).toBe(false);
      },
    );

    test('[SGN6] without a name of the sign-in all of the person end, those of others stay, and one token counts once', async () => {
      const [told, other] = [newcomer(), await come(newcomer())];
      const first = await come({ ...told, sid: randomUUID() });
      const token = await provider.logoutToken(server().clock, { sub: told['sub'] });
      const given = await provider.accessToken(server().clock, { sub: told['sub'] });
      expect(await logout({}, token)).toBe(200);
      expect([await isOpen(first.token), await isOpen(other.token)]).toEqual([false, true]);
      expect((await post('/api/sign-in/token', { token: given })).status).toBe(401);
      server().clock = new Date(server().clock.getTime() + 2000);
      const again = await come(told);
      expect(await logout({}, token)).toBe(200);
      expect(await isOpen(again.token)).toBe(true);
    });
  });
}

/** How many wait for what another transaction of this PostgreSQL database holds by name. */
async function waitingIn({ read }: Store): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT COUNT(*)::int AS count FROM pg_locks
    WHERE locktype = 'advisory' AND NOT granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(read);
  return rows[0]?.count ?? 0;
}
