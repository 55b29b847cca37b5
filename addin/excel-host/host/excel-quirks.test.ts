import { describe, expect, test } from 'vitest';
import { peopleExcel } from '../testing/people-excel.mts';
import { createExcelHost } from './excel-host.ts';

const shared = peopleExcel();
const { open } = shared;

async function write(address: string, values: unknown[][], before?: (range: Excel.Range) => void): Promise<void> {
  await shared.Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Data').getRange(address);
    before?.(range);
    range.values = values;
    await context.sync();
  });
}

async function read(
  address: string,
): Promise<{ values: unknown[][]; formulas: unknown[][]; text: string[][]; types: string[][] }> {
  return shared.Excel.run(async (context) => {
    const range = context.workbook.worksheets.getItem('Data').getRange(address).load('values,formulas,text,valueTypes');
    await context.sync();
    return { values: range.values, formulas: range.formulas, text: range.text, types: range.valueTypes };
  });
}

/** Runs with the changes of the table People that reach Ann. */
async function changesOfPeople(work: () => void | Promise<void>): Promise<string[]> {
  const changes: string[] = [];
  await shared.Excel.run(async (context) => {
    context.workbook.tables.getItem('People').onChanged.add(async ({ changeType, address, source }) => {
      changes.push(`${changeType} ${address} ${source}`);
    });
    await context.sync();
  });
  await work();
  await new Promise((resolve) => setTimeout(resolve, 0));
  return changes;
}

describe('text is interpreted', () => {
  test('text like numbers, dates and formulas becomes one in General cells', async () => {
    open();
    await write('D1:I1', [['007', '1-2', '=1+1', '5%', 'TRUE', '-x']]);
    const { values, text } = await read('D1:I1');
    expect(values).toEqual([[7, 46024, 2, 0.05, true, '#NAME?']]);
    expect(text[0]?.slice(0, 4)).toEqual(['7', '2-Jan', '2', '5%']);
  });

  test('in cells with the text format, and after an apostrophe, it stays text', async () => {
    open();
    await write('D1:F1', [['007', '=1+1', '-']], (range) => {
      range.numberFormat = [['@', '@', '@']];
    });
    await write('G1', [["'=x"]]);
    const { values, types } = await read('D1:G1');
    expect(values).toEqual([['007', '=1+1', '-', '=x']]);
    expect(types).toEqual([['String', 'String', 'String', 'String']]);
  });

  test('formulas come back without the apostrophe, so writing them again makes a formula of a text', async () => {
    open();
    await write('D1', [["'=1+1"]]);
    const { formulas } = await read('D1');
    expect(formulas).toEqual([['=1+1']]);
    await shared.Excel.run(async (context) => {
      context.workbook.worksheets.getItem('Data').getRange('D1').formulas = formulas;
      await context.sync();
    });
    expect((await read('D1')).values).toEqual([[2]]);
  });

  test('switched off, text stays as it is', async () => {
    open({ textIsInterpreted: false });
    await write('D1:E1', [['007', '=1+1']]);
    expect((await read('D1:E1')).values).toEqual([['007', '=1+1']]);
  });
});

test('errors are texts, with the value type Error; null leaves a cell alone and an empty text blanks it', async () => {
  open();
  await write('D1:F1', [['=1/0', '=NA()', 5]]);
  await write('F1', [[null]]);
  expect((await read('D1:F1')).values).toEqual([['#DIV/0!', '#N/A', 5]]);
  await write('D1:F1', [[null, '', 6]]);
  const { values, types } = await read('D1:F1');
  expect(values).toEqual([['#DIV/0!', '', 6]]);
  expect(types).toEqual([['Error', 'Empty', 'Double']]);
});

describe('large reads and payloads', () => {
  /** 200 cells with 6 MB of text together: a cell holds at most 32,767 characters. */
  function bigColumn(): string[][] {
    return Array.from({ length: 200 }, () => ['x'.repeat(30_000)]);
  }

  test('a cell takes 32,767 characters and a formula 8,192', async () => {
    open();
    await write('D1', [['x'.repeat(32_767)]]);
    await expect(write('D1', [['x'.repeat(32_768)]])).rejects.toMatchObject({ code: 'InvalidArgument' });
    const formula = `=1${'+1'.repeat(5000)}`;
    await expect(write('D1', [[formula]])).rejects.toMatchObject({ code: 'FormulaLengthExceedsLimit' });
  });

  test('whole columns and more than 5 million cells read as null', async () => {
    open();
    expect((await read('A:B')).values).toBeNull();
    expect((await read('A1:Z200000')).values).toBeNull();
  });

  test('a request over 5 MB fails and nothing of it runs', async () => {
    const { host } = open();
    await expect(write('D1:D200', bigColumn())).rejects.toMatchObject({ code: 'RequestPayloadSizeLimitExceeded' });
    expect((await read('D1')).values).toEqual([['']]);
    expect(host.statistics.largestRequestBytes).toBeGreaterThan(6_000_000);
  });

  test('a response over 5 MB fails', async () => {
    const { book, sheetId } = open();
    book.write(sheetId, 0, 5, bigColumn());
    await expect(read('F1:F200')).rejects.toMatchObject({ code: 'ResponsePayloadSizeLimitExceeded' });
  });

  test('switched off, they pass', async () => {
    open({ payloadIsLimited: false, largeReadsAreNull: false });
    await write('D1:D200', bigColumn());
    expect((await read('D200')).values).toEqual(bigColumn().slice(0, 1));
  });
});

