import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import { cuts, type Cut } from './cuts.ts';
import { measures } from './measures.ts';
import { planFacts, type PlanFacts } from './plan-facts.ts';
import { programRows } from './columns-read.ts';
import type { ProgramRows } from './program-rows.ts';
import { totalsOf, type MeasureValues } from './totals.ts';

const moneyNames = measures.filter(({ kind }) => kind === 'money').map(({ name }) => name);
const cutLists = fc.uniqueArray(fc.constantFrom<Cut>(...cuts), { maxLength: 3 });
const cutOffs = fc.option(fc.constantFrom('2025-12-31', '2026-06-30'), { nil: null });
const money = (values: MeasureValues, name: string) => values[name] ?? 0;

type Project = PlanFacts['projects'] extends ReadonlyMap<string, infer P> ? P : never;

function isClosedOn(cells: Project['cells'], asOf: string | null): boolean {
  const since = cells?.financiallyClosedOn ?? '';
  return cells?.financialStatus === 'Closed' && (asOf === null || since <= asOf);
}

/** The estimate said again, category by category, with none of the product's steps. */
function expectedEstimate(program: ProgramRows, number: string, lines: Project['lines'], asOf: string | null): number {
  const month = (asOf ?? '9999-12').slice(0, 7);
  const known = program.forecasts
    .map(({ cells }) => cells)
    .filter(({ project, period }) => project === number && period <= month)
    .sort((a, b) => (a.period < b.period ? -1 : 1));
  const latest = new Map(known.map(({ category, etc }) => [category, etc]));
  const forAll = latest.get('All categories');
  latest.delete('All categories');
  const without = [...new Set(lines.map(({ category }) => category ?? ''))].filter((category) => !latest.has(category));
  const own = [...latest.values()].reduce((sum, etc) => sum + etc, 0);
  if (forAll !== undefined) return own + (without.length > 0 || lines.length === 0 ? forAll : 0);
  return without.reduce((sum, category) => {
    const amounts = lines.filter((line) => line.category === category).map((line) => line.amounts);
    const unspent = amounts.reduce((soFar, { current, expended }) => soFar + current - expended, 0);
    const open = amounts.reduce((soFar, { openEncumbrance }) => soFar + openEncumbrance, 0);
    return sum + Math.max(unspent, open, 0);
  }, own);
}

/** By source: cents encumbered on projects that are financially closed, for which no estimate counts any more. */
function openOfClosedProjects(facts: PlanFacts, asOf: string | null): Map<string, number> {
  const bySource = new Map<string, number>();
  for (const { cells, lines } of facts.projects.values()) {
    if (!isClosedOn(cells, asOf)) continue;
    for (const { source, amounts } of lines) {
      const name = source ?? '';
      bySource.set(name, (bySource.get(name) ?? 0) + amounts.openEncumbrance);
    }
  }
  return bySource;
}

