import { afterEach, describe, expect, test } from 'vitest';
import { SHEET_ROWS, areaOf } from 'excel-host/book/area.ts';
import { toRange } from './ranges.ts';
import { area, openMirroredBook } from './testing/open-mirrored-book.ts';

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

function open(): ReturnType<typeof openMirroredBook> {
  const opened = openMirroredBook();
  closing.push(opened.close);
  return opened;
}

describe('what an add-in does is drawn', () => {
  test('cells, formats, looks, tables and hidden columns of a whole sheet', () => {
    const { book, sheetId, differences } = open();
    book.write(sheetId, 0, 4, [
      ['text', true, 1.5],
      [{ formula: '=B2*2' }, '0417', ''],
    ]);
    book.writeFormats(sheetId, areaOf(0, 3, SHEET_ROWS, 1), '@');
    book.writeStyle(sheetId, area('A1:B1'), { bold: true, fillColor: '#FF0000' });
    book.updateColumns(sheetId, 0, 1, { hidden: true });
    const other = book.addSheet('Other');
    book.write(other.id, 2, 2, [['x']]);
    book.updateSheet(other.id, { visibility: 'VeryHidden' });
    expect(differences()).toEqual([]);
  });

  test('rows of the table inserted, deleted and sorted', () => {
    const { book, tableId, differences } = open();
    book.insertTableRows(tableId, 1, 2);
    book.sortTable(tableId, [{ key: 0 }]);
    book.deleteTableRows(tableId, 0, 1);
    expect(differences()).toEqual([]);
  });
});

describe('formulas on the screen', () => {
  test('[FC1] a wrong structured reference is refused and spoils no other formula, nor what is undone', async () => {
    const { enter, undo, drawn, differences, said } = open();
    await enter('D1', { f: '=SUM(Foo[Bar])' });
    await enter('D2', { f: '=2+2' });
    expect([drawn('D1'), drawn('D2')]).toEqual([undefined, 4]);
    expect(said).toEqual([
      'Excel does not take =SUM(Foo[Bar]): this workbook has no table Foo. The cell is as it was.',
    ]);
    await undo();
    await undo();
    await enter('D3', { f: '=SUM(People[Amount])' });
    expect([drawn('D1'), drawn('D2'), drawn('D3')]).toEqual([undefined, undefined, 60]);
    expect(differences()).toEqual([]);
  });

  test.each([
    ['=COUNTIF(A2:A4,"*e*")', 2],
    ['=VLOOKUP("Ann",A2:B4,2,FALSE)', 10],
    ['=SUMIFS(B2:B4,B2:B4,">15")', 50],
    ['=XLOOKUP("Bea",People[Name],People[Amount])', 20],
    ['=TEXT(B2,"0.00")', '30.00'],
    ['=SUM(FILTER(B2:B4,A2:A4<>"Ann"))', 50],
    ['=NOSUCH(1)', '#NAME?'],
  ])('[FC2] %s is the same on the screen and in the book', async (formula, value) => {
    const { enter, drawn, values, differences } = open();
    await enter('D1', { f: formula });
    expect(drawn('D1')).toBe(value);
    expect(values('D1')).toEqual([[typeof value === 'string' && value.startsWith('#') ? { error: value } : value]]);
    expect(differences()).toEqual([]);
  });

  test('[FC2] they follow whatever they depend on, wherever the change came from', async () => {
    const { book, sheetId, enter, drawn, differences } = open();
    await enter('D1', { f: '=SUM(People[Amount])' });
    await enter('E1', { f: '=D1*2' });
    book.write(sheetId, 1, 1, [[100]]);
    expect([drawn('D1'), drawn('E1')]).toEqual([130, 260]);
    await enter('B3', { v: 0 });
    expect([drawn('D1'), drawn('E1')]).toEqual([120, 240]);
    await enter('G1', { f: '=SEQUENCE(B4/10)' });
    expect([drawn('G1'), drawn('G2'), drawn('G3')]).toEqual([1, 2, undefined]);
    book.write(sheetId, 3, 1, [[10]]);
    expect([drawn('G1'), drawn('G2')]).toEqual([1, undefined]);
    expect(differences()).toEqual([]);
  });

  test('[FE1] they follow the names of sheets, tables and columns', () => {
    const { book, sheetId, tableId, differences } = open();
    const other = book.addSheet('Other');
    book.write(other.id, 0, 0, [[{ formula: '=SUM(People[Amount])+Data!B2' }]]);
    expect(differences()).toEqual([]);
    book.updateTable(tableId, { name: 'Staff' });
    book.write(sheetId, 0, 1, [['Salary']]);
    book.updateSheet(sheetId, { name: 'All data' });
    expect(differences()).toEqual([]);
    expect(book.readFormulas(other.id, areaOf(0, 0, 1, 1))).toEqual([["=SUM(Staff[Salary])+'All data'!B2"]]);
  });
});

