import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NumberColumn } from '../column.ts';
import { cellFromExcel } from './kind-of.ts';
import { readMoneyText, readTypedMoney } from './money-text.ts';
import { formatMoney } from './number-kinds.ts';

const column: NumberColumn = { kind: 'money', label: 'Original Amount', help: '', width: 14 };
const cell = (value: string) => ({ value, isFormula: false, isError: false, date1904: false });

describe('an amount that is stored as text', () => {
  test.each([
    ['1234', 123_400],
    ['1234.5', 123_450],
    ['1,234.50', 123_450],
    ['$1,234.50', 123_450],
    ['(1,234.50)', -123_450],
    ['($1,234.50)', -123_450],
    ['-$12.05', -1_205],
    ['$-12.05', -1_205],
    ['−12', -1_200],
    ['+12', 1_200],
    [' 1 234.00 ', 123_400],
    ['1,234,567', 123_456_700],
    ['0.00', 0],
    ['(0.00)', 0],
    ['9,999,999,999,999.99', 999_999_999_999_999],
  ])('[FA12] %j is read, with a warning that says what it was read as', (text, cents) => {
    expect(cellFromExcel(column, cell(text))).toEqual({
      ok: true,
      value: cents,
      warning: `Original Amount: the text ${text.trim()} was read as ${formatMoney(cents)}.`,
    });
  });

  test.each(['1,234', '1.234', '1.234,50', '12,5', '1,23,456.00', '$1,234', '12.345', '.5', '1.2.3'])(
    '[FA12] %j can be read in two ways, or in none, and is refused with the way to mend it',
    (text) => {
      expect(cellFromExcel(column, cell(text))).toEqual({
        ok: false,
        rule: 'V06',
        message: `Original Amount ${text} is text that can be read in more than one way. Type it as a number, such as 1234.50.`,
      });
    },
  );

  test.each(['tbd', '12 EUR', '--5', '(5', '5)', '(-5)', '$', '()', '10,000,000,000,000.00', '1e3', '5%'])(
    '[FA12] %j is no amount',
    (text) => {
      expect(readMoneyText(text)).toEqual({ kind: 'noAmount' });
      expect(cellFromExcel(column, cell(text))).toMatchObject({ ok: false, rule: 'V06' });
    },
  );

  test('[FA12] every amount reads as itself in the way this country writes it, with sign, brackets or dollar sign', () => {
    const cents = fc.integer({ min: 0, max: 10 ** 15 - 1 });
    fc.assert(
      fc.property(cents, (size) => {
        const text = formatMoney(size);
        for (const plus of [text, `$${text}`, text.replaceAll(',', '')]) {
          expect(readMoneyText(plus)).toEqual({ kind: 'amount', cents: size });
        }
        const minus = size === 0 ? 0 : -size;
        for (const less of [`-${text}`, `(${text})`, `($${text})`]) {
          expect(readMoneyText(less)).toEqual({ kind: 'amount', cents: minus });
        }
      }),
    );
  });

  test.each([
    ['114,800', 11_480_000],
    ['$ 1,234', 123_400],
    ['(1,234)', -123_400],
    ['1,234.5', 123_450],
    ['1234567', 123_456_700],
  ])('%j that is typed into a field of ours is what we would write so', (text, cents) => {
    expect(readTypedMoney(text)).toEqual({ kind: 'amount', cents });
  });

  test.each(['1.234', '1.234,50', '12,5', '1,23,456', ',500'])(
    '%j is not guessed at where it is typed, either',
    (text) => {
      expect(readTypedMoney(text)).toEqual({ kind: 'ambiguous' });
    },
  );

  test('[FA12] least and greatest hold for text as for numbers', () => {
    expect(cellFromExcel({ ...column, min: 0 }, cell('-5.00'))).toMatchObject({ ok: false, rule: 'V05' });
  });
});
