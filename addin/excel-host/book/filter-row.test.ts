import { describe, expect, test } from 'vitest';
import type { FilterCriteria } from './book.ts';
import { passesFilter } from './filter-row.ts';

const passes = (criteria: FilterCriteria, value: string | number, text = String(value)) =>
  passesFilter(criteria, value, text);
const custom = (criterion1: string, value: string | number, text?: string) =>
  passes({ filterOn: 'Custom', criterion1 }, value, text);

test('a filter by values looks at what a cell shows, in any case', () => {
  const criteria: FilterCriteria = { filterOn: 'Values', values: ['North', '1.50'] };
  expect(passes(criteria, 'north')).toBe(true);
  expect(passes(criteria, 1.5, '1.50')).toBe(true);
  expect(passes(criteria, 1.5, '1.5')).toBe(false);
  expect(passes(criteria, 'Northwest')).toBe(false);
  expect(passes({ filterOn: 'Values' }, 'North')).toBe(false);
});

test('a filter this book does not know lets every row pass', () => {
  expect(passes({ filterOn: 'TopItems', criterion1: '3' }, 'North')).toBe(true);
  expect(passes({ filterOn: 'Custom' }, 'North')).toBe(true);
});

describe('numbers', () => {
  test.each([
    ['<5', [true, false, false]],
    ['<=5', [true, true, false]],
    ['>5', [false, false, true]],
    ['>=5', [false, true, true]],
    ['=5', [false, true, false]],
    ['5', [false, true, false]],
    ['<>5', [true, false, true]],
  ])('%s of 4, 5 and 6: %j', (criterion, expected) => {
    expect([4, 5, 6].map((value) => custom(criterion, value))).toEqual(expected);
  });

  test('are not compared with text, nor text with numbers', () => {
    expect([custom('>5', 'six'), custom('<5', ''), custom('>a', 5)]).toEqual([false, false, false]);
    expect([custom('=5', 'five'), custom('<>5', 'five'), custom('=5', '5')]).toEqual([false, true, true]);
  });
});

describe('texts', () => {
  test.each([
    ['<birch', [true, false, false]],
    ['<=birch', [true, true, false]],
    ['>BIRCH', [false, false, true]],
    ['>=Birch', [false, true, true]],
    ['=birch', [false, true, false]],
    ['<>birch', [true, false, true]],
  ])('%s of Alder, Birch and Cedar: %j', (criterion, expected) => {
    expect(['Alder', 'Birch', 'Cedar'].map((value) => custom(criterion, value))).toEqual(expected);
  });

  test.each([
    ['A*', 'Alder', true],
    ['*der', 'Alder', true],
    ['A*r', 'Alders', false],
    ['?lder', 'Alder', true],
    ['?lder', 'lder', false],
    ['a.der', 'Alder', false],
    ['(1)', '(1)', true],
    ['~*', '*', true],
    ['~*', 'x', false],
    ['what~?', 'what?', true],
    ['what~?', 'whats', false],
    ['~~', '~', true],
    ['*', 'two\nlines', true],
    ['', '', true],
    ['', 'Alder', false],
  ])('%s and %s: %s', (criterion, text, is) => {
    expect(custom(`=${criterion}`, text)).toBe(is);
    expect(custom(`<>${criterion}`, text)).toBe(!is);
  });

  test('an empty cell is less than nothing', () => {
    expect([custom('<birch', ''), custom('>=a', '')]).toEqual([false, false]);
  });
});

test('two criteria hold together, or one of them does', () => {
  const between = (operator: 'And' | 'Or'): FilterCriteria => ({
    filterOn: 'Custom',
    criterion1: '>2',
    criterion2: '<5',
    operator,
  });
  expect([1, 3, 6].map((value) => passes(between('And'), value))).toEqual([false, true, false]);
  expect([1, 3, 6].map((value) => passes(between('Or'), value))).toEqual([true, true, true]);
  expect(passes({ filterOn: 'Custom', criterion2: '<5' }, 6)).toBe(false);
});
