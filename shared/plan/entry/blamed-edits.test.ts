import { describe, expect, test } from 'vitest';
import { insert, remove, update } from '../../sync/testing/program.ts';
import type { Edit } from '../../sync/edit.ts';
import type { Cells } from '../../tables/cell.ts';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import {
  change,
  lineOf,
  order,
  projectOf,
  row,
  soundGround,
  source,
  work,
  type PlantedRow,
} from '../dirty-plan/sound-work.ts';
import { settingSpecs } from '../program-settings.ts';

const NOW = new Date('2026-11-15T18:00:00Z');

/** Lines of 100,000.00: BL-1 is under contract for all of it, BL-2 for 40,000.00; FULL is planned to the cent. */
const rows: readonly PlantedRow[] = [
  ...soundGround,
  source('FULL', 'Full', { authorized: 20_000_000, available: 20_000_000 }),
  ...work(1, 'First', { line: { source: 'FULL' } }),
  ...work(2, 'Second', { line: { source: 'FULL' } }),
  ...work(3, 'Third'),
  order(1, 10_000_000),
  order(2, 4_000_000),
];

/** Row ID of the first row of a table with these cells. */
function at(planted: readonly PlantedRow[], table: string, cells: Cells): string {
  const index = planted.findIndex(
    (each) => each.table === table && Object.entries(cells).every(([column, cell]) => each.cells[column] === cell),
  );
  return `R${index}`;
}

function comes({ table, cells }: PlantedRow, name: string): Edit {
  return insert(table, name, Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null)), 1);
}

/** "rule table row" of every refusal, with its column where the row was there. */
function refused(planted: readonly PlantedRow[], edits: readonly Edit[], now: Date | null = null): string[] {
  const { refusals } = plantedProgram(planted, now).sync(edits);
  return refusals.map(({ rule, table, row: of, column }) =>
    [rule, table, of, ...(of?.startsWith('R') && column !== null ? [column] : [])].join(' '),
  );
}

const changeOrder = (n: number, amount: number, cells: Cells = {}): PlantedRow =>
  row('commitmentChanges', {
    number: `CO-${n}`,
    commitment: `PO-${n}`,
    commitmentLine: 1,
    date: '2026-11-02',
    amount,
    reason: 'Unforeseen',
    status: 'Approved',
    ...cells,
  });

describe('what a sync makes worse is held against the edits that make it so', () => {
  test('[C04] and not against one that helps, though too little', () => {
    const edits = [comes(order(2, 6_000_200, { number: 'PO-N' }), 'worse'), comes(changeOrder(2, -100), 'better')];
    expect(refused(rows, edits)).toEqual(['C04 commitments worse']);
  });

  test('[C04] nor against the columns of a row from which no money follows', () => {
    const pending = changeOrder(2, 6_000_100, { status: 'Pending' });
    const planted = [...rows, pending];
    const own = at(planted, 'commitmentChanges', {});
    expect(refused(planted, [update('commitmentChanges', own, { status: 'Approved', timeExtension: 5 }, 1)])).toEqual([
      `C04 commitmentChanges ${own} status`,
    ]);
    const drafted = [...rows, order(2, 6_000_100, { number: 'PO-D', status: 'Draft' })];
    const draft = at(drafted, 'commitments', { number: 'PO-D' });
    expect(refused(drafted, [update('commitments', draft, { status: 'Open', vendor: 'Another' }, 1)])).toEqual([
      `C04 commitments ${draft} status`,
    ]);
  });

  test('[V34] and against the status of a change by which its lines count', () => {
    const taken = change(3, { [lineOf(3)]: -10_000_100 }, { type: 'Board Amendment', status: 'Draft' });
    const planted = [...rows, ...taken];
    const own = at(planted, 'changes', {});
    const edit = update('changes', own, { status: 'Pending', reason: 'Less of it is needed.' }, 1);
    expect(refused(planted, [edit])).toEqual([`V34 changes ${own} status`]);
  });

  test('[V36] and against a row that goes', () => {
    const forecast = (period: string, etc: number): PlantedRow =>
      row('forecasts', { project: projectOf(2), category: 'Equipment', period, etc });
    const planted = [...rows, forecast('2026-09', 100), forecast('2026-10', 4_000_000)];
    const latest = at(planted, 'forecasts', { period: '2026-10' });
    expect(refused(planted, [remove('forecasts', latest, 1)])).toEqual([`V36 forecasts ${latest}`]);
    const enough = [...rows, forecast('2026-09', 4_000_000), forecast('2026-10', 4_000_000)];
    expect(refused(enough, [remove('forecasts', latest, 1)])).toEqual([]);
  });
});

test('[C04] what is posted on a line is known though something else comes in that is called so', () => {
  const person = row('people', { id: lineOf(1), name: 'Pat', organization: 'District', active: true });
  const edits = [comes(person, 'person'), comes(order(1, 1, { number: 'PO-N' }), 'order')];
  expect(refused(rows, edits)).toEqual(['C04 commitments order']);
  const another = { ...person, cells: { ...person.cells, id: lineOf(2) } };
  expect(refused(rows, [comes(another, 'person'), comes(order(2, 1, { number: 'PO-N' }), 'order')])).toEqual([]);
});

