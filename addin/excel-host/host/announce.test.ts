import { beforeEach, expect, test } from 'vitest';
import { peopleExcel, type OpenedPeople } from '../testing/people-excel.mts';

const excel = peopleExcel();
let opened: OpenedPeople;
let heard: string[];

/** Ann's add-in hears all of the sheet Data, of the table People and of the collections. */
beforeEach(async () => {
  opened = excel.open();
  heard = [];
  await excel.onData((sheet, { workbook }) => {
    const say = (words: string): Promise<void> => {
      heard.push(words);
      return Promise.resolve();
    };
    sheet.onChanged.add(({ changeType, address, source, triggerSource, changeDirectionState }) =>
      say(`sheet ${changeType} ${address} ${source} ${triggerSource} ${shiftOf(changeDirectionState)}`.trim()),
    );
    sheet.onFormatChanged.add(({ address, source }) => say(`format ${address} ${source}`));
    sheet.onSelectionChanged.add(({ address }) => say(`selected ${address}`));
    sheet.onActivated.add(() => say('activated'));
    sheet.onDeactivated.add(() => say('deactivated'));
    sheet.onRowSorted.add(({ address }) => say(`sorted ${address}`));
    sheet.onNameChanged.add(({ nameBefore, nameAfter }) => say(`${nameBefore} renamed ${nameAfter}`));
    sheet.onVisibilityChanged.add(({ visibilityBefore: was, visibilityAfter: is }) => say(`${was} now ${is}`));
    workbook.worksheets.onNameChanged.add(({ nameAfter }) => say(`a sheet renamed ${nameAfter}`));
    workbook.worksheets.onVisibilityChanged.add(({ visibilityAfter }) => say(`a sheet now ${visibilityAfter}`));
    sheet.tables.getItem('People').onChanged.add(({ changeType, address }) => say(`People ${changeType} ${address}`));
    workbook.worksheets.onAdded.add(({ source }) => say(`sheet added ${source}`));
    workbook.worksheets.onDeleted.add(({ source }) => say(`sheet deleted ${source}`));
    workbook.tables.onAdded.add(({ source }) => say(`table added ${source}`));
    workbook.tables.onDeleted.add(({ source }) => say(`table deleted ${source}`));
  });
});

const shiftOf = (state?: Excel.ChangeDirectionState): string =>
  [state?.insertShiftDirection, state?.deleteShiftDirection].join('');

/** What Ann's add-in hears of this: events come in a turn of their own. */
async function heardOf(work: () => unknown): Promise<string[]> {
  heard = [];
  await work();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return heard;
}

const asBob = (work: () => void): void => opened.book.act({ user: 'bob', gesture: 'type' }, work);

test('cells that change are told with who changed them, to a table only the part that is its own', async () => {
  expect(
    await heardOf(() =>
      excel.onData((sheet) => {
        sheet.getRange('B4:C5').values = [
          [7, 8],
          [undefined, 9],
        ];
      }),
    ),
  ).toEqual(['sheet RangeEdited B4:C5 Local ThisLocalAddin', 'People RangeEdited B4']);
  expect(await heardOf(() => asBob(() => opened.book.write(opened.sheetId, 1, 0, [['Amy']])))).toEqual([
    'sheet RangeEdited A2 Remote Unknown',
    'People RangeEdited A2',
  ]);
  const ann = { user: 'ann', gesture: 'type' } as const;
  expect(await heardOf(() => opened.book.act(ann, () => opened.book.write(opened.sheetId, 9, 4, [[1]])))).toEqual([
    'sheet RangeEdited E10 Local Unknown',
  ]);
});

test('one cell that changes comes with what it was, as value and as type; several come without', async () => {
  const details: unknown[] = [];
  await excel.onData((sheet) => {
    sheet.onChanged.add((event) => {
      details.push(event.details);
      return Promise.resolve();
    });
  });
  await heardOf(() => asBob(() => opened.book.write(opened.sheetId, 1, 1, [['much']])));
  await heardOf(() => asBob(() => opened.book.write(opened.sheetId, 1, 0, [['Amy', 4]])));
  expect(details).toEqual([
    { valueBefore: 1, valueAfter: 'much', valueTypeBefore: 'Double', valueTypeAfter: 'String' },
    undefined,
  ]);
});