describe('what the person does in the grid reaches the book', () => {
  test('a typed value is an edit of theirs, with before and after', async () => {
    const { sheetId, enter, values, events, differences } = open();
    await enter('B2', { v: 31 });
    expect(values('B2')).toEqual([[31]]);
    expect(events).toEqual([
      {
        kind: 'cells',
        act: { user: 'ann', gesture: 'type' },
        sheetId,
        area: area('B2'),
        before: 30,
        after: 31,
      },
    ]);
    expect(differences()).toEqual([]);
  });

  test('undo and redo are edits, too', async () => {
    const { enter, undo, redo, values, events, differences } = open();
    await enter('B2', { v: 31 });
    expect(await undo()).toBe(true);
    expect(values('B2')).toEqual([[30]]);
    await redo();
    expect(values('B2')).toEqual([[31]]);
    expect(events).toHaveLength(3);
    expect(differences()).toEqual([]);
  });

  test('an undo still works after an add-in has written elsewhere', async () => {
    const { book, sheetId, enter, undo, values, differences } = open();
    await enter('B2', { v: 31 });
    book.write(sheetId, 2, 1, [[11]]);
    await undo();
    expect(values('B2:B3')).toEqual([[30], [11]]);
    expect(differences()).toEqual([]);
  });

  test('after an add-in has moved rows there is nothing to undo, rather than an undo in the wrong place', async () => {
    const { book, tableId, enter, undo, values, differences } = open();
    await enter('B2', { v: 31 });
    book.insertTableRows(tableId, 0, 1);
    expect(await undo()).toBe(false);
    expect(values('B3')).toEqual([[31]]);
    expect(differences()).toEqual([]);
  });

  test('what is typed right below a table becomes its row', async () => {
    const { enter, table, differences } = open();
    await enter('A5', { v: 'Dan' });
    expect(table()?.area).toEqual(area('A1:B5'));
    expect(differences()).toEqual([]);
  });

  test('a new header renames the column', async () => {
    const { enter, table, differences } = open();
    await enter('B1', { v: 'Sum' });
    expect(table()?.columns.map(({ name }) => name)).toEqual(['Name', 'Sum']);
    expect(differences()).toEqual([]);
  });

  test('inserted and deleted rows move the table, its cells and formulas; undo brings them back', async () => {
    const { book, sheetId, run, undo, values, table, enter, differences } = open();
    await enter('D2', { f: '=B3*2' });
    await run('sheet.command.insert-row', { range: toRange(area('3:3')), direction: 0 });
    expect(table()?.area).toEqual(area('A1:B5'));
    expect(book.readFormulas(sheetId, area('D2'))).toEqual([['=B4*2']]);
    await undo();
    expect(table()?.area).toEqual(area('A1:B4'));
    await run('sheet.command.remove-row', { range: toRange(area('4:4')) });
    expect(table()?.area).toEqual(area('A1:B3'));
    await undo();
    expect(values('A2:B4')).toEqual([
      ['Cem', 30],
      ['Ann', 10],
      ['Bea', 20],
    ]);
    expect(table()?.area).toEqual(area('A1:B4'));
    expect(differences()).toEqual([]);
  });

  test('[FA9] what an undo takes back has not moved anything', async () => {
    const { book, sheetId, run, undo, redo } = open();
    await run('sheet.command.remove-row', { range: toRange(area('3:3')) });
    await undo();
    expect(book.moves(sheetId)).toEqual([]);
    await redo();
    expect(book.moves(sheetId)).toEqual([{ area: area('3:3'), direction: 'up' }]);
  });

  test('a block of 5,000 cells arrives as one edit', async () => {
    const { enter, events, values, differences } = open();
    await enter(
      'D1:E2500',
      Array.from({ length: 2500 }, (_, row) => [{ v: row }, { v: `text ${row}` }]),
    );
    expect(events.filter(({ kind }) => kind === 'cells')).toHaveLength(1);
    expect(values('D2500:E2500')).toEqual([[2499, 'text 2499']]);
    expect(differences()).toEqual([]);
  });

  test('sorting the table sorts the book', async () => {
    const { book, sheetId, run, values, events, differences } = open();
    await run('sheet.command.sort-range', {
      range: toRange(area('A2:B4')),
      orderRules: [{ type: 'asc', colIndex: 1 }],
      hasTitle: false,
    });
    expect(values('A2:B4').flat()).toEqual(['Ann', 10, 'Bea', 20, 'Cem', 30]);
    expect(events[0]?.act.gesture).toBe('sort');
    // [FA9] Cem, Ann, Bea: each row says which it was.
    expect(book.moves(sheetId)).toEqual([{ area: area('A2:B4'), order: [1, 2, 0] }]);
    expect(differences()).toEqual([]);
  });

  test('[FA9] cells that are cut are known to have gone, to another sheet too, and by an undo to be back', async () => {
    const { book, sheetId, run, undo, enter, values } = open();
    await enter('D1:E1', [[{ v: 'cut' }, { v: 'too' }]]);
    await run('sheet.command.move-range', { fromRange: toRange(area('D1:E1')), toRange: toRange(area('D6:E6')) });
    expect(values('D1:E1')).toEqual([['', '']]);
    expect(values('D6:E6')).toEqual([['cut', 'too']]);
    expect(book.moves(sheetId)).toEqual([{ area: area('D1:E1'), to: { row: 5, column: 3 } }]);
    await undo();
    expect(values('D1:E1')).toEqual([['cut', 'too']]);
    expect(book.moves(sheetId)).toEqual([]);

    const other = book.addSheet('Other').id;
    const mutation = {
      fromRange: toRange(area('D1')),
      toRange: toRange(area('A3')),
      from: { subUnitId: sheetId, value: { 0: { 3: null } } },
      to: { subUnitId: other, value: { 2: { 0: { v: 'cut' } } } },
    };
    await run('sheet.mutation.move-range', mutation);
    expect([values('D1'), book.readValues(other, area('A3'))]).toEqual([[['']], [['cut']]]);
    expect(book.moves(sheetId)).toEqual([{ area: area('D1'), to: null }]);
    expect(book.moves(other)).toEqual([{ area: area('A3'), to: null }]);
  });

  test('[FA9] dragged rows and columns are known to have changed their places', async () => {
    const { book, sheetId, run, enter, values } = open();
    await enter('D1:F1', [[{ v: 'a' }, { v: 'b' }, { v: 'c' }]]);
    await enter('D7', { v: 'seven' });
    const drag = (lines: 'rows' | 'columns', from: string, to: string) =>
      run(`sheet.mutation.move-${lines}`, { sourceRange: toRange(area(from)), targetRange: toRange(area(to)) });
    const last = () => book.moves(sheetId).at(-1);
    await drag('rows', '7:7', '6:6');
    expect(values('D6:D7')).toEqual([['seven'], ['']]);
    expect(last()).toEqual({ area: area('6:7'), order: [1, 0] });
    await drag('rows', '1:2', '4:5');
    expect(values('D2')).toEqual([['a']]);
    expect(last()).toEqual({ area: area('1:3'), order: [2, 0, 1] });
    await drag('columns', 'D:D', 'F:F');
    expect(values('D2:F2')).toEqual([['b', 'a', 'c']]);
    expect(last()).toEqual({ area: area('D:E'), columns: [1, 0] });
    await drag('columns', 'F:F', 'D:D');
    expect(values('D2:F2')).toEqual([['c', 'b', 'a']]);
    expect(last()).toEqual({ area: area('D:F'), columns: [2, 0, 1] });
  });

  test('a filter of the table hides the same rows', async () => {
    const { book, sheetId, tableId, run, differences } = open();
    await run('sheet.command.set-table-filter', {
      tableId,
      column: 0,
      tableFilter: { filterType: 'manual', values: ['Ann'] },
    });
    expect([1, 2, 3].map((row) => book.rowLooks(sheetId, row).filtered)).toEqual([true, false, true]);
    await run('sheet.command.set-table-filter', { tableId, column: 0, tableFilter: undefined });
    expect([1, 2, 3].map((row) => book.rowLooks(sheetId, row).filtered)).toEqual([false, false, false]);
    expect(differences()).toEqual([]);
  });

  test('hidden rows, widths and frozen panes', async () => {
    const { book, sheetId, run, differences } = open();
    await run('sheet.command.set-rows-hidden', { ranges: [toRange(area('3:3'))] });
    await run('sheet.command.set-frozen', { startRow: 1, startColumn: -1, ySplit: 1, xSplit: 0 });
    expect(book.rowLooks(sheetId, 2).hidden).toBe(true);
    expect(book.sheets()[0]?.freeze).toEqual({ rows: 1, columns: 0 });
    expect(differences()).toEqual([]);
  });
});

