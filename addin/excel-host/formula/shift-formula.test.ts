import { describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { moveFormula, shiftFormula } from './shift-formula.ts';

describe('a formula that is copied elsewhere', () => {
  test.each([
    ['=A1', 2, 1, '=B3'],
    ['=$A1', 2, 1, '=$A3'],
    ['=A$1', 2, 1, '=B$1'],
    ['=$A$1', 2, 1, '=$A$1'],
    ['=SUM(A1:B2)', 1, 0, '=SUM(A2:B3)'],
    ['=SUM($A1:B$2)*2', 1, 1, '=SUM($A2:C$2)*2'],
    ['=A1&"A1"', 1, 0, '=A2&"A1"'],
    ["='By Source'!A1+A1", 1, 0, "='By Source'!A2+A2"],
    ['=C3', -2, -2, '=A1'],
    ['=Z1', 0, 1, '=AA1'],
    ['=SUM(A:$B)', 3, 1, '=SUM(B:$B)'],
    ['=SUM(A:$B)', 0, 2, '=SUM($B:C)'],
    ['=SUM(A1:A$2)', 4, 0, '=SUM(A$2:A5)'],
    ['=SUM(2:3)', 1, 4, '=SUM(3:4)'],
    ['=SUM(A:A)', 7, 2, '=SUM(C:C)'],
    ['=1+2', 5, 5, '=1+2'],
    ['=A1048575', 1, 0, '=A1048576'],
    ['=XFC1', 0, 1, '=XFD1'],
    ['=SUM(Sales[Amount])+Rate', 5, 5, '=SUM(Sales[Amount])+Rate'],
    ['=SUM(A1', 5, 5, '=SUM(A1'],
  ])('%s moved by %i rows and %i columns reads %s', (formula, rows, columns, moved) => {
    expect(moveFormula(formula, rows, columns)).toBe(moved);
  });

  test.each([
    ['=C3', -3, 0],
    ['=C3', 0, -3],
    ['=A1048576', 1, 0],
    ['=A2:A1048576', 1, 0],
    ['=XFD1', 0, 1],
    ['=B1:XFD9', 0, 1],
    ['=$C3', -3, 0],
  ])('%s moved by %i rows and %i columns has lost its cell', (formula, rows, columns) => {
    expect(moveFormula(formula, rows, columns)).toBe('=#REF!');
  });

  test('that does not move stays as it is', () => {
    for (const formula of ['=A1+$B$2', "=SUM('By Source'!A1:B2)"]) expect(moveFormula(formula, 0, 0)).toBe(formula);
  });
});

describe('references follow', () => {
  const down = { area: areaOf(2, 0, 1, 16_384), direction: 'down' } as const;
  const up = { area: areaOf(2, 0, 1, 16_384), direction: 'up' } as const;

  test.each([
    ['=A1+A3', '=A1+A4'],
    ['=SUM($A$1:$B$9)', '=SUM($A$1:$B$10)'],
    ['=Data!A5&"A5"&Other!A5', '=Data!A6&"A5"&Other!A5'],
    ['=SUM(3:4)', '=SUM(4:5)'],
    ['=People[A5]+LOG10(A5)', '=People[A5]+LOG10(A6)'],
    ['=data!A5+Rate', '=data!A6+Rate'],
    ['=A1048576', '=#REF!'],
    ['=SUM(A5', '=SUM(A5'],
  ])('%s reads %s after a row was inserted at 3', (before, after) => {
    expect(shiftFormula(before, 'Data', 'Data', down)).toBe(after);
  });

  test('what was deleted is #REF!', () => {
    expect(shiftFormula('=A3+A4+SUM(A1:A3)', 'Data', 'Data', up)).toBe('=#REF!+A3+SUM(A1:A2)');
  });

  test('a copied formula moves its relative references', () => {
    expect(moveFormula('=A1+$A1+A$1+$A$1+Data!B2', 2, 1)).toBe('=B3+$A3+B$1+$A$1+Data!C4');
    expect(moveFormula('=A1', -1, 0)).toBe('=#REF!');
  });
});
