import { describe, expect, test } from 'vitest';
import { isTableName, tables, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { DATA_DATE } from './demo-size.ts';
import { generateDemo } from './generate-demo.ts';
import { livedSteps, openingSteps, type SeedStep } from './seed-steps.ts';

const rows = generateDemo('demo');
const steps = livedSteps(rows);

type Plan = Map<string, Map<RowId, Cells>>;

/** Plays the steps and tells the plan after each; fails where a row comes twice or is changed before it has come. */
function play(hear: (plan: Plan, step: SeedStep) => void): Plan {
  const plan: Plan = new Map(tables.map(({ name }) => [name, new Map()]));
  for (const step of steps) {
    for (const [table, inserts] of step.inserts) {
      for (const { row, cells } of inserts) {
        if (plan.get(table)?.has(row) === true) throw new Error(`${table} ${row} comes twice.`);
        plan.get(table)?.set(row, cells);
      }
    }
    for (const [table, updates] of step.updates) {
      for (const { row, cells } of updates) {
        const before = plan.get(table)?.get(row);
        if (before === undefined) throw new Error(`${table} ${row} changes before it comes.`);
        const after = Object.entries({ ...before, ...cells }).filter(([, cell]) => cell !== null);
        plan.get(table)?.set(row, Object.fromEntries(after));
      }
    }
    hear(plan, step);
  }
  return plan;
}

function cellsOf(plan: Plan, table: TableName): Cells[] {
  return [...(plan.get(table)?.values() ?? [])];
}

test('a plan that is taken up brings every row there is', () => {
  const mini = generateDemo('mini');
  const brought = openingSteps((table) => mini.of(table)).flatMap(({ inserts }) => [...inserts.values()].flat());
  const all = tables.flatMap(({ name }) => (isTableName(name) ? mini.of(name) : []));
  expect(new Set(brought)).toEqual(new Set(all));
  expect(mini.of('siteBoundaries')).toHaveLength(2);
});

describe('the lived history of the demo', () => {
  test('it ends with the plan as it was generated, cell by cell', () => {
    const plan = play(() => undefined);
    for (const { name } of tables) {
      if (!isTableName(name)) continue;
      expect([name, plan.get(name)]).toEqual([name, new Map(rows.of(name).map(({ row, cells }) => [row, cells]))]);
    }
  });

  test('it goes through two years, every month with a ledger, a close, contracts and reports of the regions', () => {
    const months = new Set<string>();
    for (const { on } of steps) months.add(on?.slice(0, 7) ?? '');
    expect(months.size).toBe(25);
    const notes = steps.map(({ note }) => note).join('\n');
    for (const month of ['December 2024', 'July 2025', 'March 2026', 'October 2026']) {
      expect(notes).toContain(`Ledger of ${month}`);
      expect(notes).toContain(`Soft close of ${month}`);
      expect(notes).toContain(`Progress in ${month}, North`);
    }
    expect(notes).toContain('Approved by the board of ');
    expect(notes).toContain('Correct the progress of ');
    for (const act of ['Board districts redrawn after the census', 'Regional offices reorganized'])
      expect(notes).toContain(act);
    expect(new Set(steps.map(({ by }) => by))).toEqual(new Set(['admin', 'finance', 'north', 'south']));
  });

  test('nobody knows what is still to come: no date of an act lies after the step that tells it', () => {
    const acts: readonly (readonly [TableName, string])[] = [
      ['expenditures', 'postingDate'],
      ['commitments', 'awardDate'],
      ['milestones', 'actualStart'],
      ['milestones', 'actualFinish'],
      ['changes', 'boardDate'],
      ['periods', 'closedOn'],
      ['projects', 'approvalDate'],
    ];
    const early: string[] = [];
    play((plan, { on, note }) => {
      if (note === 'Opening plan' || on === null) return;
      const day = on.slice(0, 10);
      for (const [table, column] of acts) {
        for (const cells of cellsOf(plan, table)) {
          const act = cells[column];
          if (typeof act === 'string' && act > day) early.push(`${note}: ${table}.${column} ${act} on ${day}`);
        }
      }
    });
    expect(early).toEqual([]);
  });

  test('a change is drafted, submitted and decided, each on its own day', () => {
    const statuses = new Map<string, Set<string>>();
    play((plan) => {
      for (const { number, status } of cellsOf(plan, 'changes')) {
        const key = String(number);
        statuses.set(key, (statuses.get(key) ?? new Set()).add(String(status)));
      }
    });
    const newer = rows.of('changes').filter(({ cells }) => String(cells['effectiveDate'] ?? '') > '2025-02-01');
    expect(newer.length).toBeGreaterThan(20);
    for (const { cells } of newer) {
      const expected =
        cells['type'] === 'Board Amendment'
          ? ['Draft', 'Pending', 'BOC Recommended', 'Approved']
          : ['Draft', 'Pending', 'Approved'];
      expect([cells['number'], [...(statuses.get(String(cells['number'])) ?? [])]]).toEqual([
        cells['number'],
        expected,
      ]);
    }
  });

  test('a funding request is asked for, funded, begun and paid out, more each quarter', () => {
    const states = new Map<string, string[]>();
    play((plan) => {
      for (const { frn, status, form486Date, disbursed = 0 } of cellsOf(plan, 'fundingRequests')) {
        const told = `${String(status)} ${form486Date === undefined ? '' : 'begun '}${String(disbursed)}`;
        const known = states.get(String(frn)) ?? [];
        if (known.at(-1) !== told) states.set(String(frn), [...known, told]);
      }
    });
    const whole = [...states.values()].filter(([first, second, third]) => {
      return first === 'Pending 0' && second === 'Funded 0' && third === 'Funded begun 0';
    });
    expect(whole.length).toBeGreaterThan(0);
    for (const told of states.values()) {
      const paid = told.map((state) => Number(state.split(' ').at(-1)));
      expect(paid).toEqual([...paid].sort((a, b) => a - b));
    }
  });

  test('months close one after the other, after their ledger has come in', () => {
    const closed: string[] = [];
    play((plan, { note }) => {
      if (!note.startsWith('Close of')) return;
      const now = cellsOf(plan, 'periods')
        .filter(({ status }) => status === 'Closed')
        .map(({ period }) => String(period));
      closed.push(now.sort().at(-1) ?? '');
    });
    expect(closed).toEqual([...closed].sort());
    expect(closed.at(-1)).toBe('2026-09');
    expect(DATA_DATE.slice(0, 7)).toBe('2026-10');
  });
});
