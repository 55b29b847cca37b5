import { beforeEach, describe, expect, test } from 'vitest';
import { UNSET_OPTIONS } from './protection.ts';
import { peopleExcel, type OpenedPeople } from '../testing/people-excel.mts';

const excel = peopleExcel();
const { onData, refusal } = excel;
let opened: OpenedPeople;
beforeEach(() => {
  opened = excel.open();
});

/** Adds sheets behind Data, hidden where said, and gives their ids by name. */
function addSheets(...sheets: readonly [name: string, visibility?: 'Hidden' | 'VeryHidden'][]): Map<string, string> {
  return new Map(
    sheets.map(([name, visibility]) => {
      const { id } = opened.book.addSheet(name);
      if (visibility !== undefined) opened.book.updateSheet(id, { visibility });
      return [name, id];
    }),
  );
}

const onBook = (work: (workbook: Excel.Workbook) => unknown): Promise<string> =>
  refusal((_sheet, { workbook }) => work(workbook));

async function names(pick: (workbook: Excel.Workbook) => Excel.Worksheet[]): Promise<(string | null)[]> {
  return onData(async (_sheet, context) => {
    const sheets = pick(context.workbook).map((sheet) => sheet.load('name'));
    await context.sync();
    return sheets.map((sheet) => (sheet.isNullObject ? null : sheet.name));
  });
}