describe('days', () => {
  const over = order(1, 100, { number: 'PO-N', awardDate: '2026-11-15' });
  const said = (planted: readonly PlantedRow[]): string[] =>
    plantedProgram(planted, NOW)
      .sync([comes(over, 'N')])
      .refusals.map(({ message }) => message);

  test('are looked at in their order, however the rows lie that are dated on them', () => {
    const less = changeOrder(1, -500, { number: 'CO-L', date: '2027-02-01' });
    const more = changeOrder(1, 500, { number: 'CO-M', date: '2027-03-01' });
    const words = [
      'BL-1 is obligated 1.00 over its current budget. Move budget to the line by a change, or lower what is under contract.',
    ];
    expect(said([...rows, less, more])).toEqual(words);
    expect(said([...rows, more, less])).toEqual(words);
  });

  test('that are over where the program is are not looked at, though they are still to come elsewhere', () => {
    // Half past midnight on the 17th on Kiritimati, and the evening of the 15th in the last time zone.
    const now = new Date('2026-11-16T10:30:00Z');
    const zone = row('programSettings', { key: settingSpecs.timeZone.label, value: 'Pacific/Kiritimati' });
    const released = changeOrder(1, -100, { date: '2026-11-17' });
    const award = comes(order(1, 100, { number: 'PO-N', awardDate: '2026-11-16' }), 'N');
    expect(refused([...rows, zone, released], [award], now)).toEqual([]);
    expect(refused([...rows, released], [award], now)).toEqual(['C04 commitments N']);
  });
});

test('[V46] what is amiss without an amount is held against nobody who leaves it so', () => {
  const active = work(4, 'Unmanaged', { project: { manager: null } });
  const planted = [...rows, ...active];
  const own = at(planted, 'projects', { number: projectOf(4) });
  expect(refused(planted, [update('projects', own, { scopeDescription: 'Replace all of it.' }, 1)])).toEqual([]);
  const third = at(planted, 'projects', { number: projectOf(3) });
  expect(refused(planted, [update('projects', third, { manager: null }, 1)])).toEqual([
    `V46 projects ${third} manager`,
  ]);
});

describe('[V13] a line counts once in its source, whatever else of the sync asks for it', () => {
  const roomy = (authorized: number): PlantedRow[] =>
    rows.map((each) => (each.cells['code'] === 'FULL' ? { ...each, cells: { ...each.cells, authorized } } : each));
  const full = at(rows, 'fundingSources', { code: 'FULL' });
  const messages = (planted: readonly PlantedRow[], edits: readonly Edit[]): string[] =>
    plantedProgram(planted)
      .sync(edits)
      .refusals.map(({ rule, message }) => `${rule} ${message.split('. ')[0] ?? ''}`);
  const besides = [comes(order(2, 100, { number: 'PO-N' }), 'order')];
  const described = update(
    'projects',
    at(rows, 'projects', { number: projectOf(1) }),
    { scopeDescription: 'More.' },
    1,
  );

  test.each([
    ['by itself', []],
    ['beside an order on it of more than that', [comes(order(2, 2_000_000, { number: 'PO-N' }), 'order')]],
  ])('when one of its lines is raised, %s', (_what, others) => {
    const given = {
      status: 'Approved',
      effectiveDate: '2026-11-01',
      reportNumber: 'Rep-9',
      boardDate: '2026-10-20',
      approvedBy: 'Board',
    };
    const raised = change(1, { [lineOf(2)]: 1_000_000 }, { type: 'Board Amendment', ...given }).map((each, n) =>
      comes(each, `raised-${n}`),
    );
    expect(messages(roomy(21_000_000), [...others, ...raised])).toEqual([]);
    expect([...new Set(messages(rows, [...others, ...raised]))]).toEqual([
      'V13 FULL · Full: allocations 210,000.00 exceed the authorized 200,000.00 by 10,000.00',
    ]);
  });

  test.each([
    ['by itself', []],
    ['beside an order on one of its lines', besides],
    ['beside an edit of a project of which it looks at the lines and not at their sums', [described]],
  ])('when less is authorized, %s', (_what, others) => {
    const authorize = (cents: number) => [...others, update('fundingSources', full, { authorized: cents }, 1)];
    expect(messages(roomy(25_000_000), authorize(20_000_000))).toEqual([]);
    expect(messages(roomy(25_000_000), authorize(19_999_999))).toEqual([
      'V13 FULL · Full: allocations 200,000.00 exceed the authorized 199,999.99 by 0.01',
    ]);
  });

  const amendment = change(1, { [lineOf(1)]: 100, [lineOf(2)]: 50 }, { type: 'Board Amendment', status: 'Draft' });

  test.each([
    ['by itself', []],
    ['beside an order on one of its lines', besides],
  ])('[V20] when an amendment is to take what it has unallocated, %s', (_what, others) => {
    const submit = (authorized: number): string[] => {
      const planted = [...roomy(authorized), ...amendment];
      const own = at(planted, 'changes', { number: 'BC-1' });
      return messages(planted, [...others, update('changes', own, { status: 'Pending' }, 1)]);
    };
    expect(submit(20_000_150)).toEqual([]);
    expect(submit(20_000_149)).toEqual([
      'V20 Change BC-1 is out of balance by 0.01 in FULL · Full: it takes 1.50, and 1.49 is unallocated',
    ]);
  });
});
