import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { cellOf, valueOf } from '../../../test/generators/cells.ts';
import { tables } from '../all-tables.ts';
import type { Column } from '../column.ts';
import { cellFromExcel, cellFromWire, cellToExcel, formatCell, isTextColumn } from './kind-of.ts';
import type { ExcelCell } from './parsed.ts';
import { tries } from '../../../test/run-size.ts';

const columns = tables.flatMap((table) =>
  Object.entries(table.columns).map(([name, column]) => ({ name: `${table.name}.${name}`, column })),
);

const look = { label: 'Amount', help: 'Test.', width: 10 };
const money: Column = { ...look, kind: 'money' };
const integer: Column = { ...look, label: 'Count', kind: 'integer', min: 0 };
const percent: Column = { ...look, label: 'Share', kind: 'percent' };
const date: Column = { ...look, label: 'Start', kind: 'date' };
const period: Column = { ...look, label: 'Period', kind: 'period' };
const fiscalYear: Column = { ...look, label: 'Fiscal Year', kind: 'fiscalYear' };
const text: Column = { ...look, label: 'Note', kind: 'text', maxLength: 20 };
const code: Column = { ...look, label: 'CDS Code', kind: 'code', pattern: '^\\d{14}$', form: '14 digits', digits: 14 };
const list: Column = { ...look, label: 'Condition', kind: 'list', values: ['Good', 'Poor'] };
const flag: Column = { ...look, label: 'Active', kind: 'flag' };

function typed(value: string | number | boolean, more: Partial<ExcelCell> = {}): ExcelCell {
  return { value, isFormula: false, isError: false, date1904: false, ...more };
}

describe('every column of every table', () => {
  test('reads back from Excel exactly what it wrote, in both date systems', () => {
    for (const { name, column } of columns) {
      fc.assert(
        fc.property(cellOf(column), fc.boolean(), (value, date1904) => {
          const excel = cellToExcel(column, value, date1904);
          expect(cellFromExcel(column, typed(excel, { date1904 })), name).toEqual({ ok: true, value });
        }),
        { numRuns: tries(30) },
      );
    }
  });

  test('takes its canonical values from the wire unchanged and shows them as text', () => {
    for (const { column } of columns) {
      fc.assert(
        fc.property(valueOf(column), (value) => {
          expect(cellFromWire(column, value)).toEqual({ ok: true, value });
          expect(formatCell(column, value).length).toBeGreaterThan(0);
        }),
        { numRuns: tries(20) },
      );
    }
  });

  test('reads empty text, blanks and null as empty', () => {
    for (const { column } of columns) {
      for (const empty of ['', '  ', '\u00A0', null])
        expect(cellFromWire(column, empty)).toEqual({ ok: true, value: null });
      expect(cellFromExcel(column, typed(' '))).toEqual({ ok: true, value: null });
      expect(cellToExcel(column, null, false)).toBe('');
    }
  });

  test('[W5] refuses an Excel error value, naming the column', () => {
    for (const { column } of columns) {
      const read = cellFromExcel(column, typed('#N/A', { isError: true }));
      expect(read).toMatchObject({ ok: false, rule: 'W5' });
      expect(read.ok ? '' : read.message).toContain(column.label);
    }
  });

  test('answers any JSON scalar with a value or a rule and a sentence, and never throws', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null));
    for (const { column } of columns) {
      fc.assert(
        fc.property(anything, (value) => {
          const read = cellFromWire(column, value);
          if (!read.ok) expect(read.message).toMatch(/\.$/);
          else expect(cellFromWire(column, read.value)).toEqual({ ok: true, value: read.value });
        }),
        { numRuns: tries(40) },
      );
    }
  });
});

