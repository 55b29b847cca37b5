import fc from 'fast-check';
import type { Scalar } from 'excel-host/book/cell.ts';

/** What generated formulas refer to: numbers, dates, texts, truth values and blanks, in A1:D8. */
export const formulaData: readonly (readonly Scalar[])[] = [
  [1, 45_000, 'apple', true],
  [2.5, 45_031, 'Banana', false],
  [-3, 45_322, 'cherry pie', true],
  [100, 44_561, '', ''],
  [0.1, 46_000, 'apple', 7],
  ['', 45_500, 'Date', 12],
  [12.345, 45_657, 'a-b-c', -1],
  [8, 43_831, '42', 30],
];

const numberCell = fc.constantFrom('A1', 'A2', '$A$3', 'A4', 'A5', 'A7', 'A8', 'D5', 'D6');
const anyCell = fc.constantFrom('A1', 'A6', 'B3', 'C1', 'C4', 'C8', 'D1', 'D4', 'D7');
const numbers = fc.constantFrom('A1:A8', 'A1:A5', 'B1:B8', 'D5:D8', 'A1:B8', '$A$2:$A$7');
const texts = fc.constantFrom('C1:C8', '$C$1:$C$8');
const day = fc.constantFrom('B1', 'B2', 'B3', 'B4', 'B8', 'DATE(2024,2,29)', 'DATE(2025,12,31)');
const small = fc.integer({ min: 0, max: 6 }).map(String);
const word = fc.constantFrom('"apple"', '"a"', '"-"', '" x  y "', '"Banana"', '"1,234.5"', '""');
const criterion = fc.constantFrom(
  '">2"',
  '"<=12"',
  '"<>apple"',
  '"a*"',
  '"?pple"',
  '8',
  '"="',
  '"<>"',
  '"apple"',
  '">=45000"',
);
const format = fc.constantFrom(
  '"0.00"',
  '"#,##0"',
  '"0%"',
  '"yyyy-mm-dd"',
  '"0.0E+00"',
  '"$#,##0.00"',
  '"mmm d"',
  '"00000"',
);

