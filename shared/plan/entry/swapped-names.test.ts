import { expect, test } from 'vitest';
import { update } from '../../sync/testing/program.ts';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import { order, payment, soundGround, work, type PlantedRow } from '../dirty-plan/sound-work.ts';

/** PO-1 is overpaid by 100.00 from the start; PO-2 is sound. */
const rows: readonly PlantedRow[] = [
  ...soundGround,
  ...work(1, 'First'),
  ...work(2, 'Second'),
  order(1, 50_000),
  order(2, 50_000),
  payment(1, 60_000),
  payment(2, 50_000),
];
const rowOf = (table: string, key: string): string =>
  `R${rows.findIndex((each) => each.table === table && Object.values(each.cells)[0] === key)}`;

const swap = [
  update('commitments', rowOf('commitments', 'PO-1'), { number: 'PO-2' }, 1),
  update('commitments', rowOf('commitments', 'PO-2'), { number: 'PO-1' }, 1),
];
const pay = (document: string, amount: number) =>
  update('expenditures', rowOf('expenditures', document), { amount }, 1);
const rulesOf = ({ refusals }: { readonly refusals: readonly { readonly rule: string }[] }): string[] => [
  ...new Set(refusals.map(({ rule }) => rule)),
];

test('[V26] what is amiss with a row does not go over to another one that takes its name', () => {
  expect(rulesOf(plantedProgram(rows).sync([pay('V-2', 60_000)]))).toEqual(['V26']);
  expect(rulesOf(plantedProgram(rows).sync([...swap, pay('V-1', 50_000), pay('V-2', 60_000)]))).toEqual(['V26']);
});

test('[V26] a row that is renamed is amiss as it was, and no more than that', () => {
  expect(rulesOf(plantedProgram(rows).sync(swap))).toEqual([]);
  expect(rulesOf(plantedProgram(rows).sync([...swap, pay('V-1', 55_000)]))).toEqual([]);
  expect(rulesOf(plantedProgram(rows).sync([...swap, pay('V-1', 60_001)]))).toEqual(['V26']);
});
