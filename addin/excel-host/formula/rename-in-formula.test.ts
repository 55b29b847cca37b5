import { describe, expect, test } from 'vitest';
import { areaOf } from '../book/area.ts';
import { MemoryBook } from '../book/memory-book.ts';
import { deleteColumns, renameColumns, renameSheet, renameTable, tableToCells } from './rename-in-formula.ts';

describe('a sheet that is renamed', () => {
  test.each([
    ['=Data!A1', '=Plan!A1'],
    ["='Data'!A1+data!$B$2:C3", '=Plan!A1+Plan!$B$2:C3'],
    ['=SUM( Data!A:A , Other!A1 )', '=SUM( Plan!A:A , Other!A1 )'],
    ['="Data!A1"&A1', '="Data!A1"&A1'],
    ['=Data!Rate', '=Plan!Rate'],
    ['=Data2!A1', '=Data2!A1'],
  ])('[FE1] %s becomes %s', (before, after) => {
    expect(renameSheet(before, 'Data', 'Plan')).toBe(after);
  });

  test.each([
    ['R1C1', "='R1C1'!A1"],
    ['RC', "='RC'!A1"],
    ['C', "='C'!A1"],
    ['A1', "='A1'!A1"],
    ['2026', "='2026'!A1"],
    ["Ann's", "='Ann''s'!A1"],
    ['By Source', "='By Source'!A1"],
    ['Plan_1', '=Plan_1!A1'],
    ['ABCD1', '=ABCD1!A1'],
  ])('[FE11] %s is quoted where Excel would take it for something else', (name, formula) => {
    expect(renameSheet('=Data!A1', 'Data', name)).toBe(formula);
  });

  test('[FE1] its references are lost with it', () => {
    expect(renameSheet('=SUM(Data!A1:B2)+Data!Rate+Other!A1', 'Data', undefined)).toBe('=SUM(#REF!)+#REF!+Other!A1');
  });
});

describe('a table that is renamed', () => {
  test.each([
    ['=SUM(Sales[Amount])', '=SUM(Plan[Amount])'],
    ['=ROWS(sales)', '=ROWS(Plan)'],
    ['=Sales[[#Totals],[Amount]]', '=Plan[[#Totals],[Amount]]'],
    ['=LET(Sales,1,Sales)', '=LET(Sales,1,Sales)'],
    ['=Sales2[Amount]&"Sales[Amount]"', '=Sales2[Amount]&"Sales[Amount]"'],
    ['=[@Amount]', '=[@Amount]'],
  ])('[FE1] %s becomes %s', (before, after) => {
    expect(renameTable(before, 'Sales', 'Plan')).toBe(after);
  });
});

test('the references of a deleted table are lost, and a name of another sheet is no table', () => {
  expect(renameTable('=SUM(Sales[Amount])+ROWS(Sales)+Other[A]', 'Sales', undefined)).toBe(
    '=SUM(#REF!)+ROWS(#REF!)+Other[A]',
  );
  expect(renameTable('=Data!Sales+A1', 'Sales', 'Plan')).toBe('=Data!Sales+A1');
  expect(renameTable('=SUM(Sales[A]', 'Sales', 'Plan')).toBe('=SUM(Sales[A]');
});

describe('a table that becomes plain cells', () => {
  const book = new MemoryBook();
  const { id } = book.addSheet('By Source');
  book.write(id, 1, 1, [
    ['Name', 'Amount'],
    ['a', 1],
    ['b', 2],
  ]);
  const added = book.addTable(id, areaOf(1, 1, 3, 2), true);
  book.updateTable(added.id, { name: 'Sales' });
  const [table = added] = book.tables();
  test.each([
    ['=SUM(Sales[Amount])', false, "=SUM('By Source'!$C$3:$C$4)"],
    ['=ROWS(sales)', false, "=ROWS('By Source'!$B$3:$C$4)"],
    ['=Sales[[#Headers],[Amount]]', false, "='By Source'!$C$2"],
    ['=SUM(Sales[#Headers])', false, "=SUM('By Source'!$B$2:$C$2)"],
    ['=[@Amount]*2', true, "='By Source'!$C3*2"],
    ['=SUM(Sales[@])', true, "=SUM('By Source'!$B3:$C3)"],
    ['=[@Amount]*2', false, '=[@Amount]*2'],
    ['=SUM(Sales[Nope])', false, '=SUM(#REF!)'],
    ['=Other[Amount]+Other!Sales+Rate+A1', true, '=Other[Amount]+Other!Sales+Rate+A1'],
  ])('%s (inside: %s) becomes %s', (before, isInside, after) => {
    expect(tableToCells(before, table, 'By Source', isInside, 2)).toBe(after);
  });
});

