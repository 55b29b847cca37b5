import { describe } from 'vitest';
import { testCases } from './testing/test-cases.ts';

const cells = [[1.5, 'x', '#N/A', null, true, '=1+1', '=""', '#DIV/0!', '#NAME?']];

describe('what a value is', () => {
  testCases(cells, [
    ['=ISBLANK(D1)', true],
    ['=ISBLANK(G1)', false],
    ['=ISBLANK(A1)', false],
    ['=ISBLANK("")', false],
    ['=ISERROR(C1)', true],
    ['=ISERROR(H1)', true],
    ['=ISERROR(A1)', false],
    ['=ISERR(C1)', false],
    ['=ISERR(H1)', true],
    ['=ISERR(A1)', false],
    ['=ISNA(C1)', true],
    ['=ISNA(H1)', false],
    ['=ISNUMBER(A1)', true],
    ['=ISNUMBER("1")', false],
    ['=ISNUMBER(D1)', false],
    ['=ISNUMBER(C1)', false],
    ['=ISTEXT(B1)', true],
    ['=ISTEXT(G1)', true],
    ['=ISTEXT(D1)', false],
    ['=ISNONTEXT(D1)', true],
    ['=ISNONTEXT(C1)', true],
    ['=ISNONTEXT(B1)', false],
    ['=ISLOGICAL(E1)', true],
    ['=ISLOGICAL(1)', false],
    ['=ISREF(A1)', true],
    ['=ISREF(1)', false],
    ['=ISREF(OFFSET(A1,1,1))', true],
    ['=ISFORMULA(F1)', true],
    ['=ISFORMULA(A1)', false],
    ['=ISFORMULA(1)', '#VALUE!'],
    ['=FORMULATEXT(F1)', '=1+1'],
    ['=FORMULATEXT(A1)', '#N/A'],
    ['=FORMULATEXT("x")', '#VALUE!'],
    ['=FORMULATEXT(NA())', '#N/A'],
    ['=ISEVEN(2.9)', true],
    ['=ISEVEN(-1)', false],
    ['=ISEVEN(D1)', true],
    ['=ISEVEN("4")', true],
    ['=ISEVEN(E1)', '#VALUE!'],
    ['=ISEVEN(B1)', '#VALUE!'],
    ['=ISODD(-3.5)', true],
    ['=ISODD(2)', false],
    ['=ISODD(C1)', '#N/A'],
    ['=ISNUMBER({1,"a"})', [[true, false]]],
    ['=TYPE(1)', 1],
    ['=TYPE(D1)', 1],
    ['=TYPE(B1)', 2],
    ['=TYPE(E1)', 4],
    ['=TYPE(C1)', 16],
    ['=TYPE({1,2})', 64],
    ['=TYPE(A1:B1)', 64],
    ['=TYPE(LAMBDA(x,x))', 128],
  ]);
});

describe('values turned into others', () => {
  testCases(cells, [
    ['=N(A1)', 1.5],
    ['=N(B1)', 0],
    ['=N(E1)', 1],
    ['=N(FALSE)', 0],
    ['=N(C1)', '#N/A'],
    ['=T(B1)', 'x'],
    ['=T(A1)', ''],
    ['=T(E1)', ''],
    ['=T(C1)', '#N/A'],
    ['=NA()', '#N/A'],
    ['=ERROR.TYPE(#NULL!)', 1],
    ['=ERROR.TYPE(H1)', 2],
    ['=ERROR.TYPE(#VALUE!)', 3],
    ['=ERROR.TYPE(#REF!)', 4],
    ['=ERROR.TYPE(I1)', 5],
    ['=ERROR.TYPE(#NUM!)', 6],
    ['=ERROR.TYPE(C1)', 7],
    ['=ERROR.TYPE(FILTER({1},{0}))', 14],
    ['=ERROR.TYPE(A1)', '#N/A'],
  ]);
});

describe('sheets', () => {
  testCases(cells, [
    ['=SHEET()', 1],
    ['=SHEET(A1)', 1],
    ['=SHEET("sheet1")', 1],
    ['=SHEET("Other")', '#N/A'],
    ['=SHEET(H1)', 1],
    ['=SHEETS()', 1],
    ['=SHEETS(A1:B1)', 1],
    ['=SHEETS("x")', '#REF!'],
  ]);
});
