import { describe, expect, test } from 'vitest';
import type { BorderStyle, CellStyle } from 'excel-host/book/cell.ts';
import { allowUniver } from './testing/load-univer.ts';

allowUniver();
const { BorderStyleTypes } = await import('@univerjs/core');
const { differingLooks, formatOf, lookPatch, toUniverLook } = await import('./cell-look.ts');

/** What is told of a look, without what is not there. */
function told(style: CellStyle): CellStyle {
  const entries = Object.entries(lookPatch(toUniverLook(style, 'General')));
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

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
  { verticalAlignment: 'Bottom' },
])('the look %j comes back from the grid as it was, and alone', (style) => {
  expect(told(style)).toEqual(style);
});

test.each<CellStyle>([
  {},
  { bold: false, italic: false, strikethrough: false, wrapText: false, underline: 'None' },
  { horizontalAlignment: 'General', verticalAlignment: 'Distributed' },
  { borders: {} },
])('%j is drawn as nothing', (style) => {
  expect(toUniverLook(style, 'General')).toEqual({});
});

test('a number format is part of the look, General is none', () => {
  expect(toUniverLook({}, '0.00')).toEqual({ n: { pattern: '0.00' } });
  expect([
    formatOf({ n: { pattern: '0.00' } }),
    formatOf({ n: { pattern: '' } }),
    formatOf({}),
    formatOf(null),
  ]).toEqual(['0.00', 'General', 'General', 'General']);
});

describe('borders', () => {
  const line = (border: BorderStyle) => toUniverLook({ borders: { EdgeTop: border } }, 'General').bd?.t;

  test.each<[BorderStyle, number]>([
    [{ style: 'Continuous' }, BorderStyleTypes.THIN],
    [{ style: 'Continuous', weight: 'Medium' }, BorderStyleTypes.MEDIUM],
    [{ style: 'Continuous', weight: 'Thick' }, BorderStyleTypes.THICK],
    [{ style: 'Double' }, BorderStyleTypes.DOUBLE],
    [{ style: 'Dash' }, BorderStyleTypes.DASHED],
    [{ style: 'Dot', weight: 'Thick' }, BorderStyleTypes.DOTTED],
  ])('%j', (border, drawn) => {
    expect(line(border)).toEqual({ s: drawn, cl: { rgb: '#000000' } });
  });

  test('have their colour, and each its side', () => {
    const border: BorderStyle = { style: 'Continuous', color: '#FF0000' };
    const drawn = toUniverLook(
      { borders: { EdgeBottom: border, EdgeLeft: border, EdgeRight: { style: 'None' } } },
      'General',
    );
    expect(Object.keys(drawn.bd ?? {}).sort()).toEqual(['b', 'l']);
    expect(drawn.bd?.l?.cl).toEqual({ rgb: '#FF0000' });
    expect(line({})).toBeUndefined();
  });
});

test('colours that pasted cells bring are read too', () => {
  const fill = (rgb: string) => lookPatch({ bg: { rgb } }).fillColor;
  expect(fill('rgb(255, 238, 0)')).toBe('#FFEE00');
  expect(fill('rgba(1,2,3,0.5)')).toBe('#010203');
  expect(fill('#ffee00')).toBe('#FFEE00');
  expect([fill('yellow'), fill('')]).toEqual([undefined, undefined]);
});

test('only looks that differ are told, none where the style has them', () => {
  expect(differingLooks({ bold: true }, { bold: true, italic: undefined })).toBeUndefined();
  expect(differingLooks({ bold: true }, { bold: undefined, italic: true })).toEqual({ bold: undefined, italic: true });
});
