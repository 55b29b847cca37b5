import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tables } from '../tables/all-tables.ts';
import type { Column } from '../tables/column.ts';
import { serialFromDate } from '../tables/kinds/calendar-dates.ts';
import { cellFromWire } from '../tables/kinds/kind-of.ts';
import { sites } from '../tables/sites.ts';
import { budgetLines } from '../tables/budget-lines.ts';
import { commitments } from '../tables/commitments.ts';
import { expenditures } from '../tables/expenditures.ts';
import { milestones } from '../tables/milestones.ts';
import { forecasts } from '../tables/forecasts.ts';
import { projects } from '../tables/projects.ts';
import { scope } from '../tables/scope.ts';
import { convertCell, type ColumnReading } from './convert-cell.ts';
import type { Converted } from './converted.ts';
import type { GridCell } from './grid.ts';
import { codesOfColumn, knownCodes, noCodes } from './known-codes.ts';

function reading(column: Column, parts: Partial<ColumnReading> = {}): ColumnReading {
  return { column, known: noCodes, date1904: false, inPoints: true, meanings: new Map(), ...parts };
}

/** "=value" for one that stands there, "kind value" for a proposal, "!rule" for an exception, "" for nothing. */
function brief(converted: Converted): string {
  switch (converted.kind) {
    case 'blank':
      return '';
    case 'value':
      return `=${String(converted.value)}`;
    case 'proposal':
      return `${converted.proposal} ${String(converted.value)}`;
    case 'exception':
      return `!${converted.rule}`;
  }
}

const day = (value: number, format = 'm/d/yyyy'): GridCell => ({ value, format });

