import { describe, expect, test } from 'vitest';
import { approvingAmendment, approvingLine } from '../../../test/contracts/plan-rows.ts';
import type { Cells } from '../../tables/cell.ts';
import type { ChangedRow } from '../postings/reposted-rows.ts';
import type { FindRows, FoundRow } from './entry-view.ts';
import { noDatedSums, type KnownSums } from './dated-sums.ts';
import { movedSums } from './moved-sums.ts';

const LINES = 30_000;
const CENTS = 700;
const lines: readonly FoundRow[] = Array.from({ length: LINES }, (_, index) => ({
  row: `R${index}`,
  cells: { ...approvingLine('BC-1', `BL-${index}`), line: index + 1, amount: CENTS },
}));

function finds(cells: Cells): FindRows {
  return (table) => (table === 'changeLines' ? lines : table === 'changes' ? [{ row: 'RC', cells }] : []);
}

test('[FD11] one row that moves many lines costs as much as they are, and its part in each is told', () => {
  const after = approvingAmendment('BC-1');
  const before = { ...after, status: 'Draft' };
  const approved: ChangedRow = {
    change: { table: 'changes', row: 'RC', kind: 'update', before: { status: 'Draft' }, after: { status: 'Approved' } },
    before,
    after,
  };
  const view = { asItWas: finds(before), asItBecomes: finds(after), sums: () => noDatedSums() };
  const start = process.cpuUsage();
  const { byLine, byChange } = movedSums([approved], view, '2026-11-23');
  // To put what has been gathered together anew with each line takes minutes.
  expect(process.cpuUsage(start).user / 1_000_000).toBeLessThan(10);
  expect([byLine.size, byChange.get(approved)?.length]).toEqual([LINES, LINES]);
  const [, last] = byChange.get(approved)?.at(-1) ?? [];
  expect(last?.all).toMatchObject({ boardApproved: CENTS, current: CENTS });
});

