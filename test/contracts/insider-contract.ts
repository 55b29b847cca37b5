import { beforeEach, describe, expect, test } from 'vitest';
import type { SyncReply, TableEdits } from '../../shared/protocol/sync.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { budgetLine, inserts, project, site, source, system, update } from './plan-rows.ts';
import { newRow, type TestClient, type TestServer } from './test-server.ts';

type Edits = Record<string, TableEdits>;
type Who = 'editor' | 'finance';

const ACCOUNT = '21-9010-0-0000-8500-6400-000';
const OTHER_ACCOUNT = '21-9010-0-0000-8500-6400-001';
const approved = { status: 'Approved', approvalChange: 'BA-1', approvalDate: '2025-11-18' };
const decided = { status: 'Approved', effectiveDate: '2026-01-05' };
const broughtIn = { ...decided, approvedBy: 'CFO' };
const change = (number: string, cells: Cells): Cells => ({
  number,
  type: 'Staff Modification',
  title: 'Move money',
  reason: 'Bids came in above the estimate.',
  requestedBy: 'PM-07',
  ...cells,
});
const moved = (number: string, from: string, to: string, cents: number): Cells[] => [
  { change: number, line: 1, budgetLine: to, amount: cents },
  { change: number, line: 2, budgetLine: from, amount: 0 - cents },
];
const order = (number: string, cells: Cells): Cells => ({
  number,
  line: 1,
  vendor: 'V',
  type: 'PO',
  description: 'Switches',
  awardDate: '2026-01-02',
  ...cells,
});
const step = (name: string, baselineFinish: string): Cells => ({
  project: '26.00001',
  milestone: name,
  baselineNumber: 0,
  baselineFinish,
});

/** Rows of a program in which something of each kind has been approved, decided, awarded, closed. */
const rows = {
  sites: [site('0417')],
  systems: [system('LAN')],
  fundingSources: [source('BND-A'), source('BND-B')],
  projects: [
    project('26.00001', approved),
    project('26.00002'),
    project('26.00003'),
    project('99.00000', { ...approved, class: 'Program Reserve' }),
    // Approved in an older plan, which does not say by what.
    project('26.00004', { status: 'Active' }),
  ],
  budgetLines: [
    budgetLine('BL-001', { original: 900, account: ACCOUNT }),
    // Has no amount of its own; an approved change has funded it, and a contract was awarded on it.
    budgetLine('BL-002', { original: 0 }),
    // Nothing but a contract hangs on it.
    budgetLine('BL-003', { original: 0 }),
    budgetLine('BL-010', { project: '26.00002', original: 500 }),
    budgetLine('BL-011', { project: '26.00002', original: 0 }),
    budgetLine('BL-012', { project: '26.00002', original: 0 }),
    budgetLine('BL-020', { project: '99.00000', original: 300 }),
    budgetLine('BL-013', { project: '26.00002', original: 200, category: 'Contingency' }),
    budgetLine('BL-014', { project: '26.00002', original: 0, fiscalYear: '2027-28' }),
  ],
  milestones: [step('M50 Installation start', '2026-08-07'), step('M70 Substantial completion', '2026-12-18')],
  changes: [
    change('BA-1', { ...broughtIn, type: 'Board Amendment', reportNumber: 'Rep-1', boardDate: '2025-11-18' }),
    change('BC-1', broughtIn),
    change('BC-2', { status: 'Pending' }),
    change('BC-3', broughtIn),
    // Waits, and moves money of a proposal.
    change('BC-4', { status: 'Pending' }),
  ],
  changeLines: [
    ...moved('BC-1', 'BL-001', 'BL-002', 100),
    ...moved('BC-2', 'BL-001', 'BL-002', 30),
    ...moved('BC-3', 'BL-010', 'BL-011', 50),
    ...moved('BC-4', 'BL-013', 'BL-014', 20),
  ],
  commitments: [
    order('PO-1', { budgetLine: 'BL-003', original: 80, status: 'Open' }),
    order('PO-2', { budgetLine: 'BL-001', original: 70, status: 'Cancelled', statusDate: '2026-03-01' }),
    order('PO-3', { budgetLine: 'BL-001', original: 60, status: 'Draft' }),
  ],
  commitmentChanges: [
    {
      number: 'CO-1',
      commitment: 'PO-1',
      commitmentLine: 1,
      date: '2026-01-20',
      amount: 4,
      reason: 'Owner scope',
      status: 'Pending',
    },
  ],
  periods: [
    { period: '2026-02', status: 'Closed', controlTotal: 0, closedBy: 'FIN-01', closedOn: '2026-03-05' },
    { period: '2026-03', status: 'Open' },
  ],
} satisfies Record<string, readonly Cells[]>;

