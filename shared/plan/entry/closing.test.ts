import { describe, expect, test } from 'vitest';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import { order, payment, projectOf, row, soundGround, work, type PlantedRow } from '../dirty-plan/sound-work.ts';
import { update } from '../../sync/testing/program.ts';
import type { Cells } from '../../tables/cell.ts';

const done = { actualFinish: '2026-10-30' };
const finished = work(1, 'Done', {
  project: { status: 'Substantially Complete', financialStatus: 'Closing' },
  milestones: { M50: done, M60: done, M70: done },
});
const closing = [...soundGround, ...finished];
const own = closing.findIndex(({ table, cells }) => table === 'projects' && cells['number'] === projectOf(1));

/** What is said when the project is closed with these rows besides. */
function closed(besides: readonly PlantedRow[]): string[] {
  const program = plantedProgram([...closing, ...besides]);
  const edit = update('projects', `R${own}`, { financialStatus: 'Closed' }, 1);
  return program.sync([edit]).refusals.map(({ rule, message }) => `${rule}: ${message.split('. ')[0] ?? ''}`);
}

const release = (amount: number, status: string): PlantedRow =>
  row('commitmentChanges', {
    number: 'CO-1',
    commitment: 'PO-1',
    commitmentLine: 1,
    date: '2026-10-30',
    amount,
    reason: 'Release',
    status,
  });

describe('[V47] the money of a project', () => {
  test('is closed with nothing encumbered: what was ordered is paid, released, drafted or cancelled', () => {
    const owes = (amount: string) => [`V47: 27.00001 · Done cannot be closed: ${amount} encumbered`];
    expect(closed([order(1, 50_000)])).toEqual(owes('500.00'));
    expect(closed([order(1, 50_000), payment(1, 30_000)])).toEqual(owes('200.00'));
    expect(closed([order(1, 50_000), payment(1, 30_000), release(-20_000, 'Pending')])).toEqual(owes('200.00'));
    expect(closed([order(1, 50_000), payment(1, 30_000), release(-20_000, 'Approved')])).toEqual([]);
    for (const status of ['Draft', 'Cancelled']) expect(closed([order(1, 50_000, { status })])).toEqual([]);
  });

  test('is closed on its day, also where other money is dated before it', () => {
    const dated = (cells: Cells) => {
      const later = [order(1, 50_000), payment(1, 20_000, { postingDate: '2027-01-10' })];
      const edit = update('projects', `R${own}`, { financialStatus: 'Closed', ...cells }, 1);
      return plantedProgram([...closing, ...later], new Date('2026-11-16T12:00:00Z'))
        .sync([edit])
        .refusals.map(({ message }) => message.split(' Release')[0]);
    };
    const owed = '27.00001 · Done cannot be closed: 300.00 encumbered. That is so on 2027-06-01.';
    expect(new Set(dated({ financiallyClosedOn: '2027-06-01' }))).toEqual(new Set([owed]));
  });

  test('is closed when every milestone but the closing itself is done; of a cancelled project whatever was left', () => {
    const step = (milestone: string) => row('milestones', { project: projectOf(1), milestone, baselineNumber: 0 });
    expect(closed([step('M90 Financial close')])).toEqual([]);
    const open = [step('M80 Close-out documents')];
    expect(closed(open)).toEqual(['V47: 27.00001 · Done cannot be closed: 1 open milestone']);
    const cancelled = [...closing, ...open].map((each, index) =>
      index === own ? { ...each, cells: { ...each.cells, status: 'Cancelled' } } : each,
    );
    const { refusals } = plantedProgram(cancelled).sync([
      update('projects', `R${own}`, { financialStatus: 'Closed' }, 1),
    ]);
    expect(refusals).toEqual([]);
  });

  test('once closed takes no order, and a step that is begun anew', () => {
    const shut = closing.map((each, index) =>
      index === own ? { ...each, cells: { ...each.cells, financialStatus: 'Closed' } } : each,
    );
    const program = plantedProgram(shut);
    const { cells } = order(1, 50_000);
    const ordered = program.sync([{ kind: 'insert', table: 'commitments', row: 'O', cells, seen: 1 }]);
    expect(ordered.refusals.map(({ rule, table, row: at }) => [rule, table, at])).toEqual([
      ['V47', 'commitments', 'O'],
    ]);
    const step = shut.findIndex(({ table }) => table === 'milestones');
    const begun = program.sync([update('milestones', `R${step}`, { actualFinish: null }, 1)]);
    expect(begun.refusals.map(({ rule, column }) => [rule, column])).toEqual([['V47', 'actualFinish']]);
  });
});
