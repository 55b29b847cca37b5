import { describe, expect, test } from 'vitest';
import { isArrayFormula, withIntersections } from './array-formula.ts';

/** Only Many stands for several cells. */
const isBlockName = (name: string): boolean => name === 'MANY';

describe('[FA9] formulas that mean the same in any Excel', () => {
  test.each([
    '=A1+1',
    '=SUM(A1:A3)',
    '=SUM(Sales[Amount])',
    '=[@Amount]*[@Price]',
    '=SUMPRODUCT((A1:A3="x")*B1:B3)',
    '=SUMIFS(C1:C9,A1:A9,"x",B1:B9,D1)',
    '=VLOOKUP(A1,B1:D9,2,FALSE)',
    '=INDEX(A1:A9,MATCH(B1,C1:C9,0))',
    '=IF(A1>1,SUM(A1:A3),"no")',
    '=Rate*A1',
    '=SUM(Many)',
    '=@A1:A3+1',
    '=LET(x,SUM(A1:A3),x+1)',
    '=TEXTJOIN(",",TRUE,A1:A3)',
    '=SUM(A1:A3,B1:INDEX(B1:B9,2))',
    '=ROWS(A1:A3)',
    '=IFERROR(A1/B1,0)',
    '=IFNA(VLOOKUP(A1,B1:D9,2,FALSE),0)',
    '=XLOOKUP(A1,B:B,C:C,"none")',
    '=XLOOKUP([@Code],Sites[Code],Sites[Name])',
    '=SUM(',
  ])('%s', (formula) => {
    expect(isArrayFormula(formula, isBlockName)).toBe(false);
    expect(withIntersections(formula, isBlockName)).toBe(formula);
  });
});

describe('[FA9] formulas that work through several values, and what an Excel of single values makes of them', () => {
  test.each([
    ['=A1:A3', '=@A1:A3'],
    ['=A1:A3*2', '=@A1:A3*2'],
    ['=SUM(A1:A3*B1:B3)', '=SUM(@A1:A3*@B1:B3)'],
    ['=SUM(ROUND(D1:D3,0))', '=SUM(ROUND(@D1:D3,0))'],
    ['=SORT(A1:A3)', '=@SORT(A1:A3)'],
    ['=Many', '=@Many'],
    ['=LEN(Sales[Name])', '=LEN(@Sales[Name])'],
    ['=VLOOKUP(A1:A3,B1:D9,2,FALSE)', '=VLOOKUP(@A1:A3,B1:D9,2,FALSE)'],
    ['=IF(A1:A3>1,1,2)', '=IF(@A1:A3>1,1,2)'],
    ['=-A1:A3', '=-@A1:A3'],
    ['=IFNA(A1,B1:B3)', '=IFNA(A1,@B1:B3)'],
    ['=IFERROR(A1,B1:B3)', '=IFERROR(A1,@B1:B3)'],
  ])('%s is %s there', (formula, single) => {
    expect(isArrayFormula(formula, isBlockName)).toBe(true);
    expect(withIntersections(formula, isBlockName)).toBe(single);
    expect(isArrayFormula(single, isBlockName)).toBe(false);
  });

  test.each([
    '=SUM(FILTER(A1:A3,B1:B3>1))',
    '=INDEX(A1:C9,0,2)',
    '=A1#',
    '=SUM(LEN(A1:A3))',
    '={1,2}*2',
    '=LET(x,A1:A3,SUM(x*2))',
  ])('%s', (formula) => {
    expect(isArrayFormula(formula, isBlockName)).toBe(true);
  });
});
