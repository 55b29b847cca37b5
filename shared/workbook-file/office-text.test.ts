import { expect, test } from 'vitest';
import { decodeOfficeText } from './office-text.ts';

test.each([
  ['plain', 'plain'],
  ['two lines_x000D__x000A_here', 'two lines\r\nhere'],
  ['_x00e9_t_x00E9_', 'été'],
  ['_x005F_x000D_', '_x000D_'],
  ['half_x12_ and _xyz', 'half_x12_ and _xyz'],
  ['_x00410', '_x00410'],
])('%j is %j', (written, meant) => {
  expect(decodeOfficeText(written)).toBe(meant);
});