describe('[PRO5] money', () => {
  test('reads the cents that a double stands for, as exact decimal arithmetic does', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e13, max: 1e13, noNaN: true }), (value) => {
        const exact = new Decimal(value.toPrecision(15)).times(100);
        const read = cellFromExcel(money, typed(value));
        if (exact.isInteger() && exact.abs().lt(1e15)) expect(read).toEqual({ ok: true, value: exact.toNumber() + 0 });
        else expect(read).toMatchObject({ ok: false, rule: 'V06' });
      }),
      { numRuns: tries(5000, 100) },
    );
  });

  test('rounds a formula’s result half away from zero and says so', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        const exact = new Decimal(value.toPrecision(15)).times(100);
        const read = cellFromExcel(money, typed(value, { isFormula: true }));
        expect(read).toMatchObject({ ok: true, value: exact.toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber() + 0 });
        expect('warning' in read).toBe(!exact.isInteger());
      }),
      { numRuns: tries(5000, 100) },
    );
    expect(cellFromExcel(money, typed(1.005, { isFormula: true }))).toMatchObject({ value: 101 });
    expect(cellFromExcel(money, typed(-8.575, { isFormula: true }))).toMatchObject({ value: -858 });
  });

  test('drops binary noise but no digit a person typed', () => {
    expect(cellFromExcel(money, typed(68.680000000000007))).toEqual({ ok: true, value: 6868 });
    expect(cellFromExcel(money, typed(0.1 + 0.2))).toEqual({ ok: true, value: 30 });
    expect(cellFromExcel(money, typed(12.345))).toEqual({
      ok: false,
      rule: 'V06',
      message: 'Amount 12.345 must be dollars and cents.',
    });
    expect(cellFromExcel(money, typed(1e-9))).toMatchObject({ ok: false, rule: 'V06' });
    expect(cellFromExcel(money, typed(9_999_999_999_999.99))).toEqual({ ok: true, value: 999_999_999_999_999 });
    expect(cellFromExcel(money, typed(10_000_000_000_000))).toMatchObject({ ok: false, rule: 'V06' });
  });

  test('refuses text that is no amount', () => {
    for (const value of ['12 EUR', '1.234,56', 'tbd'])
      expect(cellFromExcel(money, typed(value))).toMatchObject({ ok: false, rule: 'V06' });
  });

  test('takes integer cents from the wire and nothing else', () => {
    expect(cellFromWire(money, -0)).toEqual({ ok: true, value: 0 });
    expect(cellFromWire(money, 10 ** 15)).toMatchObject({ ok: false, rule: 'V06' });
    expect(cellFromWire(money, '12')).toMatchObject({ ok: false, rule: 'V06' });
    expect(cellFromWire(money, [1])).toMatchObject({ ok: false, rule: 'E2' });
  });
});

