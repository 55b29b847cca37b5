import { expect, test } from 'vitest';
import { fromFileFormula, toFileFormula } from './file-formula.ts';

test.each([
  ['=SUM(A1:A2)', '=SUM(A1:A2)'],
  ['=XLOOKUP("XLOOKUP(",A:A,B:B)', '=_xlfn.XLOOKUP("XLOOKUP(",A:A,B:B)'],
  [
    '=sort(FILTER(Sales[Amount],Sales[Amount]>1))',
    '=_xlfn._xlws.sort(_xlfn._xlws.FILTER(Sales[Amount],Sales[Amount]>1))',
  ],
  ['=LET(rate, 2, rate * A1)', '=_xlfn.LET(_xlpm.rate, 2, _xlpm.rate * A1)'],
  ['=MAP(A1:A2,LAMBDA(x,x+Rate))', '=_xlfn.MAP(A1:A2,_xlfn.LAMBDA(_xlpm.x,_xlpm.x+Rate))'],
  ['=\'By Source\'!A1&"_xlfn.SORT"', '=\'By Source\'!A1&"_xlfn.SORT"'],
])('[FC2] %s stands in a file as %s, and comes back', (shown, stored) => {
  expect(toFileFormula(shown)).toBe(stored);
  expect(fromFileFormula(stored)).toBe(shown);
});

test.each([
  [
    '=LAMBDA(x,LET(y,x,-y))(LET(z,1,z+1))',
    '=_xlfn.LAMBDA(_xlpm.x,_xlfn.LET(_xlpm.y,_xlpm.x,-_xlpm.y))(_xlfn.LET(_xlpm.z,1,_xlpm.z+1))',
  ],
  ['=-LET(a,1,a)+LET(b,2,b)', '=-_xlfn.LET(_xlpm.a,1,_xlpm.a)+_xlfn.LET(_xlpm.b,2,_xlpm.b)'],
  ['=LET(b,2,b)+1', '=_xlfn.LET(_xlpm.b,2,_xlpm.b)+1'],
  ['=LET(unique,1,UNIQUE(A1:A2)+unique)', '=_xlfn.LET(_xlpm.unique,1,_xlfn.UNIQUE(A1:A2)+_xlpm.unique)'],
  // Names are no functions, whatever they are called.
  ['=Xlookup+Filter', '=Xlookup+Filter'],
  ['=my_xlfn.f(1)', '=my_xlfn.f(1)'],
])('%s stands in a file as %s, parameters and functions told apart', (shown, stored) => {
  expect(toFileFormula(shown)).toBe(stored);
  expect(fromFileFormula(stored)).toBe(shown);
});

test('what is no formula is left as it is', () => {
  expect(toFileFormula('=SUM(')).toBe('=SUM(');
});

test.each([
  ['=[@Amount]*2', '=Sales[[#This Row],[Amount]]*2'],
  ['=SUM([Amount])', '=SUM(Sales[Amount])'],
  ['=[@[Net amount]]', '=Sales[[#This Row],[Net amount]]'],
  ['=SUM(Other[@[A]:[B]])', '=SUM(Other[[#This Row],[A]:[B]])'],
])('[FA9] %s of a table is %s in a file: Excel knows no shorter way there', (shown, stored) => {
  expect(toFileFormula(shown, { tableName: 'Sales' })).toBe(stored);
  expect(fromFileFormula(stored, 'Sales')).toBe(shown);
});

test.each([
  ['=@A1:A3+1', '=A1:A3+1', '=_xlfn.SINGLE(A1:A3)+1'],
  ['=SUM(@OFFSET(A1,(1),0):B2)', '=SUM(OFFSET(A1,(1),0):B2)', '=SUM(_xlfn.SINGLE(OFFSET(A1,(1),0)):B2)'],
  ['=SUM(A1#)*2', '=SUM(_xlfn.ANCHORARRAY(A1))*2', '=SUM(_xlfn.ANCHORARRAY(A1))*2'],
])('[FA9] %s stands in a file as %s, or as %s where it may fill cells', (shown, plain, array) => {
  expect(toFileFormula(shown)).toBe(plain);
  expect(toFileFormula(shown, { isArray: true })).toBe(array);
  expect(fromFileFormula(array)).toBe(shown);
});
