import { describe, expect, test } from 'vitest';
import { Program, insert, update } from '../../sync/testing/program.ts';
import type { Edit } from '../../sync/edit.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { tables } from '../../tables/all-tables.ts';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import {
  change,
  lineOf,
  order,
  payment,
  row,
  soundGround,
  source,
  work,
  type PlantedRow,
} from '../dirty-plan/sound-work.ts';
import { settingSpecs } from '../program-settings.ts';
import { rowRules } from '../rules/row-rules.ts';
import { nothingPosted } from './dated-sums.ts';
import { planJudge } from './judge-entry.ts';

const NOW = new Date('2026-11-15T18:00:00Z');

function comes(planted: readonly PlantedRow[], name = 'new', seen = 1): Edit[] {
  return planted.map(({ table, cells }, at) => {
    const filled = Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
    return insert(table, `${name}-${at}`, filled, seen);
  });
}

function said(rows: readonly PlantedRow[], edits: readonly Edit[], now: Date | null = null): string[] {
  const { refusals } = plantedProgram(rows, now).sync(edits);
  return refusals.map(({ rule, table, row: at, message }) => `${rule} ${table} ${at}: ${message}`);
}

/** A line of 100,000.00 that is under contract for all of it, and one with room. */
const rows: readonly PlantedRow[] = [
  ...soundGround,
  source('FULL', 'Full', { authorized: 20_000_000, available: 20_000_000 }),
  ...[1, 2].flatMap((n) => work(n, `Project ${n}`, { line: { source: 'FULL' } })),
  order(1, 10_000_000),
  order(2, 4_000_000),
];
const award = (amount: number, awardDate: string, n = 1): PlantedRow =>
  order(n, amount, { number: 'PO-NEW', awardDate });

const C04 = 'C04 commitments new-0: BL-1 is obligated';
const mend = 'Move budget to the line by a change, or lower what is under contract.';

describe('what gets worse', () => {
  const lowered = row('commitmentChanges', {
    number: 'CO-1',
    commitment: 'PO-1',
    commitmentLine: 1,
    date: '2027-02-01',
    amount: -5_000_000,
    reason: 'Unforeseen',
    status: 'Approved',
  });

  test('is said in the words of the first day on which it is so, today without one', () => {
    const over = `${C04} 1.00 over its current budget.`;
    expect(said(rows, comes([award(100, '2026-11-15')]), NOW)).toEqual([`${over} ${mend}`]);
    expect(said(rows, comes([award(100, '2027-02-01')]), NOW)).toEqual([`${over} That is so on 2027-02-01. ${mend}`]);
    // Where nobody knows the time, nothing is in the future.
    expect(said(rows, comes([award(100, '2026-11-15')]))).toEqual([`${over} ${mend}`]);
    expect(said(rows, comes([award(100, '2027-02-01')]))).toEqual([`${over} ${mend}`]);
  });

  test('though it is well again later is so as well, and says that what is dated later counts from its day', () => {
    const remark = 'What is dated later counts from its day.';
    expect(said([...rows, lowered], comes([award(100, '2026-11-15')]), NOW)).toEqual([
      `${C04} 1.00 over its current budget. ${remark} ${mend}`,
    ]);
    expect(said([...rows, lowered], comes([award(6_000_000, '2027-03-01')]), NOW)).toEqual([
      `${C04} 10,000.00 over its current budget. That is so on 2027-03-01. ${mend}`,
    ]);
    expect(said([...rows, lowered], comes([award(5_000_000, '2027-02-01')]), NOW)).toEqual([]);
  });

  test('on several days is said in the words of the first of them, in whatever order they are entered', () => {
    const planted = [award(300, '2027-03-01'), order(1, 100, { number: 'PO-SOON', awardDate: '2027-02-01' })];
    const first = 'BL-1 is obligated 1.00 over its current budget. That is so on 2027-02-01.';
    expect(said(rows, comes(planted), NOW)).toEqual([0, 1].map((at) => `C04 commitments new-${at}: ${first} ${mend}`));
  });

  test('[V13] of what a source gives on a later day is said with that day', () => {
    const given = {
      status: 'Approved',
      effectiveDate: '2027-02-01',
      reportNumber: 'Rep-9',
      boardDate: '2026-10-20',
      approvedBy: 'Board',
    };
    const later = change(1, { [lineOf(2)]: 100 }, { type: 'Board Amendment', ...given });
    const words = 'exceed the authorized 200,000.00 by 1.00. That is so on 2027-02-01.';
    // Against the change, and against its line.
    expect(said(rows, comes(later), NOW)).toEqual([expect.stringContaining(words), expect.stringContaining(words)]);
  });

  test('on one day at two lines is held against the edit of each', () => {
    const second = order(2, 6_000_100, { number: 'PO-MORE', awardDate: '2026-11-15' });
    const planted = [award(100, '2026-11-15'), second];
    expect(said(rows, comes(planted), NOW)).toEqual([
      `${C04} 1.00 over its current budget. ${mend}`,
      `C04 commitments new-1: BL-2 is obligated 1.00 over its current budget. ${mend}`,
    ]);
  });

  test('and is so in the end as it is today needs no remark, whatever comes between', () => {
    const between = (number: string, date: string, amount: number): PlantedRow => ({
      ...lowered,
      cells: { ...lowered.cells, number, date, amount },
    });
    const there = [...rows, between('CO-1', '2027-02-01', -500), between('CO-2', '2027-03-01', 500)];
    expect(said(there, comes([award(100, '2026-11-15')]), NOW)).toEqual([
      `${C04} 1.00 over its current budget. ${mend}`,
    ]);
  });

  test('is held against the columns by which it came about', () => {
    const pending = row('commitmentChanges', {
      ...lowered.cells,
      number: 'CO-2',
      commitment: 'PO-2',
      amount: 6_000_100,
      status: 'Pending',
    });
    const program = plantedProgram([...rows, pending], NOW);
    const raised = program.sync([update('commitmentChanges', `R${rows.length}`, { status: 'Approved' }, 1)]);
    expect(raised.refusals.map(({ rule, table, column }) => [rule, table, column])).toEqual([
      ['C04', 'commitmentChanges', 'status'],
    ]);
  });

  test('is looked at by what it moves: a note asks for nothing', () => {
    const at = `R${rows.findIndex(({ cells }) => cells['number'] === 'PO-1')}`;
    let asked = 0;
    const judge = planJudge({ isFirst: false, isImport: false, now: NOW });
    const cells = rows.find(({ cells: own }) => own['number'] === 'PO-1')?.cells ?? {};
    const find = () => {
      asked++;
      return [];
    };
    const change = { table: 'commitments', row: at, kind: 'update', before: {}, after: { description: 'x' } } as const;
    const noted = { change, before: cells, after: { ...cells, description: 'x' } };
    expect(judge([noted], { asItWas: find, asItBecomes: find, sums: () => expect.unreachable() })()).toEqual([]);
    expect(asked).toBe(0);
  });
});

