import { expect, test } from 'vitest';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import { DIRTY_DAY, order, projectOf, row, soundGround, work } from '../dirty-plan/sound-work.ts';
import { ALL_CATEGORIES } from '../../tables/lists.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { invariantFacts, judgePlan } from './judge-plan.ts';

/** A second line of the same project, of another category, with an order of its own. */
const second = (original: number) => [
  row('budgetLines', {
    id: 'BL-1B',
    project: projectOf(1),
    source: 'BND-A',
    fiscalYear: '2026-27',
    category: 'Installation & Cabling',
    original: 10_000_000,
  }),
  order(1, original, { number: 'PO-1B', budgetLine: 'BL-1B' }),
];

const forecast = (category: string, period: string, etc: number) =>
  row('forecasts', { project: projectOf(1), category, period, etc, updatedOn: '2026-11-02' });

/** The forecasts that V36 blames, as "category period". */
function blamed(...forecasts: ReturnType<typeof forecast>[]): string[] {
  const rows = planOfRows([...soundGround, ...work(1, 'A'), order(1, 5_000_000), ...second(3_000_000), ...forecasts]);
  const verdicts = judgePlan(invariantFacts(rows, DIRTY_DAY, planFacts(rows, DIRTY_DAY)));
  const cells = verdicts.find(({ id }) => id === 'V36')?.findings.flatMap((finding) => finding.cells) ?? [];
  return cells.map((cell) => {
    const found = rows.forecasts.find(({ row: id }) => id === cell.row)?.cells;
    return found === undefined ? cell.table : `${found.category} ${found.period}`;
  });
}

test('[V36] the forecast of the category that is too low is blamed, whatever else was forecast last', () => {
  const other = 'Installation & Cabling';
  expect(blamed(forecast('Equipment', '2026-10', 100), forecast(other, '2026-11', 3_000_000))).toEqual([
    'Equipment 2026-10',
  ]);
  expect(blamed(forecast('Equipment', '2026-11', 5_000_000), forecast(other, '2026-10', 100))).toEqual([
    `${other} 2026-10`,
  ]);
});

test('[V36] several that are too low are blamed, the furthest off first; one for all categories counts for the rest', () => {
  expect(
    blamed(
      forecast('Equipment', '2026-09', 9_000_000),
      forecast('Equipment', '2026-10', 1_000_000),
      forecast(ALL_CATEGORIES, '2026-11', 0),
    ),
  ).toEqual(['Equipment 2026-10', `${ALL_CATEGORIES} 2026-11`]);
});

test('[V36] a forecast of a later month is not to blame yet', () => {
  const soon = forecast('Equipment', '2027-03', 100);
  const other = forecast('Installation & Cabling', '2026-10', 3_000_000);
  expect(blamed(forecast('Equipment', '2026-10', 4_000_000), other, soon)).toEqual(['Equipment 2026-10']);
});