type Table = keyof typeof rows;

/**
 * [FD1] The insider: who has an account and rights of their own, and wants to move what has been approved, or to approve
 * what they ask for themselves. Every way in is refused by the rule it would get around, and no figure has moved.
 */
export function insiderContract(server: () => TestServer): void {
  describe('[FD1] an insider', () => {
    const people = new Map<Who | 'admin', TestClient>();
    const who = (name: Who | 'admin'): TestClient => {
      const person = people.get(name);
      if (!person) throw new Error(`Nobody is ${name}.`);
      return person;
    };
    const ids = new Map<string, RowId>();
    /** Row ID of the nth row of a table. */
    const row = (table: Table, nth: number): RowId => ids.get(`${table} ${nth}`) ?? '';
    const anew = (table: Table, nth: number, cells: Cells): TableEdits => ({
      deletes: [{ row: row(table, nth) }],
      inserts: [{ row: newRow(), cells: { ...rows[table][nth], ...cells } }],
    });
    const both = (...edits: TableEdits[]): TableEdits => ({
      inserts: edits.flatMap((each) => each.inserts ?? []),
      updates: edits.flatMap((each) => each.updates ?? []),
    });

    beforeEach(async () => {
      const program = await server().program();
      people.set('admin', await server().member(program, 'admin'));
      people.set('finance', await server().member(program, 'finance'));
      people.set('editor', await server().member(program, 'editor'));
      const edits = Object.fromEntries(
        Object.entries(rows).map(([table, all]) => {
          const made = inserts(...all);
          made.ids.forEach((id, nth) => ids.set(`${table} ${nth}`, id));
          return [table, made.edits];
        }),
      );
      expect((await who('admin').sync(edits)).refusals).toEqual([]);
    });

    /** Figures of every project, whatever it is called, and by what else they are told; on days of a closed month too. */
    async function figures(): Promise<unknown[]> {
      const asked = ['project,source', 'status,source', 'fiscalYear,category', 'project&asOf=2026-02-14'];
      return Promise.all(
        asked.map(async (by) => {
          const { rows: lines, total }: { rows: Cells[]; total: Cells } = await (
            await who('admin').fetch(`/totals?by=${by}`)
          ).json();
          return { total, lines: lines.map(({ project: _name, ...line }) => JSON.stringify(line)).sort() };
        }),
      );
    }

    async function tried(name: Who, edits: Edits): Promise<SyncReply> {
      const { revision } = await who('admin').sync({});
      return who(name).sync(edits, { base: revision, note: 'As agreed.' });
    }

    test.each<[rule: string, what: string, by: Who, edits: () => Edits]>([
      [
        'LCK1',
        'adds money to an approved project under the number it gets in the same sync',
        'editor',
        () => ({
          projects: update(row('projects', 0), { number: '26.00009' }),
          budgetLines: inserts(budgetLine('BL-900', { project: '26.00009' })).edits,
        }),
      ],
      [
        'LCK1',
        'adds money to an approved project under the number of a proposal that makes way',
        'editor',
        () => ({
          projects: both(
            update(row('projects', 0), { number: '26.00003' }),
            update(row('projects', 2), { number: '26.00008' }),
          ),
          budgetLines: inserts(budgetLine('BL-900', { project: '26.00003' })).edits,
        }),
      ],
      [
        'V44',
        'adds a baseline to an approved project under the number it gets in the same sync',
        'editor',
        () => ({
          projects: update(row('projects', 0), { number: '26.00009' }),
          milestones: inserts({ ...step('M60 Installation complete', '2026-09-01'), project: '26.00009' }).edits,
        }),
      ],
      [
        'LCK5',
        'adds lines to a change that waits under the number it gets in the same sync',
        'editor',
        () => ({
          changes: update(row('changes', 2), { number: 'BC-9' }),
          changeLines: inserts(
            ...moved('BC-9', 'BL-001', 'BL-002', 400).map((cells) => ({ ...cells, line: Number(cells['line']) + 2 })),
          ).edits,
        }),
      ],
      [
        'LCK1',
        'moves approved money to another project by entering its line anew',
        'editor',
        () => ({ budgetLines: anew('budgetLines', 1, { project: '26.00002' }) }),
      ],
      [
        'LCK1',
        'moves a contract to another source by entering its line anew',
        'editor',
        () => ({ budgetLines: anew('budgetLines', 2, { source: 'BND-B' }) }),
      ],
      [
        'LCK1',
        'moves approved money of a proposal to another project',
        'editor',
        () => ({ budgetLines: update(row('budgetLines', 4), { project: '26.00003' }) }),
      ],
      [
        'LCK1',
        'moves approved money of a proposal by entering its line anew',
        'editor',
        () => ({ budgetLines: anew('budgetLines', 4, { project: '26.00003' }) }),
      ],
      [
        'LCK1',
        'moves a contract to another project by giving the number of its line to another line',
        'editor',
        () => ({
          budgetLines: {
            deletes: [{ row: row('budgetLines', 2) }],
            ...update(row('budgetLines', 5), { id: 'BL-003' }),
          },
        }),
      ],
      [
        'V44',
        'gives a milestone the baseline of another by changing their names',
        'editor',
        () => ({
          milestones: both(
            update(row('milestones', 0), { milestone: 'M70 Substantial completion' }),
            update(row('milestones', 1), { milestone: 'M50 Installation start' }),
          ),
        }),
      ],
      [
        'V44',
        'takes a baseline out of an approved project',
        'editor',
        () => ({ milestones: update(row('milestones', 0), { project: '26.00002' }) }),
      ],
      [
        'LCK6',
        'raises what a cancelled contract was while it counted',
        'editor',
        () => ({ commitments: update(row('commitments', 1), { original: 700 }) }),
      ],
      [
        'LCK6',
        'makes a cancelled contract one that never counted',
        'editor',
        () => ({ commitments: update(row('commitments', 1), { statusDate: null }) }),
      ],
      [
        'LCK6',
        'removes a cancelled contract',
        'editor',
        () => ({ commitments: { deletes: [{ row: row('commitments', 1) }] } }),
      ],
      [
        'PPL3',
        'enters a change of their own as approved',
        'finance',
        () => ({
          changes: inserts(change('BC-8', { ...decided, approvedBy: 'Somebody else' })).edits,
          changeLines: inserts(...moved('BC-8', 'BL-001', 'BL-002', 400)).edits,
        }),
      ],
      [
        'PPL3',
        'enters an act of the board alone',
        'finance',
        () => ({
          changes: inserts(
            change('BA-8', { ...decided, type: 'Board Amendment', reportNumber: 'R', boardDate: '2026-01-05' }),
          ).edits,
          changeLines: inserts(...moved('BA-8', 'BL-001', 'BL-002', 400)).edits,
        }),
      ],
      [
        'PPL3',
        'enters a project as approved',
        'finance',
        () => ({
          projects: inserts(project('26.00010', approved)).edits,
          budgetLines: inserts(budgetLine('BL-900', { project: '26.00010' })).edits,
        }),
      ],
      [
        'LCK2',
        'approves a project by a change of staff',
        'finance',
        () => ({ projects: update(row('projects', 1), { ...approved, approvalChange: 'BC-3' }) }),
      ],
      [
        'LCK2',
        'approves a project by an amendment that is about others',
        'finance',
        () => ({ projects: update(row('projects', 1), approved) }),
      ],
      [
        'LCK8',
        'says of an old project that a change of staff approved it',
        'finance',
        () => ({ projects: update(row('projects', 4), { approvalChange: 'BC-1' }) }),
      ],
      [
        'LCK8',
        'says of an old project when it was approved',
        'editor',
        () => ({ projects: update(row('projects', 4), { approvalDate: '2025-01-01' }) }),
      ],
      [
        'PPL3',
        'cancels what the board has approved',
        'editor',
        () => ({ projects: update(row('projects', 0), { status: 'Cancelled' }) }),
      ],
      [
        'PPL3',
        'moves approved money to another program',
        'editor',
        () => ({ projects: update(row('projects', 0), { program: 'Business Systems' }) }),
      ],
      [
        'PPL3',
        'approves a change order',
        'editor',
        () => ({ commitmentChanges: update(row('commitmentChanges', 0), { status: 'Approved' }) }),
      ],
      [
        'PPL3',
        'enters a change order as approved',
        'finance',
        () => ({
          commitmentChanges: inserts({ ...rows.commitmentChanges[0], number: 'CO-2', status: 'Approved' }).edits,
        }),
      ],
      [
        'V24',
        'raises a change order while approving it',
        'finance',
        () => ({ commitmentChanges: update(row('commitmentChanges', 0), { status: 'Approved', amount: 4000 }) }),
      ],
      [
        'LCK6',
        'lets a contract have been awarded on another day',
        'editor',
        () => ({ commitments: update(row('commitments', 0), { awardDate: '2026-02-20' }) }),
      ],
      [
        'LCK11',
        'cancels a draft as if it had counted',
        'editor',
        () => ({ commitments: update(row('commitments', 2), { status: 'Cancelled', statusDate: '2026-03-01' }) }),
      ],
      [
        'LCK1',
        'charges an approved line to another account',
        'editor',
        () => ({ budgetLines: update(row('budgetLines', 0), { account: OTHER_ACCOUNT }) }),
      ],
      [
        'LCK1',
        'makes another line of one whose money is asked for',
        'editor',
        () => ({ budgetLines: update(row('budgetLines', 7), { category: 'Equipment', fiscalYear: '2028-29' }) }),
      ],
      [
        'PPL3',
        'enters a month as closed that agrees with no ledger',
        'finance',
        () => ({ periods: inserts({ period: '2026-04', status: 'Closed' }).edits }),
      ],
      [
        'LCK13',
        'lets somebody else have closed a month',
        'finance',
        () => ({ periods: update(row('periods', 0), { closedBy: 'FIN-02' }) }),
      ],
      [
        'LCK13',
        'lets a month have been closed on another day',
        'finance',
        () => ({ periods: update(row('periods', 0), { closedOn: '2026-03-01' }) }),
      ],
      [
        'LCK8',
        'makes an approved project a reserve',
        'finance',
        () => ({ projects: update(row('projects', 0), { class: 'Program Reserve' }) }),
      ],
      [
        'LCK8',
        'makes an approved reserve a project',
        'finance',
        () => ({ projects: update(row('projects', 3), { class: 'Site' }) }),
      ],
    ])('[%s] who %s is refused, and no figure moves', async (rule, _what, name, editsOf) => {
      const before = await figures();
      const reply = await tried(name, editsOf());
      expect(reply.refusals.map((refusal) => refusal.rule)).toContain(rule);
      expect(await figures()).toEqual(before);
    });

    /** A change with lines, entered by one person, asked for by another and approved by a third. */
    async function walk(enters: TestClient, asks: TestClient, approves: TestClient): Promise<SyncReply> {
      const header = inserts(change('BC-7', { status: 'Draft' }));
      const id = header.ids[0] ?? '';
      const lines = inserts(...moved('BC-7', 'BL-001', 'BL-002', 20)).edits;
      let { revision: base } = await enters.sync({}, {});
      ({ revision: base } = await enters.sync({ changes: header.edits, changeLines: lines }, { base }));
      ({ revision: base } = await asks.sync({ changes: update(id, { status: 'Pending' }) }, { base }));
      return approves.sync({ changes: update(id, { ...decided, number: 'BC-70' }) }, { base });
    }

    const rulesOf = ({ refusals }: SyncReply): string[] => refusals.map(({ rule }) => rule);

    test('[V24] one person with two browsers approves nothing of their own, under another number neither', async () => {
      const own = who('finance');
      expect(rulesOf(await walk(own, own.copy(), own.copy()))).toEqual(['V24']);
    });

    test('[V24] who entered a change that somebody else has sent does not approve it', async () => {
      expect(rulesOf(await walk(who('finance'), who('editor'), who('finance').copy()))).toEqual(['V24']);
    });

    test('[V24] who takes a change of somebody else back, alters it and sends it does not approve it', async () => {
      const own = who('finance');
      const id = row('changes', 2);
      const raised = both(
        update(row('changeLines', 2), { amount: 300 }),
        update(row('changeLines', 3), { amount: -300 }),
      );
      const one = await tried('finance', { changes: update(id, { status: 'Draft' }) });
      const two = await own.sync({ changeLines: raised }, { base: one.revision });
      const three = await own.sync({ changes: update(id, { status: 'Pending' }) }, { base: two.revision });
      expect([one, two, three].map(rulesOf)).toEqual([[], [], []]);
      const four = await own.copy().sync({ changes: update(id, decided) }, { base: three.revision });
      expect(rulesOf(four)).toEqual(['V24']);
    });

    test('[V24] who alters lines that somebody else has drafted, adds or takes some, does not approve them', async () => {
      const draft = async (number: string) => {
        const header = inserts(change(number, { status: 'Draft' }));
        const lines = inserts(...moved(number, 'BL-001', 'BL-002', 20));
        const { revision: base } = await who('editor').sync({});
        const reply = await who('editor').sync({ changes: header.edits, changeLines: lines.edits }, { base });
        expect(rulesOf(reply)).toEqual([]);
        return { id: header.ids[0] ?? '', lines: lines.ids };
      };
      const sendAndApprove = async (id: RowId): Promise<string[]> => {
        const { revision: base } = await who('editor').sync({});
        const sent = await who('editor').sync({ changes: update(id, { status: 'Pending' }) }, { base });
        const reply = await who('finance').sync({ changes: update(id, decided) }, { base: sent.revision });
        return [...rulesOf(sent), ...rulesOf(reply)];
      };
      const raised = await draft('BC-51');
      const [to = '', from = ''] = raised.lines;
      const more = both(update(to, { amount: 300 }), update(from, { amount: -300 }));
      expect(rulesOf(await tried('finance', { changeLines: more }))).toEqual([]);
      expect(await sendAndApprove(raised.id)).toEqual(['V24']);

      const longer = await draft('BC-52');
      const added = moved('BC-52', 'BL-001', 'BL-002', 300).map((cells) => ({
        ...cells,
        line: Number(cells['line']) + 2,
      }));
      expect(rulesOf(await tried('finance', { changeLines: inserts(...added).edits }))).toEqual([]);
      expect(await sendAndApprove(longer.id)).toEqual(['V24']);

      const shorter = await draft('BC-53');
      const gone = { deletes: shorter.lines.map((id) => ({ row: id })) };
      expect(rulesOf(await tried('finance', { changeLines: gone }))).toEqual(['V24', 'V24']);
      expect(await sendAndApprove(shorter.id)).toEqual([]);

      // Another number of a budget line is none of another change.
      const renamed = await draft('BC-54');
      expect(rulesOf(await tried('finance', { budgetLines: update(row('budgetLines', 1), { id: 'BL-102' }) }))).toEqual(
        [],
      );
      expect(await sendAndApprove(renamed.id)).toEqual([]);
    });

    test('[V24] a change order and the close of a project take two people', async () => {
      // The order stands on a line without a budget, so it may only get smaller.
      const another = { ...rows.commitmentChanges[0], number: 'CO-7', amount: -4, reason: 'Credit' };
      const order = inserts(another);
      const id = order.ids[0] ?? '';
      const accept = { commitmentChanges: update(id, { status: 'Approved' }) };
      expect(rulesOf(await tried('finance', { commitmentChanges: order.edits }))).toEqual([]);
      expect(rulesOf(await tried('finance', accept))).toEqual(['V24']);
      const theirs = inserts({ ...another, number: 'CO-8' });
      expect(rulesOf(await tried('editor', { commitmentChanges: theirs.edits }))).toEqual([]);
      const accepted = { commitmentChanges: update(theirs.ids[0] ?? '', { status: 'Approved' }) };
      expect(rulesOf(await tried('finance', accepted))).toEqual([]);

      const set = (financialStatus: string) => ({ projects: update(row('projects', 2), { financialStatus }) });
      expect(rulesOf(await tried('finance', set('Closing')))).toEqual([]);
      expect(rulesOf(await tried('finance', set('Closed')))).toEqual(['V24']);
      expect(rulesOf(await tried('editor', set('Open')))).toEqual([]);
      expect(rulesOf(await tried('editor', set('Closing')))).toEqual([]);
      expect(rulesOf(await tried('editor', set('Closed')))).toEqual(['PPL3']);
      expect(rulesOf(await tried('finance', set('Closed')))).toEqual([]);
    });

    test('[LCK1] an account string is corrected by a change that somebody else has approved, once', async () => {
      const code = (account: string) => ({ budgetLines: update(row('budgetLines', 0), { account }) });
      const header = inserts(change('TC-1', { type: 'Technical Correction', status: 'Draft' }));
      const id = header.ids[0] ?? '';
      const line = inserts({ change: 'TC-1', line: 1, budgetLine: 'BL-001', amount: 0 });
      const drafted = { changes: header.edits, changeLines: line.edits };
      expect(rulesOf(await tried('editor', drafted))).toEqual([]);
      expect(rulesOf(await tried('editor', { changes: update(id, { status: 'Pending' }) }))).toEqual([]);
      expect(rulesOf(await tried('editor', code(OTHER_ACCOUNT)))).toEqual(['LCK1']);
      expect(rulesOf(await tried('finance', { changes: update(id, decided) }))).toEqual([]);
      expect(rulesOf(await tried('editor', code(OTHER_ACCOUNT)))).toEqual([]);
      expect(rulesOf(await tried('editor', code(ACCOUNT)))).toEqual(['LCK1']);
    });

    test('[LCK2] a project is approved by an amendment with a line on it that somebody else has asked for', async () => {
      const amendment = { type: 'Board Amendment', reportNumber: 'Rep-2', boardDate: '2026-01-05' };
      const header = inserts(change('BA-2', { ...amendment, status: 'Draft' }));
      const id = header.ids[0] ?? '';
      const line = inserts({ change: 'BA-2', line: 1, budgetLine: 'BL-012', amount: 0 });
      const approval = { projects: update(row('projects', 1), { ...approved, approvalChange: 'BA-2' }) };
      expect(rulesOf(await tried('editor', { changes: header.edits, changeLines: line.edits }))).toEqual([]);
      expect(rulesOf(await tried('editor', { changes: update(id, { status: 'Pending' }) }))).toEqual([]);
      expect(rulesOf(await tried('finance', approval))).toEqual(['LCK2']);
      expect(rulesOf(await tried('finance', { changes: update(id, decided) }))).toEqual([]);
      expect(rulesOf(await tried('finance', approval))).toEqual([]);
    });

    test('[LCK6] a draft that was cancelled gets no days between which it counted', async () => {
      const before = await figures();
      const cancelled = { commitments: update(row('commitments', 2), { status: 'Cancelled' }) };
      expect(rulesOf(await tried('editor', cancelled))).toEqual([]);
      const counted = { commitments: update(row('commitments', 2), { statusDate: '2026-03-01' }) };
      expect(rulesOf(await tried('editor', counted))).toEqual(['LCK6']);
      expect(await figures()).toEqual(before);
    });

    test('[V24] two people may help each other: one asks, another approves', async () => {
      expect(rulesOf(await walk(who('editor'), who('editor'), who('finance')))).toEqual([]);
    });

    test('who brings in a plan enters what its office has approved and closed', async () => {
      const edits = {
        changes: inserts(change('BC-8', broughtIn)).edits,
        periods: inserts({ period: '2026-01', status: 'Closed' }).edits,
      };
      const { revision: base } = await who('admin').sync({});
      expect(rulesOf(await who('admin').sync(edits, { base }))).toEqual([]);
    });

    test('[LCK13] who opens a month again may take out by whom it was closed', async () => {
      const opened = { status: 'Soft close', closedBy: null, closedOn: null };
      expect(rulesOf(await tried('finance', { periods: update(row('periods', 0), opened) }))).toEqual([]);
    });

    test('what nothing holds is renamed, and entered anew, as ever', async () => {
      const renamed = {
        projects: update(row('projects', 0), { number: '26.00009' }),
        budgetLines: update(row('budgetLines', 0), { id: 'BL-100' }),
        changes: update(row('changes', 2), { number: 'BC-20' }),
      };
      const enteredAnew = { budgetLines: anew('budgetLines', 2, { note: 'Anew.' }) };
      expect(rulesOf(await tried('editor', enteredAnew))).toEqual([]);
      expect(rulesOf(await tried('editor', renamed))).toEqual([]);
      const counted = { projects: update(row('projects', 0), { class: 'Districtwide' }) };
      expect(rulesOf(await tried('finance', counted))).toEqual([]);
    });
  });
}