describe('filtered tables', () => {
  test('values written into a filtered table land on the shown rows', async () => {
    const { bob } = open();
    bob.filterTable('People', 'Name', ['Bea', 'Cem']);
    await write('B2:B4', [[10], [20], [30]]);
    expect((await read('B2:B4')).values).toEqual([[1], [10], [20]]);
  });

  test('switched off, they land where they belong', async () => {
    const { bob } = open({ filteredWriteMisplaces: false });
    bob.filterTable('People', 'Name', ['Bea', 'Cem']);
    await write('B2:B4', [[10], [20], [30]]);
    expect((await read('B2:B4')).values).toEqual([[10], [20], [30]]);
  });

  test('[FE10] rows of a filtered table cannot be deleted, and which error says so depends on the method', async () => {
    const { bob, book } = open();
    bob.filterTable('People', 'Name', ['Bea']);
    const deletions: [code: string, deletion: (table: Excel.Table) => void][] = [
      ['InsertDeleteConflict', (table) => table.rows.deleteRows([0])],
      ['InsertDeleteConflict', (table) => table.rows.deleteRowsAt(0, 2)],
      ['FilteredRangeConflict', (table) => table.rows.getItemAt(0).delete()],
      ['FilteredRangeConflict', (table) => table.worksheet.getRange('2:2').delete('Up')],
    ];
    for (const [code, deletion] of deletions) {
      const run = shared.Excel.run(async (context) => {
        deletion(context.workbook.tables.getItem('People'));
        await context.sync();
      });
      await expect(run).rejects.toMatchObject({ code });
    }
    expect(book.tables()[0]?.area.rowCount).toBe(4);
  });
});

describe('events that do not come', () => {
  test('typing is heard as Remote by the other person, own writes as Local', async () => {
    const { bob } = open();
    const changes = await changesOfPeople(async () => {
      bob.typeIntoTable('People', 0, 'Amount', '5');
      await write('B3', [[9]]);
    });
    expect(changes).toEqual(['RangeEdited B2 Remote', 'RangeEdited B3 Local']);
  });

  test('a drag-fill over a filter, a row delete and a drop-down pick are silent', async () => {
    const { bob } = open();
    bob.filterTable('People', 'Name', ['Ann', 'Cem']);
    const filled = await changesOfPeople(() => bob.fillDown('Data', 'B2:B4'));
    expect(filled).toEqual([]);
    bob.clearFilters('People');
    expect(await changesOfPeople(() => bob.deleteTableRows('People', 0))).toEqual([]);
    expect(await changesOfPeople(() => void bob.pick('Data', 'A2', 'Dan'))).toEqual([]);
  });

  test('switched off, they are heard', async () => {
    const { bob } = open({ fillOverFilterIsSilent: false, rowDeleteIsSilent: false, dropDownIsSilent: false });
    const changes = await changesOfPeople(() => {
      bob.deleteTableRows('People', 0);
      bob.pick('Data', 'A2', 'Dan');
    });
    expect(changes).toEqual(['RowDeleted A2:B2 Remote', 'RangeEdited A2 Remote']);
  });

  test('events switched off by the add-in do not come', async () => {
    const { bob } = open();
    const changes = await changesOfPeople(async () => {
      await shared.Excel.run(async (context) => {
        context.runtime.enableEvents = false;
        await context.sync();
      });
      bob.typeIntoTable('People', 0, 'Amount', '5');
    });
    expect(changes).toEqual([]);
  });
});

describe('a cell being edited', () => {
  test('requests fail', async () => {
    const { host } = open();
    host.beginCellEdit();
    await expect(read('A1')).rejects.toMatchObject({ code: 'InvalidOperationInCellEditMode' });
    host.endCellEdit();
    expect((await read('A1')).values).toEqual([['Name']]);
  });

  test('requests that delay for it wait', async () => {
    const { host } = open();
    host.beginCellEdit();
    const order: string[] = [];
    const run = shared.Excel.run({ delayForCellEdit: true }, async (context) => {
      const range = context.workbook.worksheets.getItem('Data').getRange('A1').load('values');
      await context.sync();
      order.push(String(range.values[0]?.[0]));
    });
    // One asked for after it has its answer by now.
    await expect(read('A1')).rejects.toMatchObject({ code: 'InvalidOperationInCellEditMode' });
    order.push('finished typing');
    host.endCellEdit();
    await run;
    expect(order).toEqual(['finished typing', 'Name']);
  });
});

