import { describe, expect, test } from 'vitest';
import golden from '../../../test/golden/worked-example.json' with { type: 'json' };
import { planFacts } from './plan-facts.ts';
import { allocateToSites, siteShares } from './site-shares.ts';
import { goldenProgram } from '../../../test/golden/golden-program.ts';
import { totalsOf, type Totals } from './totals.ts';

/** Worked out by each test for itself, as everywhere in these tests. */
const factsOfExample = () => planFacts(goldenProgram());

/** The groups of a cut by one attribute, each cut down to the measures that the golden file names. */
function figures(totals: Totals, expected: Readonly<Record<string, object>>): Record<string, object> {
  return Object.fromEntries(
    totals.rows.map(({ groups: [group = ''], values }) => {
      const names = Object.keys(expected[group] ?? {});
      return [group, Object.fromEntries(names.map((name) => [name, values[name]]))];
    }),
  );
}

describe('the worked example', () => {
  test('[T1–T15] by project', () => {
    expect(figures(totalsOf(factsOfExample(), ['project']), golden.expected.byProject)).toEqual(
      golden.expected.byProject,
    );
  });

  test('[T20, T21] by source, with unallocated money and cash headroom', () => {
    expect(figures(totalsOf(factsOfExample(), ['source']), golden.expected.bySource)).toEqual(golden.expected.bySource);
  });

  test('by fiscal year of the line', () => {
    const byYear = totalsOf(factsOfExample(), ['fiscalYear']);
    expect(figures(byYear, golden.expected.byFiscalYear)).toEqual(golden.expected.byFiscalYear);
  });

  test('[T23] spending by posting year is a column of its own with the same total', () => {
    const byYear = totalsOf(factsOfExample(), ['fiscalYear']);
    expect(byYear.rows.map(({ groups, values }) => [groups[0], values['expendedByPostingYear']])).toEqual([
      ['2025-26', golden.expected.program.expended],
      ['2026-27', 0],
    ]);
    expect(byYear.total['expendedByPostingYear']).toBe(golden.expected.program.expended);
  });

  test('the program', () => {
    expect(totalsOf(factsOfExample(), []).total).toMatchObject(golden.expected.program);
    expect(totalsOf(factsOfExample(), []).rows).toEqual([]);
  });

  test('[T5, T16–T19, T22] contingency, reserve, change orders and proposed budget', () => {
    expect(totalsOf(factsOfExample(), []).total).toMatchObject({
      proposed: 755_000_000,
      boardChanges: 0,
      staffChanges: 0,
      directCost: 1_234_567,
      contingencyBudget: 36_000_000,
      contingencyDrawn: 0,
      contingencyPercent: 5,
      programReserve: 25_000_000,
      changeOrderRate: 1.4,
    });
  });

  test('a project’s current budget goes to its sites by enrollment', () => {
    const facts = factsOfExample();
    const current = facts.projects.get('26.00001')?.amounts.current ?? 0;
    const shares = siteShares(goldenProgram()).get('26.00001') ?? [];
    expect(allocateToSites(current, shares)).toEqual(golden.expected.project2600001CurrentByEnrollment225_256_581);
    const bySite = totalsOf(facts, ['site']);
    expect(bySite.rows.map(({ groups, values }) => [groups[0], values['current']])).toEqual([
      ['0417', 104_872_881],
      ['0420', 119_322_034],
      ['0433', 270_805_085],
      ['Districtwide', 260_000_000],
    ]);
  });

  test('[T7] a cut-off before the first posting leaves nothing expended', () => {
    const early = totalsOf(planFacts(goldenProgram(), '2026-02-10'), []).total;
    expect(early).toMatchObject({ expended: 0, current: 755_000_000, openEncumbrance: 649_233_333 });
  });
});
