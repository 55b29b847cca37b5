import { beforeEach, describe, expect, test } from 'vitest';
import {
  REASON,
  actBy,
  draftBy,
  listFor,
  openChangeOffice,
  outcomeOf,
  postChange,
  today,
  transfer,
  viewFor,
  type ChangeOffice,
} from './change-office.ts';
import {
  draftReply,
  type ActRequest,
  type EditDraftRequest,
  type DraftReply,
} from '../../shared/protocol/budget-changes.ts';
import { actOnChanges } from '../../server/changes/act-on-changes.ts';
import type { SyncService } from '../../server/reconcile/sync-program.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import { historyReply } from '../../shared/protocol/history.ts';
import { update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** Budget changes as acts: drafted, submitted and decided, through the same door as every edit. */
export function budgetChangesContract(server: () => TestServer): void {
  describe('budget changes', () => {
    let office: ChangeOffice;
    let officer: TestClient;
    let finance: TestClient;

    beforeEach(async () => {
      office = await openChangeOffice(server());
      ({ officer, finance } = office);
    });

    describe('a figure that was typed over', () => {
      test('becomes a submitted change in one request, by the difference to the plan and the line that gives', async () => {
        const typed = {
          table: 'budgetLines',
          row: office.rowOf['BL-001'] ?? '',
          column: 'original',
          value: 102_500_00,
        } as const;
        const reply = await draftBy(officer, {
          differences: [typed],
          balancedBy: ['BL-002'],
          reason: REASON,
          submit: true,
        });
        expect(reply.change).toMatchObject({ number: 'BC-0001', done: true, status: 'Pending', objections: [] });
        expect(reply.change.message).toBe('BC-0001 is submitted and waits for finance.');
        expect(reply.view).toMatchObject({
          change: {
            type: 'Staff Modification',
            title: 'Move money of BL-001, BL-002',
            requestedBy: officer.person.name,
          },
          net: 0,
          moved: 2_500_00,
          outOfBalance: [],
          projects: [{ key: '26.00001', current: { before: 180_000_00, net: 0, after: 180_000_00 }, lines: 2 }],
          sources: [{ key: 'BND-A', current: { before: 690_000_00, net: 0, after: 690_000_00 } }],
          contingency: [
            {
              project: '26.00001',
              budget: { before: 50_000_00, net: -2_500_00, after: 47_500_00 },
              drawn: { before: 0, net: 2_500_00, after: 2_500_00 },
            },
          ],
          lines: [
            {
              budgetLine: 'BL-001',
              counterpart: 'BL-002',
              current: { before: 100_000_00, net: 2_500_00, after: 102_500_00 },
              obligated: 80_000_00,
              uncommitted: { before: 20_000_00, net: 2_500_00, after: 22_500_00 },
              otherPending: 0,
              left: 22_500_00,
            },
            { budgetLine: 'BL-002', current: { before: 50_000_00, after: 47_500_00 }, left: 47_500_00 },
          ],
          decision: { by: 'staff', duty: 'approveStaffChanges', rule: null },
          waitsFor: { who: 'finance' },
          objections: [],
        });
      });

      test('is as well the current budget, by what it is today', async () => {
        await office.approved(1_000_00);
        const typed = { table: 'budgetLines', row: 'BL-001', column: 'current', value: 100_000_00 } as const;
        const { view: drafted } = await draftBy(officer, {
          differences: [typed],
          balancedBy: ['BL-002'],
          reason: REASON,
        });
        expect(drafted.lines.map(({ budgetLine: line, current: { net } }) => [line, net])).toEqual([
          ['BL-001', -1_000_00],
          ['BL-002', 1_000_00],
        ]);
      });

      test('is told where there is nothing to move, no such line, or no amount', async () => {
        const typed = (row: string, value: number | string) =>
          ({ table: 'budgetLines', row, column: 'original', value }) as const;
        for (const [difference, words] of [
          [typed('BL-001', 100_000_00), 'there is nothing to move'],
          [typed('BL-777', 5), 'There is no budget line BL-777 in the plan.'],
          [typed('BL-001', 'ten'), 'an amount in whole cents'],
          [typed('BL-001', -1), 'would be negative'],
        ] as const) {
          const response = await postChange(officer, '', { differences: [difference], reason: REASON });
          expect(response.status).toBe(400);
          expect(errorBody.parse(await response.json()).error.message).toContain(words);
        }
        expect((await listFor(officer)).count).toBe(1);
      });
    });

    test('a preview shows what a draft would do and what would stop it, and writes nothing', async () => {
      const before = await office.head();
      const path = '?preview=true';
      const asked = { lines: [{ budgetLine: 'BL-001', amount: 5_000_00 }], reason: 'Too short' };
      const reply = draftReply.parse(await (await postChange(officer, path, asked)).json());
      expect(reply.view.change.number).toBeNull();
      expect(reply.view.outOfBalance).toMatchObject([
        { source: 'BND-A', amount: 5_000_00, unallocated: 11_310_000_00 },
      ]);
      expect(reply.view.outOfBalance[0]?.candidates.map(({ budgetLine: line }) => line)).toEqual(['BL-002', 'BL-009']);
      expect(reply.view.objections.map(({ rule }) => rule)).toEqual(['LCK9', 'V20']);
      // It has no number yet, and what is said names none.
      expect(JSON.stringify(reply.view)).not.toMatch(/BC-\d/);
      expect(reply.view.acts[0]?.why).toContain('this change');
      expect(reply.view.acts).toMatchObject([{ act: 'submit', may: false, needs: ['reason'] }]);
      expect([await office.head(), (await listFor(officer)).count]).toEqual([before, 1]);
    });

    test('a draft may bring the budget line that it funds', async () => {
      const newLine = { project: '26.00001', source: 'BND-A', fiscalYear: '2026-27', category: 'Services & Licenses' };
      const lines = [
        { newLine, amount: 2_000_00 },
        { budgetLine: 'BL-002', amount: -2_000_00 },
      ];
      const preview = draftReply.parse(
        await (await postChange(officer, '?preview=true', { lines, reason: REASON })).json(),
      );
      expect(preview.view.lines[0]).toMatchObject({ budgetLine: 'BL-010', isNew: true, current: { before: 0 } });
      const { change } = await draftBy(officer, { lines, reason: REASON, submit: true });
      expect(await outcomeOf(finance, change.number, 'approve', today)).toMatchObject({ done: true });
      expect((await viewFor(finance, change.number)).lines[0]).toMatchObject({
        budgetLine: 'BL-010',
        isNew: false,
        current: { before: 0, net: 2_000_00, after: 2_000_00 },
      });
    });

    test('what is drafted at the same moment gets a number each', async () => {
      const replies = await Promise.all(
        [1, 2, 3, 4].map((n) => draftBy(n % 2 === 0 ? officer : finance, transfer(n * 100))),
      );
      expect(replies.map(({ change }) => change.done)).toEqual([true, true, true, true]);
      const numbers = replies.map(({ change }) => change.number);
      expect(numbers.toSorted()).toEqual(['BC-0001', 'BC-0002', 'BC-0003', 'BC-0004']);
      for (const { change, view: drafted } of replies) expect(drafted.change.number).toBe(change.number);
      const moved = await Promise.all(numbers.map(async (number) => (await viewFor(officer, number)).moved));
      expect(moved).toEqual([100, 200, 300, 400]);
    });

    test('a draft becomes another one, line by line, and only for who may draft', async () => {
      const { change, view: drafted } = await draftBy(officer, { ...transfer(1_000_00), submit: false });
      const patch = async (by: TestClient, body: EditDraftRequest, query = ''): Promise<DraftReply> => {
        const init = { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
        return draftReply.parse(await (await by.fetch(`/changes/${change.number}${query}`, init)).json());
      };
      const lines = [
        { budgetLine: 'BL-001', amount: 3_000_00 },
        { budgetLine: 'BL-009', amount: -3_000_00 },
      ];
      const viewer = await server().member(office.program, 'viewer');
      expect((await patch(viewer, { lines })).change).toMatchObject({ done: false });
      const ahead = await patch(officer, { title: 'From the reserve', lines: lines.slice(0, 1) }, '?preview=true');
      expect(ahead.view).toMatchObject({ change: { number: 'BC-0001', title: 'From the reserve' }, net: 3_000_00 });
      expect(ahead.view.objections.map(({ rule }) => rule)).toEqual(['V20']);
      expect((await viewFor(officer, 'BC-0001')).lines.map(({ budgetLine: id }) => id)).toEqual(['BL-001', 'BL-002']);
      const reply = await patch(officer, { title: 'From the reserve', lines, seen: drafted.revision });
      expect(reply.change).toMatchObject({ done: true, message: 'BC-0001 is changed.' });
      expect(reply.view.change.title).toBe('From the reserve');
      expect(reply.view.lines.map(({ line, budgetLine: id, current: { net } }) => [line, id, net])).toEqual([
        [1, 'BL-001', 3_000_00],
        [3, 'BL-009', -3_000_00],
      ]);
      const stale = await patch(officer, { title: 'Stale', seen: drafted.revision });
      expect(stale.change).toMatchObject({ done: false, status: 'Draft' });
      expect(stale.change.message).toContain(`${officer.person.name} has changed BC-0001 since you looked at it`);
      expect(await outcomeOf(officer, 'BC-0001', 'submit')).toMatchObject({ done: true });
      expect((await patch(officer, { lines: [] })).change).toMatchObject({
        done: false,
        status: 'Pending',
        message: 'BC-0001 waits for approval, so its lines stay as they are. Set it back to Draft to change them.',
      });
    });

    describe('an act', () => {
      test('goes from draft to decision, is one revision each, and is told with who did it', async () => {
        const { change } = await draftBy(officer, { ...transfer(1_000_00), submit: false });
        const { number } = change;
        expect(await outcomeOf(officer, number, 'submit')).toMatchObject({ done: true, status: 'Pending' });
        expect(await outcomeOf(officer, number, 'revise')).toMatchObject({ done: true, status: 'Draft' });
        expect(await outcomeOf(officer, number, 'submit')).toMatchObject({ done: true });
        const before = await office.head();
        const reply = await actBy(finance, number, 'approve', { ...today, reason: 'Agreed with the superintendent.' });
        expect(reply).toMatchObject({ committed: before + 1, refusals: [], conflicts: [], remote: { tables: {} } });
        expect(reply.change.message).toBe(`${number} is approved and counts from 2026-11-23.`);
        const seen = await viewFor(officer, number);
        expect(seen.history.map(({ did, by, note }) => [did, by, note])).toEqual([
          ['drafted', officer.person.name, ''],
          ['submitted', officer.person.name, ''],
          ['setBack', officer.person.name, ''],
          ['submitted', officer.person.name, ''],
          ['approved', finance.person.name, 'Agreed with the superintendent.'],
        ]);
        expect(seen).toMatchObject({
          change: { approvedBy: finance.person.name },
          acts: [{ act: 'reverse', may: true }],
        });
        expect(seen.lines[0]?.current).toEqual({ before: 100_000_00, net: 1_000_00, after: 101_000_00 });
        const { revisions } = historyReply.parse(await (await finance.fetch('/history?limit=1')).json());
        expect(revisions[0]).toMatchObject({ door: 'sync', origin: 'action', note: 'Agreed with the superintendent.' });
      });

      test('[V24] of deciding is not for who has asked, nor for who has not the duty, and says so beforehand', async () => {
        const number = await office.pending();
        const by = async (who: TestClient) => (await viewFor(who, number)).acts.find((each) => each.act === 'approve');
        expect(await by(officer)).toMatchObject({ may: false, why: 'Status can be set to Approved only by finance.' });
        expect(await by(finance)).toMatchObject({ may: true, why: null, needs: ['effectiveDate'] });
        expect(await outcomeOf(officer, number, 'approve', today)).toMatchObject({
          done: false,
          status: 'Pending',
          message: 'Status can be set to Approved only by finance.',
        });
        const { change: own } = await draftBy(finance, transfer(500_00));
        const refused = `You have asked for ${own.number} yourself, so somebody else has to decide on it.`;
        expect((await viewFor(finance, own.number)).acts.find((each) => each.act === 'approve')?.why).toBe(refused);
        expect(await outcomeOf(finance, own.number, 'approve', today)).toMatchObject({ done: false, message: refused });
        const listed = await listFor(finance, '?status=Pending,BOC%20Recommended');
        expect(listed).toMatchObject({ count: 2, waiting: 2, toDecide: 1 });
        expect(listed.changes.map((each) => [each.number, each.mayDecide, each.isMine])).toEqual([
          [own.number, false, true],
          [number, true, false],
        ]);
        const viewer = await server().member(office.program, 'viewer');
        expect((await viewFor(viewer, number)).acts.map(({ may }) => may)).toEqual([false, false, false, false]);
        expect((await listFor(viewer)).toDecide).toBe(0);
      });

      test('that does not go says why, in the words of the rules, and does nothing', async () => {
        const number = await office.pending();
        const revision = await office.head();
        const says = async (what: string, body: ActRequest = {}) => {
          const { done, message } = await outcomeOf(finance, number, what, body);
          expect(done).toBe(false);
          return message;
        };
        expect(await says('approve')).toBe(
          `Status of ${number} cannot become Approved yet: it needs an Effective Date.`,
        );
        expect(await says('recommend')).toBe(
          `Status of ${number} cannot become BOC Recommended yet: it needs the type Board Amendment.`,
        );
        expect(await says('submit')).toBe(`${number} is Pending already.`);
        const other = await server().member(office.program, 'editor');
        expect((await outcomeOf(other, number, 'withdraw')).message).toBe(
          `Status of ${number} can be set to Withdrawn only by who asked for it, or by finance.`,
        );
        const missing = await postChange(finance, `/${number}/reject`, {});
        expect([missing.status, errorBody.parse(await missing.json()).error.message]).toEqual([
          400,
          'reason: Say why it is rejected: whoever asked for it reads that.',
        ]);
        expect((await postChange(finance, '/BC-9999/approve', today)).status).toBe(404);
        expect((await finance.fetch('/changes/BC-9999')).status).toBe(404);
        expect(await office.head()).toBe(revision);
        expect(await outcomeOf(finance, number, 'reject', { reason: 'Wait for the bids.' })).toMatchObject({
          done: true,
        });
        expect((await viewFor(officer, number)).history.at(-1)).toMatchObject({
          did: 'rejected',
          note: 'Wait for the bids.',
        });
        expect(await says('approve', today)).toBe(`${number} was rejected. Enter a new change instead.`);
      });

      test.each([
        ['V20', [['BL-001', 1_000_00]], 'is out of balance by 1,000.00'],
        [
          'V21',
          [
            ['BL-001', 1_000_00],
            ['BL-004', -1_000_00],
          ],
          'record two linked changes',
        ],
        [
          'V22',
          [
            ['BL-001', -30_000_00],
            ['BL-002', 30_000_00],
          ],
          'would fall to 70,000.00, below its obligations of 80,000.00',
        ],
        [
          'V34',
          [
            ['BL-002', -60_000_00],
            ['BL-003', 60_000_00],
          ],
          'would be negative',
        ],
      ] as const)(
        '[%s] of submitting is stopped by the rules of the plan, and leaves the draft',
        async (rule, lines, words) => {
          const { change, view: drafted } = await draftBy(officer, {
            lines: lines.map(([id, amount]) => ({ budgetLine: id, amount })),
            type: 'Staff Modification',
            reason: REASON,
            submit: true,
          });
          expect(change).toMatchObject({ done: false, status: 'Draft' });
          expect(change.objections.map((each) => each.rule)).toContain(rule);
          expect(change.message).toMatch(/^BC-0001 is drafted, but not submitted: /);
          expect(change.objections.map(({ message }) => message).join()).toContain(words);
          expect(drafted.objections.map((each) => each.rule)).toContain(rule);
        },
      );

      test('[V23] a change beyond what staff may decide becomes a Board Amendment, and takes the board’s way', async () => {
        const { change, view: drafted } = await draftBy(officer, {
          lines: [
            { budgetLine: 'BL-009', amount: -300_000_00 },
            { budgetLine: 'BL-001', amount: 300_000_00 },
          ],
          reason: REASON,
          submit: true,
        });
        expect(drafted).toMatchObject({
          change: { type: 'Board Amendment' },
          decision: {
            by: 'board',
            duty: 'recordBoardActs',
            rule: 'V23',
            why: 'It needs the Board: it moves 300,000.00, more than the delegated 250,000.00.',
          },
          waitsFor: { who: 'the oversight committee' },
        });
        const { number } = change;
        expect(await outcomeOf(finance, number, 'recommend', { resolutionNumber: '2026-11' })).toMatchObject({
          done: true,
          message: `${number} is recommended and waits for the Board.`,
        });
        expect((await outcomeOf(finance, number, 'approve', today)).message).toContain(
          'need a report number, a board date',
        );
        const acts = (await viewFor(finance, number)).acts;
        expect(acts.find((each) => each.act === 'approve')?.needs).toEqual([
          'reportNumber',
          'boardDate',
          'effectiveDate',
        ]);
        const onRecord = { ...today, reportNumber: 'Rep-9-26/27', boardDate: '2026-11-20' };
        expect(await outcomeOf(finance, number, 'approve', onRecord)).toMatchObject({ done: true, status: 'Approved' });
      });

      test('is not done on what has changed since it was looked at', async () => {
        const number = await office.pending();
        const { revision } = await viewFor(finance, number);
        expect(await outcomeOf(officer, number, 'withdraw')).toMatchObject({ done: true, status: 'Withdrawn' });
        const late = await outcomeOf(finance, number, 'approve', { ...today, seen: revision });
        expect(late).toMatchObject({ done: false, status: 'Withdrawn' });
        expect(late.message).toContain(`${officer.person.name} has changed ${number} since you looked at it`);
      });

      test('[M12] is not done on what went back and came again, before its turn or unseen by a sheet', async () => {
        const number = await office.pending();
        const { revision } = await viewFor(finance, number);
        const isSentAgain = async (): Promise<void> => {
          for (const act of ['revise', 'submit'] as const)
            expect(await outcomeOf(officer, number, act)).toMatchObject({ done: true });
        };
        const { store, sync } = server();
        const inItsTurn: SyncService = {
          ...sync,
          sync: async (...asked) => {
            await isSentAgain();
            return sync.sync(...asked);
          },
        };
        const { id, name, email } = finance.person;
        const { changes } = await actOnChanges(
          { store, sync: inItsTurn, now: () => new Date(), randomBytes: () => new Uint8Array() },
          {
            program: office.program,
            person: { id, name, email },
            key: 'late',
            digest: 'late',
            act: 'approve',
            numbers: [number],
            fields: today,
            seen: revision,
          },
        );
        const told = `${officer.person.name} has changed it since you looked at it`;
        expect(changes).toMatchObject([{ done: false, status: 'Pending', message: expect.stringContaining(told) }]);
        const all = await finance.rows('changes');
        const [row = ''] = [...all.values()].flatMap((each) => (each.cells['number'] === number ? [each.row] : []));
        const typed = { changes: update(row, { status: 'Approved', ...today }) };
        const { conflicts } = await finance.sync(typed, { base: revision });
        expect(conflicts).toMatchObject([{ column: 'status', base: 'Pending', remote: 'Pending' }]);
        expect((await viewFor(finance, number)).change.status).toBe('Pending');
        const now = await finance.sync({});
        expect(await finance.sync(typed, { base: now.revision })).toMatchObject({ conflicts: [], refusals: [] });
      });

      test('[I1] that is repeated under its key is answered as before; the key for another is refused', async () => {
        const key = 'key-1';
        const first = await draftBy(officer, transfer(1_000_00), key);
        const again = await draftBy(officer, transfer(1_000_00), key);
        expect(again.change).toEqual(first.change);
        const { number } = first.change;
        const { revision } = await viewFor(finance, number);
        const done = await actBy(finance, number, 'approve', { ...today, seen: revision }, 'key-2');
        const repeated = await actBy(finance, number, 'approve', { ...today, seen: revision }, 'key-2');
        expect([done.change.done, repeated.change]).toEqual([true, done.change]);
        expect(repeated.committed).toBe(done.committed);
        expect((await postChange(finance, `/${number}/approve`, { effectiveDate: '2026-12-01' }, 'key-2')).status).toBe(
          409,
        );
        expect((await listFor(officer)).count).toBe(2);
      });
    });
  });
}