test('a protected sheet refuses writes to locked cells and takes those to unlocked ones', async () => {
  open();
  await shared.Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItem('Data');
    sheet.getRange('B2').format.protection.locked = false;
    sheet.protection.protect();
    await context.sync();
  });
  await write('B2', [[8]]);
  await expect(write('B3', [[8]])).rejects.toMatchObject({ code: 'AccessDenied' });
  // One locked cell is enough, whichever of the block it is.
  for (const [address, block] of [
    ['B2:B3', [[9], [9]]],
    ['A2:B2', [['Zoe', 9]]],
    ['B1:B2', [['Sum'], [9]]],
  ] as const) {
    await expect(
      write(
        address,
        block.map((line) => [...line]),
      ),
    ).rejects.toMatchObject({ code: 'AccessDenied' });
  }
  const refused: ((sheet: Excel.Worksheet) => void)[] = [
    (sheet) => sheet.getRange('1:1').insert('Down'),
    (sheet) => sheet.getRange('A1').clear(),
    (sheet) => (sheet.getRange('A1').format.font.bold = true),
    (sheet) => (sheet.getRange('A1').numberFormat = [['@']]),
    (sheet) => (sheet.getRange('A:A').columnHidden = true),
    (sheet) => sheet.tables.getItem('People').rows.add(undefined, [['Dan', 4]]),
    (sheet) => sheet.tables.getItem('People').sort.apply([{ key: 0 }]),
  ];
  for (const attempt of refused) {
    const run = shared.Excel.run(async (context) => {
      attempt(context.workbook.worksheets.getItem('Data'));
      await context.sync();
    });
    await expect(run).rejects.toMatchObject({ code: 'AccessDenied' });
  }
});

describe('settings', () => {
  async function addSetting(): Promise<void> {
    await shared.Excel.run(async (context) => {
      context.workbook.settings.add('base', 12);
      await context.sync();
    });
  }

  test('are gone in the next session', async () => {
    const { book } = open();
    await addSetting();
    shared.reconnect(createExcelHost(book));
    const isMissing = await shared.Excel.run(async (context) => {
      const setting = context.workbook.settings.getItemOrNullObject('base');
      await context.sync();
      return setting.isNullObject;
    });
    expect(isMissing).toBe(true);
  });

  test('switched off, they stay', async () => {
    const { book } = open({ settingsAreLost: false });
    await addSetting();
    expect(book.properties('settings').get('base')).toBe(12);
  });
});

describe('rows.add while somebody else edits', () => {
  async function addRow(): Promise<void> {
    await shared.Excel.run(async (context) => {
      context.workbook.tables.getItem('People').rows.add(undefined, [['Dan', 4]]);
      await context.sync();
    });
  }

  test('loses the new row', async () => {
    const { bob, book } = open();
    bob.typeIntoTable('People', 0, 'Amount', '5');
    await addRow();
    expect(book.tables()[0]?.area.rowCount).toBe(4);
    await addRow();
    expect(book.tables()[0]?.area.rowCount).toBe(5);
  });

  test('switched off, keeps it', async () => {
    const { bob, book } = open({ rowsAddConflicts: false });
    bob.typeIntoTable('People', 0, 'Amount', '5');
    await addRow();
    expect(book.tables()[0]?.area.rowCount).toBe(5);
  });
});

describe('Excel completes what was written', () => {
  test('a write right below a table makes it grow, with its formats', async () => {
    const { book, sheetId } = open();
    book.writeFormats(sheetId, { row: 1, column: 0, rowCount: 3, columnCount: 1 }, '@');
    await shared.Excel.run(async (context) => {
      const below = context.workbook.tables.getItem('People').getDataBodyRange().getRowsBelow(2);
      below.values = [
        ['Dan', 4],
        ['Eve', 5],
      ];
      await context.sync();
    });
    expect(book.tables()[0]?.area.rowCount).toBe(6);
    expect(book.readFormats(sheetId, { row: 5, column: 0, rowCount: 1, columnCount: 2 })).toEqual([['@', 'General']]);
  });

  test('a single formula fills its column of the table', async () => {
    const { book, sheetId } = open();
    book.insertTableColumn(book.tables()[0]?.id ?? '', 2, 'Double');
    await write('C2', [['=B2*2']]);
    expect(book.readValues(sheetId, { row: 1, column: 2, rowCount: 3, columnCount: 1 })).toEqual([[2], [4], [6]]);
  });

  test('switched off, neither happens', async () => {
    const { book } = open({ tableGrows: false, columnFormulaFills: false });
    book.insertTableColumn(book.tables()[0]?.id ?? '', 2, 'Double');
    await write('C2', [['=B2*2']]);
    await write('A5:B5', [['Dan', 4]]);
    expect(book.tables()[0]?.area.rowCount).toBe(4);
    expect((await read('C2:C3')).values).toEqual([[2], ['']]);
  });
});