describe('sheets', () => {
  test('are found by name in any case, by id, first and last, and beside each other; hidden ones are left out when asked', async () => {
    const ids = addSheets(['Hidden one', 'Hidden'], ['Plants'], ['Deep', 'VeryHidden']);
    expect(
      await names(({ worksheets }) => [
        worksheets.getItem('PLANTS'),
        worksheets.getItem(ids.get('Plants') ?? ''),
        worksheets.getItemOrNullObject('Nowhere'),
        worksheets.getFirst(),
        worksheets.getLast(),
        worksheets.getLast(true),
        worksheets.getItem('Data').getNext(),
        worksheets.getItem('Data').getNext(true),
        worksheets.getItem('Plants').getPrevious(),
        worksheets.getItem('Plants').getPrevious(true),
        worksheets.getItem('Plants').getNextOrNullObject(),
        worksheets.getItem('Plants').getNextOrNullObject(true),
        worksheets.getItem('Data').getPreviousOrNullObject(),
      ]),
    ).toEqual([
      'Plants',
      'Plants',
      null,
      'Data',
      'Deep',
      'Plants',
      'Hidden one',
      'Plants',
      'Hidden one',
      'Data',
      'Deep',
      null,
      null,
    ]);
    expect(await onBook(({ worksheets }) => worksheets.getItem('Plants').getNext(true).load('name'))).toBe(
      'ItemNotFound',
    );
    expect(await onBook(({ worksheets }) => worksheets.getItem('Data').getPrevious().load('name'))).toBe(
      'ItemNotFound',
    );
    expect(await onBook(({ worksheets }) => worksheets.getItem('Nowhere').load('name'))).toBe('ItemNotFound');
    const counts = await onData(async (_sheet, context) => {
      const { worksheets } = context.workbook;
      const [all, shown] = [worksheets.getCount(), worksheets.getCount(true)];
      await context.sync();
      return [all.value, shown.value];
    });
    expect(counts).toEqual([4, 2]);
  });

  test('are renamed, moved, coloured and hidden, but one stays to be seen', async () => {
    addSheets(['Plants'], ['Trees']);
    await onData((_sheet, { workbook: { worksheets } }) => {
      const plants = worksheets.getItem('Plants');
      plants.name = 'Shrubs';
      plants.tabColor = '#00FF00';
      plants.showGridlines = false;
      plants.position = 0;
    });
    const state = await onData(async (_sheet, context) => {
      context.workbook.worksheets.load('items/name,items/tabColor,items/position,items/visibility,items/showGridlines');
      await context.sync();
      const { items } = context.workbook.worksheets;
      return items.map((s) => [s.name, s.tabColor, s.position, s.visibility, s.showGridlines]);
    });
    expect(state).toEqual([
      ['Shrubs', '#00FF00', 0, 'Visible', false],
      ['Data', '', 1, 'Visible', true],
      ['Trees', '', 2, 'Visible', true],
    ]);
    expect(await onBook(({ worksheets }) => (worksheets.getItem('Trees').name = 'data'))).not.toBe('done');
    expect(await onBook(({ worksheets }) => (worksheets.getItem('Trees').name = 'TREES'))).toBe('done');
    expect(await onBook(({ worksheets }) => Object.assign(worksheets.getItem('Trees'), { visibility: 'Gone' }))).toBe(
      'InvalidArgument',
    );
    for (const name of ['Shrubs', 'Data'])
      await onBook(({ worksheets }) => (worksheets.getItem(name).visibility = 'Hidden'));
    expect(await onBook(({ worksheets }) => (worksheets.getItem('Trees').visibility = 'VeryHidden'))).not.toBe('done');
    expect(await onBook(({ worksheets }) => worksheets.getItem('Data').activate())).toBe('InvalidOperation');
  });

  test('that are hidden or deleted while the person looks at them give way to another that is shown', async () => {
    const ids = addSheets(['Hidden one', 'Hidden'], ['Plants'], ['Trees']);
    const seen = () => opened.host.view.sheetId;
    await onBook(({ worksheets }) => worksheets.getItem('Trees').activate());
    opened.host.select(ids.get('Trees') ?? '', { row: 4, column: 4, rowCount: 2, columnCount: 2 });
    expect(seen()).toBe(ids.get('Trees'));
    await onBook(({ worksheets }) => (worksheets.getItem('Plants').visibility = 'Hidden'));
    expect(seen()).toBe(ids.get('Trees'));
    await onBook(({ worksheets }) => (worksheets.getItem('Trees').visibility = 'Hidden'));
    expect(opened.host.view).toEqual({
      sheetId: opened.sheetId,
      selection: { row: 0, column: 0, rowCount: 1, columnCount: 1 },
    });
    await onBook(({ worksheets }) => (worksheets.getItem('Plants').visibility = 'Visible'));
    opened.host.select(opened.sheetId, { row: 4, column: 4, rowCount: 2, columnCount: 2 });
    opened.book.deleteSheet(ids.get('Trees') ?? '');
    expect(opened.host.view.selection.row).toBe(4);
    opened.book.deleteSheet(opened.sheetId);
    expect(opened.host.view).toEqual({
      sheetId: ids.get('Plants'),
      selection: { row: 0, column: 0, rowCount: 1, columnCount: 1 },
    });
  });

  test('freeze rows, columns, or both up to a range, and let go again', async () => {
    const frozen = async (work: (panes: Excel.WorksheetFreezePanes) => void): Promise<string | null> => {
      await onData((sheet) => work(sheet.freezePanes));
      return onData(async (sheet, context) => {
        const place = sheet.freezePanes.getLocationOrNullObject().load('address');
        await context.sync();
        return place.isNullObject ? null : place.address;
      });
    };
    expect(await frozen((panes) => panes.freezeRows(2))).toBe('Data!1:2');
    expect(await frozen((panes) => panes.freezeColumns(3))).toBe('Data!A:C');
    expect(await frozen((panes) => panes.freezeAt('B2:C4'))).toBe('Data!A1:C4');
    expect(await frozen((panes) => panes.freezeAt('A:B'))).toBe('Data!A:B');
    expect(await frozen((panes) => panes.freezeAt('1:3'))).toBe('Data!1:3');
    expect(await frozen((panes) => panes.unfreeze())).toBeNull();
    expect(await refusal((sheet) => sheet.freezePanes.getLocation().load('address'))).toBe('ItemNotFound');
  });
});

