import { describe, expect, test } from 'vitest';
import type { Cell } from '../../tables/cell.ts';
import { noAmounts } from '../figures/amounts.ts';
import { nothingPosted, type KnownSums } from './dated-sums.ts';
import type { FoundRow } from './entry-view.ts';
import { Look } from './look.ts';

const DAY = '2026-11-23';
const budget = (current: number): KnownSums => ({ all: { ...noAmounts(), current }, later: null });

/** A look at these rows, with what it has asked for. */
function lookAt(rows: Readonly<Record<string, readonly FoundRow[]>>, more: ReadonlyMap<string, KnownSums> = new Map()) {
  const asked: string[] = [];
  const find = (table: string, columns: readonly string[], values: readonly Cell[]) => {
    asked.push(`${table} ${columns.join()}=${values.join()}`);
    return (rows[table] ?? []).filter(({ cells }) =>
      columns.every((column, at) => (cells[column] ?? null) === values[at]),
    );
  };
  const sums = (of: string, key: string, after: string) => {
    asked.push(`${of} ${key} after ${after}`);
    return key === 'BL-1' || key === 'S' ? budget(100) : nothingPosted;
  };
  return { look: new Look(find, sums, () => more, DAY), asked };
}

const lines = [
  { row: 'L1', cells: { id: 'BL-1', project: 'P' } },
  { row: 'L2', cells: { id: 'BL-2', project: 'P' } },
];

describe('what is looked up', () => {
  test('is asked for once, be it there or not', () => {
    const { look, asked } = lookAt({ projects: [{ row: 'R', cells: { number: 'P' } }] });
    expect([look.row('projects', 'P')?.row, look.row('projects', 'P')?.row]).toEqual(['R', 'R']);
    expect([look.row('projects', 'Q'), look.row('projects', 'Q')]).toEqual([undefined, undefined]);
    expect(asked).toEqual(['projects number=P', 'projects number=Q']);
    expect(look.found('projects').map(({ row }) => row)).toEqual(['R']);
  });

  test('by a reference is kept, row by row, and asked for once', () => {
    const { look, asked } = lookAt({ budgetLines: lines });
    expect(look.rows('budgetLines', ['project'], 'P')).toHaveLength(2);
    expect(look.rows('budgetLines', ['project'], 'P')).toHaveLength(2);
    expect(look.found('budgetLines').map(({ row }) => row)).toEqual(['L1', 'L2']);
    expect(asked).toEqual(['budgetLines project=P']);
    expect(look.found('projects')).toEqual([]);
  });

  test('is nothing where what names it is empty; of a key some parts may be', () => {
    const { look, asked } = lookAt({
      milestones: [{ row: 'M', cells: { project: 'P', milestone: 'M50', location: null } }],
    });
    for (const empty of [null, undefined]) {
      expect(look.rows('budgetLines', ['project'], empty)).toEqual([]);
      expect(look.rows('commitments', ['number', 'line'], 'PO-1', empty)).toEqual([]);
      expect(look.row('projects', empty)).toBeUndefined();
      expect(look.line(empty)).toBeUndefined();
      expect(look.source(empty)).toBeUndefined();
    }
    expect(look.row('milestones', null, null, undefined)).toBeUndefined();
    expect(asked).toEqual([]);
    look.row('commitments', 'PO-1', null);
    expect(asked).toEqual(['commitments number,line=PO-1,']);
    expect([...look.lines, ...look.sources]).toEqual([]);
  });

  test('of a line and a source is what is posted on them, with what the sync posts besides on the line', () => {
    const { look, asked } = lookAt({ budgetLines: lines }, new Map([['BL-1', budget(7)]]));
    expect(look.line('BL-1')?.row).toBe('L1');
    expect(look.line('BL-2')?.row).toBe('L2');
    expect(look.source('S')).toBeUndefined();
    expect([...look.lines].map(([id, { all }]) => [id, all.current])).toEqual([
      ['BL-1', 107],
      ['BL-2', 0],
    ]);
    expect(look.sources.get('S')?.all.current).toBe(100);
    expect(look.keptOn('BL-1').all.current).toBe(100);
    look.source('S');
    expect(look.line('BL-1')?.row).toBe('L1');
    // Once each, and once more for what is kept on a line before anything of the sync.
    expect(asked).toEqual([
      'budgetLines id=BL-1',
      `line BL-1 after ${DAY}`,
      'budgetLines id=BL-2',
      `line BL-2 after ${DAY}`,
      'fundingSources code=S',
      `source S after ${DAY}`,
      `line BL-1 after ${DAY}`,
    ]);
  });

  test('of the source of a line is that source with its sums, and of the line itself nothing', () => {
    const sourced = lines.map(({ row, cells }, at) => ({ row, cells: { ...cells, source: at === 0 ? 'S' : null } }));
    const { look, asked } = lookAt({ budgetLines: sourced, fundingSources: [{ row: 'F', cells: { code: 'S' } }] });
    expect(look.sourceOfLine('BL-1', undefined)?.row).toBe('F');
    expect(asked).toEqual(['budgetLines id=BL-1', 'fundingSources code=S', `source S after ${DAY}`]);
    expect([...look.sourceOfLines, [...look.lines], look.found('budgetLines')]).toEqual([['BL-1', 'S'], [], []]);
    expect([look.sourceOfLine('BL-2', undefined), look.sourceOfLine('BL-9', undefined)]).toEqual([
      undefined,
      undefined,
    ]);
    expect([...look.sourceOfLines.keys()]).toEqual(['BL-1']);
  });

  test('of a line that comes in is its source as it says itself, and of another one that of the plan', () => {
    const { look, asked } = lookAt({ fundingSources: [{ row: 'F', cells: { code: 'S' } }] });
    expect(look.sourceOfLine('BL-7', { id: 'BL-7', source: 'S' })?.row).toBe('F');
    expect(look.sourceOfLine('BL-8', { id: 'BL-7', source: 'S' })).toBeUndefined();
    expect(asked).toEqual(['fundingSources code=S', `source S after ${DAY}`, 'budgetLines id=BL-8']);
  });

  test('makes up the plan that invariants see, with no more rows than that', () => {
    const { look } = lookAt({ projects: [{ row: 'R', cells: { number: 'P', name: 'One' } }] });
    expect(look.add('sites', { row: 'X', cells: { code: '0417' } })).toBe('sites/X');
    expect(look.found('sites')).toEqual([{ row: 'X', cells: { code: '0417' } }]);
    expect(look.found('projects')).toEqual([]);
  });

  test('that is no text has no sums', () => {
    const { look, asked } = lookAt({});
    expect([look.line(5), look.source(5)]).toEqual([undefined, undefined]);
    expect([...look.lines, ...look.sources]).toEqual([]);
    expect(asked).toEqual(['budgetLines id=5', 'fundingSources code=5']);
  });
});
