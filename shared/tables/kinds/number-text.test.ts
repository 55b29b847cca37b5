import { describe, expect, test } from 'vitest';
import type { Column } from '../column.ts';
import { cellFromExcel } from './kind-of.ts';

const look = { label: 'Line', help: '', width: 8 };
const integer: Column = { ...look, kind: 'integer', min: -20, max: 5_000_000 };
const percent: Column = { ...look, kind: 'percent' };
const decimal: Column = { ...look, kind: 'decimal', scale: 6 };
const read = (column: Column, value: string) =>
  cellFromExcel(column, { value, isFormula: false, isError: false, date1904: false });

describe('[FA12] a number that is stored as text', () => {
  test.each([
    [integer, '12', 12],
    [integer, ' -3 ', -3],
    [integer, '−3', -3],
    [integer, '(3)', -3],
    [integer, '0012', 12],
    [integer, '12.0', 12],
    [integer, '1 200', 1200],
    [integer, '1,234,567', 1_234_567],
    [integer, '-0', 0],
    [decimal, '34.0522', 34_052_200],
    [decimal, '0.125', 125_000],
    [decimal, '-118.24368', -118_243_680],
    [percent, '62.5%', 625_000],
    [percent, '62.5 %', 625_000],
    [percent, '100%', 1_000_000],
    [percent, '33.3333%', 333_333],
  ])('is read where it reads in one way only, and told: %# %s', (column, text, value) => {
    const warning = `Line: the text ${text.trim()} was read as ${text.trim()}.`;
    expect(read(column, text)).toEqual({ ok: true, value, warning });
  });

  test.each([
    [integer, '1,234', 'a number, such as 1234.'],
    [integer, '1.234', 'a number, such as 1234.'],
    [decimal, '34.052', 'a number, such as 1234.5.'],
    [decimal, '34,0522', 'a number, such as 1234.5.'],
    [percent, '85', 'a number, such as 12.5%.'],
    [percent, '0.85', 'a number, such as 12.5%.'],
    [percent, '62,5%', 'a number, such as 12.5%.'],
  ])('is refused as text where it can be read in two ways: %# %s', (column, text, way) => {
    const message = `Line ${text} is text that can be read in more than one way. Type it as ${way}`;
    expect(read(column, text)).toEqual({ ok: false, rule: 'E2', message });
  });

  test.each([
    [integer, 'four', 'Line must be a whole number, not four.'],
    [integer, '12.5', 'Line must be a whole number, not 12.5.'],
    [integer, '12%', 'Line must be a whole number, not 12%.'],
    [integer, '(-3)', 'Line must be a whole number, not (-3).'],
    [integer, '(3', 'Line must be a whole number, not (3.'],
    [integer, '.', 'Line must be a whole number, not ..'],
    [integer, '-21', 'Line must be at least -20, not -21.'],
    [percent, '33.33333%', 'Line must be a percentage with at most four decimals, not 33.33333%.'],
    [decimal, '0.1234567', 'Line must be a number with at most 6 decimals, not 0.1234567.'],
  ])('is refused as any other value is: %# %s', (column, text, message) => {
    expect(read(column, text)).toMatchObject({ ok: false, message });
  });
});
