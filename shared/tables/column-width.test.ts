import { expect, test } from 'vitest';
import { columnWidth } from './column-width.ts';

test('[FC8] a column is as wide as its cells or its header need, with room for the filter button', () => {
  expect(columnWidth({ label: 'Code', width: 12 })).toBe(15);
  expect(columnWidth({ label: 'Committed (contract value)', width: 22 })).toBe(29);
});