test('rows, columns and cells that come and go are told as what they are', async () => {
  const { book, sheetId } = opened;
  const whole = { rows: { column: 0, columnCount: 16_384 }, columns: { row: 0, rowCount: 1_048_576 } };
  const told = (work: () => void) => heardOf(() => asBob(work));
  expect(await told(() => book.insertCells(sheetId, { row: 1, rowCount: 1, ...whole.rows }, 'down'))).toEqual([
    'sheet RowInserted 2:2 Remote Unknown Down',
    'People RowInserted A2:B2',
  ]);
  expect(await told(() => book.deleteCells(sheetId, { row: 1, rowCount: 1, ...whole.rows }, 'up'))).toEqual([
    'sheet RowDeleted 2:2 Remote Unknown Up',
  ]);
  expect(await told(() => book.insertCells(sheetId, { column: 1, columnCount: 1, ...whole.columns }, 'right'))).toEqual(
    ['sheet ColumnInserted B:B Remote Unknown Right', 'People ColumnInserted B1:B4'],
  );
  expect(await told(() => book.deleteCells(sheetId, { column: 1, columnCount: 1, ...whole.columns }, 'left'))).toEqual([
    'sheet ColumnDeleted B:B Remote Unknown Left',
    'People ColumnDeleted B1:B4',
  ]);
  const cell = { row: 8, column: 8, rowCount: 1, columnCount: 1 };
  expect(await told(() => book.insertCells(sheetId, cell, 'right'))).toEqual([
    'sheet CellInserted I9 Remote Unknown Right',
  ]);
  expect(await told(() => book.deleteCells(sheetId, cell, 'up'))).toEqual(['sheet CellDeleted I9 Remote Unknown Up']);
});

test('formats are told apart from values', async () => {
  expect(await heardOf(() => excel.onData((sheet) => (sheet.getRange('B4:C4').format.font.bold = true)))).toEqual([
    'format B4:C4 Local',
    'People RangeEdited B4',
  ]);
});

test('sheets and tables that come, go, move or are sorted are told by their own events', async () => {
  const other = await heardOf(() => asBob(() => void opened.book.addSheet('Other')));
  expect(other).toEqual(['sheet added Remote']);
  const otherId = opened.book.sheets()[1]?.id ?? '';
  expect(await heardOf(() => excel.onData((sheet) => sheet.activate()))).toEqual([]);
  expect(await heardOf(() => opened.host.activate(otherId))).toEqual(['deactivated']);
  expect(
    await heardOf(() => opened.host.select(opened.sheetId, { row: 1, column: 1, rowCount: 2, columnCount: 1 })),
  ).toEqual(['activated', 'selected B2:B3']);
  expect(await heardOf(() => asBob(() => opened.book.updateSheet(opened.sheetId, { name: 'Facts' })))).toEqual([
    'Data renamed Facts',
    'a sheet renamed Facts',
  ]);
  expect(await heardOf(() => asBob(() => opened.book.updateSheet(opened.sheetId, { name: 'Data' })))).toEqual([
    'Facts renamed Data',
    'a sheet renamed Data',
  ]);
  expect(await heardOf(() => asBob(() => opened.book.updateSheet(opened.sheetId, { tabColor: '#FF0000' })))).toEqual(
    [],
  );
  expect(await heardOf(() => asBob(() => opened.book.updateSheet(opened.sheetId, { visibility: 'Hidden' })))).toEqual([
    'Visible now Hidden',
    'a sheet now Hidden',
  ]);
  await heardOf(() => asBob(() => opened.book.updateSheet(opened.sheetId, { visibility: 'Visible' })));
  expect(
    await heardOf(() => asBob(() => opened.book.sortTable(opened.tableId, [{ key: 0, ascending: false }]))),
  ).toContain('sorted A1:B4');
  expect(await heardOf(() => excel.onData((sheet) => (sheet.tables.add('E1:E2', true).name = 'Plants')))).toContain(
    'table added Local',
  );
  expect(await heardOf(() => excel.onData((sheet) => sheet.tables.getItem('Plants').convertToRange()))).toContain(
    'table deleted Local',
  );
  expect(await heardOf(() => asBob(() => opened.book.deleteSheet(otherId)))).toEqual(['sheet deleted Remote']);
});

