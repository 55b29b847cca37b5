import { expect, test } from 'vitest';
import { insert, update } from '../../sync/testing/program.ts';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import { order, payment, row, soundGround, work, type PlantedRow } from '../dirty-plan/sound-work.ts';

/** PO-1 is overpaid by 100.00 from the start. */
const rows: readonly PlantedRow[] = [...soundGround, ...work(1, 'First'), order(1, 50_000), payment(1, 60_000)];

const lowered = (amount: number, status: string): PlantedRow =>
  row('commitmentChanges', {
    number: 'CO-1',
    commitment: 'PO-1',
    commitmentLine: 1,
    date: '2026-10-30',
    amount,
    reason: 'Release',
    status,
  });

/** The rules by which a new row is refused. */
function refused({ table, cells }: PlantedRow): string[] {
  const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
  return plantedProgram(rows)
    .sync([insert(table, 'NEW', filled, 1)])
    .refusals.map(({ rule }) => rule);
}

test('[V26] a new row about a contract that is overpaid already is refused for making it worse, and for nothing else', () => {
  expect(refused(lowered(-1_000, 'Pending'))).toEqual([]);
  expect(refused(lowered(-1_000, 'Approved'))).toEqual(['V26']);
  expect(refused(payment(1, 0, { document: 'V-2' }))).toEqual([]);
  expect(refused(payment(1, 1, { document: 'V-2' }))).toEqual(['V26']);
});

test('[V26] nor is what has been amiss held against a row that leaves it', () => {
  const program = plantedProgram([...rows, payment(1, -100, { document: 'V-3' })]);
  const at = `R${rows.length}`;
  expect(program.sync([update('expenditures', at, { amount: -99 }, 1)]).refusals.map(({ rule }) => rule)).toEqual([
    'V26',
  ]);
  expect(program.sync([update('expenditures', at, { amount: -200 }, 1)]).refusals).toEqual([]);
});
