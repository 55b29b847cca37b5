import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import type { ProgramState } from '../program-rows.ts';
import { insert, remove, update } from '../testing/program.ts';
import { seenHalfWay } from './seen-half-way.ts';

const BASE = 7;
const stateAt = (revision: number, rows: Readonly<Record<string, Cells>>): ProgramState => ({
  revision,
  tables: new Map([['schools', new Map(Object.entries(rows))]]),
});
const reached = [
  stateAt(9, { A: { code: 'A1', name: 'Elm' }, N: { code: 'N1', name: 'New' } }),
  stateAt(12, { A: { code: 'A1', name: 'Oak' }, B: { code: 'B1', name: 'Elm' } }),
];

test('[A2] a cell that is as an unfinished update has it counts as seen there, every other one at the base', () => {
  const edits = [
    update('schools', 'A', { name: 'Elm' }, BASE),
    update('schools', 'A', { name: 'Oak' }, BASE),
    update('schools', 'A', { name: 'Ash' }, BASE),
    update('schools', 'C', { name: 'Elm' }, BASE),
  ];
  const seen = seenHalfWay(edits, BASE, reached).map((edit) => (edit.kind === 'update' ? edit.seen : edit));
  expect(seen).toEqual([{ name: 9 }, { name: 12 }, { name: BASE }, { name: BASE }]);
});

test('[A2] so does a row that came or went with it', () => {
  const edits = [
    insert('schools', 'N', { code: 'N1', name: 'New' }, BASE),
    insert('schools', 'N', { code: 'N1', name: 'Typed' }, BASE),
    remove('schools', 'N', BASE),
    remove('schools', 'A', BASE),
    remove('schools', 'B', BASE),
  ];
  expect(seenHalfWay(edits, BASE, reached).map(({ seen }) => seen)).toEqual([9, BASE, 12, BASE, 9]);
});

test('[CON2] what is in conflict already was seen when it was, and where nothing is unfinished nothing is asked', () => {
  const pending = [update('schools', 'A', { name: 'Elm' }, 4), remove('schools', 'N', 4)];
  expect(seenHalfWay(pending, BASE, reached)).toEqual(pending);
  expect(seenHalfWay(pending, BASE, [])).toBe(pending);
});
