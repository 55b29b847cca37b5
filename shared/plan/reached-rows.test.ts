import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storedPrograms, type StoredProgram } from '../../test/golden/program-arbitrary.ts';
import { changesBetween } from '../sync/history/replay.ts';
import type { RowChange } from '../sync/history/journal.ts';
import { tables } from '../tables/all-tables.ts';
import type { Cells } from '../tables/cell.ts';
import { computedColumns } from './figures/computed-columns.ts';
import { programRows } from './figures/columns-read.ts';
import { reachedRows, reachesCells, type WhatChanged } from './reached-rows.ts';
import { reachedIn } from './testing/reached-in.ts';

const ROW = 'R0A1B2C3D4E5F6G7';
const few = fc.constantFrom('A', 'B', 'C');
const line = fc.integer({ min: 1, max: 3 });

/** Rows whose key into another table has two columns, beside such as have one. */
const rowOf = {
  expenditures: fc.record({ commitment: few, commitmentLine: line, budgetLine: few, period: few, note: few }),
  commitmentChanges: fc.record({ commitment: few, commitmentLine: line, number: few, note: few }),
  commitments: fc.record({ number: few, line, budgetLine: few, note: few }),
  changeLines: fc.record({ change: few, budgetLine: few, note: few }),
  budgetLines: fc.record({ id: few, project: few, note: few }),
} as const;

/** The states of one row over the revisions, the oldest first; null while it is not there. */
const past = fc
  .constantFrom('expenditures', 'commitmentChanges', 'commitments', 'changeLines', 'budgetLines')
  .chain((table) =>
    fc
      .array(fc.option(fc.oneof<fc.Arbitrary<Cells>[]>(rowOf[table]), { freq: 4 }), { minLength: 2, maxLength: 6 })
      .map((states) => ({ table, states })),
  );

function stateOf(table: string, cells: Cells | null) {
  return new Map([[table, new Map(cells === null ? [] : [[ROW, { row: ROW, revision: 0, cells }]])]]);
}

/** The changes from state to state, the newest first. */
function changesOf(table: string, states: readonly (Cells | null)[]): RowChange[] {
  return states
    .slice(1)
    .flatMap((cells, index) => changesBetween(stateOf(table, states[index] ?? null), stateOf(table, cells)))
    .toReversed();
}

/** What is asked first: rows of a table that hold these values. */
function askedBy(changes: readonly RowChange[], cellsNow: WhatChanged['cellsNow']): string[] {
  const { done, value } = reachedRows({ changes, cellsNow }).next();
  if (done === true) return [];
  const asked = value.flatMap(({ table, columns, values }) =>
    values.map((list) => `${table} ${columns.join()} ${list.join()}`),
  );
  return [...new Set(asked)].toSorted();
}

/** The row after each of the changes, which come the newest first. */
function statesAfter(states: readonly (Cells | null)[]): (Cells | undefined)[] {
  const differ = states.slice(1).filter((cells, i) => changesOf('changes', [states[i] ?? null, cells]).length > 0);
  return differ.map((cells) => cells ?? undefined).toReversed();
}