describe('columns that are renamed', () => {
  const swap = new Map([
    ['from', 'Till'],
    ['till', 'From'],
  ]);
  test.each([
    ['=SUM(Sales[From])', true, '=SUM(Sales[Till])'],
    ['=[@From]-[@Till]', true, '=[@Till]-[@From]'],
    ['=[@From]', false, '=[@From]'],
    ['=Sales[[From]:[Till]]', false, '=Sales[[Till]:[From]]'],
    ['=Other[From]', false, '=Other[From]'],
    ['=Sales[ [from] ]', false, '=Sales[Till]'],
    ['=Sales[ [Days] ]', false, '=Sales[ [Days] ]'],
  ])('[FE1] %s (inside: %s) becomes %s', (before, isInside, after) => {
    expect(renameColumns(before, 'Sales', isInside, swap)).toBe(after);
  });

  test('[FE1] names with brackets and quotes are written as Excel does', () => {
    expect(renameColumns('=SUM(Sales[From])', 'Sales', false, new Map([['from', "it's [%] #1"]]))).toBe(
      "=SUM(Sales[it''s '[%'] '#1])",
    );
  });
});

describe('columns that are deleted', () => {
  test.each([
    ['=SUM(Sales[Till])', true, '=SUM(#REF!)'],
    ['=SUM(Sales[From])', true, '=SUM(Sales[From])'],
    ['=SUM(Sales[[From]:[Till]])', true, '=SUM(Sales[[From]:[Days]])'],
    ['=SUM(Sales[[till]:[rest]])', true, '=SUM(Sales[Rest])'],
    ['=SUM(Sales[[Till]:[Days]])', true, '=SUM(Sales[Days])'],
    ['=SUM(Sales[[Days]:[Till]])', true, '=SUM(Sales[Days])'],
    ['=SUM(Sales[[#All],[From]:[Till]])', true, '=SUM(Sales[[#All],[From]:[Days]])'],
    ['=[@Till]+[@From]', true, '=#REF!+[@From]'],
    ['=[@Till]', false, '=[@Till]'],
    ['=Other[Till]', false, '=Other[Till]'],
    ['=SUM(Sales[[Nope]:[Till]])', true, '=SUM(Sales[[Nope]:[Till]])'],
    ['=ROWS(Sales)+ROWS(Sales[#All])+A1', true, '=ROWS(Sales)+ROWS(Sales[#All])+A1'],
  ])('%s (inside: %s) becomes %s', (before, isInside, after) => {
    const names = ['From', 'Days', 'Till', 'Rest'];
    expect(deleteColumns(before, 'Sales', isInside, names, (index) => index === 2)).toBe(after);
  });
});

