import { describe, expect, test } from 'vitest';
import type { CellStyle } from 'excel-host/book/cell.ts';
import { fromXlsxStyle, toXlsxStyle } from './cell-style.ts';

test.each<CellStyle>([
  { fillColor: '#FFEE00' },
  { fontColor: '#123ABC' },
  { fontName: 'Georgia' },
  { fontSize: 14 },
  { bold: true },
  { italic: true },
  { underline: 'Single' },
  { strikethrough: true },
  { wrapText: true },
  { horizontalAlignment: 'Left' },
  { horizontalAlignment: 'Center' },
  { horizontalAlignment: 'Right' },
  { horizontalAlignment: 'Justify' },
  { verticalAlignment: 'Top' },
  { verticalAlignment: 'Center' },
  { locked: false },
  { bold: true, italic: true, fillColor: '#000000', wrapText: true, locked: false },
])('the look %j comes back from a file as it was, and alone', (style) => {
  expect(fromXlsxStyle(toXlsxStyle(style, 'General'))).toEqual(style);
});

describe('what is standard is not written', () => {
  test.each<CellStyle>([
    {},
    { bold: false, italic: false, strikethrough: false, wrapText: false },
    { underline: 'None' },
    { locked: true },
    { horizontalAlignment: 'General' },
  ])('%j', (style) => {
    expect(toXlsxStyle(style, 'General')).toBeUndefined();
  });

  test('any other number format is', () => {
    expect(toXlsxStyle({}, '0.00')).toEqual({ numFmt: '0.00' });
  });
});

describe('what a file says is read', () => {
  test('the standard font and size of a file are nobody’s choice', () => {
    expect(fromXlsxStyle({ font: { name: 'Calibri', size: 11 } })).toEqual({});
    expect(fromXlsxStyle({ font: { name: 'Arial', size: 10 } })).toEqual({ fontSize: 10 });
    expect(fromXlsxStyle(undefined)).toEqual({});
  });

  test('the bottom, where cells stand anyhow, is not told', () => {
    expect(toXlsxStyle({ verticalAlignment: 'Bottom' }, 'General')).toEqual({ alignment: { vertical: 'bottom' } });
    expect(fromXlsxStyle({ alignment: { vertical: 'bottom' } })).toEqual({});
  });

  test('a fill is one of a single colour; a theme’s colour stays the theme’s', () => {
    const yellow = { rgb: 'FFFFEE00' };
    expect(fromXlsxStyle({ fill: { type: 'pattern', pattern: 'solid', fgColor: yellow } })).toEqual({
      fillColor: '#FFEE00',
    });
    expect(fromXlsxStyle({ fill: { type: 'pattern', pattern: 'gray125', fgColor: yellow } })).toEqual({});
    expect(fromXlsxStyle({ fill: { type: 'pattern', pattern: 'solid', fgColor: { theme: 1 } } })).toEqual({});
  });

  test('colours have eight digits in a file, the first two opaque, in capitals', () => {
    expect(toXlsxStyle({ fontColor: '#abcdef', fillColor: '#abcdef' }, 'General')).toMatchObject({
      font: { color: { rgb: 'FFABCDEF' } },
      fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFABCDEF' } },
    });
  });

  test('an underline that is off is none', () => {
    expect(fromXlsxStyle({ font: { underline: false } })).toEqual({});
    expect(fromXlsxStyle({ font: { underline: 'double' } })).toEqual({ underline: 'Single' });
  });
});
