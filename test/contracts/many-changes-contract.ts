import { beforeEach, describe, expect, test } from 'vitest';
import {
  REASON,
  decideBy,
  draftBy,
  listFor,
  openChangeOffice,
  outcomeOf,
  reverseBy,
  today,
  transfer,
  viewFor,
  type ChangeOffice,
} from './change-office.ts';
import { inserts, update } from './plan-rows.ts';
import type { TestClient, TestServer } from './test-server.ts';

/** What is done with several budget changes, and what undoes one. */
export function manyChangesContract(server: () => TestServer): void {
  describe('budget changes', () => {
    let office: ChangeOffice;
    let officer: TestClient;
    let finance: TestClient;

    beforeEach(async () => {
      office = await openChangeOffice(server());
      ({ officer, finance } = office);
    });

    describe('[LCK16] a reversal', () => {
      test('is a new change with the signs turned and a link, decided on like any; then every source has what it had', async () => {
        const before = await office.current();
        const number = await office.approved(7_000_00);
        const reply = await reverseBy(officer, number);
        const reversal = reply.change.number;
        expect(reply.view).toMatchObject({ reverses: number, change: { status: 'Draft', type: 'Staff Modification' } });
        expect(reply.view.lines.map(({ budgetLine: id, current: { net } }) => [id, net])).toEqual([
          ['BL-001', -7_000_00],
          ['BL-002', 7_000_00],
        ]);
        expect((await viewFor(officer, number)).reversedBy).toBeNull();
        expect(await outcomeOf(officer, reversal, 'submit')).toMatchObject({ done: true });
        expect((await viewFor(officer, number)).reversedBy).toBe(reversal);
        expect((await outcomeOf(officer, reversal, 'approve', today)).done).toBe(false);
        expect(await outcomeOf(finance, reversal, 'approve', today)).toMatchObject({ done: true });
        expect(await office.current()).toEqual(before);
        // Both count from the same day, so each is seen with the other.
        const lines = (await viewFor(officer, number)).lines.map((line) => line.current);
        expect(lines).toMatchObject([
          { net: 7_000_00, after: 100_000_00 },
          { net: -7_000_00, after: 50_000_00 },
        ]);
        const listed = (await listFor(officer, `?q=${number}`)).changes.find((each) => each.number === number);
        expect(listed).toMatchObject({ reversedBy: reversal });
      });

      test('is refused twice, and of what is not approved, in words', async () => {
        const waiting = await office.pending();
        const reverse = async (number: string) => (await reverseBy(officer, number)).change;
        expect((await reverse(waiting)).message).toBe(
          `${waiting} is Pending. Only an approved change is reversed; withdraw one that is on its way.`,
        );
        const number = await office.approved(2_000_00);
        const [one, again] = [await reverseBy(officer, number, 'key'), await reverseBy(officer, number, 'key')];
        const first = one.change;
        // Repeated under its key, it is the same one.
        expect(again.change).toEqual(first);
        expect((await reverse(number)).message).toBe(
          `${first.number} is drafted to reverse ${number} already. Submit it, or withdraw it first.`,
        );
        expect(await outcomeOf(officer, first.number, 'submit')).toMatchObject({ done: true });
        expect((await reverse(number)).message).toBe(
          `${number} is reversed by ${first.number} already, which is Pending. A change is reversed once.`,
        );
        const { change: typed } = await draftBy(officer, { ...transfer(-2_000_00), submit: false });
        const rows = await finance.rows('changes');
        const row = [...(rows ?? [])].find(([, { cells }]) => cells['number'] === typed.number)?.[0] ?? '';
        const typedOver = { changes: update(row, { reverses: number, status: 'Pending' }) };
        const { refusals } = await officer.sync(typedOver, { base: await office.head() });
        expect(refusals.map(({ rule }) => rule)).toContain('LCK16');
        expect(await outcomeOf(finance, first.number, 'reject', { reason: 'It stays.' })).toMatchObject({ done: true });
        expect(await reverse(number)).toMatchObject({ done: true });
      });
    });

    describe('several at once', () => {
      /** Submitted transfers, typed in the tables of a workbook. @returns their numbers */
      const numbersOf = async (count: number): Promise<string[]> => {
        const numbers = Array.from({ length: count }, (_, index) => `BC-${String(index + 1).padStart(4, '0')}`);
        const asked = { type: 'Staff Modification', status: 'Pending', title: 'Move money', reason: REASON };
        const lineOf = (change: string, line: number, id: string, amount: number) => ({
          change,
          line,
          budgetLine: id,
          amount,
        });
        const reply = await officer.sync(
          {
            changes: inserts(...numbers.map((number) => ({ number, ...asked }))).edits,
            changeLines: inserts(
              ...numbers.flatMap((number, index) => [
                lineOf(number, 1, 'BL-001', index + 1),
                lineOf(number, 2, 'BL-002', -index - 1),
              ]),
            ).edits,
          },
          { base: await office.head() },
        );
        expect(reply?.refusals).toEqual([]);
        return numbers;
      };

      test('fifty are approved in one revision, all of them or none', async () => {
        const numbers = await numbersOf(50);
        const revision = await office.head();
        const [first = '', second = ''] = numbers;
        await outcomeOf(officer, second, 'withdraw');
        const refused = await decideBy(finance, { numbers, act: 'approve', ...today });
        expect(refused.done).toBe(0);
        expect(refused.changes.map(({ done }) => done)).toEqual(numbers.map(() => false));
        expect(refused.changes.find(({ number }) => number === second)?.message).toBe(
          `${second} was withdrawn. Enter a new change instead.`,
        );
        expect(refused.changes[0]?.objections).toMatchObject([{ rule: 'M8' }]);
        expect((await viewFor(finance, first)).change.status).toBe('Pending');
        expect(await office.head()).toBe(revision + 1);
        const rest = numbers.filter((number) => number !== second);
        const reply = await decideBy(finance, { numbers: rest, act: 'approve', ...today }, 'all');
        expect(reply).toMatchObject({ done: 49, message: '49 changes are approved.', revision: revision + 2 });
        expect(await decideBy(finance, { numbers: rest, act: 'approve', ...today }, 'all')).toEqual(reply);
        expect((await listFor(finance, '?status=Approved&limit=500')).count).toBe(50);
        expect((await office.current())['BND-A']).toBe(690_000_00);
      });

      test('or each by itself: what stops one says so, and the others go', async () => {
        const [first = '', second = '', third = ''] = await numbersOf(3);
        await outcomeOf(officer, second, 'withdraw');
        const reply = await decideBy(finance, {
          numbers: [first, second, third, 'BC-9999'],
          act: 'approve',
          as: 'oneEach',
          ...today,
        });
        expect(reply.done).toBe(2);
        expect(reply.changes.map(({ number, done, status }) => [number, done, status])).toEqual([
          [first, true, 'Approved'],
          [second, false, 'Withdrawn'],
          [third, true, 'Approved'],
          ['BC-9999', false, null],
        ]);
        expect(reply.changes.at(-1)?.message).toBe('There is no change BC-9999.');
      });
    });

    test('[PPL3] somebody with a row scope drafts and submits for their rows only', async () => {
      const scoped = await server().member(office.program, 'editor', { regions: [], projects: ['26.00001'] });
      expect((await draftBy(scoped, transfer(1_000_00))).change).toMatchObject({ done: true, status: 'Pending' });
      const across = await draftBy(scoped, {
        lines: [
          { budgetLine: 'BL-001', amount: 100 },
          { budgetLine: 'BL-003', amount: -100 },
        ],
        reason: REASON,
      });
      expect(across.change).toMatchObject({ done: false, status: null, committed: null });
      expect(across.change.message).toContain('belongs to South; you may change project 26.00001');
      const { change: foreign } = await draftBy(officer, {
        lines: [
          { budgetLine: 'BL-003', amount: 100 },
          { budgetLine: 'BL-009', amount: -100 },
        ],
        reason: REASON,
      });
      expect(await outcomeOf(scoped, foreign.number, 'submit')).toMatchObject({ done: false, status: 'Draft' });
      expect((await viewFor(scoped, foreign.number)).mayEdit).toBe(false);
      expect((await viewFor(officer, foreign.number)).mayEdit).toBe(true);
      expect((await listFor(scoped)).count).toBe(3);
    });

    test('the list is searched by state, type, project, source, text and day, page by page', async () => {
      const [one, two] = [await office.pending(100), await office.approved(200)];
      const { change: third } = await draftBy(officer, {
        lines: [
          { budgetLine: 'BL-003', amount: 300 },
          { budgetLine: 'BL-009', amount: -300 },
        ],
        title: 'Antennas',
        reason: REASON,
      });
      const numbers = async (query: string) => (await listFor(officer, query)).changes.map(({ number }) => number);
      expect(await numbers('')).toEqual([third.number, two, one, 'BA-1']);
      expect(await numbers('?status=Pending')).toEqual([one]);
      expect(await numbers('?project=26.00002')).toEqual([third.number]);
      expect(await numbers('?source=F40')).toEqual([]);
      expect(await numbers('?q=antenn')).toEqual([third.number]);
      expect(await numbers('?type=Board%20Amendment')).toEqual(['BA-1']);
      expect(await numbers('?since=2026-01-01')).toEqual([two, one]);
      expect((await officer.fetch('/changes?status=Lost')).status).toBe(400);
      const first = await listFor(officer, '?limit=3');
      expect(first).toMatchObject({ count: 4, next: one });
      expect(await numbers(`?limit=3&cursor=${first.next ?? ''}`)).toEqual(['BA-1']);
      expect(first.changes[0]).toMatchObject({ net: 0, moved: 300, lines: 2, projects: ['26.00002', '99.00000'] });
    });
  });
}
