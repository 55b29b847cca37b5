import { describe, expect, test } from 'vitest';
import { cellError } from './cell.ts';
import { displayText } from './format-number.ts';

describe('the text of a cell', () => {
  test.each([
    [0.75, 'h:mm AM/PM', '6:00 PM'],
    [42_736, 'dddd', 'Sunday'],
    [42_736, 'mmmm d, yyyy', 'January 1, 2017'],
    [1.5, '[h]:mm', '36:00'],
    [1.5, '# ?/?', '1 1/2'],
    [123_456_789_012, 'General', '1.23457E+11'],
    [1 / 3, 'General', '0.333333333'],
    [0.1 + 0.2, 'General', '0.3'],
    [1e-10, 'General', '1E-10'],
    [-0, 'General', '0'],
    [12, '', '12'],
    [0.5, '', '0.5'],
    ['text', '', 'text'],
    ['text', 'General', 'text'],
    ['text', '@', 'text'],
    ['text', '0.00', 'text'],
    ['text', '"<"@">"', '<text>'],
    [true, 'General', 'TRUE'],
    [false, '0.00', 'FALSE'],
    [99_999_999_999, 'General', '99999999999'],
    [100_000_000_000, 'General', '1E+11'],
    [-99_999_999_999, 'General', '-99999999999'],
    [1234.567, '$#,##0.00', '$1,234.57'],
    [-1234.5, '#,##0.00_);(#,##0.00)', '(1,234.50)'],
    [1_234_567, '#,##0,"k"', '1,235k'],
    [5, '0;-0;"none"', '5'],
    [0, '0;-0;"none"', 'none'],
    [0.285, '0.0%', '28.5%'],
    [60, 'yyyy-mm-dd', '1900-02-29'],
    [-1, 'm/d/yyyy', '########'],
    [2_958_466, 'm/d/yyyy', '########'],
    [5, ';;;', ''],
    [5, '@', '5'],
    [1234.5, '[Red]0.0', '1234.5'],
    [1_234_567_898, '[<=9999999]###-####;(###) ###-####', '(123) 456-7898'],
  ])('[FE2] of %d in %s is %s', (value, format, text) => {
    expect(displayText(value, format)).toBe(text);
  });

  test.each([
    ['abc', '0.00', 'abc'],
    ['abc', '@', 'abc'],
    ['abc', '0;0;0;"<"@">"', '<abc>'],
    [true, '0.00', 'TRUE'],
    [false, 'General', 'FALSE'],
    [cellError('#N/A'), '0.00', '#N/A'],
  ])('of %s in %s is %s', (value, format, text) => {
    expect(displayText(value, format)).toBe(text);
  });
});
