import type { ICellData } from '@univerjs/core';
import { describe, expect, test } from 'vitest';
import { cellError, type Scalar } from 'excel-host/book/cell.ts';
import { allowUniver } from './testing/load-univer.ts';

allowUniver();
const { CellValueType } = await import('@univerjs/core');
const { contentOf, sameContent, toCellValue } = await import('./cell-data.ts');

test.each<Scalar>(['', 'Alder', '007', '#N/A', 'TRUE', 0, -1.5, true, false, cellError('#N/A'), cellError('#REF!')])(
  '%j comes back from the grid as it was',
  (value) => {
    expect(contentOf(toCellValue(value), undefined)).toEqual(value);
  },
);

test('a text that looks like an error is forced to be text', () => {
  expect(toCellValue('#N/A')).toEqual({ v: '#N/A', t: CellValueType.FORCE_STRING });
  expect(toCellValue('Alder')).toEqual({ v: 'Alder', t: CellValueType.STRING });
  expect(toCellValue(cellError('#N/A'))).toEqual({ v: '#N/A', t: CellValueType.STRING });
});

describe('what a cell of the grid holds', () => {
  test.each<[string, ICellData | null | undefined, Scalar]>([
    ['nothing', undefined, ''],
    ['null', null, ''],
    ['no value', {}, ''],
    ['an empty text', { v: '' }, ''],
    ['a truth value as 1', { v: 1, t: CellValueType.BOOLEAN }, true],
    ['a truth value as text', { v: '1', t: CellValueType.BOOLEAN }, true],
    ['a truth value as such', { v: true, t: CellValueType.BOOLEAN }, true],
    ['a false one', { v: 0, t: CellValueType.BOOLEAN }, false],
    ['a number as text', { v: '1.5', t: CellValueType.NUMBER }, 1.5],
    ['a forced text', { v: 7, t: CellValueType.FORCE_STRING }, '7'],
    ['a truth value typed as a number', { v: true, t: CellValueType.NUMBER }, true],
    ['an untyped number', { v: 7 }, 7],
  ])('%s', (_what, cell, content) => {
    expect(contentOf(cell, undefined)).toEqual(content);
  });

  test('is its formula before any value', () => {
    expect(contentOf({ v: 7, t: CellValueType.NUMBER }, '=A1')).toEqual({ formula: '=A1' });
  });

  test('of text with lines are the lines, without the end that the grid adds', () => {
    const cell = (dataStream: string): ICellData => ({ p: { id: 'd', documentStyle: {}, body: { dataStream } } });
    expect(contentOf(cell('one\rtwo\r\n'), undefined)).toBe('one\ntwo');
    expect(contentOf(cell('\r\n'), undefined)).toBe('');
  });
});

test('contents are the same by value, formulas by their text', () => {
  expect(sameContent({ formula: '=A1' }, { formula: '=A1' })).toBe(true);
  expect(sameContent({ formula: '=A1' }, { formula: '=A2' })).toBe(false);
  expect(sameContent({ formula: '=A1' }, cellError('#N/A'))).toBe(false);
  expect([sameContent(1, 1), sameContent(1, '1'), sameContent('', 0)]).toEqual([true, false, false]);
});