describe('a protected sheet', () => {
  test('is protected once, and let go with its password', async () => {
    const state = () =>
      onData(async (sheet, context) => {
        sheet.protection.load('protected,options');
        await context.sync();
        return [sheet.protection.protected, sheet.protection.options];
      });
    expect(await state()).toEqual([false, UNSET_OPTIONS]);
    await onData((sheet) => sheet.protection.protect({ allowFormatRows: true }, 'secret'));
    expect(await state()).toEqual([true, { ...UNSET_OPTIONS, allowFormatRows: true }]);
    expect(await refusal((sheet) => sheet.protection.protect())).toBe('InvalidOperation');
    expect(await refusal((sheet) => sheet.protection.unprotect('guess'))).toBe('AccessDenied');
    expect(await refusal((sheet) => sheet.protection.unprotect())).toBe('AccessDenied');
    expect(await refusal((sheet) => sheet.protection.unprotect('secret'))).toBe('done');
    await onData((sheet) => sheet.protection.protect());
    expect(await refusal((sheet) => sheet.protection.unprotect('whatever'))).toBe('done');
    expect(await state()).toEqual([false, UNSET_OPTIONS]);
  });

  test('takes just those formats that its options allow, and other sheets take all', async () => {
    const attempts = {
      allowFormatCells: (sheet: Excel.Worksheet) => (sheet.getRange('A1').format.font.bold = true),
      allowFormatColumns: (sheet: Excel.Worksheet) => (sheet.getRange('A1').format.columnWidth = 70),
      allowFormatRows: (sheet: Excel.Worksheet) => (sheet.getRange('A1').rowHidden = true),
    };
    const other = opened.book.addSheet('Other');
    for (const [option, allowed] of Object.entries(attempts)) {
      opened.book.updateSheet(opened.sheetId, { protection: { password: undefined, options: { [option]: true } } });
      for (const attempt of Object.values(attempts)) {
        expect(await refusal((sheet) => attempt(sheet))).toBe(attempt === allowed ? 'done' : 'AccessDenied');
      }
    }
    opened.book.updateSheet(opened.sheetId, { protection: undefined });
    opened.book.updateSheet(other.id, { protection: { password: undefined, options: {} } });
    for (const attempt of Object.values(attempts)) expect(await refusal((sheet) => attempt(sheet))).toBe('done');
  });

  test('takes values where every cell is unlocked, also as whole columns', async () => {
    await onData((sheet) => {
      sheet.getRange('D1:D20').format.protection.locked = false;
      sheet.protection.protect();
    });
    expect(await refusal((sheet) => (sheet.getRange('D2:D3').values = [[1], [2]]))).toBe('done');
    expect(await refusal((sheet) => (sheet.getRange('C2:D2').values = [[1, 2]]))).toBe('AccessDenied');
    expect(await refusal((sheet) => (sheet.getRange('D20:D21').values = [[1], [2]]))).toBe('AccessDenied');
    expect(await refusal((sheet) => sheet.getRange('D:D').clear('Contents'))).toBe('AccessDenied');
  });
});

describe('properties', () => {
  const custom = (work: (bag: Excel.CustomPropertyCollection) => unknown): Promise<string> =>
    refusal((_sheet, { workbook }) => work(workbook.properties.custom));

  test('of the book are added, changed, counted and taken away', async () => {
    await custom((bag) => {
      bag.add('One', 1);
      bag.add('Two', 'zwei');
    });
    await custom((bag) => (bag.getItem('One').value = 11));
    const read = await onData(async (_sheet, context) => {
      const bag = context.workbook.properties.custom.load('items/key,items/value');
      const count = bag.getCount();
      const [missing, there] = [bag.getItemOrNullObject('Three'), bag.getItemOrNullObject('Two')];
      await context.sync();
      return [bag.items.map(({ key, value }) => [key, value]), count.value, missing.isNullObject, there.isNullObject];
    });
    const items = [
      ['One', 11],
      ['Two', 'zwei'],
    ];
    expect(read).toEqual([items, 2, true, false]);
    await custom((bag) => bag.getItem('One').delete());
    for (const gone of ['One', 'Three']) {
      expect(await custom((bag) => bag.getItem(gone).load('value'))).toBe('ItemNotFound');
    }
    await custom((bag) => bag.deleteAll());
    expect(opened.book.properties('custom').size).toBe(0);
  });

  test('have a key of at most 255 characters', async () => {
    expect(await custom((bag) => bag.add('x'.repeat(256), 1))).toBe('InvalidArgument');
    expect(await custom((bag) => bag.add('x'.repeat(255), 1))).toBe('done');
  });

  test('of the document and of a sheet are kept with the book, settings with the session', async () => {
    await onData((sheet, { workbook }) => {
      workbook.properties.title = 'Plan';
      sheet.customProperties.add('Table', 'People');
      workbook.settings.add('base', 12);
    });
    expect(opened.book.properties('document').get('Title')).toBe('Plan');
    expect([...opened.book.properties(`sheet:${opened.sheetId}`)]).toEqual([['Table', 'People']]);
    expect(opened.book.properties('settings').size).toBe(0);
    const kept = () =>
      onData(async (_sheet, context) => {
        const setting = context.workbook.settings.getItemOrNullObject('base').load('value');
        await context.sync();
        return setting.isNullObject ? null : setting.value;
      });
    expect(await kept()).toBe(12);
    await onData((_sheet, { workbook }) => workbook.settings.getItem('base').delete());
    expect(await kept()).toBeNull();
  });
});