test('another sheet than the first is told under its own name and state', async () => {
  await heardOf(() => opened.book.addSheet('Other'));
  const id = opened.book.sheets()[1]?.id ?? '';
  expect(await heardOf(() => asBob(() => opened.book.updateSheet(id, { name: 'Plants' })))).toEqual([
    'a sheet renamed Plants',
  ]);
  expect(await heardOf(() => asBob(() => opened.book.updateSheet(id, { visibility: 'VeryHidden' })))).toEqual([
    'a sheet now VeryHidden',
  ]);
});

test('rows that go are told to the table where Excel’s silence is switched off', async () => {
  opened = excel.open({ rowDeleteIsSilent: false });
  heard = [];
  await excel.onData((sheet) => {
    sheet.tables.getItem('People').onChanged.add(({ changeType, address }) => {
      heard.push(`People ${changeType} ${address}`);
      return Promise.resolve();
    });
  });
  const row = { row: 1, column: 0, rowCount: 1, columnCount: 16_384 };
  expect(await heardOf(() => asBob(() => opened.book.deleteCells(opened.sheetId, row, 'up')))).toEqual([
    'People RowDeleted A2:B2',
  ]);
});

test('a table on another sheet hears of nothing that happens here', async () => {
  const { book } = opened;
  const other = book.addSheet('Other').id;
  book.write(other, 0, 0, [['Plant'], ['Oak']]);
  const plants = book.addTable(other, { row: 0, column: 0, rowCount: 2, columnCount: 1 }, true);
  book.updateTable(plants.id, { name: 'Plants' });
  await excel.onData((_sheet, { workbook }) => {
    workbook.tables.getItem('Plants').onChanged.add(({ address }) => {
      heard.push(`Plants ${address}`);
      return Promise.resolve();
    });
    workbook.tables.getItem('Plants').onSelectionChanged.add(() => {
      heard.push('Plants selected');
      return Promise.resolve();
    });
  });
  expect(await heardOf(() => asBob(() => book.write(opened.sheetId, 1, 0, [['Amy']])))).not.toContain('Plants A2');
  expect(await heardOf(() => asBob(() => book.write(other, 1, 0, [['Elm']])))).toEqual(['Plants A2']);
  const cell = { row: 1, column: 0, rowCount: 1, columnCount: 1 };
  expect(await heardOf(() => opened.host.select(opened.sheetId, cell))).not.toContain('Plants selected');
});

test('a table is told when the selection comes into it, moves within and leaves it, and not while it is elsewhere', async () => {
  await excel.onData((sheet) => {
    sheet.tables.getItem('People').onSelectionChanged.add(({ address, isInsideTable }) => {
      heard.push(`People ${isInsideTable ? address : 'left'}`);
      return Promise.resolve();
    });
  });
  const told = async (row: number, column: number, rowCount = 1) =>
    (await heardOf(() => opened.host.select(opened.sheetId, { row, column, rowCount, columnCount: 1 }))).filter(
      (words) => words.startsWith('People'),
    );
  expect(await told(8, 8)).toEqual(['People left']);
  expect(await told(9, 8)).toEqual([]);
  expect(await told(1, 1)).toEqual(['People B2']);
  expect(await told(3, 0, 3)).toEqual(['People A4']);
  expect(await told(9, 8)).toEqual(['People left']);
  expect(await told(8, 8)).toEqual([]);
});

test('nothing is told while the add-in has switched events off', async () => {
  await excel.onData((_sheet, context) => (context.runtime.enableEvents = false));
  expect(await heardOf(() => asBob(() => opened.book.write(opened.sheetId, 1, 0, [['Amy']])))).toEqual([]);
  await excel.onData((_sheet, context) => (context.runtime.enableEvents = true));
  expect(await heardOf(() => asBob(() => opened.book.write(opened.sheetId, 1, 0, [['Ann']])))).not.toEqual([]);
});