describe('other kinds', () => {
  test('an integer must be whole and in range', () => {
    expect(cellFromExcel(integer, typed(1.5))).toEqual({
      ok: false,
      rule: 'E2',
      message: 'Count must be a whole number, not 1.5.',
    });
    expect(cellFromWire(integer, -1)).toEqual({ ok: false, rule: 'V05', message: 'Count must be at least 0, not -1.' });
  });

  test('a percentage is stored in steps of 0.0001 %', () => {
    expect(cellFromExcel(percent, typed(0.625))).toEqual({ ok: true, value: 625_000 });
    expect(formatCell(percent, 625_000)).toBe('62.5%');
    expect(formatCell(percent, 1_000_000)).toBe('100%');
    expect(cellFromExcel(percent, typed(1 / 3))).toMatchObject({ ok: false, rule: 'E2' });
    expect(cellFromExcel(percent, typed(1 / 3, { isFormula: true }))).toMatchObject({ ok: true, value: 333_333 });
  });

  test('[V07] a date is real, in 1990 to 2060, and a serial number in either date system', () => {
    expect(cellFromExcel(date, typed(46_203))).toEqual({ ok: true, value: '2026-06-30' });
    expect(cellFromExcel(date, typed(46_203 - 1462, { date1904: true }))).toEqual({ ok: true, value: '2026-06-30' });
    expect(cellFromExcel(date, typed('2026-06-30'))).toEqual({ ok: true, value: '2026-06-30' });
    for (const wrong of ['2026-02-30', '1989-12-31', '2061-01-01', '30.6.2026'])
      expect(cellFromWire(date, wrong)).toMatchObject({ ok: false, rule: 'V07' });
    expect(cellFromExcel(date, typed(46_203.5))).toMatchObject({ ok: false, rule: 'V07' });
    expect(cellFromExcel(date, typed(46_203.5, { isFormula: true }))).toMatchObject({ ok: true, value: '2026-06-30' });
  });

  test('[V07] a day that is refused is named as it is seen in the cell, not by its serial number', () => {
    const said = (column: Column, value: string | number | boolean) => {
      const read = cellFromExcel(column, typed(value));
      return read.ok ? '' : read.message;
    };
    expect(said(date, 46_203.5)).toBe('Start has a time of day beside 2026-06-30. Type the date alone.');
    expect(said(date, 72_686)).toContain('2099-01-01 is not a valid date for Start.');
    expect(said(date, 12.5)).toContain('12.5 is not a valid date for Start.');
    expect(said(date, 12.5 / 24)).toContain('Start holds a time or a percentage (12:30, or 52.08 %), but no date.');
    expect(said(date, 0.45)).toContain('Start holds a time or a percentage (10:48, or 45 %), but no date.');
    expect(said(date, 14 / 24 + 5 / 1440)).toContain('14:05');
    expect(said(date, 0.999_999)).toContain('23:59');
    expect(said(period, 46_328)).toContain('2026-11-02 is not a valid period for Period.');
    expect(said(period, 3)).toContain('3 is not a valid period for Period.');
    expect(said(date, '2026-06-30 14:05')).toBe('Start has a time of day beside 2026-06-30. Type the date alone.');
    expect(said(date, '2026-02-30T00:00:00')).toContain('2026-02-30 is not a valid date for Start.');
    expect(said(date, true)).toContain('TRUE is not a valid date for Start.');
    for (const midnight of ['2026-06-30T00:00:00.000Z', '2026-06-30 00:00'])
      expect(cellFromExcel(date, typed(midnight))).toEqual({ ok: true, value: '2026-06-30' });
  });

  test('[V12] a fiscal year has two consecutive years', () => {
    expect(cellFromWire(fiscalYear, '1999-00')).toEqual({ ok: true, value: '1999-00' });
    for (const wrong of ['2025', '2025-27', 'FY26', '2025-2026']) {
      expect(cellFromWire(fiscalYear, wrong)).toEqual({
        ok: false,
        rule: 'V12',
        message: `Fiscal Year ${wrong} must read like 2025-26.`,
      });
    }
  });

  test('a period that Excel has turned into a date is understood', () => {
    expect(cellFromExcel(period, typed(46_327))).toEqual({ ok: true, value: '2026-11' });
    expect(cellFromExcel(period, typed(46_328))).toMatchObject({ ok: false, rule: 'V07' });
    expect(cellFromWire(period, '2026-13')).toMatchObject({ ok: false, rule: 'V07' });
  });

  test('[E6] text is NFC, trimmed, with NBSP as space and \\n as line end', () => {
    expect(cellFromWire(text, ' N\u0303a\u00A0b\r\nc ')).toEqual({ ok: true, value: 'Ña b\nc' });
    expect(cellFromWire(text, 'x'.repeat(21))).toMatchObject({ ok: false, rule: 'E6' });
    expect(cellFromWire(text, 'a\u0000b')).toMatchObject({ ok: false, rule: 'E6' });
    expect(cellFromWire(text, '\uD800')).toMatchObject({ ok: false, rule: 'E6' });
    expect(cellFromExcel(text, typed(7))).toEqual({ ok: true, value: '7' });
  });

  test('[FD3] no column of the plan takes text that cannot be stored, from a sheet or from the wire', () => {
    for (const { columns } of tables) {
      for (const column of Object.values(columns)) {
        for (const value of ['a\0b', '\uD800', 'a\uDC00b', '\uDE00\uD83D']) {
          expect([column.label, cellFromExcel(column, typed(value)).ok]).toEqual([column.label, false]);
          expect([column.label, cellFromWire(column, value).ok]).toEqual([column.label, false]);
        }
      }
    }
  });

  test('[V03] a code that Excel has turned into a number is recognised', () => {
    for (const damaged of [19_647_330_000_417 / 100, '1.96473E+13', 417]) {
      expect(cellFromExcel(code, typed(damaged)).ok).toBe(false);
    }
    expect(cellFromExcel(code, typed('1.96473E+13'))).toMatchObject({ rule: 'V03' });
    expect(cellFromExcel(code, typed(417))).toMatchObject({ rule: 'V03' });
    expect(cellFromExcel(code, typed(19_647_330_000_417))).toEqual({ ok: true, value: '19647330000417' });
    expect(cellFromWire(code, 'ABC')).toEqual({
      ok: false,
      rule: 'V09',
      message: 'CDS Code must be 14 digits; ABC is not.',
    });
  });

  test('[V05] a list takes its values in any case and names them all otherwise', () => {
    expect(cellFromWire(list, ' good ')).toEqual({ ok: true, value: 'Good' });
    expect(cellFromWire(list, 'fine')).toEqual({
      ok: false,
      rule: 'V05',
      message: 'fine is not allowed for Condition. Choose one of: Good, Poor.',
    });
  });

  test('a flag is TRUE or FALSE, or yes or no in words', () => {
    expect(cellFromExcel(flag, typed(true))).toEqual({ ok: true, value: true });
    expect(cellFromExcel(flag, typed('No'))).toEqual({ ok: true, value: false });
    expect(cellFromWire(flag, 1)).toMatchObject({ ok: false, rule: 'V05' });
    expect(formatCell(flag, false)).toBe('FALSE');
  });

  test('only text kinds are written as text', () => {
    expect([text, code, list, period, fiscalYear].every(isTextColumn)).toBe(true);
    expect([money, integer, percent, date, flag].some(isTextColumn)).toBe(false);
  });
});