describe('what a cell of somebody’s sheet becomes', () => {
  test.each<[string, Column, GridCell, string]>([
    ['digits are an amount', budgetLines.columns.original, '1234.5', '=123450'],
    ['signs, commas and spaces are proposed', budgetLines.columns.original, ' $1,234.56 ', 'amountText 123456'],
    ['brackets are less than nothing', forecasts.columns.etc, '(1,234.56)', '!V05'],
    ['two ways of reading are none', budgetLines.columns.original, '1.234,56', '!V06'],
    ['parts of a cent are proposed rounded', budgetLines.columns.original, 10.125, 'roundedCents 1013'],
    [
      'a share that is shown as one is one',
      milestones.columns.percentComplete,
      { value: 0.625, format: '0.0%' },
      '=625000',
    ],
    ['a plain number is proposed as per cent', milestones.columns.percentComplete, 62.5, 'percentNumber 625000'],
    [
      'a day that is shown as one is one',
      milestones.columns.actualStart,
      day(serialFromDate('2026-06-30', false)),
      '=2026-06-30',
    ],
    [
      'a plain number is proposed as a day',
      milestones.columns.actualStart,
      serialFromDate('2026-06-30', false),
      'dateNumber 2026-06-30',
    ],
    ['slashes are read month first', milestones.columns.actualStart, '6/30/26', 'usDate 2026-06-30'],
    ['a month that is none is no date', milestones.columns.actualStart, '30/6/2026', '!V07'],
    ['midnight says nothing', milestones.columns.actualStart, '2026-06-30T00:00:00.000', 'dateText 2026-06-30'],
    [
      'a fiscal year that became October',
      budgetLines.columns.fiscalYear,
      day(serialFromDate('2009-10-01', false), 'mmm-yy'),
      'fiscalYearForm 2009-10',
    ],
    ['a fiscal year by its end', budgetLines.columns.fiscalYear, 'FY27', 'fiscalYearForm 2026-27'],
    ['a bare year is none', budgetLines.columns.fiscalYear, '2026', '!V12'],
    ['a month by its name', forecasts.columns.period, 'Nov 2026', 'periodForm 2026-11'],
    ['a code without its zeros', sites.columns.code, 417, 'leadingZeros 0417'],
    ['a number as long as the code is the code', sites.columns.ncesId, 999_999_900_417, '=999999900417'],
    [
      'zeros at the end of a long number may be lost digits',
      sites.columns.ncesId,
      417_000_000_000,
      'lostDigits 417000000000',
    ],
    ['lost digits are not made up', sites.columns.ncesId, '4.17E+11', '!V03'],
    ['zeros behind the point are found again', projects.columns.number, 26.0001, 'trailingZeros 26.00010'],
    ['a code that became a day is not guessed', sites.columns.code, day(46_000), '!V03'],
    ['small letters', sites.columns.state, 'ca', 'codeForm CA'],
    ['a beginning', sites.columns.type, 'Elem', 'nearList Elementary'],
    ['a slip', sites.columns.status, 'Actve', 'nearList Active'],
    ['a word that is none of the list', sites.columns.status, 'Open', '!V05'],
    ['a tick', projects.columns.dsaRequired, 'x', 'yesNo true'],
    ['yes is yes', projects.columns.dsaRequired, 'Yes', '=true'],
    ['nothing is known', milestones.columns.actualStart, 'TBD', 'emptyMark null'],
    ['a sign within brackets is no amount', budgetLines.columns.original, '(-5)', '!V06'],
    ['an amount that became a day is not its number', budgetLines.columns.original, day(46_000), '!E2'],
    ['a share is no count', scope.columns.plannedQuantity, { value: 0.5, format: '0%' }, '!E2'],
    [
      'a code longer than Excel keeps of a number',
      commitments.columns.number,
      1_234_567_890_123_450,
      'lostDigits 1234567890123450',
    ],
    ['an error value as text', sites.columns.name, '#REF!', '!W5'],
    ['not available, as text', sites.columns.name, '#N/A', 'emptyMark null'],
    ['an error value', sites.columns.name, { value: '#N/A', trouble: 'error' }, '!W5'],
    ['a formula without its result', sites.columns.name, { value: '', trouble: 'noResult' }, '!W14'],
    ['nothing', sites.columns.name, '  ', ''],
  ])('%s', (_, column, cell, expected) => {
    expect(brief(convertCell(reading(column), cell))).toBe(expected);
  });

  test('a code is found again by the one code of the plan that it can have been', () => {
    const known = codesOfColumn('ncesId', [{ ncesId: '417000000123' }, { ncesId: '519000000001' }]);
    expect(brief(convertCell(reading(sites.columns.ncesId, { known }), '4.17E+11'))).toBe('lostDigits 417000000123');
    const two = codesOfColumn('ncesId', [{ ncesId: '417000000123' }, { ncesId: '417000000456' }]);
    expect(brief(convertCell(reading(sites.columns.ncesId, { known: two }), '4.17E+11'))).toBe('!V03');
  });

  test('a code is found again by the code of the plan that has lost its zeros, where any digits would be a code', () => {
    const known = codesOfColumn('number', [
      { number: '0045' },
      { number: '00046' },
      { number: '046' },
      { number: '47' },
    ]);
    const of = (cell: GridCell) => brief(convertCell(reading(commitments.columns.number, { known }), cell));
    expect([45, '45', '0045', 46, 47, 48].map(of)).toEqual([
      'leadingZeros 0045',
      'leadingZeros 0045',
      '=0045',
      '=46',
      '=47',
      '=48',
    ]);
    const lines = knownCodes(budgetLines, [{ id: '0045' }, { id: 'BL-1' }]);
    const ofLine = (cell: GridCell) =>
      brief(convertCell(reading(expenditures.columns.budgetLine, { known: lines }), cell));
    // What has the form of a code and is none of the plan stays as it is: no zero is made up.
    expect([45, '1001', 'bl-1'].map(ofLine)).toEqual(['leadingZeros 0045', '=1001', 'codeForm BL-1']);
  });

  test('a reference is found by its code, by its code without zeros, by its name, and else is told', () => {
    const known = knownCodes(sites, [
      { code: '0417', name: 'Peña Elementary' },
      { code: '0418', name: 'Twin' },
      { code: '0419', name: 'Twin' },
    ]);
    const of = (cell: GridCell) => brief(convertCell(reading(budgetLines.columns.location, { known }), cell));
    expect(['0417', '0417 · Peña Elementary', 417, 'peña  elementary', 'Twin', 'Elsewhere'].map(of)).toEqual([
      '=0417',
      '=0417',
      'leadingZeros 0417',
      'nameToCode 0417',
      '!V04',
      '!V04',
    ]);
  });

  test('what the person has said a word means goes before every other reading', () => {
    const meanings = new Map([
      ['open', 'Active'],
      ['m', ''],
    ]);
    expect(brief(convertCell(reading(sites.columns.status, { meanings }), 'OPEN'))).toBe('=Active');
    expect(brief(convertCell(reading(sites.columns.status, { meanings }), 'M'))).toBe('');
  });

  test('whatever stands in a cell, what is taken is a value of the column', () => {
    const columns = tables.flatMap((table) => Object.values(table.columns));
    const cell = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.integer({ min: -5, max: 60_000 }).map((value): GridCell => day(value)),
      fc.stringMatching(/^[$(]?[0-9]{1,6}([.,/-][0-9]{1,4}){0,3}[)%]?$/),
    );
    fc.assert(
      fc.property(fc.constantFrom(...columns), cell, fc.boolean(), (column, value, inPoints) => {
        const converted = convertCell(reading(column, { inPoints }), value);
        const taken = converted.kind === 'value' || converted.kind === 'proposal' ? converted.value : null;
        expect(cellFromWire(column, taken)).toMatchObject({ ok: true });
      }),
    );
  });
});