describe('what is looked up', () => {
  /** Everything that is asked of the plan for one changed row. */
  function askedFor(table: string, before: Cells | undefined, after: Cells): string[] {
    const asked = new Set<string>();
    const find = (name: string, columns: readonly string[], values: readonly Cell[]) => {
      asked.add(`${name} ${columns.join()}=${values.join()}`);
      return [];
    };
    const sums = (of: string, key: string) => {
      asked.add(`${of} ${key}`);
      return nothingPosted;
    };
    const kind = before === undefined ? 'insert' : 'update';
    const change = { table, row: 'X', kind, before: before ?? {}, after } as const;
    const view = { asItWas: find, asItBecomes: find, sums };
    const decide = planJudge({ isFirst: false, isImport: false, now: NOW })([{ change, before, after }], view);
    expect(decide()).toEqual([]);
    return [...asked];
  }
  const line = { id: 'BL-9', project: 'P', source: 'S', fiscalYear: '2026-27', category: 'Equipment', original: 500 };

  test('is what is posted on a line that was there, and nothing of one that comes in', () => {
    expect(askedFor('budgetLines', { ...line, original: 900 }, line)).toContain('line BL-9');
    const fresh = askedFor('budgetLines', undefined, line);
    expect(fresh).not.toContain('line BL-9');
    expect(fresh).toContain('source S');
  });

  test('is nothing of a line that comes in with an order on it, though a source is called as it is', () => {
    const asked: string[] = [];
    const came = (table: string, cells: Cells) => {
      const change = { table, row: `new ${table}`, kind: 'insert', before: {}, after: cells } as const;
      return { change, before: undefined, after: cells };
    };
    const coming = [
      came('budgetLines', { ...line, source: line.id }),
      came('commitments', order(1, 500, { budgetLine: line.id }).cells),
    ];
    const find = (name: string, columns: readonly string[], values: readonly Cell[]) =>
      coming
        .filter(
          ({ change, after }) =>
            change.table === name &&
            columns.every((column, at) =>
              Object.entries(after).some(([own, cell]) => own === column && cell === values[at]),
            ),
        )
        .map(({ change, after }) => ({ row: change.row, cells: after }));
    const sums = (of: string, key: string) => {
      asked.push(`${of} ${key}`);
      return nothingPosted;
    };
    const judge = planJudge({ isFirst: false, isImport: false, now: NOW });
    expect(judge(coming, { asItWas: () => [], asItBecomes: find, sums })()).toEqual([]);
    expect([...new Set(asked)]).toEqual([`source ${line.id}`]);
  });

  test('is no setting for a line that gives its account up', () => {
    const [had, none] = [
      { ...line, account: '21-9010-0-0000-8500-2200-116' },
      { ...line, account: null },
    ];
    const setting = `programSettings key=${settingSpecs.salarySeverity.label}`;
    expect(askedFor('budgetLines', none, had)).toContain(setting);
    expect(askedFor('budgetLines', had, none)).not.toContain(setting);
  });

  test('is where the program is once something is dated that may be still to come, and not before', () => {
    const zone = 'programSettings key=Time zone';
    const orderOn = (awardDate: string): Cells => ({ ...order(1, 500, { awardDate }).cells });
    expect(askedFor('commitments', undefined, orderOn('2027-02-01'))).toContain(zone);
    expect(askedFor('commitments', undefined, orderOn('2026-11-16'))).toContain(zone);
    expect(askedFor('commitments', undefined, orderOn('2026-11-15'))).not.toContain(zone);
    expect(askedFor('commitments', undefined, orderOn('2026-02-01'))).not.toContain(zone);
  });
});