describe('what the book cannot hold is refused with a sentence', () => {
  test('deleting the header row of a table without the rest', async () => {
    const { run, table, said, differences } = open();
    await run('sheet.command.remove-row', { range: toRange(area('1:2')) });
    expect(table()?.area).toEqual(area('A1:B4'));
    expect(said).toEqual(['This would move a part of the table People. Insert or delete whole rows or columns of it.']);
    expect(differences()).toEqual([]);
  });

  test('a formula that Excel would not take, with the formula', async () => {
    const { enter, values, said, differences } = open();
    const before = values('B2:B3');
    await enter('B2', { f: '=SUM(Nope[Amount])' });
    await enter('B3', { f: '=SUM(1' });
    expect(values('B2:B3')).toEqual(before);
    expect(said).toEqual([
      'Excel does not take =SUM(Nope[Amount]): this workbook has no table Nope. The cell is as it was.',
      'Excel does not take =SUM(1: it cannot be read as a formula. The cell is as it was.',
    ]);
    expect(differences()).toEqual([]);
  });

  test('merged cells', async () => {
    const { run, said } = open();
    expect(await run('sheet.command.add-worksheet-merge-all')).toBe(false);
    expect(said).toEqual(['Merged cells are not there in this workbench.']);
  });

  test('a locked cell of a protected sheet', async () => {
    const { book, sheetId, enter, values, said } = open();
    book.updateSheet(sheetId, { protection: { password: undefined, options: {} } });
    book.writeStyle(sheetId, area('B3'), { locked: false });
    await enter('B2', { v: 31 });
    await enter('B3', { v: 11 });
    expect(values('B2:B3')).toEqual([[30], [11]]);
    expect(said).toEqual(['The sheet Data is protected.']);
  });
});