/** A program, and the same with some tables taken from another. */
const pairs = fc
  .tuple(
    storedPrograms,
    storedPrograms,
    fc.subarray(
      tables.map(({ name }) => name),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([before, other, changed]) => {
    const after = { ...before, ...Object.fromEntries(changed.map((table) => [table, other[table] ?? []])) };
    return [before, after] as const;
  });

function stateOfProgram(stored: StoredProgram) {
  const rowOf = ({ row, cells }: StoredProgram[string][number]) => {
    const filled = Object.entries(cells).filter(([, cell]) => cell !== null);
    return [row, { row, revision: 0, cells: Object.fromEntries(filled) }] as const;
  };
  return new Map(Object.entries(stored).map(([table, rows]) => [table, new Map(rows.map(rowOf))]));
}

/** Computed cells that a change has moved and that are not among the rows reached. */
function missed(before: StoredProgram, after: StoredProgram): string[] {
  const [program, was] = [programRows(after), programRows(before)];
  const changes = changesBetween(stateOfProgram(before), stateOfProgram(after));
  const reached = reachedIn(program, changes);
  const cellsBefore = computedColumns(was);
  return [...computedColumns(program)].flatMap(([table, rows]) =>
    [...rows]
      .filter(([row, cells]) => JSON.stringify(cellsBefore.get(table)?.get(row)) !== JSON.stringify(cells))
      .filter(([row]) => reached.get(table)?.has(row) !== true)
      .map(([row]) => `${table} ${row}`),
  );
}

describe('the rows that changes reach', () => {
  test('are all whose computed cells are others', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        expect(missed(before, after)).toEqual([]);
      }),
    );
  });

  test('are none without a change, and live ones only', () => {
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const program = programRows(after);
        expect(reachedIn(program, [])).toEqual(new Map());
        const reached = reachedIn(program, changesBetween(stateOfProgram(before), stateOfProgram(after)));
        const computed = computedColumns(program);
        for (const [table, rows] of reached) {
          for (const row of rows) expect([table, row, computed.get(table)?.has(row)]).toEqual([table, row, true]);
        }
      }),
    );
  });

  test('[FG1] follow from every state the row was in, and no others, over any number of revisions', () => {
    fc.assert(
      fc.property(past, ({ table, states }) => {
        const changes = changesOf(table, states);
        const after = statesAfter(states);
        const oneByOne = changes.flatMap((change, i) => askedBy([change], () => after[i]));
        expect(askedBy(changes, () => states.at(-1) ?? undefined)).toEqual([...new Set(oneByOne)].toSorted());
      }),
    );
  });

  const commitmentsAsked = (changes: readonly RowChange[], now: Cells | undefined): string[] =>
    askedBy(changes, () => now).filter((asked) => asked.startsWith('commitments number'));

  test('[FG1] a posting moved to another commitment, and later to another line, reaches the line it left first', () => {
    const now = { commitment: 'PO-6', commitmentLine: 1 };
    const changes = changesOf('expenditures', [
      { commitment: 'PO-4', commitmentLine: 10 },
      { commitment: 'PO-6', commitmentLine: 10 },
      now,
    ]);
    const expected = ['PO-4,10', 'PO-6,1', 'PO-6,10'].map((key) => `commitments number,line ${key}`);
    expect(commitmentsAsked(changes, now)).toEqual(expected);
  });

  test('[FG1] a posting moved and then deleted reaches the line it left first', () => {
    const changes = changesOf('expenditures', [
      { commitment: 'PO-4', commitmentLine: 10 },
      { commitment: 'PO-6', commitmentLine: 10 },
      null,
    ]);
    const expected = ['PO-4,10', 'PO-6,10'].map((key) => `commitments number,line ${key}`);
    expect(commitmentsAsked(changes, undefined)).toEqual(expected);
  });
});

