import { describe, expect, test } from 'vitest';
import { SHEET_COLUMNS, SHEET_ROWS, areaOf } from '../book/area.ts';
import { parseFormula } from './parse-formula.ts';

const treeOf = (formula: string) => parseFormula(formula)?.expression;
const free = { top: false, left: false, bottom: false, right: false };

describe('references to cells', () => {
  test.each([
    ['=B3', areaOf(2, 1, 1, 1), free],
    ['=$B3:C$5', areaOf(2, 1, 3, 2), { top: false, left: true, bottom: true, right: false }],
    ['=C5:B3', areaOf(2, 1, 3, 2), free],
    ['=B:D', areaOf(0, 1, SHEET_ROWS, 3), free],
    ['=3:5', areaOf(2, 0, 3, SHEET_COLUMNS), free],
    ['=$B:D', areaOf(0, 1, SHEET_ROWS, 3), { ...free, left: true }],
  ])('%s', (formula, area, fixed) => {
    const tree = treeOf(formula);
    expect(tree).toMatchObject({ kind: 'cells', sheetName: undefined, area });
    expect(tree).toMatchObject({ fixed });
  });

  test('name their sheet, with or without quotes', () => {
    expect(treeOf("='My sheet'!A1")).toMatchObject({ kind: 'cells', sheetName: 'My sheet', area: areaOf(0, 0, 1, 1) });
    expect(treeOf('=Data!A1')).toMatchObject({ kind: 'cells', sheetName: 'Data' });
  });

  test('that are lost are #REF!, with what stands around them', () => {
    const lost = { kind: 'constant', value: { error: '#REF!' } };
    for (const formula of ['=#REF!', '=Data!#REF!', '=#REF!A1']) expect(treeOf(formula)).toMatchObject(lost);
    expect(treeOf('=SUM(Data!#REF!,A1)')).toMatchObject({ kind: 'call', args: [lost, { kind: 'cells' }] });
  });

  test.each(['=[Book2]Data!A1', '=SUM(Data:Other!A1)'])('%s is more than this host knows, and says so', (formula) => {
    expect(JSON.stringify(treeOf(formula))).toContain('"kind":"lacking"');
  });
});

describe('references to tables', () => {
  test.each([
    ['=People[Amount]', { tableName: 'People', sections: [], columns: ['Amount', 'Amount'] }],
    ['=People[[Name]:[Amount]]', { tableName: 'People', sections: [], columns: ['Name', 'Amount'] }],
    ['=People[#All]', { tableName: 'People', sections: ['all'], columns: undefined }],
    ['=People[[#Headers],[#Data],[Name]]', { sections: ['headers', 'data'], columns: ['Name', 'Name'] }],
    ['=People[@Amount]', { sections: ['this row'], columns: ['Amount', 'Amount'] }],
    ['=[@Amount]', { tableName: undefined, sections: ['this row'], columns: ['Amount', 'Amount'] }],
    ['=People[]', { tableName: 'People', sections: [], columns: undefined }],
  ])('%s', (formula, expected) => {
    expect(treeOf(formula)).toMatchObject({ kind: 'table', ...expected });
  });
});

describe('names and calls', () => {
  test('are the same in any case, and without what a file puts before them', () => {
    expect(treeOf('=kinds')).toEqual({ kind: 'name', name: 'KINDS', sheetName: undefined });
    expect(treeOf('=Data!kinds')).toEqual({ kind: 'name', name: 'KINDS', sheetName: 'Data' });
    for (const name of ['filter', '_xlfn.FILTER', '_xlfn._xlws.FILTER', '_xlws.filter'])
      expect(treeOf(`=${name}(A1)`)).toMatchObject({ kind: 'call', name: 'FILTER' });
  });

  test('of one value out of many, and of all that a cell spilled, are operators', () => {
    expect(treeOf('=_xlfn.SINGLE(A1:A2)')).toMatchObject({ kind: 'unary', operator: '@', operand: { kind: 'cells' } });
    expect(treeOf('=_xlfn.ANCHORARRAY(A1)')).toMatchObject({ kind: 'unary', operator: '#' });
    expect(treeOf('=SINGLE()')).toMatchObject({ kind: 'call', name: 'SINGLE', args: [] });
    expect(treeOf('=ANCHORARRAY()')).toMatchObject({ kind: 'call', name: 'ANCHORARRAY', args: [] });
  });

  test('of parameters are calls of what they stand for, inside the body and nowhere else', () => {
    expect(treeOf('=LET(f,LAMBDA(x,x+1),f(2))')).toMatchObject({
      kind: 'let',
      declarations: [{ name: 'F', value: { kind: 'lambda', params: ['X'] } }],
      body: { kind: 'invoke', callee: { kind: 'name', name: 'F' } },
    });
    expect(treeOf('=LAMBDA(x,x+1)(2)')).toMatchObject({ kind: 'invoke', callee: { kind: 'lambda' } });
    expect(treeOf('=f(2)')).toMatchObject({ kind: 'call', name: 'F' });
    // The name of a declaration is not yet known in its own value.
    expect(treeOf('=LET(f,f(1),f)')).toMatchObject({ declarations: [{ value: { kind: 'call', name: 'F' } }] });
  });

  test('leave arguments empty', () => {
    expect(treeOf('=IF(A1,,2)')).toMatchObject({ args: [{}, { kind: 'missing' }, { kind: 'constant', value: 2 }] });
  });
});

