import { beforeEach, afterEach, describe, expect, test } from 'vitest';
import { baselinesReply, type WireBaseline } from '../../shared/protocol/baselines.ts';
import { comparison } from '../../shared/protocol/compare.ts';
import { movedReply } from '../../shared/protocol/moved.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { explainFlags } from './explain-flags.ts';
import { inserts, update, workedExample } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Named revisions: made by themselves where something is approved or closed, and by hand. On the worked example. */
export function baselinesContract(server: () => TestServer): void {
  describe('baselines', () => {
    let finance: TestClient;
    let clock: Date;
    let base: number;

    beforeEach(async () => {
      clock = server().clock;
      server().clock = new Date('2026-11-24T18:00:00.000Z');
      finance = await server().member(await server().program(), 'finance');
      base = 0;
      // Nobody approves what they have asked for.
      await sync(workedExample(), '', await server().member(finance.program, 'finance'));
    });
    afterEach(() => {
      server().clock = clock;
    });

    const sync = async (edits: Parameters<TestClient['sync']>[0], note = '', who = finance): Promise<void> => {
      const { refusals, conflicts, revision } = await who.sync(edits, { base, note });
      expect([refusals, conflicts]).toEqual([[], []]);
      base = revision;
    };
    const list = async (who = finance): Promise<WireBaseline[]> =>
      baselinesReply.parse(await (await who.fetch('/baselines')).json()).baselines;
    const send = (method: string, path: string, body: unknown, who = finance) =>
      who.fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const rowOf = async (table: string, column: string, value: string): Promise<string> =>
      [...(await finance.rows(table))].find(([, { cells }]) => cells[column] === value)?.[0] ?? '';
    const set = async (table: string, [column, value]: readonly [string, string], cells: Cells) => {
      await sync({ [table]: update(await rowOf(table, column, value), cells) });
    };
    const act = { status: 'Approved', reportNumber: 'Rep-110-26/27', boardDate: '2026-11-18' };
    const approve = (effectiveDate: string) => set('changes', ['number', 'BC-03'], { ...act, effectiveDate });
    const briefly = (baselines: readonly WireBaseline[]) =>
      baselines.map(({ id, kind, name, revision, asOf, reportNumber, period }) => [
        id,
        kind,
        name,
        revision,
        asOf,
        reportNumber,
        period,
      ]);
    /** @returns the revision of the close */
    const closeMay = async (): Promise<number> => {
      base = await explainFlags(finance, '2026-05-31');
      await set('periods', ['period', '2026-05'], { status: 'Closed' });
      return base;
    };

    test('the adopted plan, an amendment and a month that is closed are named by the revisions that make them so', async () => {
      const first = await list();
      expect(first[0]).toMatchObject({
        id: 'B0',
        kind: 'adopted',
        name: 'Adopted plan',
        revision: 1,
        asOf: '2026-11-24',
      });
      await approve('2026-12-01');
      const closed = await closeMay();
      expect(briefly((await list()).slice(first.length))).toEqual([
        [`B${first.length}`, 'amendment', 'Amendment Rep-110-26/27', 2, '2026-12-01', 'Rep-110-26/27', null],
        [`B${first.length + 1}`, 'monthClose', 'Close of 2026-05', closed, '2026-05-31', null, '2026-05'],
      ]);
    });

    test('a month that is opened and closed again is named anew, and what was named first stays', async () => {
      await closeMay();
      const before = await list();
      const again = update(await rowOf('periods', 'period', '2026-05'), { status: 'Soft close' });
      await sync({ periods: again }, 'A posting was missing from the ledger.');
      await set('periods', ['period', '2026-05'], { status: 'Closed' });
      const after = await list();
      expect(after.slice(0, -1)).toEqual(before);
      expect(after.at(-1)).toMatchObject({ name: 'Close of 2026-05 (2)', revision: base });
    });

    test('a history from before baselines is named as it would have been, once somebody asks or something is approved', async () => {
      await approve('2026-11-18');
      await closeMay();
      const made = await list();
      const forget = async (): Promise<void> => {
        const { write } = server().store;
        await write.deleteFrom('baselines').where('program', '=', finance.program).execute();
        await write.updateTable('programs').set({ baselines_kept: null }).where('id', '=', finance.program).execute();
      };
      await forget();
      expect(await list(await server().member(finance.program, 'viewer'))).toEqual(made);
      await forget();
      await set('sites', ['code', '0433'], { shortName: 'Miller’s' });
      const more = inserts({ period: '2027-01', status: 'Closed', controlTotal: 0 });
      const admin = await server().member(finance.program, 'admin');
      await sync({ periods: more.edits }, '', admin);
      expect((await list()).slice(0, made.length)).toEqual(made);
      expect((await list()).at(-1)).toMatchObject({ name: 'Close of 2027-01', revision: base });
    });

    test('a preview names nothing, and what only follows makes no baseline', async () => {
      const before = await list();
      const row = await rowOf('changes', 'number', 'BC-03');
      await finance.sync({ changes: update(row, { ...act, effectiveDate: '2026-11-18' }) }, { base, preview: true });
      await set('changes', ['number', 'BC-03'], { title: 'Another title' });
      expect(await list()).toEqual(before);
    });

    test('finance names a moment by hand, others do not; a name leads to one moment', async () => {
      const editor = await server().member(finance.program, 'editor');
      expect((await send('POST', '/baselines', { name: 'For the retreat' }, editor)).status).toBe(403);
      const made = await send('POST', '/baselines', { name: 'For the retreat', reason: 'Asked for by the board.' });
      expect((await made.json()).baselines.at(-1)).toMatchObject({
        kind: 'byHand',
        name: 'For the retreat',
        revision: 1,
        asOf: '2026-11-24',
        reason: 'Asked for by the board.',
        by: finance.person.name,
      });
      for (const name of ['for the RETREAT', 'B7', '148', '2026-11-24', ' ', 'adopted plan'])
        expect([name, (await send('POST', '/baselines', { name })).status]).toEqual([name, 400]);
      expect((await send('POST', '/baselines', { name: 'Later', at: 9 })).status).toBe(409);
    });

    test('one named by hand is renamed with its earlier name on record; no other is, and nothing else of it ever changes', async () => {
      await send('POST', '/baselines', { name: 'For the retreat' });
      const [adopted] = await list();
      const id = (await list()).at(-1)?.id ?? '';
      expect((await send('PATCH', `/baselines/${adopted?.id}`, { name: 'Mine' })).status).toBe(400);
      expect((await send('PATCH', '/baselines/B99', { name: 'Mine' })).status).toBe(404);
      const before = (await list()).at(-1);
      server().clock = new Date('2026-11-25T18:00:00.000Z');
      expect((await send('PATCH', `/baselines/${id}`, { name: 'Board retreat' })).status).toBe(200);
      const earlierNames = [{ name: 'For the retreat', at: before?.at, by: finance.person.name }];
      expect((await list()).at(-1)).toEqual({ ...before, name: 'Board retreat', earlierNames });
      const acts = await server()
        .store.read.selectFrom('acts')
        .select(['kind', 'what'])
        .where('program', '=', finance.program)
        .where('kind', '=', 'baseline')
        .execute();
      expect(acts.map(({ what }) => what)).toEqual([
        'Named revision 1 as of 2026-11-24 For the retreat',
        `Renamed ${id} For the retreat to Board retreat`,
      ]);
      expect((await send('POST', '/baselines', { name: 'For the retreat' })).status).toBe(400);
      for (const method of ['PUT', 'DELETE']) expect((await send(method, `/baselines/${id}`, {})).status).toBe(404);
    });

    test('comparing baselines by id or name is comparing their revisions on their days', async () => {
      await approve('2026-12-01');
      const [from, to] = [(await list())[0], (await list()).at(-1)];
      if (!from || !to) throw new Error('There are no baselines.');
      const compared = async (query: string) =>
        comparison.parse(await (await finance.fetch(`/compare?${query}`)).json());
      const { figures, baselines, ...cells } = await compared(`from=${from.id}&to=${to.id}`);
      const { figures: byDay, ...plain } = await compared(
        `from=${from.revision}&to=${to.revision}&fromAsOf=${from.asOf}&asOf=${to.asOf}`,
      );
      expect(cells).toEqual(plain);
      expect(figures).toEqual(byDay);
      expect(baselines).toEqual({ from: { id: from.id, name: from.name }, to: { id: to.id, name: to.name } });
      const named = `from=${encodeURIComponent('adopted plan')}&to=${encodeURIComponent(to.name)}`;
      expect(await compared(named)).toEqual({ ...cells, figures, baselines });
      const totals = totalsReply.parse(await (await finance.fetch(`/totals?at=${to.revision}&asOf=${to.asOf}`)).json());
      expect(figures?.to.total).toEqual(totals.total);
      expect((await finance.fetch('/compare?from=Nothing%20of%20it')).status).toBe(404);
      expect(await compared('from=1&to=2')).not.toHaveProperty('figures');
    });

    test('totals, checks and the workbook can be asked for as of a baseline, and compared with another one', async () => {
      await approve('2026-11-18');
      const [to] = (await list()).slice(-1);
      const json = async (path: string): Promise<unknown> => (await finance.fetch(path)).json();
      const moment = `at=1&asOf=2026-11-24`;
      expect(await json('/totals?by=source&baseline=B0')).toEqual(await json(`/totals?by=source&at=1&baseline=B0`));
      expect(await json('/totals?baseline=B0')).toMatchObject({ revision: 1, asOf: '2026-11-24' });
      expect(await json('/checks?baseline=Adopted%20plan')).toEqual(await json(`/checks?${moment}`));
      for (const path of [
        '/rows?tables=projects',
        '/schedule?milestones=true',
        '/spending?',
        '/sites?',
        '/sites/0417?',
      ]) {
        expect([path, await json(`${path}&baseline=B0`)]).toEqual([path, await json(`${path}&${moment}`)]);
      }
      expect((await finance.fetch('/totals?baseline=B77')).status).toBe(404);
      const workbook = await finance.fetch(`/workbook.xlsx?baseline=${to?.id}&since=B0`);
      expect([workbook.status, workbook.headers.get('x-revision')]).toEqual([200, '2']);
      const report = await finance.fetch('/reports/variance.xlsx?baseline=B0');
      expect([report.status, report.headers.get('x-revision')]).toEqual([200, '1']);
    });

    test('what has moved is told by money, dates and scope, between baselines as between their revisions and days', async () => {
      await approve('2026-11-18');
      const milestone = inserts({
        project: '26.00001',
        milestone: 'M70 Substantial completion',
        baselineNumber: 0,
        forecastFinish: '2030-12-31',
      });
      await sync({ milestones: milestone.edits });
      await send('POST', '/baselines', { name: 'With a date' });
      const [line = ''] = [...(await finance.rows('scope')).keys()];
      await sync({
        milestones: update(milestone.ids[0] ?? '', { forecastFinish: '2031-01-31' }),
        scope: update(line, { plannedQuantity: 4242 }),
      });
      const moved = async (query: string) => movedReply.parse(await (await finance.fetch(`/moved?${query}`)).json());
      const { from, to, ...told } = await moved('from=B0&by=project');
      expect([from.baseline?.id, to.baseline]).toEqual(['B0', null]);
      expect(told.rows.map(({ group, before: was, after }) => [group, after.current - was.current])).toEqual([
        ['26.00003', 10_000_000],
        ['99.00000', -10_000_000],
      ]);
      expect([told.rows.length + told.same, told.total.before.current]).toEqual([4, told.total.after.current]);
      expect(told.dates).toEqual([]);
      expect((await moved('from=With%20a%20date')).dates).toMatchObject([
        { table: 'milestones', column: 'forecastFinish', before: '2030-12-31', after: '2031-01-31', days: 31 },
      ]);
      expect(told.scope).toMatchObject([{ kind: 'update', cells: [{ column: 'plannedQuantity', after: 4242 }] }]);
      const plain = await moved(`from=${from.revision}&to=${to.revision}&by=project`);
      expect({ ...plain, from, to }).toEqual({ ...told, from, to });
      const back = await moved('from=today&to=B0');
      expect(back.rows.map(({ group, before: was, after }) => [group, after.current - was.current])).toEqual([
        ['26.00003', -10_000_000],
        ['99.00000', 10_000_000],
      ]);
      expect((await finance.fetch('/moved')).status).toBe(400);
    });
  });
}
