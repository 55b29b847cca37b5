import { describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { type Content, type Scalar, errorOfText, isCellError } from '../book/cell.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { complexPages } from './documented/complex-pages.ts';
import { datePages } from './documented/date-pages.ts';
import { FUNCTIONS } from './functions.ts';
import type { DocumentedPage } from './documented/documented-case.ts';
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

/** Where a formula is calculated: well away from the page's cells, with room to spill. */
const PLACE = areaOf(0, 30, 1, 1);

function openPage({ data }: DocumentedPage): { readonly book: MemoryBook; readonly id: string } {
  const book = new MemoryBook();
  const { id } = book.addSheet('Sheet1');
  if (data.length > 0)
    book.write(
      id,
      0,
      0,
      data.map((row) => row.map(contentOf)),
    );
  return { book, id };
}

function contentOf(value: Scalar | null): Content {
  if (typeof value !== 'string') return value ?? '';
  return value.startsWith('=') && value !== '=' && !value.startsWith('="=') ? { formula: value } : plain(value);
}

/** A criterion such as `="=Apple"` is a formula in the documentation, and a text by what it gives. */
function plain(value: string): Content {
  return value.startsWith('="=') ? value.slice(2, -1) : (errorOfText(value) ?? value);
}

function shown(value: Scalar | undefined): unknown {
  return isCellError(value) ? value.error : value;
}

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
    const { book, id } = openPage(page);
    book.write(id, PLACE.row, PLACE.column, [[{ formula }]]);
    const rows: readonly (readonly Scalar[])[] = Array.isArray(expected) ? expected : [[expected]];
    const area = { ...PLACE, rowCount: rows.length, columnCount: rows[0]?.length ?? 1 };
    const actual = book.readValues(id, area).map((row) => row.map(shown));
    const isRight = rows.every((row, at) => row.every((value, column) => agree(actual[at]?.[column], value)));
    expect(isRight ? rows : actual).toEqual(rows);
  });
});