const call = (name: string, ...args: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...args).map((given) => `${name}(${given.join(',')})`);
const calls = (names: readonly string[], ...args: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.constantFrom(...names).chain((name) => call(name, ...args));

/** Formulas of one value each, by a grammar of numbers, texts and truth values; nothing random, nothing of the clock. */
export const formulas = fc.letrec<{ number: string; text: string; truth: string; formula: string }>((tie) => {
  const number = fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numberCell,
    fc.constantFrom('0', '1', '2.5', '-7', '1000', '0.125'),
    fc
      .tuple(tie('number'), fc.constantFrom('+', '-', '*', '/'), tie('number'))
      .map(([a, sign, b]) => `(${a}${sign}${b})`),
    fc.tuple(numberCell, small).map(([base, power]) => `${base}^${power}`),
    calls(['ABS', 'INT', 'SIGN', 'EVEN', 'ODD', 'N', 'ATAN', 'COS', 'EXP', 'DEGREES'], numberCell),
    calls(['ROUND', 'ROUNDUP', 'ROUNDDOWN', 'TRUNC'], tie('number'), fc.constantFrom('0', '1', '2', '-1')),
    calls(
      ['MOD', 'QUOTIENT', 'MROUND', 'CEILING', 'FLOOR'],
      fc.constantFrom('A1', 'A2', 'A4', 'A7', 'D6'),
      fc.constantFrom('1', '2', '0.5', '3'),
    ),
    calls(['SUM', 'AVERAGE', 'MIN', 'MAX', 'COUNT', 'COUNTA', 'MEDIAN', 'STDEV', 'VAR.P', 'SUMSQ', 'PRODUCT'], numbers),
    calls(['LARGE', 'SMALL'], numbers, fc.constantFrom('1', '2', '3')),
    calls(['PERCENTILE', 'PERCENTRANK'], fc.constant('A1:A5'), fc.constantFrom('0.1', '0.5', '1')),
    calls(['RANK'], fc.constantFrom('A1', 'A2', 'A4'), fc.constant('$A$1:$A$5'), fc.constantFrom('0', '1')),
    call('COUNTIF', fc.oneof(numbers, texts), criterion),
    call('SUMIF', texts, criterion, fc.constant('A1:A8')),
    call('SUMIFS', fc.constant('A1:A8'), fc.constant('C1:C8'), criterion, fc.constant('B1:B8'), criterion),
    call('AVERAGEIF', fc.constant('A1:A8'), criterion),
    call('MAXIFS', fc.constant('B1:B8'), fc.constant('A1:A8'), criterion),
    call('COUNTBLANK', fc.constantFrom('A1:D8', 'C1:C8', 'D1:D8')),
    call('MATCH', fc.constantFrom('"cherry pie"', '"b*"', '"zzz"', '"APPLE"'), texts, fc.constant('0')),
    call('INDEX', fc.constant('A1:D8'), fc.constantFrom('1', '2', '8'), fc.constantFrom('1', '2')),
    call(
      'VLOOKUP',
      fc.constantFrom('1', '2.5', '100', '99'),
      fc.constant('A1:C8'),
      fc.constantFrom('1', '2'),
      fc.constant('FALSE'),
    ),
    fc
      .tuple(fc.constantFrom('>', '<', '='), numberCell)
      .map(([sign, cell]) => `SUMPRODUCT((A1:A5${sign}${cell})*B1:B5)`),
    calls(['YEAR', 'MONTH', 'DAY', 'WEEKDAY', 'WEEKNUM', 'ISOWEEKNUM'], day),
    calls(['EDATE', 'EOMONTH'], day, fc.constantFrom('-13', '-1', '0', '1', '14')),
    calls(['NETWORKDAYS', 'DAYS', 'DAYS360', 'YEARFRAC'], day, day),
    call('WORKDAY', day, fc.constantFrom('-30', '1', '10')),
    call('DATEDIF', fc.constant('B8'), day, fc.constantFrom('"y"', '"m"', '"d"', '"ym"')),
    calls(
      ['LEN', 'CODE'],
      fc.oneof(
        fc.constantFrom('C1', 'C3', 'C7'),
        tie('text').map((each) => `${each}&"z"`),
      ),
    ),
    calls(['FIND', 'SEARCH'], fc.constantFrom('"a"', '"e"', '"-"'), fc.constantFrom('C1', 'C3', 'C7')),
    calls(['VALUE'], fc.constantFrom('C8', '"1,234.5"', '"12%"', '"$5"', '"abc"')),
    calls(
      ['PMT', 'FV', 'PV'],
      fc.constantFrom('0.05/12', '0.01'),
      fc.constantFrom('12', '60'),
      fc.constantFrom('-100', '1000'),
    ),
    call('NPV', fc.constantFrom('0.1', '0.05'), numbers),
    call('IF', tie('truth'), tie('number'), tie('number')),
    call('IFERROR', tie('number'), tie('number')),
    call('CHOOSE', fc.constantFrom('1', '2'), tie('number'), tie('number')),
    calls(['GCD', 'LCM'], fc.constantFrom('12', '100'), fc.constantFrom('8', '30')),
    calls(['COMBIN', 'PERMUT'], fc.constantFrom('5', '8'), fc.constantFrom('2', '3')),
    calls(['ROWS', 'COLUMNS'], numbers),
  );
  const text = fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom('C1', 'C2', 'C3', 'C7'),
    calls(['UPPER', 'LOWER', 'PROPER', 'TRIM', 'T'], tie('text')),
    calls(['LEFT', 'RIGHT'], tie('text'), small),
    call('MID', tie('text'), fc.constantFrom('1', '2', '4'), small),
    call('SUBSTITUTE', tie('text'), fc.constantFrom('"a"', '"p"'), fc.constantFrom('"_"', '""')),
    call('REPLACE', tie('text'), fc.constantFrom('1', '3'), fc.constantFrom('0', '2'), word),
    call('REPT', word, fc.constantFrom('0', '2')),
    call('TEXT', numberCell, format),
    call('CONCATENATE', tie('text'), fc.constant('"/"'), anyCell),
    fc.tuple(tie('text'), anyCell).map(([a, b]) => `(${a}&${b})`),
    call('TEXTJOIN', fc.constant('"+"'), fc.constantFrom('TRUE', 'FALSE'), texts),
    call('IF', tie('truth'), tie('text'), tie('text')),
    calls(['ROMAN'], fc.constantFrom('4', '1999')),
    calls(['DEC2HEX', 'DEC2BIN'], fc.constantFrom('5', '100')),
    call('ADDRESS', fc.constantFrom('2', '9'), fc.constantFrom('3', '30'), fc.constantFrom('1', '4')),
  );
  const truth = fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('TRUE', 'D1', 'D2'),
    fc.tuple(numberCell, fc.constantFrom('=', '<>', '<', '>', '<=', '>='), numberCell).map((each) => each.join('')),
    fc
      .tuple(fc.constantFrom('C1', 'C2', '"apple"'), fc.constantFrom('=', '<>', '<', '>'), word)
      .map((each) => each.join('')),
    calls(['ISBLANK', 'ISTEXT', 'ISNUMBER', 'ISLOGICAL', 'ISERROR'], anyCell),
    calls(['AND', 'OR', 'XOR'], tie('truth'), tie('truth')),
    call('NOT', tie('truth')),
    call('EXACT', tie('text'), word),
  );
  return {
    number,
    text,
    truth,
    formula: fc.oneof(tie('number'), tie('number'), tie('text'), tie('truth')).map((each) => `=${each}`),
  };
});