describe('[FE1] in a book', () => {
  function open() {
    const book = new MemoryBook();
    const { id } = book.addSheet('Data');
    const other = book.addSheet('Other');
    book.write(id, 0, 0, [
      ['Name', 'Amount'],
      ['a', 1],
      ['b', 2],
    ]);
    const table = book.addTable(id, areaOf(0, 0, 3, 2), true);
    book.addName({ name: 'Rate', formula: '=Data!$B$2', scopeSheetId: undefined, visible: true, comment: '' });
    const put = (formula: string): void => book.write(other.id, 0, 0, [[{ formula }]]);
    const read = () => [
      book.readFormulas(other.id, areaOf(0, 0, 1, 1))[0]?.[0],
      book.readValues(other.id, areaOf(0, 0, 1, 1))[0]?.[0],
    ];
    return { book, id, table, put, read };
  }

  test('formulas follow the name of a sheet, a table and a column, and so do names', () => {
    const { book, id, table, put, read } = open();
    put('=SUM(Table1[Amount])+Data!B3+Rate');
    book.updateSheet(id, { name: 'My plan' });
    book.updateTable(table.id, { name: 'Lines' });
    book.write(id, 0, 1, [['Current Budget']]);
    expect(read()).toEqual(["=SUM(Lines[Current Budget])+'My plan'!B3+Rate", 6]);
    expect(book.names()[0]?.formula).toBe("='My plan'!$B$2");
  });

  test('formulas follow the name of a column within its table', () => {
    const { book, id, table } = open();
    book.insertTableColumn(table.id, 2, 'Double');
    book.write(id, 1, 2, [[{ formula: '=[@Amount]*2' }]]);
    book.write(id, 0, 1, [['Sum']]);
    expect(book.readFormulas(id, areaOf(1, 2, 1, 1))).toEqual([['=[@Sum]*2']]);
    expect(book.readValues(id, areaOf(1, 2, 1, 1))).toEqual([[2]]);
  });

  test('what referred to a deleted sheet, table or column is lost', () => {
    const { book, id, table, put, read } = open();
    put('=SUM(Table1[Amount])');
    book.deleteTableColumn(table.id, table.columns[1]?.id ?? 0);
    expect(read()).toEqual(['=SUM(#REF!)', { error: '#REF!' }]);
    put('=ROWS(Table1)');
    book.deleteTable(table.id, false);
    expect(read()).toEqual(['=ROWS(#REF!)', { error: '#REF!' }]);
    put('=Data!A1+1');
    book.deleteSheet(id);
    expect(read()).toEqual(['=#REF!+1', { error: '#REF!' }]);
    expect(book.names()[0]?.formula).toBe('=#REF!');
  });

  test('a reference to several columns means those that are left when some are deleted, by the table or the sheet', () => {
    const { book, id, table, put, read } = open();
    const [, amount = { id: 0 }] = table.columns;
    book.insertTableColumn(table.id, 2, 'Note');
    const formulas = [
      '=COUNTA(Table1[[Name]:[Note]])',
      '=COUNTA(Table1[[Amount]:[Note]])',
      '=COUNTA(Table1[[Name]:[Amount]])',
    ];
    const other = book.sheets()[1]?.id ?? '';
    formulas.forEach((formula, row) => book.write(other, row, 0, [[{ formula }]]));
    book.deleteTableColumn(table.id, amount.id);
    const written = () => book.readFormulas(other, areaOf(0, 0, 3, 1)).flat();
    expect(written()).toEqual(['=COUNTA(Table1[[Name]:[Note]])', '=COUNTA(Table1[Note])', '=COUNTA(Table1[Name])']);
    put('=ROWS(Table1[[Name]:[Note]])+ROWS(Table1[Note])');
    book.deleteCells(id, areaOf(0, 1, 1_048_576, 1), 'left');
    expect(read()).toEqual(['=ROWS(Table1[Name])+ROWS(#REF!)', { error: '#REF!' }]);
    expect(written().slice(1)).toEqual(['=COUNTA(#REF!)', '=COUNTA(Table1[Name])']);
  });

  test('a table that becomes plain cells is named by its cells', () => {
    const { book, table, put, read } = open();
    put('=SUM(Table1[Amount])+ROWS(Table1[#All])');
    book.deleteTable(table.id, true);
    expect(read()).toEqual(['=SUM(Data!$B$2:$B$3)+ROWS(Data!$A$1:$B$3)', 6]);
  });

  test('drop-down sources and conditional formats follow, too', () => {
    const { book, id } = open();
    book.setValidation(id, areaOf(1, 0, 1, 1), { rule: { list: { source: '=Data!$A$2:$A$3', inCellDropDown: true } } });
    const format = book.addConditionalFormat(id, areaOf(1, 0, 1, 1));
    book.updateConditionalFormat(id, format.id, { formula: '=Data!B2>1' });
    book.updateSheet(id, { name: 'Plan' });
    expect(book.validations(id)[0]?.validation.rule).toEqual({
      list: { source: '=Plan!$A$2:$A$3', inCellDropDown: true },
    });
    expect(book.conditionalFormats(id)[0]?.formula).toBe('=Plan!B2>1');
  });
});
