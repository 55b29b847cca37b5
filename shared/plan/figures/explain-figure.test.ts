import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import { cuts, isPlaceCut } from './cuts.ts';
import { planFacts } from './plan-facts.ts';
import { programRows } from './columns-read.ts';
import { totalsOf, type MeasureValues } from './totals.ts';
import { explainFigure, type FigurePart } from './explain-figure.ts';
import { explainedMeasures } from './figure-weight.ts';
import { tries } from '../../../test/run-size.ts';

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
        const figures = cuts.flatMap((cut) => {
          const { total, rows } = totalsOf(facts, [cut]);
          return [...figuresOf(total, {}), ...rows.flatMap((row) => figuresOf(row.values, { [cut]: row.groups[0] }))];
        });
        const answers = figures.map(({ name, part }) => ({ name, part, cents: explained(name, part) }));
        expect(answers).toEqual(figures);
      }),
      { numRuns: tries(30) },
    );
  });

  test('the entries of a place and of another cut at once add up to it as well', () => {
    const pairs = fc.tuple(
      fc.constantFrom(...cuts.filter(isPlaceCut)),
      fc.constantFrom('category', 'source', 'status', 'fiscalYear'),
    );
    fc.assert(
      fc.property(storedPrograms, pairs, fc.constantFrom('current', 'obligated', 'vac'), (stored, by, measure) => {
        const program = programRows(stored);
        const facts = planFacts(program);
        for (const { groups, values } of totalsOf(facts, by).rows) {
          const part = Object.fromEntries(by.map((cut, i) => [cut, groups[i]]));
          const { total } = explainFigure({ program, facts, asOf: null, measure, part });
          expect([part, total]).toEqual([part, values[measure]]);
        }
      }),
      { numRuns: tries(50) },
    );
  });

  test('of a place they are the rows that lie there, and one share of each project that is for several sites', () => {
    fc.assert(
      fc.property(storedPrograms, fc.constantFrom('North', 'South', 'East'), (stored, region) => {
        const program = programRows(stored);
        const facts = planFacts(program);
        const { entries } = explainFigure({ program, facts, asOf: null, measure: 'current', part: { region } });
        const shares = entries.filter(({ account }) => account === 'share');
        expect(new Set(shares.map(({ project }) => project)).size).toBe(shares.length);
        for (const { account, line } of entries) {
          if (account === 'share') continue;
          const location = program.budgetLines.find(({ cells }) => cells.id === line)?.cells.location ?? '';
          expect(facts.sites.get(location)?.region).toBe(region);
        }
      }),
      { numRuns: tries(50) },
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
      { numRuns: tries(50) },
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
      { numRuns: tries(50) },
    );
  });
});
