import { describe, expect, test } from 'vitest';
import {
  accountDigits,
  accountString,
  codeForm,
  isSameAccount,
  numberForm,
  orderForm,
  projectForm,
  yearMeant,
} from './code-forms.ts';

describe('numbers of a ledger, however they are written', () => {
  test.each([
    [['5100099001', '0005100099001', ' 5100099001 ', "'5100099001", '5100099001.0'], '5100099001'],
    [['inv-1-2', 'INV–1–2'], 'INV-1-2'],
    [['0'], '0'],
  ])('[V32] %j are one number', (texts, form) => {
    expect(new Set(texts.map(numberForm))).toEqual(new Set([form]));
  });

  test('a commitment is the same with PO before it, a document is not', () => {
    const orders = ['PO-4500000123', 'po 004500000123', 'PO#4500000123', '4500000123'];
    expect(new Set(orders.map(orderForm))).toEqual(new Set(['4500000123']));
    expect(numberForm('PO-12')).not.toBe(numberForm('12'));
  });

  test('[V32] what tells two numbers apart stays', () => {
    expect(numberForm('INV-1-2')).not.toBe(numberForm('INV-12'));
    expect(numberForm('45/10')).not.toBe(numberForm('4510'));
  });

  test('projects and lines', () => {
    expect(new Set(['26.00010', '26.0001', '026.00010'].map(projectForm)).size).toBe(1);
    expect(projectForm('26.00010')).not.toBe(projectForm('26.00100'));
    expect(codeForm(' bl-001')).toBe('BL-001');
  });

  test.each([
    ['21-9010-0-0000-8500-6400-417', '2190100000085006400417'],
    ['21.9010.0.0.8500.6400.417', '2190100000085006400417'],
    ['21 9010 0 0000 8500 6400 17', '2190100000085006400017'],
    ['2190100000085006400417', '2190100000085006400417'],
    ['190100000085006400417', '0190100000085006400417'],
    ['21-9010-0-0000-8500-6400', '2190100000085006400'],
    ['21-9010-0-0000-8500-6400-417-12', '21901000000850064004170012'],
    ['2.19010E+21', null],
    ['21-9010-6400', null],
    ['21-9010-0-0000-8500-64000-417', null],
    ['', null],
  ])('[V18] account %j is %j', (text, digits) => {
    expect(accountDigits(text)).toBe(digits);
  });

  test('an account of the plan is written in parts, and one without a school speaks for every school', () => {
    expect(accountString('2190100000085006400417')).toBe('21-9010-0-0000-8500-6400-417');
    expect(accountString('2190100000085006400')).toBeNull();
    expect(isSameAccount('2190100000085006400', '2190100000085006400417')).toBe(true);
    expect(isSameAccount('2190100000085006400418', '2190100000085006400417')).toBe(false);
  });

  test.each([
    ['2026-27', '2026-27'],
    ['2026-2027', '2026-27'],
    ['26/27', '2026-27'],
    ['FY27', '2026-27'],
    ['2027', '2026-27'],
    ['2026-28', null],
    ['A', null],
  ])('[V12] budget year %j is %j', (text, year) => {
    expect(yearMeant(text)).toBe(year);
  });
});
