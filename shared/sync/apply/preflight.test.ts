import { describe, expect, test } from 'vitest';
import { budgetLine, project, site, source, system } from '../../../test/contracts/plan-rows.ts';
import type { Cells } from '../../tables/cell.ts';
import type { Edit } from '../edit.ts';
import type { ProgramState } from '../program-rows.ts';
import { insert, remove, update } from '../testing/program.ts';
import { preflight } from './preflight.ts';

const rowsById = (rows: Readonly<Record<string, Cells>>): ReadonlyMap<string, Cells> => new Map(Object.entries(rows));

/** Two projects of one source: 10,000.00 and 500.00 on the first, 200.00 on the second. */
const program: ProgramState = {
  revision: 7,
  tables: new Map([
    ['sites', rowsById({ S1: site('0417') })],
    ['systems', rowsById({ L1: system('LAN') })],
    ['fundingSources', rowsById({ F1: source('BND-A') })],
    ['projects', rowsById({ P1: project('26.00001'), P2: project('26.00002') })],
    [
      'budgetLines',
      rowsById({
        B1: budgetLine('BL-001', { original: 1_000_000 }),
        B2: budgetLine('BL-002', { original: 50_000 }),
        B3: budgetLine('BL-003', { original: 20_000, project: '26.00002' }),
      }),
    ],
  ]),
};

const told = (...edits: Edit[]) => preflight({ edits, program, membership: null, at: null });
const current = ({ group, measures }: { group: string; measures: Readonly<Record<string, unknown>> }) => [
  group,
  measures['current'],
];

describe('the pre-flight of a deleted row', () => {
  test('takes its money from the totals of program, source and project', () => {
    const { program: whole, sources, projects, refusals } = told(remove('budgetLines', 'B2', 7));
    expect(refusals).toEqual([]);
    expect(current(whole)).toEqual(['', { before: 1_070_000, after: 1_020_000 }]);
    expect(sources.map(current)).toEqual([['BND-A', { before: 1_070_000, after: 1_020_000 }]]);
    expect(projects.map(current)).toEqual([['26.00001', { before: 1_050_000, after: 1_000_000 }]]);
  });

  test('a group whose last row goes falls to nothing', () => {
    const { projects } = told(remove('budgetLines', 'B3', 7));
    expect(projects.map(current)).toEqual([['26.00002', { before: 20_000, after: 0 }]]);
  });

  test('is refused while other rows name it, and then moves no total', () => {
    const { program: whole, sources, projects, refusals } = told(remove('projects', 'P1', 7));
    expect(refusals.map(({ rule, table, row }) => [rule, table, row])).toEqual([['V04', 'projects', 'P1']]);
    expect([whole.measures, sources, projects]).toEqual([{}, [], []]);
  });

  test('goes through when the rows that name it go as well', () => {
    const {
      program: whole,
      projects,
      refusals,
    } = told(remove('projects', 'P1', 7), remove('budgetLines', 'B1', 7), remove('budgetLines', 'B2', 7));
    expect(refusals).toEqual([]);
    expect(current(whole)).toEqual(['', { before: 1_070_000, after: 20_000 }]);
    expect(projects.map(current)).toEqual([['26.00001', { before: 1_050_000, after: 0 }]]);
  });

  test('breaks the reference of a row that is added to it in the same sync', () => {
    const { refusals } = told(
      remove('projects', 'P2', 7),
      remove('budgetLines', 'B3', 7),
      insert('budgetLines', 'B4', budgetLine('BL-004', { project: '26.00002' }), 7),
    );
    expect(refusals.map(({ rule }) => rule)).toContain('V04');
  });

  test('beside an edit and a new row adds up with both, to the cent', () => {
    const { program: whole } = told(
      remove('budgetLines', 'B1', 7),
      update('budgetLines', 'B2', { original: 50_001 }, 7),
      insert('budgetLines', 'B4', budgetLine('BL-004', { original: 99 }), 7),
    );
    expect(current(whole)).toEqual(['', { before: 1_070_000, after: 50_001 + 99 + 20_000 }]);
  });

  test('outside of the person’s rights is refused and moves no total', () => {
    const { refusals, program: whole } = preflight({
      edits: [remove('budgetLines', 'B1', 7)],
      program,
      membership: { role: 'viewer', scope: null },
      at: null,
    });
    expect(refusals.map(({ rule, row }) => [rule, row])).toEqual([['PPL3', 'B1']]);
    expect(whole.measures).toEqual({});
  });
});
