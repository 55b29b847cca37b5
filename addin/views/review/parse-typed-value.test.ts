import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Column } from '../../../shared/tables/column.ts';
import { parseTypedValue } from './parse-typed-value.ts';

function column(table: string, name: string): Column {
  const found = tableNamed(table).columns[name];
  if (found === undefined) throw new Error(`${table} has no ${name}.`);
  return found;
}

const money = column('changeLines', 'amount');
const percent = column('projects', 'percentComplete');

describe('a value typed into the pane', () => {
  test.each([
    ['12,400', 1_240_000],
    ['$12,400.50', 1_240_050],
    ['(3,200.00)', -320_000],
    ['-0.07', -7],
    ['', null],
  ])('money %j is %j cents', (typed, cents) => {
    expect(parseTypedValue(money, typed)).toMatchObject({ ok: true, value: cents });
  });

  test.each(['12,40', 'tbd', '1e3', '12.345', '.'])('%j is no money', (typed) => {
    expect(parseTypedValue(money, typed).ok).toBe(false);
  });

  test.each([
    ['62.5%', 625_000],
    ['62.5', 625_000],
    ['0.1 %', 1_000],
    ['100', 1_000_000],
  ])('percent %j is %j steps', (typed, steps) => {
    expect(parseTypedValue(percent, typed)).toMatchObject({ ok: true, value: steps });
  });

  test('[FB5] dates are taken as Excel takes them in a cell', () => {
    const date = column('projects', 'approvalDate');
    expect(parseTypedValue(date, '1/15/2026')).toMatchObject({ ok: true, value: '2026-01-15' });
    expect(parseTypedValue(date, '11/30/26')).toMatchObject({ ok: true, value: '2026-11-30' });
    expect(parseTypedValue(date, '13/45/2026').ok).toBe(false);
    expect(parseTypedValue(date, '1/15').ok).toBe(false);
  });

  test('dates, codes and flags keep to their own form', () => {
    expect(parseTypedValue(column('projects', 'approvalDate'), '2026-11-30')).toMatchObject({ value: '2026-11-30' });
    expect(parseTypedValue(column('sites', 'code'), '0417')).toMatchObject({ value: '0417' });
    expect(parseTypedValue(column('projects', 'dsaRequired'), 'yes')).toMatchObject({ value: true });
  });
});