describe('what follows from a change', () => {
  const project = { program: 'A', primarySystem: 'LAN', class: 'Site', status: 'Active', financialStatus: 'Open' };
  const line = { source: 'S', fiscalYear: '2026-27', category: 'Equipment', original: 9 };
  const order = { number: 'PO-1', line: 1, budgetLine: 'BL-1', awardDate: '2026-01-10', original: 9, status: 'Open' };
  const payment = { commitment: 'PO-1', commitmentLine: 1, budgetLine: 'BL-1', period: '2026-08', amount: 5 };
  const program = programRows({
    projects: ['P', 'Q'].map((number) => ({
      row: `R${number}`,
      cells: { number, name: number, percentComplete: 0, ...project },
    })),
    budgetLines: [
      { row: 'L1', cells: { id: 'BL-1', project: 'P', ...line } },
      { row: 'L2', cells: { id: 'BL-2', project: 'Q', ...line } },
    ],
    commitments: [{ row: 'C1', cells: order }],
    expenditures: [{ row: 'E1', cells: { ...payment, postingDate: '2026-08-01' } }],
    periods: ['2026-08', '2026-09'].map((period) => ({ row: period, cells: { period } })),
    programSettings: [
      { row: 'S1', cells: { key: 'Days late that are still green', value: '20' } },
      { row: 'S2', cells: { key: 'Time zone', value: 'America/Denver' } },
    ],
  });
  const reached = (...changes: readonly RowChange[]) =>
    Object.fromEntries([...reachedIn(program, changes)].map(([table, rows]) => [table, [...rows].toSorted()]));
  const updated = (table: string, row: string, before: Cells, after: Cells): RowChange => ({
    table,
    row,
    kind: 'update',
    before,
    after,
  });

  test('of a posting are its own columns, its line, its commitment, its project and its month', () => {
    expect(reached(updated('expenditures', 'E1', { amount: 4 }, { amount: 5 }))).toEqual({
      budgetLines: ['L1'],
      commitments: ['C1'],
      periods: ['2026-08'],
      projects: ['RP'],
    });
    expect(
      reached(updated('expenditures', 'E1', { postingDate: '2026-08-01' }, { postingDate: '2026-08-02' })),
    ).toMatchObject({
      expenditures: ['E1'],
    });
  });

  test('of what moved are those that it left, and those to which it came', () => {
    const moved = updated('expenditures', 'E1', { period: '2026-09' }, { period: '2026-08' });
    expect(reached(moved)).toMatchObject({ periods: ['2026-08', '2026-09'] });
    expect(reached(updated('budgetLines', 'L1', { project: 'Q' }, { project: 'P' }))).toMatchObject({
      projects: ['RP', 'RQ'],
    });
  });

  test('of a row that has gone are others alone, and of one that named nothing none', () => {
    expect(reached({ table: 'expenditures', row: 'E9', kind: 'delete', before: payment, after: {} })).toEqual({
      budgetLines: ['L1'],
      commitments: ['C1'],
      periods: ['2026-08'],
      projects: ['RP'],
    });
    expect(reached({ table: 'expenditures', row: 'E9', kind: 'delete', before: { amount: 7 }, after: {} })).toEqual({});
  });

  test('of a row that was changed and has gone since is not the row itself, and what names nothing is looked up nowhere', () => {
    const gone: RowChange = { table: 'expenditures', row: 'E9', kind: 'delete', before: payment, after: {} };
    const dated = updated('expenditures', 'E9', { postingDate: '2026-08-01' }, { postingDate: '2026-08-02' });
    expect(reached(gone, dated)).not.toHaveProperty('expenditures');
    expect(reached(dated)).not.toHaveProperty('expenditures');
    const unnamed: RowChange = { ...gone, before: { amount: 7 } };
    expect(reachedRows({ changes: [unnamed], cellsNow: () => undefined }).next()).toMatchObject({ done: true });
  });

  test('of a setting are the projects that are judged by it, before or now, and of another setting none', () => {
    const was = { key: 'Days late that are still green', value: '10' };
    expect(reached(updated('programSettings', 'S1', { value: '10' }, { value: '20' }))).toEqual({
      projects: ['RP', 'RQ'],
    });
    expect(reached(updated('programSettings', 'S2', was, { key: 'Time zone', value: 'America/Denver' }))).toEqual({
      projects: ['RP', 'RQ'],
    });
    expect(reached({ table: 'programSettings', row: 'S9', kind: 'delete', before: was, after: {} })).toEqual({
      projects: ['RP', 'RQ'],
    });
    expect(reached(updated('programSettings', 'S2', { value: 'Etc/UTC' }, { value: 'America/Denver' }))).toEqual({});
  });

  test('is nothing of a note and of a table that no computed cell looks at, and something of a row that comes or goes', () => {
    const note = updated('expenditures', 'E1', { note: null }, { note: 'paid twice?' });
    const known = updated('expenditures', 'E1', { amount: 4 }, { amount: 5 });
    const vendor = updated('vendors', 'V1', { name: 'Acme' }, { name: 'Acme Inc.' });
    const came: RowChange = { table: 'expenditures', row: 'E1', kind: 'insert', before: {}, after: { note: 'x' } };
    expect([note, vendor, known, came].map(reachesCells)).toEqual([false, false, true, true]);
    expect([reached(note), reached(vendor)]).toEqual([{}, {}]);
  });

  test('is asked for once, however many changes lead to it', () => {
    const changes = ['E1', 'E2', 'E3'].map((row) => updated('expenditures', row, { amount: 4 }, { amount: 5 }));
    const cells = program.expenditures[0]?.cells;
    const asked: string[] = [];
    const steps = reachedRows({ changes, cellsNow: () => cells });
    for (let step = steps.next(); step.done !== true; step = steps.next([])) {
      for (const { table, columns, values } of step.value)
        for (const list of values) asked.push(`${table} ${columns.join()} ${list.join()}`);
    }
    expect(asked.filter((each) => each === 'periods period 2026-08')).toHaveLength(1);
  });
});
