import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { spendingReply } from '../../shared/protocol/spending.ts';
import { checksReply, totalsReply } from '../../shared/protocol/totals.ts';
import { comparison } from '../../shared/protocol/compare.ts';
import { explainFlags } from './explain-flags.ts';
import { inserts, update, workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Two clocks: what was known at a revision, and what counts on a day. On the worked example of the office's definitions. */
export function timeContract(server: () => TestServer): void {
  describe('time', () => {
    const MORNING = new Date('2026-11-24T18:00:00.000Z');
    let finance: TestClient;
    let clock: Date;

    beforeEach(async () => {
      clock = server().clock;
      server().clock = MORNING;
      finance = await server().member(await server().program(), 'finance');
      const { refusals } = await finance.sync(workedExample());
      expect(refusals).toEqual([]);
    });
    afterEach(() => {
      server().clock = clock;
    });

    const totals = async (query: string) => totalsReply.parse(await (await finance.fetch(`/totals?${query}`)).json());
    const rowOf = async (table: string, column: string, value: string): Promise<string> => {
      const rows = [...(await finance.rows(table))];
      return rows.find(([, { cells }]) => cells[column] === value)?.[0] ?? '';
    };
    const posting = (document: string, postingDate: string, amount: number) => {
      return { document, line: 1, postingDate, period: '2026-11', budgetLine: 'BL-008', amount, type: 'Journal' };
    };

    test('spending by month ends in what is expended on the day, whether it is told from the head or from a revision', async () => {
      await finance.sync({ expenditures: inserts(posting('V8', '2026-11-10', 100)).edits }, { base: 1 });
      for (const query of ['', 'asOf=2026-11-20', 'at=2&asOf=2026-11-20', 'at=1&asOf=2026-11-20', 'asOf=2026-04-30']) {
        const { months } = spendingReply.parse(await (await finance.fetch(`/spending?${query}`)).json());
        const spent = months.findLast((month) => month.spent !== null)?.spent;
        expect([query, spent]).toEqual([query, (await totals(query)).total['expended']]);
      }
    });

    test('the head is told as of today in the program’s time zone: what comes into effect tomorrow counts tomorrow', async () => {
      await finance.sync({ expenditures: inserts(posting('V8', '2026-11-25', 100)).edits }, { base: 1 });
      const expended = async (at: string): Promise<unknown[]> => {
        server().clock = new Date(at);
        const { revision, asOf, total } = await totals('');
        return [revision, asOf, total['expended']];
      };
      expect(await expended('2026-11-25T07:59:59Z')).toEqual([2, '2026-11-24', 314_484_617]);
      expect(await expended('2026-11-25T08:00:00Z')).toEqual([2, '2026-11-25', 314_484_717]);
      // A revision alone is told on its own day, whenever it is asked.
      expect(await totals('at=2')).toMatchObject({ revision: 2, asOf: '2026-11-24', total: { expended: 314_484_617 } });
    });

    test('a synced sheet is of the day of its revision, and the next sync brings what has come into effect since', async () => {
      const { edits } = inserts(posting('V8', '2026-11-25', 100));
      const reply = await finance.sync({ expenditures: edits }, { base: 1 });
      const expendedOf = (remote: typeof reply.remote, key: string) => {
        const { columns = [], rows = [] } = remote.tables['budgetLines'] ?? {};
        const row = rows.find((cells) => cells[columns.indexOf('id') + 2] === key);
        return row?.[columns.indexOf('expended') + 2];
      };
      expect(expendedOf(reply.remote, 'BL-008')).toBe(13_734_567);
      server().clock = new Date('2026-11-25T18:00:00Z');
      const site = await rowOf('sites', 'code', '0433');
      const next = await finance.sync({ sites: update(site, { shortName: 'Miller’s' }) }, { base: 2 });
      expect(expendedOf(next.remote, 'BL-008')).toBe(13_734_667);
      const rows = [...(await finance.rows('budgetLines'))].map(([, { cells }]) => [cells['id'], cells['expended']]);
      expect(rows).toContainEqual(['BL-008', 13_734_667]);
      const then = [...(await finance.rows('budgetLines', 2))].map(([, { cells }]) => [cells['id'], cells['expended']]);
      expect(then).toContainEqual(['BL-008', 13_734_567]);
    });

    test('the day begins where the program is, as its settings say', async () => {
      server().clock = new Date('2026-11-25T06:30:00Z');
      expect((await totals('')).asOf).toBe('2026-11-24');
      const admin = await server().member(finance.program, 'admin');
      const setting = inserts({ key: 'Time zone', value: 'America/New_York' }).edits;
      expect((await admin.sync({ programSettings: setting }, { base: 1 })).refusals).toEqual([]);
      expect((await totals('')).asOf).toBe('2026-11-25');
      expect((await totals('at=1')).asOf).toBe('2026-11-24');
    });

    test('another time zone from now on leaves the day of every earlier revision what it was', async () => {
      server().clock = new Date('2026-11-25T06:30:00Z');
      await finance.sync({ expenditures: inserts(posting('V8', '2026-11-25', 100)).edits }, { base: 1 });
      const expendedAt = async (revision: number) => {
        const rows = [...(await finance.rows('budgetLines', revision)).values()];
        return rows.find(({ cells }) => cells['id'] === 'BL-008')?.cells['expended'];
      };
      expect(await expendedAt(2)).toBe(13_734_567);
      const zone = inserts({ key: 'Time zone', value: 'America/New_York' });
      const moved = await finance.sync({ programSettings: zone.edits }, { base: 2 });
      expect([await expendedAt(2), await expendedAt(3)]).toEqual([13_734_567, 13_734_667]);
      // What has come into effect by the other zone is told to who stands at the revision before.
      const { columns = [], rows = [] } = moved.remote.tables['budgetLines'] ?? {};
      const line = rows.find((cells) => cells[columns.indexOf('id') + 2] === 'BL-008');
      expect(line?.[columns.indexOf('expended') + 2]).toBe(13_734_667);
      const [setting = ''] = zone.ids;
      await finance.sync({ programSettings: { deletes: [{ row: setting, seen: 3 }] } }, { base: 3 });
      expect([await expendedAt(2), await expendedAt(3), await expendedAt(4)]).toEqual([
        13_734_567, 13_734_667, 13_734_567,
      ]);
    });

    test('[§2.3.14] the figures of a closed month stay what they were at its close, whatever is synced later', async () => {
      const query = 'by=project,source&asOf=2026-02-28';
      const ask = async () => [
        await totals(query),
        await totals('by=region&asOf=2026-02-28'),
        await (await finance.fetch('/checks?asOf=2026-02-28')).json(),
        await (await finance.fetch('/postings?measure=current&asOf=2026-02-28')).json(),
      ];
      const closed = await ask();
      expect(closed[0]).toMatchObject({ revision: 1, asOf: '2026-02-28' });
      const late = inserts(posting('V9', '2026-02-20', 5_000), posting('V10', '2026-01-05', 7)).edits;
      await finance.sync({ expenditures: late }, { base: 1 });
      const site = await rowOf('sites', 'code', '0433');
      await finance.sync({ sites: update(site, { region: 'West', enrollment: 1 }) }, { base: 2 });
      const order = await rowOf('commitments', 'number', 'PO-6');
      const commitments = update(order, { status: 'Cancelled', statusDate: '2026-02-01' });
      await finance.sync({ commitments }, { base: 3 });
      expect(await ask()).toEqual(closed);
      // At a revision that somebody names it is told as known there.
      const known = await totals(`${query}&at=4`);
      expect(known.revision).toBe(4);
      expect(known.total['expended']).toBe((totalsReply.parse(closed[0]).total['expended'] ?? 0) + 5_007);
    });

    /** Peñasco comes to another region. */
    const reorganized = { location: '0420', effectiveFrom: '2027-08-01', region: 'East', boardDistrict: '7' };

    test('a site lies in the region and board district of the day that is asked about', async () => {
      const currentBy = async (cut: string, asOf: string) => {
        const { rows } = await totals(`by=${cut}&asOf=${asOf}`);
        return rows.filter((row) => row[cut] !== 'Districtwide').map((row) => [row[cut], row['current']]);
      };
      await finance.sync({ siteBoundaries: inserts(reorganized).edits }, { base: 1 });
      // Since 1 July 2026 Miller’s Crossing is in district 4, from 1 August 2027 on Peñasco is in the region East.
      const [alder, miller, penasco] = [104_872_881, 270_805_085, 119_322_034];
      expect(await currentBy('boardDistrict', '2026-06-30')).toEqual([
        ['3', alder + miller],
        ['5', penasco],
      ]);
      expect(await currentBy('boardDistrict', '2026-07-01')).toEqual([
        ['3', alder],
        ['4', miller],
        ['5', penasco],
      ]);
      const regions = async (asOf: string) => await currentBy('region', asOf);
      expect(await regions('2027-07-31')).toEqual([
        ['North', alder + penasco],
        ['South', miller],
      ]);
      expect(await regions('2027-08-01')).toEqual([
        ['North', alder],
        ['South', miller],
        ['East', penasco],
      ]);
    });

    test('[FD2] from the day on which a site moves the coordinator of its new region edits it, and no more that of the old', async () => {
      const member = (region: string) =>
        server().member(finance.program, 'editor', { regions: [region], projects: [] });
      let [northern, eastern] = [await member('North'), await member('East')];
      const penasco = await rowOf('sites', 'code', '0420');
      let base = (await finance.sync({ siteBoundaries: inserts(reorganized).edits }, { base: 1 })).revision;
      const edit = async (client: TestClient, shortName: string) => {
        const reply = await client.sync({ sites: update(penasco, { shortName }) }, { base });
        base = reply.revision;
        return reply.refusals.map(({ message }) => message);
      };
      expect(await edit(northern, 'Peñasco ES')).toEqual([]);
      expect(await edit(eastern, 'Peñasco')).toEqual([
        'This row of Sites belongs to North; you may change region East.',
      ]);
      server().clock = new Date('2027-08-01T18:00:00Z');
      [northern, eastern] = [await member('North'), await member('East')];
      expect(await edit(northern, 'Peñasco')).toEqual([
        'This row of Sites belongs to East; you may change region North.',
      ]);
      expect(await edit(eastern, 'Peñasco')).toEqual([]);
    });

    test('a site is told of by one boundary a day, of a site that is there, entered by who edits the whole program', async () => {
      const boundary = { location: '0433', effectiveFrom: '2026-07-01', region: 'West', boardDistrict: '1' };
      const sync = async (client: TestClient, cells: typeof boundary) =>
        (await client.sync({ siteBoundaries: inserts(cells).edits }, { base: 1 })).refusals;
      expect(await sync(finance, boundary)).toMatchObject([{ rule: 'V02' }]);
      expect(await sync(finance, { ...boundary, location: '0999' })).toMatchObject([{ rule: 'V04' }]);
      const northern = await server().member(finance.program, 'editor', { regions: ['North'], projects: [] });
      const nextDay = { ...boundary, location: '0417', effectiveFrom: '2026-07-02' };
      expect(await sync(northern, nextDay)).toMatchObject([
        { message: 'This row of Site Boundaries belongs to the whole program; you may change region North.' },
      ]);
      const editor = await server().member(finance.program, 'editor');
      expect(await sync(editor, nextDay)).toEqual([]);
    });

    test('a month is told from the head until it is closed, and then from the revision that closed it', async () => {
      const june = inserts({ period: '2026-06', status: 'Open', controlTotal: 0 });
      const [row = ''] = june.ids;
      const revisionOf = async () => (await totals('asOf=2026-06-15')).revision;
      await finance.sync({ periods: june.edits }, { base: 1 });
      expect(await revisionOf()).toBe(2);
      await finance.sync({ periods: update(row, { status: 'Soft close' }) }, { base: 2 });
      expect(await revisionOf()).toBe(3);
      const explained = await explainFlags(finance, '2026-06-30');
      const { refusals } = await finance.sync({ periods: update(row, { status: 'Closed' }) }, { base: explained });
      expect(refusals).toEqual([]);
      const closed = explained + 1;
      await finance.sync({ expenditures: inserts(posting('V8', '2026-06-15', 1)).edits }, { base: closed });
      expect(await revisionOf()).toBe(closed);
      expect((await totals('asOf=2026-07-01')).revision).toBe(closed + 1);
    });

    test('rows, checks, comparison and workbook are told as of the day that is asked for', async () => {
      const rows = await finance.fetch('/rows?tables=projects&asOf=2026-02-10');
      const { columns, rows: projects } = rowsReply.parse(await rows.json()).tables['projects'] ?? {
        columns: [],
        rows: [],
      };
      const expended = columns.indexOf('expended') + 2;
      expect(projects.map((row) => row[expended])).toEqual([0, 0, 0, 0]);
      const checked = checksReply.parse(await (await finance.fetch('/checks?asOf=2026-02-10')).json());
      expect(checked).toMatchObject({ asOf: '2026-02-10', revision: 1 });
      const days = '/compare?fromAsOf=2026-02-10&asOf=2026-05-31';
      const { figures } = comparison.parse(await (await finance.fetch(days)).json());
      expect(figures).toMatchObject({
        from: { asOf: '2026-02-10', total: { expended: 0 } },
        to: { asOf: '2026-05-31', total: { expended: 314_484_617 } },
      });
      expect((await finance.fetch('/compare?to=1')).status).toBe(400);
      const file = await finance.fetch('/workbook.xlsx?asOf=2026-02-10');
      expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain(
        'revision 1 – 2026-02-10.xlsx',
      );
    });
  });
}
