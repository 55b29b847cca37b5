import { expect, test } from 'vitest';
import { openWorkbook } from './testing/open-workbook.mts';
import { watchWorkbook } from './watch-workbook.ts';

test('what a person changes is heard until listening is stopped, what the add-in writes is not', async () => {
  const { book, excel } = openWorkbook();
  const sheet = book.sheets()[0]?.id ?? '';
  let heard = 0;
  const watching = await excel.Excel.run((context) => watchWorkbook(context, () => (heard += 1)));
  if (!watching.ok) throw new Error('Excel does not tell of changes.');
  const write = async (value: string): Promise<void> => {
    await excel.Excel.run(async (context) => {
      context.workbook.worksheets.getFirst().getRange('A1').values = [[value]];
      await context.sync();
    });
  };
  const type = (column: number, text: string): void =>
    book.act({ user: 'another', gesture: 'type' }, () => book.write(sheet, 0, column, [[text]]));
  await write('by the add-in');
  expect(book.readValues(sheet, { row: 0, column: 0, rowCount: 1, columnCount: 1 })).toEqual([['by the add-in']]);
  expect(heard).toBe(0);
  type(0, 'by a person');
  await expect.poll(() => heard).toBe(1);
  watching.value();
  type(1, 'unheard');
  // Handlers are called in turn, so an answer to a later request comes after them.
  await write('once more');
  expect(heard).toBe(1);
});
