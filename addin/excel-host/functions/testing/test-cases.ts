import { expect, test } from 'vitest';
import type { Scalar } from '../../book/cell.ts';
import { type CaseData, type CaseResult, calculateCase, rowsOf } from './calculate-case.ts';

/** One test for each formula: what it gives beside these cells. Numbers agree to 12 digits. */
export function testCases(data: CaseData, cases: readonly (readonly [formula: string, expected: CaseResult])[]): void {
  test.each(cases.map(([formula, expected]) => ({ formula, expected, shown: JSON.stringify(expected) })))(
    '$formula is $shown',
    ({ formula, expected }) => {
      const rows = rowsOf(expected);
      const actual = calculateCase(data, formula, expected);
      expect(actual.map((row, at) => row.map((value, column) => tidied(value, rows[at]?.[column])))).toEqual(rows);
    },
  );
}

function tidied(actual: unknown, expected: Scalar | undefined): unknown {
  if (typeof actual !== 'number' || typeof expected !== 'number') return actual;
  return Math.abs(actual - expected) <= Math.max(1e-12, Math.abs(expected) * 1e-12) ? expected : actual;
}