describe('totals of generated programs', () => {
  test('[PRO5] every additive measure of every cut adds up to the same program total, to the cent', () => {
    fc.assert(
      fc.property(storedPrograms, cutLists, cutOffs, (stored, by, asOf) => {
        const facts = planFacts(programRows(stored), asOf);
        const program = totalsOf(facts, []).total;
        const cut = totalsOf(facts, by);
        for (const name of by.length === 0 ? [] : moneyNames) {
          const sum = cut.rows.reduce((soFar, { values }) => soFar + money(values, name), 0);
          expect([name, sum]).toEqual([name, money(program, name)]);
        }
      }),
    );
  });

  test('a finer cut by several attributes adds up to each coarser one', () => {
    fc.assert(
      fc.property(storedPrograms, cutLists, (stored, by) => {
        const facts = planFacts(programRows(stored));
        const fine = totalsOf(facts, by);
        by.forEach((cut, i) => {
          for (const { groups, values } of totalsOf(facts, [cut]).rows) {
            const parts = fine.rows.filter((row) => row.groups[i] === groups[0]);
            for (const name of moneyNames) {
              const sum = parts.reduce((soFar, row) => soFar + money(row.values, name), 0);
              expect([cut, groups, name, sum]).toEqual([cut, groups, name, money(values, name)]);
            }
          }
        });
      }),
    );
  });

  test('T9 = T7 + T8, T3 = T10 + T9 = T11 + T7 = T13 + T14, T6 = T8 + T7 less direct cost, in the total', () => {
    fc.assert(
      fc.property(storedPrograms, cutOffs, (stored, asOf) => {
        const { total } = totalsOf(planFacts(programRows(stored), asOf), []);
        const v = (name: string) => money(total, name);
        expect(v('obligated')).toBe(v('expended') + v('openEncumbrance'));
        expect(v('current')).toBe(v('uncommitted') + v('obligated'));
        expect(v('current')).toBe(v('unspent') + v('expended'));
        expect(v('current')).toBe(v('eac') + v('vac'));
        expect(v('current')).toBe(v('original') + v('boardChanges') + v('staffChanges'));
        expect(v('committed')).toBe(v('openEncumbrance') + v('expended') - v('directCost'));
        expect(v('etc')).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('[FA11] no source is forecast below what it is obligated for, and the sources add up to the program', () => {
    fc.assert(
      fc.property(storedPrograms, cutOffs, (stored, asOf) => {
        const facts = planFacts(programRows(stored), asOf);
        const { rows, total } = totalsOf(facts, ['source']);
        const owedByClosed = openOfClosedProjects(facts, asOf);
        for (const { groups, values } of rows) {
          const [source = ''] = groups;
          const below = money(values, 'obligated') - (owedByClosed.get(source) ?? 0) - money(values, 'eac');
          expect([source, below <= 0, below]).toEqual([source, true, below]);
        }
        for (const name of ['etc', 'eac', 'vac']) {
          const sum = rows.reduce((soFar, { values }) => soFar + money(values, name), 0);
          expect([name, sum]).toEqual([name, money(total, name)]);
        }
      }),
    );
  });

  test('[T12, FA11] a project’s estimate is that of its categories, unless more than that is under contract', () => {
    fc.assert(
      fc.property(storedPrograms, cutOffs, (stored, asOf) => {
        const program = programRows(stored);
        for (const { number, cells, lines, amounts } of planFacts(program, asOf).projects.values()) {
          const real = lines.filter(({ row }) => row !== null);
          const expected = isClosedOn(cells, asOf) ? 0 : expectedEstimate(program, number, real, asOf);
          const open = real.reduce((sum, line) => sum + line.amounts.openEncumbrance, 0);
          const isClosed = isClosedOn(cells, asOf);
          expect([number, amounts.etc]).toEqual([number, isClosed ? 0 : Math.max(expected, open)]);
        }
      }),
    );
  });

  test('no amount is negative zero, which JSON and equality would treat differently', () => {
    fc.assert(
      fc.property(storedPrograms, cutLists, (stored, by) => {
        const { rows, total } = totalsOf(planFacts(programRows(stored)), by);
        for (const values of [total, ...rows.map((row) => row.values)]) {
          for (const value of Object.values(values)) expect(Object.is(value, -0)).toBe(false);
        }
      }),
    );
  });

  test('the order of the stored rows does not matter', () => {
    fc.assert(
      fc.property(storedPrograms, cutLists, (stored, by) => {
        const turned = Object.fromEntries(Object.entries(stored).map(([name, rows]) => [name, [...rows].reverse()]));
        expect(totalsOf(planFacts(programRows(turned)), by)).toEqual(totalsOf(planFacts(programRows(stored)), by));
      }),
    );
  });
});

describe('typing stored rows', () => {
  test('a cell of the wrong type is a bug, named by table, row and column', () => {
    expect(() => programRows({ changeLines: [{ row: 'R1', cells: { change: 'BC-1', budgetLine: 'BL-1' } }] })).toThrow(
      'changeLines row R1 holds no number in amount.',
    );
  });
});