describe('a rule whose severity is a setting', () => {
  const fair = row('calendar', {
    id: 'CAL-1',
    start: '2027-08-01',
    end: '2027-08-03',
    appliesTo: 'Location list',
    target: '0001; 9999',
    type: 'Local event',
    severity: 'Block',
  });
  const setTo = (value: string): PlantedRow =>
    row('programSettings', { key: settingSpecs.blockedWorkSeverity.label, value });
  // The installation ends before the fair, and is moved into it.
  const early = { M60: { forecastFinish: '2027-07-20' } };
  const ground = [fair, ...soundGround, ...work(1, 'Fair', { milestones: early })];
  const into = (planted: readonly PlantedRow[]): Edit => {
    const at = planted.findIndex(({ cells }) => String(cells['milestone']).startsWith('M60'));
    return update('milestones', `R${at}`, { forecastFinish: '2027-08-01' }, 1);
  };
  const rulesOf = (planted: readonly PlantedRow[], besides: readonly Edit[] = []) =>
    plantedProgram(planted, NOW)
      .sync([...besides, into(planted)])
      .refusals.map(({ rule }) => rule);

  test('refuses where it is an error, and not where it is a warning, as it is without the setting', () => {
    expect(rulesOf([...ground, setTo('Error')])).toEqual(['V42']);
    expect(rulesOf([...ground, setTo('Warning')])).toEqual([]);
    expect(rulesOf(ground)).toEqual([]);
  });

  test('[V16] refuses an edit of any of the tables that it looks at', () => {
    const planted = [...soundGround, ...work(1, 'Paid to staff')];
    const at = planted.findIndex(({ table }) => table === 'budgetLines');
    const edit = update('budgetLines', `R${at}`, { account: '21-9010-0-0000-8500-2200-116' }, 1);
    const refusedBy = (value: string) => {
      const setting = row('programSettings', { key: settingSpecs.salarySeverity.label, value });
      return plantedProgram([...planted, setting])
        .sync([edit])
        .refusals.map(({ rule }) => rule);
    };
    expect([refusedBy('Error'), refusedBy('Warning')]).toEqual([['V16'], []]);
  });

  test('is what the same sync makes of it', () => {
    expect(rulesOf(ground, comes([setTo('Error')]))).toEqual(['V42']);
    const at = `R${ground.length}`;
    const eased = update('programSettings', at, { value: 'Warning' }, 1);
    expect(rulesOf([...ground, setTo('Error')], [eased])).toEqual([]);
  });

  test('does not look its setting up for edits that it does not judge', () => {
    const looked: string[] = [];
    const find = (table: string) => {
      looked.push(table);
      return [];
    };
    const site = { code: '7777', name: 'x', region: 'North' };
    const change = { table: 'people', row: 'P', kind: 'insert', before: {}, after: site } as const;
    const judge = planJudge({ isFirst: false, isImport: false, now: NOW });
    const view = { asItWas: find, asItBecomes: find, sums: () => expect.unreachable() };
    expect(judge([{ change, before: undefined, after: site }], view)()).toEqual([]);
    expect(looked).toEqual([]);
  });
});

describe('who brings it in', () => {
  function outcomeOf(isImport: boolean, planted: readonly PlantedRow[]) {
    let isFirst = true;
    const program = new Program(tables, rowRules, (changed, view) =>
      planJudge({ isFirst, isImport, now: null })(changed, view),
    );
    program.sync(comes(rows, 'R', 0));
    isFirst = false;
    const { refusals, warnings } = program.sync(comes(planted));
    return [refusals.map(({ rule }) => rule), warnings.map(({ rule }) => rule)];
  }

  test('[V26] what an import brings of the ledger is a fact that is flagged; what it brings besides is judged', () => {
    const pays = payment(2, 5_000_000, { document: 'V-9' });
    expect(outcomeOf(true, [pays])).toEqual([[], ['V26']]);
    expect(outcomeOf(false, [pays])).toEqual([['V26'], []]);
    expect(outcomeOf(true, [award(100, '2026-11-15')])).toEqual([['C04'], []]);
  });

  test('what comes first is taken as it is, but for changes that do not balance', () => {
    const poor = source('POOR', 'Poor', { authorized: 1, available: 1 });
    const over = [...soundGround, poor, ...work(1, 'Over', { line: { source: 'POOR' } })];
    expect(() => plantedProgram(over)).not.toThrow();
    const given = { type: 'Staff Modification', status: 'Approved', effectiveDate: '2026-11-01', approvedBy: 'CFO' };
    const unbalanced = change(1, { [lineOf(1)]: -5 }, { ...given, reason: 'The second project takes over a part.' });
    expect(() => plantedProgram([...rows, ...unbalanced])).toThrow('Change BC-1 is out of balance by -0.05');
  });
});