test('a block over locked and free cells of a protected sheet is refused whole, wherever the locked one stands', async () => {
  const { book, sheetId, enter, values, said } = open();
  book.updateSheet(sheetId, { protection: { password: undefined, options: {} } });
  book.writeStyle(sheetId, area('B3'), { locked: false });
  const before = values('A2:B4');
  await enter('B2:B3', [[{ v: 31 }], [{ v: 11 }]]);
  await enter('B3:B4', [[{ v: 11 }], [{ v: 41 }]]);
  expect(values('A2:B4')).toEqual(before);
  expect(said).toEqual(['The sheet Data is protected.', 'The sheet Data is protected.']);
});

describe('sheets are the book’s', () => {
  test('added, renamed, hidden and deleted', async () => {
    const { book, run, differences } = open();
    await run('sheet.command.insert-sheet');
    const added = book.sheets()[1]?.id;
    await run('sheet.command.set-worksheet-name', { subUnitId: added, name: 'Notes' });
    await run('sheet.command.set-worksheet-hidden', { subUnitId: added });
    expect(book.sheets()[1]).toMatchObject({ name: 'Notes', visibility: 'Hidden' });
    expect(differences()).toEqual([]);
    await run('sheet.command.remove-sheet', { subUnitId: added });
    expect(book.sheets().map(({ name }) => name)).toEqual(['Data']);
    expect(differences()).toEqual([]);
  });

  test('a very hidden sheet cannot be shown', async () => {
    const { book, run, said } = open();
    const { id } = book.addSheet('_lists');
    book.updateSheet(id, { visibility: 'VeryHidden' });
    await run('sheet.command.set-worksheet-show', { subUnitId: id });
    expect(book.sheets()[1]?.visibility).toBe('VeryHidden');
    expect(said).toEqual(['The sheet _lists belongs to the add-in and stays hidden.']);
  });
});
