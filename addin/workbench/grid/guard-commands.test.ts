import { afterEach, describe, expect, test } from 'vitest';
import { toRange } from './ranges.ts';
import { area, openMirroredBook } from './testing/open-mirrored-book.ts';

let opened: ReturnType<typeof openMirroredBook> | undefined;

function open() {
  opened = openMirroredBook();
  return opened;
}

afterEach(() => {
  opened?.close();
  opened = undefined;
});

describe('what the book has no place for', () => {
  test.each([
    ['sheet.command.add-worksheet-merge', 'Merged cells are not there in this workbench.'],
    ['sheet.command.copy-sheet', 'Sheets cannot be copied in this workbench.'],
    ['sheet.command.insert-defined-name', 'Names cannot be changed in this workbench.'],
    ['sheet.command.set-defined-name', 'Names cannot be changed in this workbench.'],
    ['sheet.command.remove-defined-name', 'Names cannot be changed in this workbench.'],
    ['sheet.command.set-table-config', 'Tables keep their name and look in this workbench.'],
    ['sheet.command.add-table-theme', 'Tables keep their name and look in this workbench.'],
    ['sheet.command.add-range-protection', 'Sheets cannot be protected in this workbench.'],
    ['sheet.command.add-worksheet-protection', 'Sheets cannot be protected in this workbench.'],
    ['sheet.command.addDataValidation', 'Drop-downs cannot be changed in this workbench.'],
    ['sheets.command.update-data-validation-setting', 'Drop-downs cannot be changed in this workbench.'],
  ])('is refused with a sentence: %s', async (id, sentence) => {
    const { run, said, events } = open();
    expect(await run(id)).toBe(false);
    expect(said).toEqual([sentence]);
    expect(events).toEqual([]);
  });
});

describe('cells that would tear the table', () => {
  const torn = 'This would move a part of the table People. Insert or delete whole rows or columns of it.';

  test.each([
    ['sheet.command.insert-range-move-down', 'A2'],
    ['sheet.command.insert-range-move-right', 'A2'],
    ['sheet.command.delete-range-move-up', 'B3'],
    ['sheet.command.delete-range-move-left', 'A3'],
    ['sheet.command.remove-row', '1:1'],
  ])('are not moved by %s at %s', async (id, address) => {
    const { run, said, table, differences } = open();
    await run(id, { range: toRange(area(address)) });
    expect(said).toEqual([torn]);
    expect(table()?.area).toEqual(area('A1:B4'));
    expect(differences()).toEqual([]);
  });

  test.each([
    ['sheet.command.remove-row', '3:3', 'A1:B3'],
    ['sheet.command.remove-col', 'B:B', 'A1:A4'],
    ['sheet.command.remove-col', 'D:D', 'A1:B4'],
  ])('are whole rows or columns where %s takes %s', async (id, address, left) => {
    const { run, said, table, differences } = open();
    const whole = area(address);
    const range = { ...whole, rowCount: Math.min(whole.rowCount, 20), columnCount: Math.min(whole.columnCount, 20) };
    await run(id, { range: toRange(range) });
    expect(said).toEqual([]);
    expect(table()?.area).toEqual(area(left));
    expect(differences()).toEqual([]);
  });
});

describe('what concerns whole sheets is done in the book', () => {
  test('a new sheet stands beside the one in front and comes to the front itself', async () => {
    const { book, run } = open();
    const last = book.addSheet('Last').id;
    await run('sheet.command.insert-sheet');
    expect(book.sheets().map(({ name }) => name)).toEqual(['Data', expect.any(String), 'Last']);
    await run('sheet.command.insert-sheet');
    expect(book.sheets().findIndex(({ id }) => id === last)).toBe(3);
  });

  test('order, tab, grid lines and visibility', async () => {
    const { book, sheetId, run, differences } = open();
    const other = book.addSheet('Other').id;
    await run('sheet.command.set-worksheet-order', { subUnitId: other, order: 0 });
    expect(book.sheets().map(({ name }) => name)).toEqual(['Other', 'Data']);
    await run('sheet.command.set-tab-color', { subUnitId: other, value: '#FF0000' });
    await run('sheet.command.toggle-gridlines', { subUnitId: other });
    expect(book.sheets()[0]).toMatchObject({ tabColor: '#FF0000', showGridlines: false });
    await run('sheet.command.toggle-gridlines', { subUnitId: other });
    expect(book.sheets()[0]).toMatchObject({ showGridlines: true });
    await run('sheet.command.set-worksheet-hidden', { subUnitId: other });
    expect(book.sheets()[0]?.visibility).toBe('Hidden');
    await run('sheet.command.set-worksheet-show', { subUnitId: other });
    expect(book.sheets()[0]?.visibility).toBe('Visible');
    expect(book.sheets()[1]?.id).toBe(sheetId);
    expect(differences()).toEqual([]);
  });

  test('what the book refuses is said, and nothing is changed', async () => {
    const { book, sheetId, run, said } = open();
    book.addSheet('Other');
    await run('sheet.command.set-worksheet-name', { subUnitId: sheetId, name: 'other' });
    expect(book.sheets().map(({ name }) => name)).toEqual(['Data', 'Other']);
    expect(said).toHaveLength(1);
  });
});

describe('tables', () => {
  test('come and go, with their cells left', async () => {
    const { book, tableId, run, enter, values, differences } = open();
    await enter('D1:D2', [[{ v: 'Plant' }], [{ v: 'Oak' }]]);
    await run('sheet.command.add-table', { range: toRange(area('D1:D2')) });
    expect(book.tables().map((table) => table.area)).toEqual([area('A1:B4'), area('D1:D2')]);
    await run('sheet.command.delete-table', { tableId });
    expect(book.tables().map((table) => table.area)).toEqual([area('D1:D2')]);
    expect(values('A1:A2')).toEqual([['Name'], ['Cem']]);
    expect(differences()).toEqual([]);
  });
});

test('what a protected sheet has free is typed into, what is locked is not', async () => {
  const { book, sheetId, enter, values, said } = open();
  book.writeStyle(sheetId, area('D1'), { locked: false });
  book.updateSheet(sheetId, { protection: { password: undefined, options: {} } });
  await enter('D1', { v: 'free' });
  await enter('D2', { v: 'locked' });
  expect(values('D1:D2')).toEqual([['free'], ['']]);
  expect(said).toEqual(['The sheet Data is protected.']);
});
