import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storedPrograms } from '../../test/golden/program-arbitrary.ts';
import { planFacts } from './figures/plan-facts.ts';
import { programRows } from './figures/program-rows.ts';
import { totalsOf, type MeasureValues } from './figures/totals.ts';
import { explainFigure, type FigurePart } from './explain-figure.ts';
import { explainedCuts } from './explained-cuts.ts';
import { explainedMeasures } from './figure-weight.ts';

const days = fc.option(fc.constantFrom('2025-12-31', '2026-06-30'), { nil: null });

describe('a figure answers for itself', () => {
  test('the entries of every figure in money add up to it, for the program and for every group of every cut', () => {
    fc.assert(
      fc.property(storedPrograms, days, (stored, asOf) => {
        const program = programRows(stored);
        const facts = planFacts(program, asOf);
        const explained = (measure: string, part: FigurePart) =>
          explainFigure({ program, facts, asOf, measure, part }).total;
        const figuresOf = (values: MeasureValues, part: FigurePart) =>
          explainedMeasures.flatMap((name) => (name in values ? [{ name, part, cents: values[name] }] : []));
        const figures = explainedCuts.flatMap((cut) => {
          const { total, rows } = totalsOf(facts, [cut]);
          return [...figuresOf(total, {}), ...rows.flatMap((row) => figuresOf(row.values, { [cut]: row.groups[0] }))];
        });
        const answers = figures.map(({ name, part }) => ({ name, part, cents: explained(name, part) }));
        expect(answers).toEqual(figures);
      }),
      { numRuns: 30 },
    );
  });

  test('what a row posts and has taken back since is not listed', () => {
    fc.assert(
      fc.property(storedPrograms, fc.constantFrom(...explainedMeasures), days, (stored, measure, asOf) => {
        const program = programRows(stored);
        const { entries } = explainFigure({ program, facts: planFacts(program, asOf), asOf, measure, part: {} });
        const places = entries.map(({ table, row, account, line }) => [table, row, account, line].join(' '));
        expect(new Set(places).size).toBe(places.length);
      }),
      { numRuns: 50 },
    );
  });

  test('groups add up to the figure, count their entries, and name the change', () => {
    fc.assert(
      fc.property(storedPrograms, fc.constantFrom(...explainedMeasures), (stored, measure) => {
        const program = programRows(stored);
        const { total, groups, entries } = explainFigure({
          program,
          facts: planFacts(program),
          asOf: null,
          measure,
          part: {},
        });
        expect(groups.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
        for (const { account, change, amount, count } of groups) {
          const own = entries.filter((entry) => entry.account === account && entry.change === change);
          expect([own.length, own.reduce((sum, entry) => sum + entry.amount, 0)]).toEqual([count, amount]);
        }
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(entries.length);
      }),
      { numRuns: 50 },
    );
  });
});