describe('[E6] marks that nobody sees and dashes of word processors', () => {
  const line: Column = { ...look, kind: 'code', pattern: '^[A-Z]{2}-\\d$', form: 'like BL-1' };
  const site: Column = { ...look, kind: 'reference', table: 'sites' };
  const word: Column = { ...look, kind: 'list', values: ['Instruction – noisy work banned'] };

  test.each<[Column, string, unknown]>([
    [line, '\u200EBL\u20111\u200B', 'BL-1'],
    [line, 'BL–1', 'BL-1'],
    [site, '0417\u200B', '0417'],
    [site, '\uFEFF0417\u200B · Alder', '0417'],
    [word, 'instruction - noisy work banned', 'Instruction – noisy work banned'],
    [list, 'Go\u00ADod\u2060', 'Good'],
    [date, '\u200E2026\u200E-06-\u200E30', '2026-06-30'],
    [period, '2026-11\u200B', '2026-11'],
    [fiscalYear, '\u202A2025-26\u202C', '2025-26'],
    [flag, 'yes\u200B', true],
    [money, '\u200E1234.50', 123_450],
    [integer, '12\u200B', 12],
  ])('are no part of %#', (column, value, read) => {
    expect(cellFromExcel(column, typed(value))).toMatchObject({ ok: true, value: read });
  });

  test.each<[Column, string]>([
    [line, 'BL-\u202E1'],
    [money, '\u202E1234.50'],
    [integer, '\u202B12'],
    [date, '\u20672026-06-30'],
  ])('that turn round what is behind them are refused: the cell shows something else: %#', (column, value) => {
    expect(cellFromExcel(column, typed(value)).ok).toBe(false);
  });

  test('alone are nothing where no text is kept, and stay in texts, where they join letters', () => {
    for (const column of [line, site, list, date, period, fiscalYear, flag, money, integer, percent])
      expect(cellFromExcel(column, typed('\u200B'))).toEqual({ ok: true, value: null });
    expect(cellFromExcel(text, typed('👩‍🏫 نمونه\u200Cنام'))).toEqual({ ok: true, value: '👩‍🏫 نمونه\u200Cنام' });
  });
});

describe('[FB4] what is said of a cell', () => {
  const nonsense = ['', 'x'.repeat(3_000), 'no such thing', 1e20, -1, 0.123456789, true];

  test.each(tables.map((table) => [table.name, table] as const))('of %s names its column', (_name, table) => {
    const nameless = Object.values(table.columns).flatMap((column) =>
      nonsense.flatMap((value) => {
        const read = cellFromExcel(column, typed(value));
        return read.ok || read.message.includes(column.label) ? [] : [read.message];
      }),
    );
    expect(nameless).toEqual([]);
  });
});
