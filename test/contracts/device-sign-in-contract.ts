import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  codeAnswerReply,
  codeLookReply,
  deviceCodeReply,
  devicePollReply,
  type CodeAnswer,
} from '../../shared/protocol/device-sign-in.ts';
import { sessionOf } from '../../server/identity/sessions.ts';
import { ownSessions } from '../../shared/protocol/own-account.ts';
import { TestClient, type TestServer } from './test-server.ts';

const HOME = '10.1.2.3';
const ELSEWHERE = '203.0.113.9';

/** Sign-in of an Excel by a code that somebody confirms in a browser. */
export function deviceSignInContract(server: () => TestServer): void {
  describe('sign-in by a code', () => {
    const send = (path: string, body: unknown, { bearer = '', from = HOME } = {}): Promise<Response> => {
      const headers = new Headers({ 'content-type': 'application/json' });
      if (bearer !== '') headers.set('authorization', `Bearer ${bearer}`);
      const env = { incoming: { socket: { remoteAddress: from } } };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      return Promise.resolve(server().app.request(`/api/device-sign-in${path}`, init, env));
    };
    const ask = async (from = HOME) =>
      deviceCodeReply.parse(await (await send('', { place: 'windows' }, { from })).json());
    const poll = async (deviceCode: string) =>
      devicePollReply.parse(await (await send('/poll', { deviceCode })).json());
    const look = async ({ person }: TestClient, userCode: string) =>
      codeLookReply.parse(await (await send('/look', { userCode }, { bearer: person.token })).json());
    const answer = async ({ person }: TestClient, userCode: string, given: CodeAnswer = 'confirm') =>
      codeAnswerReply.parse(
        await (await send('/answer', { userCode, answer: given }, { bearer: person.token })).json(),
      );
    let before: Date;
    beforeEach(() => void (before = server().clock));
    afterEach(() => void (server().clock = before));
    const later = (seconds: number): void => {
      server().clock = new Date(server().clock.getTime() + seconds * 1000);
    };
    const member = async () => server().member(await server().program(), 'finance');
    const codeOf = async (client: TestClient, given: CodeAnswer = 'confirm') => {
      const code = await ask();
      expect(await answer(client, code.userCode, given)).toEqual({
        state: given === 'confirm' ? 'confirmed' : 'refused',
      });
      return code.deviceCode;
    };

    test('a pane shows a code, a person confirms it, and the pane is signed in as that person, once', async () => {
      const client = await member();
      const code = await ask();
      expect(code).toMatchObject({ page: '/device', expiresInSeconds: 600, intervalSeconds: 5 });
      expect(code.deviceCode).toMatch(/^[\w-]{43}$/);
      expect(await poll(code.deviceCode)).toEqual({ state: 'pending', intervalSeconds: 5 });
      const typed = code.userCode.toLowerCase().replace('-', ' ');
      expect(await look(client, typed)).toEqual({
        state: 'waiting',
        userCode: code.userCode,
        place: 'windows',
        askedAt: server().clock.toISOString(),
        expiresAt: new Date(server().clock.getTime() + 600_000).toISOString(),
        from: HOME,
        isFromElsewhere: false,
      });
      expect(await answer(client, typed)).toEqual({ state: 'confirmed' });
      later(5);
      const signedIn = await poll(code.deviceCode);
      const { id, name, email } = client.person;
      expect(signedIn).toEqual({ state: 'signedIn', token: expect.any(String), person: { id, name, email } });
      const bearer = signedIn.state === 'signedIn' ? signedIn.token : '';
      expect(bearer).not.toBe(client.person.token);
      const programs = await server().app.request('/api/programs', { headers: { authorization: `Bearer ${bearer}` } });
      expect(await programs.json()).toMatchObject([{ id: client.program, role: 'finance' }]);
      later(5);
      expect(await poll(code.deviceCode)).toEqual({ state: 'expired' });
      expect(await look(client, code.userCode)).toEqual({ state: 'unknown' });
      const audit = JSON.stringify(await (await client.fetch('/audit')).json());
      expect(audit).toContain('Signed in in Excel by a code confirmed in a browser');
    });

    test('[SGN5] the sign-in of an Excel lasts no longer than the one that has confirmed it', async () => {
      const client = await member();
      const endsAt = new Date(server().clock.getTime() + 300_000).toISOString();
      const own = sessionOf(client.person.token);
      await server()
        .store.write.updateTable('sessions')
        .set({ ends_at: endsAt })
        .where('token_hash', '=', own)
        .execute();
      const [used, late] = [await codeOf(client), await codeOf(client)];
      const signedIn = await poll(used);
      const bearer = `Bearer ${signedIn.state === 'signedIn' ? signedIn.token : ''}`;
      const status = async () =>
        (await server().app.request('/api/programs', { headers: { authorization: bearer } })).status;
      later(299);
      expect(await status()).toBe(200);
      later(1);
      expect(await status()).toBe(401);
      expect(await poll(late)).toEqual({ state: 'refused' });
    });

    test('[SGN5] no code takes a sign-in past its 90 days, however many follow one another', async () => {
      const client = await member();
      const days = (count: number): void => later(count * 86_400);
      const status = async (bearer: string) => {
        const headers = { authorization: `Bearer ${bearer}` };
        return (await server().app.request('/api/programs', { headers })).status;
      };
      const tokenOf = async (by: TestClient) => {
        const signedIn = await poll(await codeOf(by));
        return signedIn.state === 'signedIn' ? signedIn.token : '';
      };
      for (let used = 0; used < 85; used += 17) {
        days(17);
        expect(await status(client.person.token)).toBe(200);
      }
      const first = await tokenOf(client);
      days(4);
      const second = await tokenOf(new TestClient(server().app, client.program, { ...client.person, token: first }));
      expect([await status(first), await status(second)]).toEqual([200, 200]);
      days(1);
      expect([await status(first), await status(second)]).toEqual([401, 401]);
    });

    test('the owner of a session sees that it was opened by a code, and from where that was asked for', async () => {
      const client = await member();
      const code = await ask(ELSEWHERE);
      await answer(client, code.userCode);
      await poll(code.deviceCode);
      const sessions = ownSessions.parse(await (await client.fetchApi('/account/sessions')).json());
      expect(sessions.filter(({ isThis }) => !isThis)).toMatchObject([{ device: 'Excel', source: ELSEWHERE }]);
    });

    test('the database holds neither code nor the token that came of it', async () => {
      const client = await member();
      const code = await ask();
      const kept = async () =>
        JSON.stringify([
          await server().store.read.selectFrom('device_sign_ins').selectAll().execute(),
          await server().store.read.selectFrom('sessions').selectAll().execute(),
          await server().store.read.selectFrom('acts').selectAll().where('program', '=', '').execute(),
        ]);
      const before = await kept();
      await answer(client, code.userCode);
      const signedIn = await poll(code.deviceCode);
      const all = before + (await kept()) + JSON.stringify(server().log);
      const token = signedIn.state === 'signedIn' ? signedIn.token : '';
      expect(token).not.toBe('');
      for (const secret of [code.deviceCode, code.userCode, code.userCode.replace('-', ''), token]) {
        expect(all).not.toContain(secret);
      }
    });

    test('two questions at once get one session between them', async () => {
      const deviceCode = await codeOf(await member());
      const states = (await Promise.all(Array.from({ length: 6 }, () => poll(deviceCode)))).map(({ state }) => state);
      expect(states.filter((state) => state === 'signedIn')).toHaveLength(1);
    });

    test('a code is good for ten minutes, unanswered and confirmed alike', async () => {
      const client = await member();
      const [waiting, confirmed] = [await ask(), await codeOf(client)];
      later(599);
      expect(await look(client, waiting.userCode)).toMatchObject({ state: 'waiting' });
      later(1);
      expect(await look(client, waiting.userCode)).toEqual({ state: 'unknown' });
      expect(await answer(client, waiting.userCode)).toEqual({ state: 'unknown' });
      expect(await poll(waiting.deviceCode)).toEqual({ state: 'expired' });
      expect(await poll(confirmed)).toEqual({ state: 'expired' });
      await ask();
      const rows = await server().store.read.selectFrom('device_sign_ins').select('expires_at').execute();
      expect(rows.filter(({ expires_at: at }) => at <= server().clock.toISOString())).toEqual([]);
    });

    test('who asks sooner than told is told to wait longer each time, also once the code is confirmed', async () => {
      const client = await member();
      const code = await ask();
      expect(await poll(code.deviceCode)).toEqual({ state: 'pending', intervalSeconds: 5 });
      later(4);
      expect(await poll(code.deviceCode)).toEqual({ state: 'slowDown', intervalSeconds: 10 });
      later(9.6);
      expect(await poll(code.deviceCode)).toEqual({ state: 'pending', intervalSeconds: 10 });
      await answer(client, code.userCode);
      expect(await poll(code.deviceCode)).toEqual({ state: 'slowDown', intervalSeconds: 15 });
      for (let tries = 0; tries < 20; tries++) await poll(code.deviceCode);
      expect(await poll(code.deviceCode)).toEqual({ state: 'slowDown', intervalSeconds: 60 });
      later(60);
      expect(await poll(code.deviceCode)).toMatchObject({ state: 'signedIn' });
    });

    test('what somebody refuses stays refused, and nobody confirms it afterwards', async () => {
      const [client, other] = [await member(), await member()];
      const code = await ask();
      expect(await answer(client, code.userCode, 'refuse')).toEqual({ state: 'refused' });
      expect(await answer(other, code.userCode)).toEqual({ state: 'unknown' });
      expect(await poll(code.deviceCode)).toEqual({ state: 'refused' });
      expect(await poll(code.deviceCode)).toEqual({ state: 'expired' });
    });

    test('two people who confirm one code at once: one of them is signed in there', async () => {
      const people = [await member(), await member()];
      const code = await ask();
      const states = (await Promise.all(people.map((client) => answer(client, code.userCode)))).map(
        ({ state }) => state,
      );
      expect(states.toSorted()).toEqual(['confirmed', 'unknown']);
      const winner = people[states.indexOf('confirmed')]?.person.id;
      expect(await poll(code.deviceCode)).toMatchObject({ state: 'signedIn', person: { id: winner } });
    });

    test('[SEC24] a confirmation ends with the sign-in it was given by, and with its account', async () => {
      const [signedOut, closed] = [await member(), await member()];
      const codes = [await codeOf(signedOut), await codeOf(closed)];
      await signedOut.fetchApi('/sign-out', { method: 'POST' });
      const { write } = server().store;
      await write.updateTable('accounts').set({ disabled: 1 }).where('id', '=', closed.person.id).execute();
      for (const deviceCode of codes) expect(await poll(deviceCode)).toEqual({ state: 'refused' });
    });

    test('a code that was asked for at another network address says so to who is to confirm it', async () => {
      const { userCode } = await ask(ELSEWHERE);
      expect(await look(await member(), userCode)).toMatchObject({ from: ELSEWHERE, isFromElsewhere: true });
    });

    test('guesses are limited by person, right ones in between do not help, and it is written down once', async () => {
      const [guesser, other] = [await member(), await member()];
      const { userCode } = await ask();
      const guess = async (code: string) =>
        (await send('/look', { userCode: code }, { bearer: guesser.person.token })).status;
      for (let tries = 0; tries < 10; tries++) {
        expect([await guess('BBBB-BBBB'), await guess(userCode)]).toEqual([200, 200]);
      }
      expect([await guess(userCode), await guess('BBBB-BBBB')]).toEqual([429, 429]);
      const refused = await send('/answer', { userCode, answer: 'confirm' }, { bearer: guesser.person.token });
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(await look(other, userCode)).toMatchObject({ state: 'waiting' });
      const audit = JSON.stringify(await (await guesser.fetch('/audit')).json());
      expect(audit.split('Has to wait after 20 codes')).toHaveLength(2);
      later(16 * 60);
      expect(await guess('BBBB-BBBB')).toBe(200);
    });

    test('one source may not ask for codes without end, and another still may', async () => {
      const statuses: number[] = [];
      for (let asked = 0; asked < 125; asked++)
        statuses.push((await send('', { place: 'web' }, { from: '192.0.2.7' })).status);
      expect(statuses.filter((status) => status === 429)).toHaveLength(5);
      expect((await send('', { place: 'web' }, { from: '192.0.2.8' })).status).toBe(200);
    });

    test('nobody looks at a code or answers it without a sign-in, and a code that is none is unknown', async () => {
      const { userCode } = await ask();
      expect((await send('/look', { userCode })).status).toBe(401);
      expect((await send('/answer', { userCode, answer: 'confirm' })).status).toBe(401);
      const client = await member();
      for (const wrong of ['', 'x', 'AAAA-AAAA', "' OR 1=1 --"])
        expect(await look(client, wrong)).toEqual({ state: 'unknown' });
      expect(await poll('x')).toEqual({ state: 'expired' });
      expect((await send('', { place: 'Your IT desk' })).status).toBe(400);
    });
  });
}