describe('what a sync moves', () => {
  type Rows = Readonly<Record<string, readonly FoundRow[]>>;
  const DAY = '2026-11-23';
  const order = { number: 'PO-1', line: 1, budgetLine: 'BL-1', awardDate: '2026-01-10', original: 900 };
  const changeOrder = {
    commitment: 'PO-1',
    commitmentLine: 1,
    date: '2026-02-01',
    reason: 'Other',
    status: 'Approved',
  };
  const payment = { commitment: 'PO-1', commitmentLine: 1, postingDate: '2026-03-01', period: '2026-03' };
  const line = { id: 'BL-1', project: 'P', source: 'S', fiscalYear: '2026-27', category: 'Equipment' };
  const row = (id: string, cells: Cells): FoundRow => ({ row: id, cells });

  function findsIn(rows: Rows): FindRows {
    return (table, columns, values) =>
      (rows[table] ?? []).filter(({ cells }) => columns.every((column, at) => cells[column] === values[at]));
  }

  /** The rows that are others in `is` than in `was`. */
  function changesOf(was: Rows, is: Rows): ChangedRow[] {
    const differing = (one: Cells, other: Cells) =>
      Object.fromEntries(Object.entries(one).filter(([column, cell]) => cell !== other[column]));
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((table) => {
      const [before, after] = [was, is].map((rows) => new Map(rows[table]?.map((each) => [each.row, each.cells])));
      return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].flatMap((id): ChangedRow[] => {
        const [old, now] = [before?.get(id), after?.get(id)];
        if (old === now) return [];
        const kind = old === undefined ? 'insert' : now === undefined ? 'delete' : 'update';
        const change = {
          table,
          row: id,
          kind,
          before: differing(old ?? {}, now ?? {}),
          after: differing(now ?? {}, old ?? {}),
        } as const;
        return [{ change, before: old, after: now }];
      });
    });
  }

  /** What is moved by line, and by the changed rows that have part in it: the amounts that are not 0. */
  function moved(was: Rows, is: Rows) {
    const view = { asItWas: findsIn(was), asItBecomes: findsIn(is), sums: () => noDatedSums() };
    const { byLine, byChange } = movedSums(changesOf(was, is), view, DAY);
    const some = (amounts: object) => Object.fromEntries(Object.entries(amounts).filter(([, cents]) => cents !== 0));
    const plain = (sums: Iterable<readonly [string, KnownSums]>) =>
      Object.fromEntries(
        [...sums].map(([id, { all, later }]) => [
          id,
          later === null
            ? some(all)
            : { ...some(all), later: Object.fromEntries([...later].map(([day, each]) => [day, some(each)])) },
        ]),
      );
    const changed = [...byChange].map(([{ change }, sums]) => [`${change.table} ${change.row}`, plain(sums)]);
    return { byLine: plain(byLine), byChange: Object.fromEntries(changed) };
  }

  const draft = row('C', { ...order, status: 'Draft' });
  const open = row('C', { ...order, status: 'Open' });
  const onIt = {
    commitmentChanges: [row('O', { ...changeOrder, amount: 30 })],
    expenditures: [row('E', { ...payment, budgetLine: 'BL-2', amount: 40 })],
  };

  test('follows from the rows that name a changed one: what is ordered and paid on a contract counts with it', () => {
    const award = moved({ ...onIt, commitments: [draft] }, { ...onIt, commitments: [open] });
    const onLine = { committed: 930, openEncumbrance: 890, commitmentOriginal: 900, changeOrders: 30 };
    // What was paid on BL-2 was direct cost before, and is spent either way.
    expect(award.byLine).toEqual({ 'BL-1': onLine, 'BL-2': { directCost: -40 } });
    expect(award.byChange).toEqual({ 'commitments C': award.byLine });
  });

  test('is the part of each row that has moved it, and of both where two have', () => {
    const more = { ...onIt, commitmentChanges: [row('O', { ...changeOrder, amount: 50 })] };
    const both = moved({ ...onIt, commitments: [draft] }, { ...more, commitments: [open] });
    expect(both.byLine['BL-1']).toEqual({
      committed: 950,
      openEncumbrance: 910,
      commitmentOriginal: 900,
      changeOrders: 50,
    });
    expect(both.byChange).toEqual({
      'commitments C': both.byLine,
      'commitmentChanges O': { 'BL-1': { committed: 50, openEncumbrance: 50, changeOrders: 50 } },
    });
  });

  test('is what rows say that come with what they name', () => {
    const came = moved({}, { ...onIt, commitments: [open] });
    expect(came.byLine).toEqual({
      'BL-1': { committed: 930, openEncumbrance: 890, commitmentOriginal: 900, changeOrders: 30 },
      'BL-2': { expended: 40 },
    });
    expect(Object.keys(came.byChange).toSorted()).toEqual(['commitmentChanges O', 'commitments C', 'expenditures E']);
    const gone = moved({ ...onIt, commitments: [open] }, {});
    expect(gone.byLine['BL-2']).toEqual({ expended: -40 });
    expect(gone.byLine['BL-1']).toMatchObject({ committed: -930, openEncumbrance: -890 });
  });

  test('is nothing of a contract that is only renamed with all that names it', () => {
    const renamed = {
      commitments: [row('C', { ...open.cells, number: 'PO-2' })],
      commitmentChanges: onIt.commitmentChanges.map(({ cells }) => row('O', { ...cells, commitment: 'PO-2' })),
      expenditures: onIt.expenditures.map(({ cells }) => row('E', { ...cells, commitment: 'PO-2' })),
    };
    expect(moved({ ...onIt, commitments: [open] }, renamed)).toEqual({ byLine: {}, byChange: {} });
  });

  test('is what a contract takes with it that is renamed without what names it', () => {
    const renamed = { ...onIt, commitments: [row('C', { ...open.cells, number: 'PO-2' })] };
    const left = moved({ ...onIt, commitments: [open] }, renamed);
    expect(left.byLine).toEqual({
      'BL-1': { committed: -30, openEncumbrance: 10, changeOrders: -30 },
      'BL-2': { directCost: 40 },
    });
    expect(Object.keys(left.byChange)).toEqual(['commitments C']);
  });

  test('is what leaves one line and comes to another', () => {
    const plain = { postingDate: '2026-03-01', period: '2026-03', commitment: null, commitmentLine: null, amount: 40 };
    const spentOn = (budgetLine: string) => ({ expenditures: [row('E', { ...plain, budgetLine })] });
    expect(moved(spentOn('BL-1'), spentOn('BL-2')).byLine).toEqual({
      'BL-1': { expended: -40, directCost: -40 },
      'BL-2': { expended: 40, directCost: 40 },
    });
  });

  test('is one sum for each line, though a payment is spent there and owed no more', () => {
    const came = moved(
      { commitments: [open] },
      { commitments: [open], expenditures: [row('E', { ...payment, budgetLine: 'BL-1', amount: 40 })] },
    );
    const paid = { expended: 40, openEncumbrance: -40 };
    expect(came).toEqual({ byLine: { 'BL-1': paid }, byChange: { 'expenditures E': { 'BL-1': paid } } });
  });

  test('is nothing of a note, nor of a row that comes with no amount', () => {
    const noted = row('C', { ...open.cells, description: 'x' });
    expect(moved({ commitments: [open] }, { commitments: [noted] }).byLine).toEqual({});
    const lineOf = (original: number) => ({ budgetLines: [row('L', { ...line, original })] });
    expect(moved({}, lineOf(0))).toEqual({ byLine: {}, byChange: {} });
    expect(moved({}, lineOf(5)).byLine).toEqual({ 'BL-1': { original: 5, boardApproved: 5, current: 5 } });
  });

  test('tells apart what is dated later, and what only moves to another day is moved', () => {
    const later = (effectiveDate: string) => ({
      changes: [row('BC', { number: 'BC-1', type: 'Transfer', status: 'Approved', effectiveDate, submittedOn: null })],
      changeLines: [row('BCL', { change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 70 })],
    });
    const none = { ...later(DAY), changes: [] };
    expect(moved(none, later(DAY)).byLine).toEqual({ 'BL-1': { current: 70 } });
    const counts = { current: 70, pending: -70 };
    expect(moved(none, later('2026-11-24')).byLine).toEqual({
      'BL-1': { current: 70, later: { '2026-11-24': counts } },
    });
    expect(moved(later('2026-11-24'), later('2026-12-01')).byLine).toEqual({
      'BL-1': { later: { '2026-11-24': { current: -70, pending: 70 }, '2026-12-01': counts } },
    });
  });

  test('is all of it, also where more comes than is worked out at a time', () => {
    const many = 5_001;
    const budgetLines = Array.from({ length: many }, (_, at) =>
      row(`L${at}`, { ...line, id: `BL-${at % 3}`, original: 2 }),
    );
    const all = moved({}, { budgetLines });
    const cents = Object.values(all.byLine).map((each) => each['original' as keyof typeof each]);
    expect(cents).toEqual([3_334, 3_334, 3_334]);
    expect(Object.keys(all.byChange)).toHaveLength(many);
    expect(all.byChange['budgetLines L5000']).toEqual({ 'BL-2': { original: 2, boardApproved: 2, current: 2 } });
  });

  test('of several rows on one line is put together, and the part of each stays what it was', () => {
    const lines = (...amounts: number[]) => ({
      budgetLines: amounts.map((original, at) => row(`L${at}`, { ...line, original })),
    });
    const all = moved({}, lines(5, 6, 7));
    expect(all.byLine).toEqual({ 'BL-1': { original: 18, boardApproved: 18, current: 18 } });
    expect(all.byChange['budgetLines L0']).toEqual({ 'BL-1': { original: 5, boardApproved: 5, current: 5 } });
  });
});
