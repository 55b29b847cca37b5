import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SyncReply, TableEdits } from '../../shared/protocol/sync.ts';
import { totalsReply } from '../../shared/protocol/totals.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { budgetLine, inserts, project, site, source, system, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

type Edits = Record<string, TableEdits>;

const draft = {
  number: 'BC-1',
  type: 'Staff Modification',
  status: 'Draft',
  title: 'Move money',
  reason: 'Bids came in above the estimate.',
};

/** Who did something, and on which day, is written by the server: the person by the account, the day by the program's zone. */
export function stampsContract(server: () => TestServer): void {
  describe('[LCK15] stamps', () => {
    let clock: Date;
    let [officer, finance]: [TestClient?, TestClient?] = [];
    let ids: Readonly<Record<string, RowId>>;

    beforeEach(async () => {
      clock = server().clock;
      // The evening of 23 November where the program is.
      server().clock = new Date('2026-11-24T06:00:00.000Z');
      const program = await server().program();
      [officer, finance] = [await server().member(program, 'editor'), await server().member(program, 'finance')];
      const admin = await server().member(program, 'admin');
      const change = inserts(draft);
      const commitments = inserts(order('PO-1'), order('PO-2'));
      const projects = inserts(project('26.00001'));
      const periods = inserts({ period: '2026-10', status: 'Soft close', controlTotal: 0 });
      const { refusals } = await admin.sync({
        sites: inserts(site('0417')).edits,
        systems: inserts(system('LAN')).edits,
        fundingSources: inserts(source('BND-A')).edits,
        projects: projects.edits,
        budgetLines: inserts(budgetLine('BL-001'), budgetLine('BL-002', { category: 'Contingency' })).edits,
        changes: change.edits,
        changeLines: inserts(line('BL-001', 1, 500), line('BL-002', 2, -500)).edits,
        commitments: commitments.edits,
        periods: periods.edits,
      });
      expect(refusals).toEqual([]);
      ids = {
        change: change.ids[0] ?? '',
        closed: commitments.ids[0] ?? '',
        cancelled: commitments.ids[1] ?? '',
        project: projects.ids[0] ?? '',
        period: periods.ids[0] ?? '',
      };
    });
    afterEach(() => {
      server().clock = clock;
    });

    const line = (budgetLine: string, number: number, amount: number): Cells => ({
      change: 'BC-1',
      line: number,
      budgetLine,
      amount,
    });
    const order = (number: string): Cells => ({
      number,
      line: 1,
      budgetLine: 'BL-001',
      vendor: 'V',
      type: 'PO',
      description: 'Switches',
      awardDate: '2026-01-02',
      original: 80,
      status: 'Open',
    });

    const idOf = (what: string): RowId => ids[what] ?? '';
    const set = (table: string, what: string, cells: Cells): Edits => ({ [table]: update(idOf(what), cells) });
    const change = (cells: Cells): Edits => set('changes', 'change', cells);

    async function by(who: TestClient | undefined, edits: Edits): Promise<SyncReply> {
      if (who === undefined) throw new Error('Nobody is there.');
      const { revision } = await who.sync({});
      return who.sync(edits, { base: revision, note: 'As agreed.' });
    }
    const rulesOf = ({ refusals }: SyncReply) => refusals.map(({ rule, column }) => [rule, column]);
    /** Cells of a row as everybody sees them. */
    const cellsOf = async (table: string, what: string): Promise<Cells> =>
      (await finance?.rows(table))?.get(idOf(what))?.cells ?? {};
    const nextDay = (): void => {
      server().clock = new Date('2026-11-25T06:00:00.000Z');
    };

    test('a change names who submits it and the day, and the reply brings both', async () => {
      const reply = await by(officer, change({ status: 'Pending' }));
      expect(rulesOf(reply)).toEqual([]);
      const stamped = { requestedBy: officer?.person.name, submittedOn: '2026-11-23' };
      expect(await cellsOf('changes', 'change')).toMatchObject(stamped);
      const { columns = [], rows = [] } = reply.remote.tables['changes'] ?? {};
      const [row = []] = rows;
      expect(Object.fromEntries(columns.map((column, at) => [column, row[at + 2]]))).toMatchObject(stamped);
      expect(reply.accepted).toBe(1);
    });

    test('a change that is entered as pending is submitted by who enters it', async () => {
      const entered = inserts({ ...draft, number: 'BC-2', status: 'Pending' });
      ids = { ...ids, entered: entered.ids[0] ?? '' };
      expect(rulesOf(await by(officer, { changes: entered.edits }))).toEqual([]);
      const stamped = { requestedBy: officer?.person.name, submittedOn: '2026-11-23' };
      expect(await cellsOf('changes', 'entered')).toMatchObject(stamped);
    });

    test('for whom a change is asked may be typed while it is a draft, and stays from its submission on', async () => {
      expect(rulesOf(await by(officer, change({ requestedBy: 'PM-07' })))).toEqual([]);
      expect(rulesOf(await by(officer, change({ status: 'Pending' })))).toEqual([]);
      expect(await cellsOf('changes', 'change')).toMatchObject({ requestedBy: 'PM-07' });
      expect(rulesOf(await by(officer, change({ requestedBy: 'Félix' })))).toEqual([['LCK4', 'requestedBy']]);
    });

    test('a change that goes back to draft is not submitted any more, and anew on the day that it is', async () => {
      await by(officer, change({ status: 'Pending' }));
      expect(rulesOf(await by(officer, change({ status: 'Draft' })))).toEqual([]);
      expect((await cellsOf('changes', 'change'))['submittedOn']).toBeNull();
      nextDay();
      await by(officer, change({ status: 'Pending' }));
      expect(await cellsOf('changes', 'change')).toMatchObject({ submittedOn: '2026-11-24' });
    });

    test('an approval names who approves it; what is typed in its place is refused by itself, and one’s own name is not', async () => {
      await by(officer, change({ status: 'Pending' }));
      const approval = { status: 'Approved', effectiveDate: '2026-12-01' };
      const reply = await by(finance, change({ ...approval, approvedBy: 'CFO' }));
      expect(rulesOf(reply)).toEqual([['LCK15', 'approvedBy']]);
      expect(reply.refusals[0]?.message).toBe(
        'Approved By of BC-1 is filled in by the server when Status becomes Approved, with the name of who does that. Leave it as it is.',
      );
      expect(await cellsOf('changes', 'change')).toMatchObject({ ...approval, approvedBy: finance?.person.name });

      const own = inserts({ ...draft, number: 'BC-2' });
      ids = { ...ids, own: own.ids[0] ?? '' };
      await by(officer, { changes: own.edits });
      await by(officer, set('changes', 'own', { status: 'Pending' }));
      const approvedBy = finance?.person.name ?? '';
      expect(rulesOf(await by(finance, set('changes', 'own', { ...approval, approvedBy })))).toEqual([]);
      expect(await cellsOf('changes', 'own')).toMatchObject({ ...approval, approvedBy });
    });

    test('a typed name that an approval replaces is told to who approves; what the server wrote itself goes without a word', async () => {
      const admin = await server().member(finance?.program ?? '', 'admin');
      const pending = { ...draft, number: 'BC-2', status: 'Pending', requestedBy: 'PM-07' };
      const older = inserts({ ...pending, approvedBy: 'Dr. Ruiz, CFO' });
      ids = { ...ids, older: older.ids[0] ?? '' };
      expect(rulesOf(await by(admin, { changes: older.edits }))).toEqual([]);
      expect(await cellsOf('changes', 'older')).toMatchObject({ approvedBy: 'Dr. Ruiz, CFO' });
      const reply = await by(finance, set('changes', 'older', { status: 'Approved', effectiveDate: '2026-12-01' }));
      const name = finance?.person.name ?? '';
      expect(await cellsOf('changes', 'older')).toMatchObject({ approvedBy: name });
      expect(reply.warnings).toEqual([
        {
          rule: 'LCK15',
          message: `Changes · BC-2: Approved By was Dr. Ruiz, CFO and is now ${name}, who approved it. The history keeps what it said.`,
          table: 'changes',
          row: idOf('older'),
        },
      ]);

      await by(officer, change({ status: 'Pending' }));
      nextDay();
      expect((await by(officer, change({ status: 'Draft' }))).warnings).toEqual([]);
    });

    test('nobody types who approved a change, or when it was submitted', async () => {
      for (const person of [officer, finance]) {
        expect(rulesOf(await by(person, change({ approvedBy: 'CFO' })))).toEqual([['LCK15', 'approvedBy']]);
      }
      expect(rulesOf(await by(officer, change({ submittedOn: '2026-01-01' })))).toEqual([['LCK15', 'submittedOn']]);
      const typed = inserts({ ...draft, number: 'BC-2', approvedBy: 'CFO', submittedOn: '2026-01-01' });
      ids = { ...ids, typed: typed.ids[0] ?? '' };
      expect(rulesOf(await by(finance, { changes: typed.edits }))).toEqual([
        ['LCK15', 'approvedBy'],
        ['LCK15', 'submittedOn'],
      ]);
      expect(await cellsOf('changes', 'typed')).toMatchObject({ status: 'Draft', approvedBy: null, submittedOn: null });
    });

    test('[T4] a change is pending from the day of its submission on', async () => {
      await by(officer, change({ status: 'Pending' }));
      const pending = async (asOf: string): Promise<unknown> => {
        const response = await finance?.fetch(`/totals?by=category&asOf=${asOf}`);
        const { rows } = totalsReply.parse(await response?.json());
        return rows.map(({ pending: cents }) => cents);
      };
      expect(await pending('2026-11-22')).toEqual([0, 0]);
      expect(await pending('2026-11-23')).toEqual([500, -500]);
    });

    test('a contract is closed or cancelled on the day on which it is, where nobody says another, and that stays', async () => {
      await by(officer, set('commitments', 'closed', { status: 'Closed' }));
      expect(await cellsOf('commitments', 'closed')).toMatchObject({ statusDate: '2026-11-23' });
      const moved = set('commitments', 'closed', { statusDate: '2026-11-01' });
      expect(rulesOf(await by(officer, moved))).toEqual([['LCK6', 'statusDate']]);
      // What is over from a day to come only would free its money before.
      const ahead = set('commitments', 'cancelled', { status: 'Cancelled', statusDate: '2030-01-01' });
      expect(rulesOf(await by(officer, ahead))).toEqual([['LCK11', 'status']]);
      await by(officer, set('commitments', 'cancelled', { status: 'Cancelled', statusDate: '2026-11-02' }));
      expect(await cellsOf('commitments', 'cancelled')).toMatchObject({ statusDate: '2026-11-02' });
    });

    test('the money of a project is closed on the day on which it is, and that stays', async () => {
      const money = (financialStatus: string) => set('projects', 'project', { financialStatus });
      for (const what of ['closed', 'cancelled']) await by(officer, set('commitments', what, { status: 'Cancelled' }));
      const forecast = { project: '26.00001', category: 'All categories', period: '2026-10', etc: 0 };
      await by(officer, { forecasts: inserts(forecast).edits });
      expect(rulesOf(await by(officer, money('Closing')))).toEqual([]);
      expect(rulesOf(await by(finance, money('Closed')))).toEqual([]);
      expect(await cellsOf('projects', 'project')).toMatchObject({ financiallyClosedOn: '2026-11-23' });
      const moved = set('projects', 'project', { financiallyClosedOn: '2026-11-01' });
      expect(rulesOf(await by(officer, moved))).toEqual([['LCK8', 'financiallyClosedOn']]);
    });

    test('a project is approved on the day of the board that its amendment names', async () => {
      const amendment = { ...draft, number: 'BA-1', type: 'Board Amendment' };
      const header = inserts(amendment);
      ids = { ...ids, amendment: header.ids[0] ?? '' };
      const lines = inserts({ ...line('BL-001', 1, 0), change: 'BA-1' });
      await by(officer, { changes: header.edits, changeLines: lines.edits });
      await by(officer, set('changes', 'amendment', { status: 'Pending' }));
      const act = { reportNumber: 'Rep-1', boardDate: '2026-11-17', effectiveDate: '2026-11-17', status: 'Approved' };
      expect(rulesOf(await by(finance, set('changes', 'amendment', act)))).toEqual([]);
      const approval = set('projects', 'project', { status: 'Approved', approvalChange: 'BA-1' });
      expect(rulesOf(await by(finance, approval))).toEqual([]);
      expect(await cellsOf('projects', 'project')).toMatchObject({ approvalDate: '2026-11-17' });
    });

    test('a month names who closes it and the day; opened again, it names nobody', async () => {
      const month = (cells: Cells) => set('periods', 'period', cells);
      const typed = { status: 'Closed', closedBy: 'FIN-02', closedOn: '2026-11-05' };
      expect(rulesOf(await by(finance, month(typed)))).toEqual([
        ['LCK15', 'closedBy'],
        ['LCK15', 'closedOn'],
      ]);
      const closed = { status: 'Closed', closedBy: finance?.person.name, closedOn: '2026-11-23' };
      expect(await cellsOf('periods', 'period')).toMatchObject(closed);
      expect(rulesOf(await by(finance, month({ status: 'Soft close' })))).toEqual([]);
      expect(await cellsOf('periods', 'period')).toMatchObject({ closedBy: null, closedOn: null });
    });

    test('what an administrator brings in keeps who approved it elsewhere', async () => {
      const admin = await server().member(finance?.program ?? '', 'admin');
      const facts = { ...draft, number: 'BC-2', status: 'Approved', requestedBy: 'PM-07', approvedBy: 'CFO' };
      const brought = inserts({ ...facts, effectiveDate: '2026-01-05', submittedOn: '2026-01-02' });
      ids = { ...ids, brought: brought.ids[0] ?? '' };
      expect(rulesOf(await by(admin, { changes: brought.edits }))).toEqual([]);
      expect(await cellsOf('changes', 'brought')).toMatchObject({ approvedBy: 'CFO', submittedOn: '2026-01-02' });
    });
  });
}
