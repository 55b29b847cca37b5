import { describe, expect, test } from 'vitest';
import { cellError, type Scalar } from './cell.ts';
import { compareScalars } from './compare-scalars.ts';
import { sortOrder } from './sort-order.ts';

const sorted = (values: readonly Scalar[], ascending = true, matchCase = false): Scalar[] =>
  values.toSorted((a, b) => compareScalars(a, b, { ascending, matchCase }));

describe('values', () => {
  const mixed: readonly Scalar[] = ['', true, 'b', cellError('#N/A'), 10, 'A', false, 9, -1];

  test('come as numbers, texts, truth values and errors; blank cells come last, whichever way', () => {
    expect(sorted(mixed)).toEqual([-1, 9, 10, 'A', 'b', false, true, cellError('#N/A'), '']);
    expect(sorted(mixed, false)).toEqual([cellError('#N/A'), true, false, 'b', 'A', 10, 9, -1, '']);
  });

  test('are equal where they are texts in another case, unless case counts; errors are all alike', () => {
    const compare = (a: Scalar, b: Scalar, matchCase: boolean) => compareScalars(a, b, { ascending: true, matchCase });
    expect([compare('a', 'A', false), compare('a', 'A', true), compare('A', 'a', true)]).toEqual([0, 1, -1]);
    expect([compare('a', 'b', false), compare('b', 'a', true), compare('', '', false)]).toEqual([-1, 1, 0]);
    expect(compare(cellError('#N/A'), cellError('#REF!'), false)).toBe(0);
    expect([compare('', 'a', false), compare('a', '', false)]).toEqual([1, -1]);
  });
});

describe('rows', () => {
  const rows = [
    ['b', 2],
    ['a', 2],
    ['B', 1],
    ['a', 1],
  ];
  const all = () => true;

  test('are put in order by one field after another, each its own way; equal ones keep their order', () => {
    expect(sortOrder(rows, [{ key: 0 }], {}, all)).toEqual([1, 3, 0, 2]);
    expect(sortOrder(rows, [{ key: 0 }, { key: 1 }], {}, all)).toEqual([3, 1, 2, 0]);
    expect(sortOrder(rows, [{ key: 0, ascending: false }, { key: 1 }], {}, all)).toEqual([2, 0, 3, 1]);
    expect(sortOrder(rows, [{ key: 0 }], { matchCase: true }, all)).toEqual([2, 1, 3, 0]);
    expect(sortOrder(rows, [], {}, all)).toEqual([0, 1, 2, 3]);
    expect(sortOrder(rows, [{ key: 7 }], {}, all)).toEqual([0, 1, 2, 3]);
  });

  test('that are hidden stay where they are', () => {
    expect(sortOrder(rows, [{ key: 0 }, { key: 1 }], {}, (offset) => offset !== 1)).toEqual([3, 1, 2, 0]);
    expect(sortOrder(rows, [{ key: 1 }], {}, (offset) => offset > 1)).toEqual([0, 1, 2, 3]);
  });
});
