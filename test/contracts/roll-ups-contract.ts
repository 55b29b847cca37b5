import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { setArchived } from '../../server/administration/change-program.ts';
import { makeAdministrator } from '../../server/identity/administrators.ts';
import { createMonthlyPublishing } from '../../server/roll-ups/publish-closed-month.ts';
import { insertMany } from '../../server/storage/insert-many.ts';
import { inProgram } from '../../server/storage/program-scope.ts';
import { auditReply } from '../../shared/protocol/audit.ts';
import {
  districtCuts,
  givenInvitations,
  programShares,
  rollUpReply,
  totalsToPublish,
  type ProgramShare,
  type RollUpReply,
} from '../../shared/protocol/roll-ups.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import { commonSystems, publishedCuts, type PublishedCut } from '../../shared/roll-up/published-cuts.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { expectTiedWorkbook } from './roll-up-workbook.ts';
import { explainFlags } from './explain-flags.ts';
import { budgetLine, inserts, project, source, update, workedExample } from './plan-rows.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

/** Totals that programs publish to a roll-up: both sides agree, sums are right to the cent, and nothing else gets out. */
export function rollUpsContract(server: () => TestServer): void {
  describe('a roll-up of districts', () => {
    let admin: TestClient;
    /** Manages roll-ups and is a member of a program that has nothing to do with them. */
    let state: TestClient;
    let reader: TestClient;
    let oak: TestClient;
    let elm: TestClient;
    let rollUps = 0;
    let clock: Date;

    beforeAll(async () => {
      clock = server().clock;
      server().clock = new Date('2026-11-23T18:00:00.000Z');
      const office = await server().program();
      [admin, state, reader] = [
        await server().member(office, 'viewer'),
        await server().member(office, 'viewer'),
        await server().member(office, 'viewer'),
      ];
      const by = { at: server().clock.toISOString(), person: { id: '', name: 'Test' }, door: 'commandLine' } as const;
      await server()
        .store.write.transaction()
        .execute((write) => makeAdministrator(write, admin.person, by));
      oak = await server().member(await server().program(), 'finance');
      elm = await server().member(await server().program(), 'finance');
      for (const district of [oak, elm]) expect((await district.sync(workedExample())).refusals).toEqual([]);
      // A cent and a code of its own, so that the two differ.
      const more = { project: '26.99999', source: 'CANARY-SRC', original: 1_234_567_801 };
      const { refusals } = await elm.sync(
        {
          fundingSources: inserts(source('CANARY-SRC', { name: 'Canary levy', authorized: 999_999_999_99 })).edits,
          systems: inserts({
            code: 'CANARYSY',
            name: 'Canary system',
            program: 'Business Systems',
            erateCategory: 'C1',
          }).edits,
          projects: inserts(project('26.99999', { name: 'Canary wing', primarySystem: 'CANARYSY' })).edits,
          budgetLines: inserts(budgetLine('BL-CANARY', more)).edits,
        },
        { base: 1 },
      );
      expect(refusals).toEqual([]);
    });

    afterAll(() => {
      server().clock = clock;
    });

    const send = (who: TestClient, method: string, path: string, body?: unknown) =>
      who.fetchApi(path, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    const answer = async (who: TestClient, method: string, path: string, body?: unknown): Promise<unknown> => {
      const response = await send(who, method, path, body);
      if (response.status !== 200) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return response.json();
    };
    const refusal = async (who: TestClient, method: string, path: string, body?: unknown) => {
      const response = await send(who, method, path, body);
      return [
        response.status,
        z.object({ error: z.object({ message: z.string() }) }).parse(await response.json()).error.message,
      ];
    };
    const newRollUp = async (): Promise<string> => {
      rollUps += 1;
      const id = `state-${server().store.dialect}-${rollUps}`;
      await answer(admin, 'POST', '/admin/roll-ups', { id, name: 'State office', manager: state.person.email });
      return id;
    };
    /** @returns the codes of invitation, in their order */
    const invite = async (rollUp: string, ...codes: string[]): Promise<string[]> => {
      const districts = codes.map((code) => ({ code, name: `District ${code}` }));
      const reply = await answer(state, 'POST', `/roll-ups/${rollUp}/districts`, { districts });
      return givenInvitations.parse(reply).invitations.map(({ invitation }) => invitation);
    };
    const below = (who: TestClient, path: string): string => `/programs/${who.program}/roll-ups${path}`;
    const join = (who: TestClient, invitation: string) => answer(who, 'POST', below(who, ''), { invitation });
    const publish = async (who: TestClient, rollUp: string, moment = {}): Promise<ProgramShare | undefined> =>
      programShares
        .parse(await answer(who, 'POST', below(who, `/${rollUp}/publication`), moment))
        .shares.find((share) => share.rollUp === rollUp);
    const page = async (rollUp: string, by?: PublishedCut, who = state): Promise<RollUpReply> =>
      rollUpReply.parse(
        await answer(who, 'GET', `/roll-ups/${rollUp}/totals?detail=groups${by === undefined ? '' : `&by=${by}`}`),
      );
    /** A roll-up that both districts have joined and published to. */
    const bothPublished = async (): Promise<string> => {
      const rollUp = await newRollUp();
      const [first = '', second = ''] = await invite(rollUp, '0417', '0500');
      await join(oak, first);
      await join(elm, second);
      await publish(oak, rollUp);
      await publish(elm, rollUp);
      return rollUp;
    };
    const statesOf = ({ districts }: RollUpReply) => districts.map(({ code, state: now }) => [code, now]);

    test('[RUP1] a district is in no sum until the roll-up has invited it, it has joined, and it has published', async () => {
      const rollUp = await newRollUp();
      expect((await page(rollUp)).counts).toEqual({ districts: 0, published: 0, stale: 0, missing: 0 });
      const [code = ''] = await invite(rollUp, '0417', '0500');
      expect(statesOf(await page(rollUp))).toEqual([
        ['0417', 'invited'],
        ['0500', 'invited'],
      ]);
      expect(await answer(oak, 'POST', below(oak, '/invitation'), { invitation: code.toLowerCase() })).toMatchObject({
        rollUp,
        name: 'State office',
        code: '0417',
        district: 'District 0417',
      });
      await join(oak, code);
      expect(statesOf(await page(rollUp))[0]).toEqual(['0417', 'joined']);
      expect((await page(rollUp)).total['current']).toBe(0);
      const share = await publish(oak, rollUp);
      expect(share).toMatchObject({
        rollUp,
        district: { code: '0417' },
        published: { revision: 1, asOf: '2026-11-23' },
      });
      const told = await page(rollUp, undefined, state);
      expect(statesOf(told)[0]).toEqual(['0417', 'published']);
      expect(told.districts[0]?.published).toEqual(share?.published);
      expect(told.counts).toEqual({ districts: 2, published: 1, stale: 0, missing: 1 });
    });

    test('[RUP1] a code opens once, for one program, until its day, and says nothing when it is wrong', async () => {
      const rollUp = await newRollUp();
      const [code = ''] = await invite(rollUp, '0417');
      await join(oak, code);
      const gone = [404, 'There is no such invitation, or it is not shared with you.'];
      for (const typed of [code, '7KQ2-M9XD-04TR-B6HV', 'x', ''])
        expect(await refusal(elm, 'POST', below(elm, ''), { invitation: typed })).toEqual(gone);
      const [again = ''] = await invite(rollUp, '0500');
      const until = async (day: string) => {
        const invited = server().store.write.updateTable('roll_up_districts').set({ invited_until: day });
        await invited.where('roll_up', '=', rollUp).where('code', '=', '0500').execute();
      };
      await until('2026-11-22');
      expect(await refusal(elm, 'POST', below(elm, ''), { invitation: again })).toEqual(gone);
      expect(statesOf(await page(rollUp))[1]).toEqual(['0500', 'notInvited']);
      await until('2026-11-23');
      expect(await refusal(oak, 'POST', below(oak, ''), { invitation: again })).toEqual([
        403,
        'This program has joined the roll-up already. Leave it first to join for another district.',
      ]);
      const taken = await refusal(state, 'POST', `/roll-ups/${rollUp}/districts/0417/invitation`);
      expect(taken[0]).toBe(400);
    });

    test('[RUP1] a roll-up has 5,000 districts at most, and no name with marks that are not seen', async () => {
      const rollUp = await newRollUp();
      const columns = ['roll_up', 'code', 'name', 'seat', 'invitation_hash', 'invited_until'];
      const rows = Array.from({ length: 4_999 }, (_, index) => [
        rollUp,
        `F${index}`,
        'Full',
        `${rollUp}-${index}`,
        null,
        null,
      ]);
      await server()
        .store.write.transaction()
        .execute((write) => insertMany(write, { table: 'roll_up_districts', columns, rows }));
      const add = (...names: string[]) => {
        const districts = names.map((name, index) => ({ code: `N${index}`, name }));
        return refusal(state, 'POST', `/roll-ups/${rollUp}/districts`, { districts });
      };
      expect(await add('One', 'Two')).toEqual([
        400,
        expect.stringContaining('5000 districts at most, and this one has 4999'),
      ]);
      expect(await add('Oak\u202Edetinu')).toEqual([400, expect.stringContaining('without invisible marks')]);
      expect(await invite(rollUp, '9999')).toHaveLength(1);
    });

    test('[RUP4] sums tie to the cent to what each district says itself, by every cut', async () => {
      const rollUp = await bothPublished();
      for (const by of [undefined, ...publishedCuts]) {
        const told = await page(rollUp, by);
        const money = told.measures.filter(({ isAdditive }) => isAdditive).map(({ name }) => name);
        for (const name of money) {
          const parts = told.districts.flatMap(({ groups = [] }) =>
            groups.map(({ values }) => BigInt(values[name] ?? 0)),
          );
          const sums = told.groups.map(({ values }) => BigInt(values[name] ?? 0));
          const sum = (cents: bigint[]) => cents.reduce((all, each) => all + each, 0n);
          expect([by, name, sum(parts), sum(sums)]).toEqual([by, name, BigInt(told.total[name] ?? 0), sum(parts)]);
        }
        for (const [index, who] of [oak, elm].entries()) {
          const query = by === undefined ? '' : `?by=${by}`;
          const own = totalsReply.parse(await (await who.fetch(`/totals${query}`)).json());
          const ofDistrict = told.districts[index]?.groups ?? [];
          for (const name of money) {
            const sum = ofDistrict.reduce((cents, { values }) => cents + (values[name] ?? 0), 0);
            expect([by, name, sum]).toEqual([by, name, own.total[name] ?? 0]);
          }
        }
      }
      const { total, measures } = await page(rollUp);
      expect(total['current']).toBeGreaterThan(1_234_567_801);
      expect(measures.find(({ name }) => name === 'percentSpent')).toMatchObject({ isAdditive: false });
      expect(total['percentSpent']).toBeCloseTo((100 * Number(total['expended'])) / Number(total['current']), 0);
    });

    test('[RUP4] the workbook has a row per district and a sheet per cut, numbers in every one, which tie to the cent', async () => {
      const rollUp = await bothPublished();
      const response = await state.fetchApi(`/roll-ups/${rollUp}/totals.xlsx?by=sourceType`);
      expect(response.headers.get('content-disposition')).toContain('State office, 2026-11-23.xlsx');
      await expectTiedWorkbook(new Uint8Array(await response.arrayBuffer()), 'sourceType', (by) => page(rollUp, by));
    });

    test('[RUP2] no text of a cell and no person is in any answer of a roll-up', async () => {
      const rollUp = await bothPublished();
      const texts: string[] = [];
      for (const by of ['', ...publishedCuts.map((cut) => `?by=${cut}`)])
        for (const file of ['totals', 'totals.csv'])
          texts.push(await (await state.fetchApi(`/roll-ups/${rollUp}/${file}${by}`)).text());
      for (const code of ['0417', '0500'])
        texts.push(await (await state.fetchApi(`/roll-ups/${rollUp}/districts/${code}`)).text());
      const told = texts.join('\n');
      expect(texts.every((text) => text.length > 200)).toBe(true);
      const rows: { tables: Record<string, { columns: string[]; rows: unknown[][] }> } = await (
        await elm.fetch('/rows')
      ).json();
      const known = new Set(wordsOfLists());
      const cells = Object.values(rows.tables).flatMap((table) => table.rows.flatMap((row) => row.slice(2)));
      // Digits alone could be those of a digest or of an amount.
      const isTyped = (cell: unknown): cell is string =>
        typeof cell === 'string' && cell.length > 4 && /[g-z]/i.test(cell) && !known.has(cell);
      const found = new Set(cells.filter(isTyped));
      expect(found.size).toBeGreaterThan(50);
      expect([...found].filter((cell) => told.includes(cell))).toEqual([]);
      for (const secret of ['CANARY', 'Canary', oak.person.name, elm.person.name, oak.program, elm.program])
        expect([secret, told.includes(secret)]).toEqual([secret, false]);
      expect(told).toContain('Not in the common list');
    });

    test('[RUP2] what would leave the program is shown before, and is what leaves', async () => {
      const rollUp = await newRollUp();
      const [code = ''] = await invite(rollUp, '0500');
      await join(elm, code);
      const shown = totalsToPublish.parse(await answer(elm, 'GET', below(elm, '/to-publish')));
      await publish(elm, rollUp);
      const told = districtCuts.parse(await answer(state, 'GET', `/roll-ups/${rollUp}/districts/0500`));
      expect(told.isIntact).toBe(true);
      expect(told.cuts.map(({ cut }) => cut)).toEqual([null, ...publishedCuts]);
      for (const [index, { cut, groups }] of shown.cuts.entries()) {
        const stored = told.cuts[index]?.groups ?? [];
        expect([cut, stored.map(({ group }) => group)]).toEqual([cut, groups.map(({ group }) => group)]);
        for (const [at, { amounts }] of groups.entries()) expect(stored[at]?.values).toMatchObject(amounts);
      }
      await server()
        .store.write.updateTable('published_totals')
        .set({ totals: '[]' })
        .where('program', '=', elm.program)
        .where('roll_up', '=', rollUp)
        .where('cut', '=', 'status')
        .execute();
      const changed = districtCuts.parse(await answer(state, 'GET', `/roll-ups/${rollUp}/districts/0500`));
      expect(changed.isIntact).toBe(false);
    });

    test('[RUP1] published totals stay as they were until they are published anew, and go when they are withdrawn', async () => {
      const rollUp = await bothPublished();
      const before = await page(rollUp, 'sourceType');
      const head = await oak.rows('fundingSources');
      const [row = ''] = [...head].find(([, { cells }]) => cells['code'] === 'BND-A') ?? [];
      const authorized = Number(head.get(row)?.cells['authorized']) + 1;
      const base = Math.max(...[...head.values()].map(({ revision }) => revision));
      expect((await oak.sync({ fundingSources: update(row, { authorized }) }, { base })).refusals).toEqual([]);
      expect((await page(rollUp, 'sourceType')).total).toEqual(before.total);
      const again = await publish(oak, rollUp);
      const after = await page(rollUp, 'sourceType');
      expect(after.total['authorized']).toBe(Number(before.total['authorized']) + 1);
      expect(again?.published?.digest).not.toBe(before.districts[0]?.published?.digest);
      await publish(oak, rollUp, { at: 1, asOf: '2026-10-31' });
      const old = await page(rollUp, 'sourceType');
      expect(old.total['authorized']).toBe(before.total['authorized']);
      expect([old.firstDay, old.lastDay]).toEqual(['2026-10-31', '2026-11-23']);
      await answer(oak, 'DELETE', below(oak, `/${rollUp}/publication`));
      const without = await page(rollUp, 'sourceType');
      expect(statesOf(without)).toEqual([
        ['0417', 'joined'],
        ['0500', 'published'],
      ]);
      expect(without.groups.map(({ values }) => values)).toEqual(
        without.districts[1]?.groups?.map(({ values }) => values),
      );
      expect(without.districts[0]).toMatchObject({ published: null, total: null, groups: [] });
    });

    test('[RUP1] nobody publishes over what somebody else has published or withdrawn since they looked', async () => {
      const rollUp = await newRollUp();
      const [code = ''] = await invite(rollUp, '0417');
      await join(oak, code);
      const post = (seen: string | null | undefined, more = {}) =>
        send(oak, 'POST', below(oak, `/${rollUp}/publication`), { seen, ...more });
      const said = async (response: Response) => {
        const { error } = await response.json();
        return [response.status, error.code, error.message.split(' since you looked')[0]];
      };
      const there = async () => (await page(rollUp)).districts[0]?.published ?? null;
      expect((await post(null)).status).toBe(200);
      const first = await there();
      expect(await said(await post(null))).toEqual([
        409,
        'changed_meanwhile',
        `Totals as of ${first?.asOf}, revision ${first?.revision}, were published to State office`,
      ]);
      expect(await there()).toEqual(first);
      expect((await post(first?.digest)).status).toBe(200);
      const second = await there();
      expect(second?.digest).not.toBe(first?.digest);
      await answer(oak, 'DELETE', below(oak, `/${rollUp}/publication`));
      expect(await said(await post(second?.digest))).toEqual([
        409,
        'changed_meanwhile',
        'The totals were withdrawn from State office',
      ]);
      const told = totalsToPublish.parse(await answer(oak, 'GET', below(oak, '/to-publish')));
      const moment = { at: told.revision, asOf: told.asOf };
      expect((await post(null, { ...moment, hash: 'f'.repeat(64) })).status).toBe(409);
      expect(await there()).toBeNull();
      expect((await post(null, { ...moment, hash: told.hash })).status).toBe(200);
    });

    test('[RUP2] joining, publishing, withdrawing and leaving are acts of the program, with receipt and digest', async () => {
      const rollUp = await newRollUp();
      const [code = ''] = await invite(rollUp, '0417');
      await join(oak, code);
      const share = await publish(oak, rollUp, { asOf: '2026-10-31' });
      await answer(oak, 'PATCH', below(oak, `/${rollUp}`), { monthly: true });
      await answer(oak, 'DELETE', below(oak, `/${rollUp}/publication`));
      await answer(oak, 'DELETE', below(oak, `/${rollUp}`));
      const { entries } = auditReply.parse(await (await oak.fetch('/audit?act=publish&limit=5')).json());
      expect(entries.map(({ what }) => what)).toEqual([
        'Left the roll-up State office',
        'Withdrew the totals from State office',
        'Totals for State office are published when a month is closed',
        `Published totals to State office as 0417: as of 2026-10-31, revision ${share?.published?.revision}`,
        'Joined the roll-up State office as 0417 District 0417',
      ]);
      const receipt = share?.published?.receipt ?? '';
      expect(entries[3]).toMatchObject({ receipt });
      expect((await state.fetchApi(`/verify/${receipt}`)).status).toBe(200);
      expect(statesOf(await page(rollUp))).toEqual([['0417', 'notInvited']]);
      const { entries: ofServer } = auditReply.parse(await answer(admin, 'GET', '/admin/audit?act=rollUp&limit=1'));
      expect(ofServer[0]?.what).toBe(`Roll-up ${rollUp}: invited 0417 District 0417`);
    });

    test('[RUP1] the roll-up ends a place alone: what was published is read no more, and another code is needed', async () => {
      const rollUp = await bothPublished();
      await answer(state, 'DELETE', `/roll-ups/${rollUp}/districts/0417/place`);
      const ended = await page(rollUp);
      expect(statesOf(ended)[0]).toEqual(['0417', 'notInvited']);
      expect(ended.total).toEqual(ended.districts[1]?.total);
      const { shares } = programShares.parse(await answer(oak, 'GET', below(oak, '')));
      expect(shares.find((share) => share.rollUp === rollUp)).toMatchObject({ district: null });
      expect((await refusal(oak, 'POST', below(oak, `/${rollUp}/publication`), {}))[0]).toBe(403);
      const reply = givenInvitations.parse(
        await answer(state, 'POST', `/roll-ups/${rollUp}/districts/0417/invitation`),
      );
      await join(oak, reply.invitations[0]?.invitation ?? '');
      expect(statesOf(await page(rollUp))[0]).toEqual(['0417', 'joined']);
      await answer(state, 'DELETE', `/roll-ups/${rollUp}/districts/0417`);
      expect(statesOf(await page(rollUp))).toEqual([['0500', 'published']]);
    });

    test('[RUP1] what has not been published for longer than the roll-up says is stale, and still in the sums', async () => {
      const rollUp = await bothPublished();
      await publish(oak, rollUp, { asOf: '2026-10-31' });
      await answer(state, 'PATCH', `/roll-ups/${rollUp}/settings`, { staleDays: 20 });
      const told = await page(rollUp);
      expect(statesOf(told)).toEqual([
        ['0417', 'stale'],
        ['0500', 'published'],
      ]);
      expect(told.counts).toEqual({ districts: 2, published: 2, stale: 1, missing: 0 });
    });

    test('[RUP3] a district sees nothing of a roll-up until a manager shows it to districts, and then what members see', async () => {
      const rollUp = await bothPublished();
      const path = `/${rollUp}/totals`;
      expect((await refusal(oak, 'GET', below(oak, path)))[0]).toBe(403);
      expect((await refusal(oak, 'GET', `/roll-ups/${rollUp}/totals`))[0]).toBe(404);
      const { shares } = programShares.parse(await answer(oak, 'GET', below(oak, '')));
      expect(JSON.stringify(shares)).not.toContain('District 0500');
      await answer(state, 'PATCH', `/roll-ups/${rollUp}/settings`, { isOpenToDistricts: true });
      const seen = rollUpReply.parse(await answer(oak, 'GET', below(oak, path)));
      const members = rollUpReply.parse(await answer(state, 'GET', `/roll-ups/${rollUp}/totals`));
      expect(seen).toEqual({ ...members, role: null });
      const viewer = await server().member(oak.program, 'viewer');
      expect((await refusal(viewer, 'GET', below(viewer, path)))[0]).toBe(403);
      await answer(state, 'DELETE', `/roll-ups/${rollUp}/districts/0417/place`);
      expect((await refusal(oak, 'GET', below(oak, path)))[0]).toBe(403);
    });

    test('[RUP3] members read, managers keep districts and members, and to everybody else there is no roll-up', async () => {
      const rollUp = await bothPublished();
      const strangers = [[404, 'There is no such roll-up, or it is not shared with you.']];
      expect([await refusal(reader, 'GET', `/roll-ups/${rollUp}/totals`)]).toEqual(strangers);
      expect([await refusal(reader, 'GET', '/roll-ups/no-such/totals')]).toEqual(strangers);
      expect([await refusal(admin, 'GET', `/roll-ups/${rollUp}/totals`)]).toEqual(strangers);
      await answer(state, 'PUT', `/roll-ups/${rollUp}/members`, { email: reader.person.email, role: 'reader' });
      expect((await page(rollUp, undefined, reader)).role).toBe('reader');
      const listed = await answer(reader, 'GET', '/roll-ups');
      expect(listed).toMatchObject({ rollUps: [{ id: rollUp, name: 'State office', role: 'reader' }] });
      for (const [method, path, body] of [
        ['POST', '/districts', { districts: [{ code: '1', name: 'x' }] }],
        ['POST', '/districts/0417/invitation', undefined],
        ['DELETE', '/districts/0417/place', undefined],
        ['DELETE', '/districts/0417', undefined],
        ['PATCH', '/settings', {}],
        ['GET', '/members', undefined],
        ['PUT', '/members', { email: reader.person.email, role: 'manager' }],
        ['DELETE', `/members/${state.person.id}`, undefined],
      ] as const)
        expect([path, (await refusal(reader, method, `/roll-ups/${rollUp}${path}`, body))[0]]).toEqual([path, 403]);
      expect(await refusal(state, 'DELETE', `/roll-ups/${rollUp}/members/${state.person.id}`)).toEqual([
        403,
        'This is the only manager. Make somebody else a manager first.',
      ]);
      expect(
        (await refusal(state, 'PUT', `/roll-ups/${rollUp}/members`, { email: 'no@one.example', role: 'reader' }))[0],
      ).toBe(400);
      await answer(state, 'DELETE', `/roll-ups/${rollUp}/members/${reader.person.id}`);
      expect([await refusal(reader, 'GET', `/roll-ups/${rollUp}/totals`)]).toEqual(strangers);
      // Membership of a roll-up opens no program.
      expect((await refusal(state, 'GET', `/programs/${oak.program}/totals`))[0]).toBe(404);
    });

    test('[RUP1] only who publishes for a whole program joins, publishes, withdraws and leaves', async () => {
      const rollUp = await bothPublished();
      const [code = ''] = await invite(rollUp, '0600');
      const editor = await server().member(oak.program, 'editor');
      for (const [method, path, body] of [
        ['POST', '/invitation', { invitation: code }],
        ['POST', '', { invitation: code }],
        ['GET', '/to-publish', undefined],
        ['PATCH', `/${rollUp}`, { monthly: true }],
        ['POST', `/${rollUp}/publication`, {}],
        ['DELETE', `/${rollUp}/publication`, undefined],
        ['DELETE', `/${rollUp}`, undefined],
      ] as const)
        expect([path, (await refusal(editor, method, below(editor, path), body))[0]]).toEqual([path, 403]);
      expect(programShares.parse(await answer(editor, 'GET', below(editor, ''))).mayPublish).toBe(false);
    });

    test('[RUP1] a month is published by itself when it is closed after that was said, and once', async () => {
      const rollUp = await newRollUp();
      const [code = ''] = await invite(rollUp, '0417');
      const ash = await server().member(await server().program(), 'admin');
      expect((await ash.sync(workedExample())).refusals).toEqual([]);
      await join(ash, code);
      await answer(ash, 'PATCH', below(ash, `/${rollUp}`), { monthly: true });
      const { store } = server();
      const publishDue = createMonthlyPublishing({ store, now: () => server().clock, randomBytes });
      const due = () => inProgram(ash.program, () => publishDue(ash.program));
      await due();
      expect(statesOf(await page(rollUp))).toEqual([['0417', 'joined']]);
      await explainFlags(ash, '2026-05-31');
      await answer(ash, 'POST', `/programs/${ash.program}/periods/2026-05/close`, { syncId: newRow() });
      await Promise.all([due(), due()]);
      const told = await page(rollUp);
      expect(told.districts[0]).toMatchObject({
        state: 'stale',
        published: { asOf: '2026-05-31', baseline: { kind: 'monthClose', period: '2026-05' } },
      });
      const own = totalsReply.parse(await (await ash.fetch('/totals?asOf=2026-05-31')).json());
      expect(told.total).toMatchObject({ current: own.total['current'], expended: own.total['expended'] });
      await due();
      const { entries } = auditReply.parse(await (await ash.fetch('/audit?act=publish&limit=5')).json());
      expect(entries.map(({ what, by, door }) => [what.split(' ')[0], by, door])).toEqual([
        ['Published', 'SEP Sync', 'server'],
        ['Totals', ash.person.name, 'app'],
        ['Joined', ash.person.name, 'app'],
      ]);
      await answer(ash, 'DELETE', below(ash, `/${rollUp}/publication`));
      await due();
      expect(statesOf(await page(rollUp))).toEqual([['0417', 'joined']]);
    });

    test('[ADM3, RUP1] a program that is archived meanwhile joins and publishes nothing, and can still withdraw and leave', async () => {
      const [joined, invited] = [await newRollUp(), await newRollUp()];
      const [code = ''] = await invite(joined, '0417');
      const [other = ''] = await invite(invited, '0417');
      const cedar = await server().member(await server().program(), 'admin');
      expect((await cedar.sync(workedExample())).refusals).toEqual([]);
      await join(cedar, code);
      await explainFlags(cedar, '2026-05-31');
      await answer(cedar, 'PATCH', below(cedar, `/${joined}`), { monthly: true });
      await answer(cedar, 'POST', `/programs/${cedar.program}/periods/2026-05/close`, { syncId: newRow() });
      await publish(cedar, joined, { asOf: '2026-04-30' });

      const { store } = server();
      const by = { at: server().clock.toISOString(), person: { id: '', name: 'Ada' }, door: 'app' } as const;
      const archive = (write: typeof store.write, isArchived: boolean) =>
        setArchived(write, cedar.program, isArchived, by);
      const acts = [
        ['POST', '', { invitation: other }],
        ['PATCH', `/${joined}`, { monthly: false }],
        ['POST', `/${joined}/publication`, {}],
      ] as const;
      let answers: Promise<unknown[]> | undefined;
      await store.write.transaction().execute(async (transaction) => {
        await archive(transaction, true);
        answers = Promise.all(acts.map(([method, path, body]) => refusal(cedar, method, below(cedar, path), body)));
        // They are let in, since nobody else knows of it yet, and wait for this to end.
        for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
      });
      expect(await answers).toEqual(acts.map(() => [403, expect.stringContaining('archived since')]));
      const publishDue = createMonthlyPublishing({ store, now: () => server().clock, randomBytes });
      const due = () => inProgram(cedar.program, () => publishDue(cedar.program));
      await due();
      expect((await page(joined)).districts[0]?.published).toMatchObject({ asOf: '2026-04-30' });

      await answer(cedar, 'DELETE', below(cedar, `/${joined}/publication`));
      expect(statesOf(await page(joined))).toEqual([['0417', 'joined']]);
      await answer(cedar, 'DELETE', below(cedar, `/${joined}`));
      expect(statesOf(await page(invited))).toEqual([['0417', 'invited']]);
    });

    test('[RUP1] a roll-up that has ended a place holds up no month of the others', async () => {
      const [ended, lasting] = [await newRollUp(), await newRollUp()];
      const birch = await server().member(await server().program(), 'admin');
      expect((await birch.sync(workedExample())).refusals).toEqual([]);
      for (const rollUp of [ended, lasting]) {
        const [code = ''] = await invite(rollUp, '0417');
        await join(birch, code);
        await answer(birch, 'PATCH', below(birch, `/${rollUp}`), { monthly: true });
      }
      await explainFlags(birch, '2026-05-31');
      await answer(birch, 'POST', `/programs/${birch.program}/periods/2026-05/close`, { syncId: newRow() });
      await answer(state, 'DELETE', `/roll-ups/${ended}/districts/0417/place`);
      const { store } = server();
      const publishDue = createMonthlyPublishing({ store, now: () => server().clock, randomBytes });
      await inProgram(birch.program, () => publishDue(birch.program));
      expect(statesOf(await page(lasting))).toEqual([['0417', 'stale']]);
      expect(statesOf(await page(ended))).toEqual([['0417', 'notInvited']]);
    });

    test('[RUP4] districts that publish amounts beyond any plan stop no roll-up from adding up', async () => {
      const rollUp = await bothPublished();
      const codes = await invite(rollUp, '0901', '0902');
      for (const code of codes) {
        const yew = await server().member(await server().program(), 'finance');
        const sources = ['A', 'B', 'C', 'D', 'E'].map((name) => source(name, { authorized: 999_999_999_999_999 }));
        expect((await yew.sync({ fundingSources: inserts(...sources).edits })).refusals).toEqual([]);
        await join(yew, code);
        const [status] = await refusal(yew, 'POST', below(yew, `/${rollUp}/publication`), {}).catch(() => [200]);
        expect(status).toBe(403);
      }
      expect((await page(rollUp, 'sourceType')).counts).toMatchObject({ published: 2, missing: 2 });
    });

    test('[RUP1] figures of an old revision are not published as those of a later day', async () => {
      const rollUp = await newRollUp();
      const [code = ''] = await invite(rollUp, '0417');
      const fir = await server().member(await server().program(), 'finance');
      const today = server().clock;
      server().clock = new Date('2026-10-05T18:00:00.000Z');
      await fir.sync(workedExample());
      server().clock = new Date('2026-11-20T18:00:00.000Z');
      await fir.sync({ fundingSources: inserts(source('LATER')).edits }, { base: 1 });
      server().clock = today;
      await join(fir, code);
      const at = (revision: number, asOf: string) =>
        send(fir, 'POST', below(fir, `/${rollUp}/publication`), { at: revision, asOf }).then(({ status }) => status);
      expect(await at(1, '2026-11-23')).toBe(400);
      expect(await at(1, '2026-11-20')).toBe(200);
      expect(await at(2, '2026-11-23')).toBe(200);
    });

    test('[RUP1] a code of a roll-up that two programs bring at once lets one of them in', async () => {
      const rollUp = await newRollUp();
      const [code = ''] = await invite(rollUp, '0417');
      const statuses = await Promise.all(
        [oak, elm].map(async (who) => (await send(who, 'POST', below(who, ''), { invitation: code })).status),
      );
      expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 404]);
    });

    test('[RUP1] who joins while the district is invited anew has the place, or the new code opens it', async () => {
      for (let race = 0; race < 5; race++) {
        const rollUp = await newRollUp();
        const [code = ''] = await invite(rollUp, '0417');
        const [joined, again] = await Promise.all([
          send(oak, 'POST', below(oak, ''), { invitation: code }),
          send(state, 'POST', `/roll-ups/${rollUp}/districts/0417/invitation`, {}),
        ]);
        expect([200, 404]).toContain(joined.status);
        expect(again.status === 200).toBe(joined.status === 404);
      }
    });
  });
}

/** Words that nobody has typed: those of drop-downs, and the codes that districts share. */
function wordsOfLists(): string[] {
  const columns = tables.flatMap((table) => Object.values(table.columns));
  return [...commonSystems, ...columns.flatMap((column) => (column.kind === 'list' ? column.values : []))];
}
