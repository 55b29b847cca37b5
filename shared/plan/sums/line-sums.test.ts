import { describe, expect, test } from 'vitest';
import { goldenProgram } from '../../../test/golden/golden-program.ts';
import { programRows } from '../figures/columns-read.ts';
import {
  addToLine,
  added,
  groupsOfLines,
  lineSums,
  movedAlone,
  movedLineSums,
  noPostings,
  postingsByLine,
  type LineSum,
} from './line-sums.ts';

const program = goldenProgram();

/** The worked example with one more payment on each of these lines. */
function withPayments(...payments: readonly (readonly [line: string, date: string, cents: number])[]) {
  const more = payments.map(([budgetLine, postingDate, amount], index) => ({
    row: `X${index}`,
    cells: { postingDate, period: postingDate.slice(0, 7), budgetLine, amount },
  }));
  const posted = programRows({ expenditures: more });
  return {
    whole: { ...program, expenditures: [...program.expenditures, ...posted.expenditures] },
    moved: postingsByLine(posted),
  };
}

const byLine = (sums: readonly LineSum[]) => new Map(sums.map((sum) => [sum.line, sum]));

describe('[plan §2] sums of a line are kept by what changes', () => {
  test('a posting is added to its account, and of what is spent to the fiscal year of its date, or taken away', () => {
    const line = noPostings();
    addToLine(line, { account: 'paid', date: '2026-06-30', cents: 40 });
    addToLine(line, { account: 'direct', date: '2026-07-01', cents: 60 });
    addToLine(line, { account: 'paid', date: '2026-07-02', cents: 5 });
    addToLine(line, { account: 'contract', date: '2026-07-02', cents: 900 });
    addToLine(line, { account: 'original', date: null, cents: 1_000 });
    addToLine(line, { account: 'authorized', date: null, cents: 7 });
    expect(line.sums).toMatchObject({ paid: 45, direct: 60, contract: 900, original: 1_000 });
    expect(Object.hasOwn(line.sums, 'authorized')).toBe(false);
    expect([...line.spent]).toEqual([
      ['2025-26', 40],
      ['2026-27', 65],
    ]);
    addToLine(line, { account: 'paid', date: '2026-07-02', cents: 5 }, -1);
    expect([line.sums.paid, line.spent.get('2026-27')]).toEqual([40, 60]);
  });

  test('what has moved is added to what was there, without a trace in it', () => {
    const [was, more] = [noPostings(), noPostings()];
    addToLine(was, { account: 'paid', date: '2026-06-30', cents: 40 });
    was.sums.estimate = 9;
    addToLine(more, { account: 'paid', date: '2026-06-01', cents: 2 });
    addToLine(more, { account: 'paid', date: '2026-08-01', cents: 3 });
    const both = added(was, more);
    expect([both.sums.paid, both.sums.estimate, [...both.spent]]).toEqual([
      45,
      0,
      [
        ['2025-26', 42],
        ['2026-27', 3],
      ],
    ]);
    expect([was.sums.paid, [...was.spent]]).toEqual([40, [['2025-26', 40]]]);
    expect(added(was, undefined)).toEqual({ sums: { ...was.sums, estimate: 0 }, spent: was.spent });
  });

  test('kept by differences they are those worked out anew, of all lines of the projects that were touched', () => {
    const { whole, moved } = withPayments(
      ['BL-002', '2026-08-01', 1_000_000],
      ['BL-007', '2026-06-30', -77],
      ['BL-009', '2026-08-01', 5],
    );
    const kept = movedLineSums(lineSums(program).toReversed(), moved, program);
    expect(byLine(kept)).toEqual(byLine(lineSums(whole)));
  });

  test('a line that stays what it was is the same, and a project that is closed has nothing to come', () => {
    const before = lineSums(program);
    const { moved } = withPayments(['BL-007', '2026-06-30', -77]);
    const kept = byLine(movedLineSums(before, moved, program));
    for (const line of before.filter(({ project }) => project !== '26.00003')) expect(kept.get(line.line)).toBe(line);
    const projects = program.projects.map(({ row, cells }) => ({
      row,
      cells: { ...cells, financialStatus: 'Closed' },
    }));
    const closed = movedLineSums(before, moved, { ...program, projects });
    expect(closed.map(({ sums }) => sums.estimate)).toEqual(before.map(() => 0));
  });

  test('a covered line of a project without a forecast moves by itself, to what the project as a whole gives it', () => {
    const withoutForecasts = { ...program, forecasts: [] };
    const { whole, moved } = withPayments(['BL-007', '2026-06-30', -77], ['BL-009', '2026-08-01', 5]);
    const of = (project: string) => lineSums(withoutForecasts).filter((line) => line.project === project);
    const expected = byLine(lineSums({ ...whole, forecasts: [] }));
    for (const project of new Set(program.projects.map(({ cells }) => cells.number))) {
      const { alone, uncovered } = movedAlone(of(project), moved, program);
      if (!uncovered.has(project)) for (const [id, line] of alone) expect(line).toEqual(expected.get(id));
    }
    const spent = withPayments(['BL-009', '2026-08-01', 10 ** 12]).moved;
    expect(movedAlone(lineSums(withoutForecasts), spent, program).uncovered).toContain(expected.get('BL-009')?.project);
  });

  test('a line by itself has nothing to come once its project is closed', () => {
    const withoutForecasts = { ...program, forecasts: [] };
    const before = lineSums(withoutForecasts);
    const closing = '26.00003';
    const projects = program.projects.map(({ row, cells }) => ({
      row,
      cells: cells.number === closing ? { ...cells, financialStatus: 'Closed' } : cells,
    }));
    const { alone, uncovered } = movedAlone(before, new Map(), { projects });
    const coveredLines = before.filter(({ project }) => !uncovered.has(project));
    expect(coveredLines.some(({ project }) => project === closing)).toBe(true);
    for (const line of coveredLines)
      expect(alone.get(line.line)?.sums.estimate).toBe(line.project === closing ? 0 : line.sums.estimate);
  });

  test('lines belong where their rows and their projects say, with their sums or without', () => {
    const requests = new Map([['BL-007', ['9900000001', '9900000002']]]);
    const groups = groupsOfLines(program, requests);
    const sums = lineSums(program, { requests }).filter(({ line }) => line !== '');
    expect([...groups.keys()].sort()).toEqual(sums.map(({ line }) => line).sort());
    for (const line of sums) expect(groups.get(line.line)).toEqual(line.groups);
    const [first] = sums;
    const cells = program.budgetLines.find((each) => each.cells.id === first?.line)?.cells;
    expect(first?.groups).toMatchObject({ project: cells?.project, source: cells?.source, category: cells?.category });
  });

  test('a cent that cannot be shared goes to the first line by its id, in whatever order they come', () => {
    const line = (id: string) => ({
      row: id,
      cells: {
        id,
        project: '26.00001',
        source: 'BND-A',
        fiscalYear: '2025-26',
        category: 'Equipment',
        original: 100,
      },
    });
    const forecast = { project: '26.00001', category: 'Equipment', period: '2026-11', etc: 3 };
    const rows = programRows({
      budgetLines: [line('BL-1'), line('BL-2')],
      forecasts: [{ row: 'F', cells: forecast }],
    });
    const before = lineSums(rows).toReversed();
    const kept = movedLineSums(before, new Map(), rows);
    expect(kept.map(({ line: id, sums }) => [id, sums.estimate])).toEqual([
      ['BL-1', 2],
      ['BL-2', 1],
    ]);
    expect(movedLineSums(before, new Map(), { ...rows, forecasts: [] }).map(({ sums }) => sums.estimate)).toEqual([
      100, 100,
    ]);
  });

  test('a line on which nothing is posted holds nothing', () => {
    const [first] = lineSums({ ...program, forecasts: [] }, { posted: new Map() });
    expect(first?.sums).toEqual(noPostings().sums);
    expect([...(first?.spent ?? [])]).toEqual([]);
  });

  test('years in which nothing was spent in the end are left out, the others are in order', () => {
    const { whole } = withPayments(
      ['BL-008', '2027-08-01', 5],
      ['BL-008', '2026-08-01', 9],
      ['BL-008', '2024-08-01', 3],
      ['BL-008', '2024-09-01', -3],
    );
    expect([...(byLine(lineSums(whole)).get('BL-008')?.spent ?? [])]).toEqual([
      ['2025-26', 13_734_567],
      ['2026-27', 9],
      ['2027-28', 5],
    ]);
  });
});