test('constants are texts, numbers, truth values, errors and tables of them', () => {
  expect(treeOf('="a""b"')).toEqual({ kind: 'constant', value: 'a"b' });
  expect(treeOf('=#DIV/0!')).toEqual({ kind: 'constant', value: { error: '#DIV/0!' } });
  expect(treeOf('={1,"a";TRUE,#N/A}')).toEqual({
    kind: 'array',
    rows: [
      [1, 'a'],
      [true, { error: '#N/A' }],
    ],
  });
});

test('every reference is told with its place in the text; parameters, and what is more than this host knows, are not', () => {
  const formula = "=LET(x,A1,x+Data!B:B+People[Amount]+kinds+'[b]s'!A1)";
  const written = parseFormula(formula)?.references.map(({ start, end, expression }) => [
    formula.slice(start, end),
    expression.kind,
  ]);
  expect(written).toEqual([
    ['A1', 'cells'],
    ['Data!B:B', 'cells'],
    ['People[Amount]', 'table'],
    ['kinds', 'name'],
  ]);
});

test('errors are constants, those of other programs too, and no range can follow one but a lost one', () => {
  expect(treeOf('=#SPILL!')).toEqual({ kind: 'constant', value: { error: '#SPILL!' } });
  expect(treeOf('=#GETTING_DATA')).toEqual({ kind: 'constant', value: { error: '#REF!' } });
  expect(treeOf('={#GETTING_DATA,-1}')).toEqual({ kind: 'array', rows: [[{ error: '#VALUE!' }, -1]] });
  expect(treeOf('=#DIV/0!A1')).toBeUndefined();
  expect(treeOf('=#REF!A1+1')).toMatchObject({ kind: 'binary', left: { kind: 'constant' } });
});

test('prefixes of files are taken off at the beginning of a name and nowhere else', () => {
  expect(treeOf('=my_xlfn.f(1)')).toMatchObject({ kind: 'call', name: 'MY_XLFN.F' });
  expect(treeOf('=_xlpm.x')).toEqual({ kind: 'name', name: 'X', sheetName: undefined });
  expect(treeOf('=my_xlpm.x')).toEqual({ kind: 'name', name: 'MY_XLPM.X', sheetName: undefined });
});

test('what this host does not calculate is named', () => {
  const lacking = (what: string) => ({ kind: 'lacking', what });
  expect(treeOf('=[Book2]Data!A1')).toEqual(lacking('references to other workbooks ([Book2]Data!A1)'));
  expect(treeOf('=Data:Other!A1')).toEqual(lacking('references over sheets (Data:Other!A1)'));
  expect(treeOf('=A1.:.B9')).toEqual(lacking('trimmed ranges (A1.:.B9)'));
});

test('parameters of an outer LAMBDA are no references in an inner one', () => {
  expect(parseFormula('=LAMBDA(x,LAMBDA(y,x+y))(1)(2)')?.references).toEqual([]);
});

test('a formula is parsed once, whatever was parsed since', () => {
  const first = parseFormula('=A1+7');
  parseFormula('=B1+7');
  expect(parseFormula('=A1+7')).toBe(first);
});

test('what is no formula has no tree, however often it is asked for', () => {
  for (const formula of ['=1+', '=SUM(1', '=)', '=1+', '=SUM(1']) expect(parseFormula(formula)).toBeUndefined();
  expect(parseFormula('=A1')).toBe(parseFormula('=A1'));
});
