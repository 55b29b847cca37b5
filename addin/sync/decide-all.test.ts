import { beforeEach, describe, expect, test } from 'vitest';
import { SheetBook } from '../../test/histories/sheet-book.ts';
import { SheetPort } from '../../test/histories/sheet-port.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { PendingCell } from '../../shared/tables/workbook-metadata.ts';
import type { SheetValue } from '../../shared/sync/read/sheet-table.ts';
import { decideAll, type DecideAllInput } from './decide-all.ts';
import type { OpenConflict } from './session/sync-state.ts';

const metadata = {
  program: 'p',
  revision: 7,
  workbook: '3f0c8a52-0000-4000-8000-000000000001',
  protocol: 1,
  server: 'http://127.0.0.1:3000',
};
const elsewhere: PendingCell = { table: 'sites', row: 'B', column: 'shortName', seen: 2 };

let book: SheetBook;
let port: SheetPort;

beforeEach(() => {
  book = new SheetBook(['sites', 'budgetLines']);
  book.metadata = { ...metadata, pending: [elsewhere] };
  addRow('sites', 'A', { code: '0417', name: 'mine', shortName: 'Al' });
  addRow('sites', 'B', { code: '0420', name: 'Birch' });
  addRow('budgetLines', 'L', { id: 'BL-001', original: 12.5 });
  port = new SheetPort(book);
});

function addRow(table: string, row: RowId, cells: Readonly<Record<string, SheetValue>>): void {
  book.rows(table).push({ rowId: row, origin: row, cells: new Map(Object.entries(cells)) });
}

function conflict(more: Partial<OpenConflict> = {}): OpenConflict {
  return {
    id: 'c1',
    table: 'sites',
    row: 'A',
    column: 'name',
    kind: 'cell',
    base: 'was',
    local: 'mine',
    remote: 'theirs',
    by: 'Ben',
    at: '2026-11-24T08:30:00.000Z',
    revision: 9,
    rowKey: '0417',
    ...more,
  };
}

const money: Partial<OpenConflict> = {
  id: 'c2',
  table: 'budgetLines',
  row: 'L',
  column: 'original',
  base: 1_000,
  local: 1_250,
  remote: 1_400,
  rowKey: 'BL-001',
};

function decideThese(
  decisions: DecideAllInput['decisions'],
  open: readonly OpenConflict[] = [conflict()],
  head: Readonly<Record<RowId, Cells>> = {},
) {
  const acknowledged = { revision: 9, tables: new Map([['sites', new Map(Object.entries(head))]]) };
  return decideAll(port, { decisions, open, acknowledged, clearFilters: false });
}

const cellOf = (table: string, row: RowId, column: string) =>
  book
    .rows(table)
    .find(({ rowId }) => rowId === row)
    ?.cells.get(column);
const pending = () => book.metadata?.pending;

describe('[CON3] a decision about a cell', () => {
  test('for the plan’s value writes it and notes the cell as seen at the conflict’s revision', async () => {
    const outcome = await decideThese([{ conflict: 'c1', choice: { kind: 'takeRemote' } }]);
    expect(outcome).toEqual({ ok: true, value: [{ conflict: 'c1', outcome: 'theirs' }] });
    expect(cellOf('sites', 'A', 'name')).toBe('theirs');
    expect(pending()).toEqual([elsewhere, { table: 'sites', row: 'A', column: 'name', seen: 9 }]);
  });

  test('[A2] is not noted over another revision that a colleague’s pane has noted meanwhile', async () => {
    const theirs = { ...metadata, revision: 8, pending: [] };
    let calls = 0;
    port.between = () => {
      // The sheet and what the workbook says have been read.
      if (++calls === 3) book.metadata = theirs;
    };
    const outcome = await decideThese([{ conflict: 'c1', choice: { kind: 'keepLocal' } }]);
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'overtaken' } });
    expect(book.metadata).toBe(theirs);
  });

  test('for one’s own writes nothing, and notes it just the same', async () => {
    expect(await decideThese([{ conflict: 'c1', choice: { kind: 'keepLocal' } }])).toMatchObject({ ok: true });
    expect(cellOf('sites', 'A', 'name')).toBe('mine');
    expect(pending()).toContainEqual({ table: 'sites', row: 'A', column: 'name', seen: 9 });
  });

  test('for both sums of money adds them in cents and writes dollars', async () => {
    await decideThese([{ conflict: 'c2', choice: { kind: 'keepBoth' } }], [conflict(money)]);
    expect(cellOf('budgetLines', 'L', 'original')).toBe(16.5);
  });

  test('for a value of one’s own writes it', async () => {
    await decideThese([{ conflict: 'c1', choice: { kind: 'enterValue', value: 'ours' } }]);
    expect(cellOf('sites', 'A', 'name')).toBe('ours');
  });

  test('notes a cell once, at the latest revision it was seen', async () => {
    book.metadata = { ...metadata, pending: [{ table: 'sites', row: 'A', column: 'name', seen: 3 }] };
    await decideThese([{ conflict: 'c1', choice: { kind: 'takeRemote' } }]);
    expect(pending()).toEqual([{ table: 'sites', row: 'A', column: 'name', seen: 9 }]);
  });
});

