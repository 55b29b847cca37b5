import { describe, expect, test } from 'vitest';
import { columnWidths, TABLE_TEXT, type ColumnContent } from './column-widths.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const code: ColumnContent = { longest: 10, part: null };
const text = (part: number, longest = 4): ColumnContent => ({ longest, part });

describe('widths of columns', () => {
  test('codes and figures have what they need, and text shares the rest by its parts', () => {
    const { widths, textSize } = columnWidths([code, text(10), text(30)], 500);
    expect(textSize).toBe(TABLE_TEXT);
    expect(sum(widths)).toBeCloseTo(500);
    expect((widths[2] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(3);
  });

  test('no word is wider than its column, however small its part', () => {
    const { widths } = columnWidths([text(1, 20), text(99)], 300);
    expect(widths[0]).toBeCloseTo(20 * 0.51 * TABLE_TEXT + 6);
    expect(sum(widths)).toBeCloseTo(300);
  });

  test('a table that is too wide is set smaller and fits', () => {
    const { widths, textSize } = columnWidths([code, code, code, code], 100);
    expect(sum(widths)).toBeCloseTo(100);
    expect(textSize).toBeLessThan(TABLE_TEXT);
  });
});
