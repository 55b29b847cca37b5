import { describe, expect, test } from 'vitest';
import type { Scalar } from '../book/cell.ts';
import { complexPages } from './documented/complex-pages.ts';
import { datePages } from './documented/date-pages.ts';
import { FUNCTIONS } from './functions.ts';
import { engineeringPages } from './documented/engineering-pages.ts';
import { financePages } from './documented/finance-pages.ts';
import { logicPages } from './documented/logic-pages.ts';
import { lookupPages } from './documented/lookup-pages.ts';
import { mathPagesAToL } from './documented/math-pages-a-l.ts';
import { mathPagesMToZ } from './documented/math-pages-m-z.ts';
import { statisticsPagesAToL } from './documented/statistics-pages-a-l.ts';
import { statisticsPagesMToZ } from './documented/statistics-pages-m-z.ts';
import { olderPages } from './documented/older-pages.ts';
import { textPages } from './documented/text-pages.ts';
import { calculateCase, rowsOf } from './testing/calculate-case.ts';

const pages = [
  ...mathPagesAToL,
  ...mathPagesMToZ,
  ...logicPages,
  ...lookupPages,
  ...statisticsPagesAToL,
  ...statisticsPagesMToZ,
  ...textPages,
  ...datePages,
  ...financePages,
  ...engineeringPages,
  ...complexPages,
  ...olderPages,
];

const cases = pages.flatMap((page) =>
  page.cases.map(([formula, expected]) => [`${page.page}: ${formula}`, page, formula, expected] as const),
);

/** Two numbers agree when they do in the digits the documentation shows. */
function agree(actual: unknown, expected: Scalar): boolean {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual === expected;
  const written = String(expected);
  if (written.includes('e')) return Math.abs(actual - expected) <= Math.abs(expected) * 0.005;
  const decimals = written.split('.')[1]?.length ?? 0;
  const tolerance = decimals === 0 ? Math.max(1, Math.abs(expected)) * 1e-6 : 0.6 * 10 ** -decimals;
  return Math.abs(actual - expected) <= tolerance;
}

describe("Microsoft's examples", () => {
  test('are at least 400, on pages that are named', () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
    expect(pages.filter(({ page }) => page === '')).toEqual([]);
  });

  test('there is one at least of every function but those of the clock and of chance', () => {
    const called = new Set(
      cases.flatMap(([, , formula]) =>
        [...formula.toUpperCase().matchAll(/([A-Z][A-Z.0-9]*)\(/g)].map(([, name]) => name),
      ),
    );
    const fromData = JSON.stringify(pages.map(({ data }) => data));
    const untried = [...FUNCTIONS.keys()].filter((name) => !called.has(name) && !fromData.includes(`${name}(`));
    expect(untried).toEqual(['RAND', 'RANDBETWEEN', 'RANDARRAY', 'NOW']);
  });

  test.each(cases)('%s', (_, page, formula, expected) => {
    const rows = rowsOf(expected);
    const actual = calculateCase(page.data, formula, expected);
    const isRight = rows.every((row, at) => row.every((value, column) => agree(actual[at]?.[column], value)));
    expect(isRight ? rows : actual).toEqual(rows);
  });
});