describe('[CON3] a decision about a row', () => {
  const gone = (id: string, column: string) => conflict({ id, column, kind: 'editDelete', remote: null });
  const kept = (id: string, column: string) => conflict({ id, column, row: 'C', kind: 'deleteEdit', local: null });

  test('covers every conflict of the row, is made once, and removes the row', async () => {
    const open = [gone('c1', 'name'), gone('c2', 'shortName'), { ...gone('c3', 'name'), row: 'B' }];
    const decisions = ['c1', 'c2'].map((id) => ({ conflict: id, choice: { kind: 'takeRemote' } as const }));
    const outcome = await decideThese(decisions, open);
    expect(outcome.ok && outcome.value.map(({ conflict: id }) => id)).toEqual(['c1', 'c2']);
    expect(book.rows('sites').map(({ rowId }) => rowId)).toEqual(['B']);
  });

  test('brings a row back as it is at the head, with Excel’s values', async () => {
    const head = { C: { code: '0433', name: 'Cedar', enrollment: 250, opened: null } };
    await decideThese([{ conflict: 'c1', choice: { kind: 'takeRemote' } }], [kept('c1', 'name')], head);
    const row = book.rows('sites').find(({ rowId }) => rowId === 'C');
    expect([row?.cells.get('code'), row?.cells.get('name'), row?.cells.get('enrollment')]).toEqual([
      '0433',
      'Cedar',
      250,
    ]);
  });

  test('adds no row that is here again, and none that the head does not have', async () => {
    const decisions = [{ conflict: 'c1', choice: { kind: 'takeRemote' } }] as const;
    await decideThese(decisions, [{ ...kept('c1', 'name'), row: 'A' }], { A: { code: '0417' } });
    await decideThese(decisions, [kept('c1', 'name')]);
    expect(book.rows('sites').map(({ rowId }) => rowId)).toEqual(['A', 'B']);
  });

  test('for one’s own delete notes all its cells at the latest of their revisions', async () => {
    const open = [kept('c1', 'name'), { ...kept('c2', 'shortName'), revision: 11 }];
    await decideThese([{ conflict: 'c1', choice: { kind: 'keepLocal' } }], open);
    expect(pending()?.slice(1)).toEqual([
      { table: 'sites', row: 'C', column: 'name', seen: 11 },
      { table: 'sites', row: 'C', column: 'shortName', seen: 11 },
    ]);
  });
});

describe('several decisions', () => {
  test('go into all their tables, with one note', async () => {
    const outcome = await decideThese(
      [
        { conflict: 'c1', choice: { kind: 'takeRemote' } },
        { conflict: 'c2', choice: { kind: 'takeRemote' } },
      ],
      [conflict(), conflict(money)],
    );
    expect(outcome).toMatchObject({ ok: true, value: [{ conflict: 'c1' }, { conflict: 'c2' }] });
    expect([cellOf('sites', 'A', 'name'), cellOf('budgetLines', 'L', 'original')]).toEqual(['theirs', 14]);
    expect(pending()).toHaveLength(3);
  });

  test('about a conflict that is no longer open are left out; with none left the workbook is not touched', async () => {
    port.killAfter = 0;
    const outcome = await decideThese([{ conflict: 'old', choice: { kind: 'takeRemote' } }]);
    expect(outcome).toEqual({ ok: true, value: [] });
  });
});

describe('a decision is not taken for made', () => {
  const take = [{ conflict: 'c1', choice: { kind: 'takeRemote' } }] as const;

  test.each([
    { what: 'the workbook has no metadata', spoil: () => (book.metadata = null), problem: 'tableMissing' },
    { what: 'the table is gone', spoil: () => book.tables.delete('sites'), problem: 'tableMissing' },
    { what: 'a filter is on', spoil: () => book.filtered.add('sites'), problem: 'filterOn' },
    { what: 'a cell is being edited', spoil: () => (port.editingAfter = 0), problem: 'editingCell' },
    {
      what: 'a cell is being edited while it is written',
      spoil: () => (port.editingAfter = 3),
      problem: 'editingCell',
    },
  ])('when $what', async ({ spoil, problem }) => {
    spoil();
    expect(await decideThese(take)).toMatchObject({ ok: false, problem: { kind: problem } });
    expect(book.metadata?.pending ?? [elsewhere]).toEqual([elsewhere]);
  });

  test('when the cell was typed into in the last moment [A5]', async () => {
    let calls = 0;
    port.between = () => {
      calls += 1;
      if (calls === 3) book.rows('sites')[0]?.cells.set('name', 'just typed');
    };
    expect(await decideThese(take)).toMatchObject({ ok: false, problem: { kind: 'rowsMoved', table: 'Sites' } });
    expect(cellOf('sites', 'A', 'name')).toBe('just typed');
    expect(pending()).toEqual([elsewhere]);
  });

  test('when it is made the filter comes off where the person has said so', async () => {
    book.filtered.add('sites');
    const input = { decisions: take, open: [conflict()], acknowledged: null, clearFilters: true };
    expect(await decideAll(port, input)).toMatchObject({ ok: true });
    expect(cellOf('sites', 'A', 'name')).toBe('theirs');
  });
});
