import { describe, expect, test } from 'vitest';
import { programRows } from '../figures/columns-read.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { movedDates, movedScope, type MovedCell } from './moved-rows.ts';
import { whatMoved } from './what-moved.ts';

const cell = (more: Partial<MovedCell>): MovedCell => ({
  table: 'milestones',
  row: 'R1',
  key: 'P/0417/M50',
  kind: 'update',
  column: 'forecastFinish',
  before: '2026-08-07',
  after: '2026-08-14',
  ...more,
});

describe('[control §4] between two moments', () => {
  test('dates are told that were moved, the largest move first, later as days above 0', () => {
    const told = movedDates([
      cell({ row: 'later' }),
      cell({ row: 'set', before: null }),
      cell({ row: 'earlier', after: '2026-07-01' }),
      cell({ row: 'taken', after: null }),
      cell({ row: 'project', table: 'projects', column: 'approvalDate', after: '2026-08-08' }),
      cell({ row: 'words', before: 'soon', after: 'later' }),
      cell({ row: 'to a day', before: 'soon' }),
      cell({ row: 'to words', after: 'later' }),
    ]);
    expect(told.map(({ row, days }) => [row, days])).toEqual([
      ['earlier', -37],
      ['later', 7],
      ['project', 1],
      ['set', null],
      ['taken', null],
      ['words', null],
      ['to a day', null],
      ['to words', null],
    ]);
  });

  test.each([
    ['of a row that came', { kind: 'insert' as const }],
    ['of a row that went', { kind: 'delete' as const }],
    ['of a column that holds no date', { column: 'milestone' }],
    ['of a column that is not there', { column: 'other' }],
    ['of another table', { table: 'commitments', column: 'awardDate' }],
  ])('and none %s', (_what, more) => {
    expect(movedDates([cell(more)])).toEqual([]);
  });

  test('scope is told row by row, with every cell that is another', () => {
    const scope = (row: string, column: string, before: string | null, after: string | null): MovedCell =>
      cell({ table: 'scope', row, key: `key of ${row}`, column, before, after });
    expect(
      movedScope([
        scope('S1', 'status', 'Planned', 'Removed'),
        cell({}),
        scope('S2', 'item', null, 'AP'),
        scope('S1', 'item', 'a', 'b'),
      ]),
    ).toEqual([
      {
        row: 'S1',
        key: 'key of S1',
        kind: 'update',
        cells: [
          { column: 'status', before: 'Planned', after: 'Removed' },
          { column: 'item', before: 'a', after: 'b' },
        ],
      },
      { row: 'S2', key: 'key of S2', kind: 'update', cells: [{ column: 'item', before: null, after: 'AP' }] },
    ]);
  });
});

describe('money by group', () => {
  const line = (id: string, source: string, original: number) => ({
    row: id,
    cells: { id, project: 'P', source, fiscalYear: '2026-27', category: 'Equipment', original },
  });
  const paid = (row: string, budgetLine: string, amount: number) => ({
    row,
    cells: { postingDate: '2026-08-01', period: '2026-08', budgetLine, amount },
  });
  const project = {
    row: 'P',
    cells: {
      number: 'P',
      name: 'P',
      program: 'Safety',
      primarySystem: 'LAN',
      class: 'Site',
      status: 'Active',
      financialStatus: 'Open',
      percentComplete: 0,
    },
  };
  const facts = (lines: readonly ReturnType<typeof line>[], payments: readonly ReturnType<typeof paid>[] = []) =>
    planFacts(programRows({ projects: [project], budgetLines: lines, expenditures: payments }));

  const before = facts([line('A', 'S1', 100), line('B', 'S2', 50), line('C', 'S3', 7), line('D', 'S4', 9)]);
  const after = facts(
    [line('A', 'S1', 100), line('B', 'S2', 20), line('C', 'S3', 17), line('E', 'S5', 40)],
    [paid('E1', 'C', 3), paid('E2', 'A', 4)],
  );

  test('has moved where any figure differs, the largest move of the budget first, then of the others', () => {
    const { moved, same } = whatMoved(before, after, 'source');
    expect(moved.map((each) => [each.group, each.before.current, each.after.current])).toEqual([
      ['S5', 0, 40],
      ['S2', 50, 20],
      ['S3', 7, 17],
      ['S4', 9, 0],
      ['S1', 100, 100],
    ]);
    expect(same).toEqual([]);
    expect(moved.at(-1)).toMatchObject({ before: { expended: 0 }, after: { expended: 4 } });
  });

  test('of groups whose budget moved as much, the one comes first of which more was paid', () => {
    const [none, some] = [
      facts([]),
      facts([line('A', 'S1', 5), line('B', 'S2', 5), line('C', 'S3', 5)], [paid('E', 'B', 4)]),
    ];
    expect(whatMoved(none, some, 'source').moved.map(({ group }) => group)).toEqual(['S2', 'S1', 'S3']);
  });

  test('is the same where none does, and adds up to the program', () => {
    const { moved, same, total } = whatMoved(before, before, 'source');
    expect([moved, same.map(({ group }) => group)]).toEqual([[], ['S1', 'S2', 'S3', 'S4']]);
    const figures = { current: 166, committed: 0, expended: 0, eac: 166 };
    expect(total).toEqual({ before: figures, after: figures });
    expect(whatMoved(before, after, 'source').total.after).toEqual({
      current: 177,
      committed: 0,
      expended: 7,
      eac: 177,
    });
  });
});
