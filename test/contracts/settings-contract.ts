import { beforeEach, describe, expect, test } from 'vitest';
import { errorBody } from '../../shared/protocol/error.ts';
import { settingsConflicts, settingsReply } from '../../shared/protocol/settings.ts';
import { inserts, smallPlan } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Settings that two people change at the same time, by the route that has no sheet to show a conflict in. */
export function settingsContract(server: () => TestServer): void {
  describe('settings of a program', () => {
    let finance: TestClient;
    let admin: TestClient;

    beforeEach(async () => {
      const program = await server().program();
      finance = await server().member(program, 'finance');
      admin = await server().member(program, 'admin');
    });

    const read = async (client: TestClient) => settingsReply.parse(await (await client.fetch('/settings')).json());
    const valueOf = async (name: string) => {
      const setting = (await read(finance)).settings.find((one) => one.name === name);
      return setting?.isDefault === true ? null : setting?.value;
    };
    const put = (client: TestClient, settings: Record<string, string | null>, seen?: number, syncId?: string) => {
      const body = JSON.stringify({ syncId: syncId ?? crypto.randomUUID(), settings, seen });
      return client.fetch('/settings', { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    };
    const refused = async (response: Response) => {
      expect(response.status).toBe(409);
      const { error } = errorBody.parse(await response.json());
      expect(error.code).toBe('changed_meanwhile');
      const { conflicts } = settingsConflicts.parse(error.details);
      return { message: error.message, conflicts };
    };

    test.each([
      { was: 'not set', first: null, theirs: '30', yours: '60' },
      { was: 'set', first: '20', theirs: '30', yours: '60' },
      { was: 'set and is taken back', first: '20', theirs: null, yours: '60' },
      { was: 'set and is to be taken back', first: '20', theirs: '30', yours: null },
    ])(
      'what somebody else has changed since is told with both values: it was $was',
      async ({ first, theirs, yours }) => {
        if (first !== null) await put(admin, { forecastAgeDays: first });
        const { revision: seen } = await read(finance);
        expect((await put(admin, { forecastAgeDays: theirs }, seen)).status).toBe(200);
        const { message, conflicts } = await refused(
          await put(finance, { forecastAgeDays: yours, delayReasonDays: '21' }, seen),
        );
        expect(conflicts).toMatchObject([
          { setting: 'forecastAgeDays', label: 'Age of a forecast', yours, theirs, revision: seen + 1 },
        ]);
        const [now, asked] = [theirs ?? 'its default', yours ?? 'its default'];
        expect(message).toContain(` has set Age of a forecast to ${now} since you looked; you wanted ${asked}.`);
        expect(message).toContain('Nothing of yours was saved.');
        expect([await valueOf('forecastAgeDays'), await valueOf('delayReasonDays')]).toEqual([theirs, null]);
        // Nothing of it is left to be decided anywhere, and who has looked again goes through.
        expect(await (await finance.fetch('/conflicts')).json()).toEqual({ conflicts: [] });
        const again = await put(finance, { forecastAgeDays: yours, delayReasonDays: '21' }, seen + 1);
        expect(again.status).toBe(200);
        expect([await valueOf('forecastAgeDays'), await valueOf('delayReasonDays')]).toEqual([yours, '21']);
      },
    );

    test('other settings that somebody else has changed since, and the same value, are in nobody’s way', async () => {
      const { revision: seen } = await read(finance);
      await put(admin, { delayReasonDays: '21', deadlineDays: '90' }, seen);
      expect((await put(finance, { forecastAgeDays: '60', deadlineDays: '90' }, seen)).status).toBe(200);
      const values = [
        await valueOf('delayReasonDays'),
        await valueOf('forecastAgeDays'),
        await valueOf('deadlineDays'),
      ];
      expect(values).toEqual(['21', '60', '90']);
    });

    test('[M8] of two people who save at the same moment one is told, and nothing of theirs is saved or left open', async () => {
      await put(admin, { forecastAgeDays: '20' });
      for (const round of [1, 2, 3]) {
        const { revision: seen } = await read(finance);
        const before = { finance: await valueOf('delayReasonDays'), admin: await valueOf('deadlineDays') };
        const wanted = { finance: `${20 + round}`, admin: `${90 + round}` };
        const [ofFinance, ofAdmin] = await Promise.all([
          put(finance, { forecastAgeDays: `${30 + round}`, delayReasonDays: wanted.finance }, seen),
          put(admin, { forecastAgeDays: `${60 + round}`, deadlineDays: wanted.admin }, seen),
        ]);
        expect(new Set([ofFinance.status, ofAdmin.status])).toEqual(new Set([200, 409]));
        const isFinanceTold = ofFinance.status === 409;
        const { message, conflicts } = await refused(isFinanceTold ? ofFinance : ofAdmin);
        expect(message).toContain('Nothing of yours was saved.');
        expect(conflicts.map(({ setting }) => setting)).toEqual(['forecastAgeDays']);
        const now = { finance: await valueOf('delayReasonDays'), admin: await valueOf('deadlineDays') };
        const { finance: ofLoser } = before;
        expect(now).toEqual(isFinanceTold ? { ...wanted, finance: ofLoser } : { ...wanted, admin: before.admin });
        expect(await valueOf('forecastAgeDays')).toBe(`${(isFinanceTold ? 60 : 30) + round}`);
        for (const client of [finance, admin]) {
          expect(await (await client.fetch('/conflicts')).json()).toEqual({ conflicts: [] });
        }
      }
    });

    test('[I1] a repeated request gets its stored answer, saved or not, whatever somebody has set since', async () => {
      const { revision: seen } = await read(finance);
      const [saved, told] = [crypto.randomUUID(), crypto.randomUUID()];
      const wanted = { forecastAgeDays: '60', delayReasonDays: '21' };
      const first = await put(finance, wanted, seen, saved);
      const answer = await first.json();
      const conflicting = await (await put(admin, { forecastAgeDays: '70' }, seen, told)).text();
      expect(conflicting).toContain('to 60 since you looked; you wanted 70.');
      await put(admin, { forecastAgeDays: '30' });
      const again = await put(finance, wanted, seen, saved);
      expect(again.status).toBe(200);
      expect(await again.json()).toEqual(answer);
      expect(await (await put(admin, { forecastAgeDays: '70' }, seen, told)).text()).toBe(conflicting);
      expect(await valueOf('forecastAgeDays')).toBe('30');
      // Without `seen`, too: the reply that was lost was to settings that nobody had looked at.
      const blind = crypto.randomUUID();
      await put(finance, { deadlineDays: '91' }, undefined, blind);
      await put(admin, { deadlineDays: '92' });
      expect((await put(finance, { deadlineDays: '91' }, undefined, blind)).status).toBe(200);
      expect(await valueOf('deadlineDays')).toBe('92');
      await put(admin, { deadlineDays: null });
      expect((await put(finance, { deadlineDays: '91' }, undefined, blind)).status).toBe(200);
      expect(await valueOf('deadlineDays')).toBeNull();
    });

    test('[§2.5] where a colour ends is a setting: everybody’s next sync brings the projects with the colours of now', async () => {
      const late = { project: '26.00001', milestone: 'M70 Substantial completion', baselineFinish: '2026-03-01' };
      const plan = {
        ...smallPlan(),
        milestones: inserts({ ...late, baselineNumber: 0, forecastFinish: '2026-03-31' }).edits,
      };
      const { revision: planted } = await admin.sync(plan);
      let base = planted;
      const colours = async (): Promise<unknown> => {
        const reply = await finance.sync({}, { base });
        base = reply.revision;
        const { columns = [], rows = [] } = reply.remote.tables['projects'] ?? {};
        return rows.map((row) => row[columns.indexOf('scheduleIndicator') + 2]);
      };
      expect(await colours()).toEqual([]);
      await put(admin, { greenDaysLate: '30' });
      expect(await colours()).toEqual(['Green']);
      await put(admin, { bidThreshold: '99,000.00' });
      expect(await colours()).toEqual([]);
      await put(admin, { greenDaysLate: '7', yellowDaysLate: '29' });
      expect(await colours()).toEqual(['Red']);
      await put(admin, { greenDaysLate: null, yellowDaysLate: null });
      expect(await colours()).toEqual(['Yellow']);
      // As it was known: a sheet of then has the colours of then.
      const old = await finance.fetch(`/rows?tables=projects&at=${planted + 1}`);
      expect(await old.text()).toContain('"Green"');
    });

    test('a repeated request is answered as it was, and one of settings that are still to come is refused', async () => {
      const { revision: seen } = await read(finance);
      const syncId = crypto.randomUUID();
      const answers = [];
      for (const _ of [1, 2]) answers.push(await (await put(finance, { forecastAgeDays: '60' }, seen, syncId)).json());
      expect(answers[1]).toEqual(answers[0]);
      expect((await read(finance)).revision).toBe(seen + 1);
      expect((await put(finance, { forecastAgeDays: '61' }, seen + 9)).status).toBe(409);
    });
  });
}
