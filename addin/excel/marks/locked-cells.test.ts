import { describe, expect, test } from 'vitest';
import type { LockedCells } from '../../../shared/plan/locks/locked-cells.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { areasOf } from 'excel-host/book/conditional-areas.ts';
import { createPerson } from 'excel-host/user/person.ts';
import { createSheetTools } from '../sheet-tools.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';

async function withLines(count: number) {
  const workbook = openWorkbook();
  valueOf(await workbook.port.setUp({ create: [tableNamed('budgetLines')], adopt: [] }));
  const appends = Array.from({ length: count }, (_, index) => ({
    row: rowIdOf(index),
    cells: { id: `BL-00${index}`, original: 1000 },
  }));
  const nothing = { table: 'budgetLines', rowIds: [], cells: [], removals: [] };
  valueOf(await workbook.port.write([{ ...nothing, appends }], { clearFilters: false }));
  const [table] = workbook.book.tables();
  if (!table) throw new Error('The book has no table.');
  const tools = createSheetTools((options, batch) => workbook.excel.Excel.run(options, batch));
  const columnOf = (header: string) => table.area.column + table.columns.findIndex(({ name }) => name === header);
  /** Grey blocks as "first row + rows: first header + columns". */
  const grey = () =>
    workbook.book.conditionalFormats(table.sheetId).flatMap((format) => {
      expect(format.look.fillColor).toBe('#F2F2F2');
      return areasOf(format).map((area) => {
        const header = table.columns[area.column - table.area.column]?.name ?? '';
        return `${area.row - table.area.row - 1}+${area.rowCount}: ${header}+${area.columnCount}`;
      });
    });
  /** What Excel says beside a cell of the body when it is selected. */
  const saidAt = (row: number, header: string) => {
    const area = { row: table.area.row + 1 + row, column: columnOf(header), rowCount: 1, columnCount: 1 };
    const found = workbook.book.validation(table.sheetId, area);
    return found === undefined || found === 'mixed' ? undefined : found.prompt;
  };
  return { ...workbook, table, tools, grey, saidAt };
}

const original = (...rows: number[]): LockedCells => ({
  table: 'budgetLines',
  columns: ['original'],
  hint: 'Fixed since the project was approved.',
  rows: new Set(rows.map(rowIdOf)),
});

describe('[FD1] locked cells', () => {
  test('are grey in as few blocks as their rows and columns lie in', async () => {
    const { tools, grey } = await withLines(5);
    const columns = ['project', 'source', 'fiscalYear', 'system'];
    const both = [original(0, 1, 3), { ...original(1), columns }];
    expect(valueOf(await tools.greyLockedCells(both))).toBe(4);
    expect(grey().sort()).toEqual([
      '0+2: Original Amount+1',
      '1+1: Project Number+3',
      '1+1: System Code+1',
      '3+1: Original Amount+1',
    ]);
  });

  test('say why, and are as they were when the lock goes', async () => {
    const { tools, grey, saidAt } = await withLines(3);
    valueOf(await tools.greyLockedCells([original(1)]));
    const why = { message: 'Fixed since the project was approved.', showPrompt: true, title: 'Locked' };
    expect(saidAt(1, 'Original Amount')).toEqual(why);
    expect(saidAt(2, 'Original Amount')).not.toEqual(why);
    valueOf(await tools.greyLockedCells([]));
    expect(grey()).toEqual([]);
    expect(saidAt(1, 'Original Amount')).toBeUndefined();
  });

  test('leave what the person says beside cells of their own, with their rule, and take away only what is ours', async () => {
    const { tools, book, table, excel, saidAt } = await withLines(40);
    const index = table.columns.findIndex(({ name }) => name === 'Original Amount');
    const place = { ...table.area, row: table.area.row + 1, column: table.area.column + index, columnCount: 1 };
    const own = { message: 'As in the bid.', showPrompt: true, title: 'Ann' };
    await excel.Excel.run(async (context) => {
      const body = context.workbook.tables.getItem(table.name).getDataBodyRange();
      const cells = body.getCell(5, index).getResizedRange(2, 0);
      cells.dataValidation.rule = { wholeNumber: { formula1: 0, operator: 'GreaterThan' } };
      cells.dataValidation.prompt = own;
      body.getCell(20, index).dataValidation.rule = { wholeNumber: { formula1: 5, operator: 'GreaterThan' } };
      await context.sync();
    });
    const ruleAt = (row: number) => book.validation(table.sheetId, { ...place, row: place.row + row, rowCount: 1 });
    const before = [5, 6, 7].map(ruleAt);
    valueOf(await tools.greyLockedCells([original(4, 5, 6, 20)]));
    expect([4, 5, 6, 7, 20].map((row) => saidAt(row, 'Original Amount')?.title)).toEqual([
      'Locked',
      'Ann',
      'Ann',
      'Ann',
      'Locked',
    ]);
    let changes = 0;
    book.subscribe(() => void changes++);
    valueOf(await tools.greyLockedCells([original(4, 5, 6, 20)]));
    expect(changes).toBe(0);
    valueOf(await tools.greyLockedCells([original(30)]));
    expect([4, 20, 30].map((row) => saidAt(row, 'Original Amount')?.title ?? '')).toEqual(['', '', 'Locked']);
    valueOf(await tools.greyLockedCells([]));
    expect([5, 6, 7].map(ruleAt)).toEqual(before);
    expect([4, 30].map(ruleAt)).toEqual([undefined, undefined]);
    expect(ruleAt(20)).toMatchObject({ rule: { wholeNumber: { formula1: 5 } } });
  });

  test('look refused where what was typed over them was not accepted, whichever look came last', async () => {
    const { tools, book, table } = await withLines(3);
    const refused = { table: 'budgetLines', row: rowIdOf(1), column: 'original', kind: 'refusal' as const };
    const topFill = () => book.conditionalFormats(table.sheetId)[0]?.look.fillColor;
    valueOf(await tools.greyLockedCells([original(1)]));
    valueOf(await tools.markCells([refused]));
    expect(topFill()).toBe('#F9D2CC');
    valueOf(await tools.greyLockedCells([original(0, 1, 2)]));
    expect(topFill()).toBe('#F9D2CC');
  });

  test('leave the drop-downs of lists as they are', async () => {
    const { tools, book, table, saidAt } = await withLines(2);
    const category = { ...original(0), columns: ['category', 'original'] };
    const validations = () =>
      book.validation(table.sheetId, {
        ...table.area,
        row: table.area.row + 1,
        rowCount: 2,
        column: table.columns.findIndex(({ name }) => name === 'Cost Category'),
        columnCount: 1,
      });
    const before = validations();
    expect(before).toMatchObject({ rule: { list: {} } });
    valueOf(await tools.greyLockedCells([category]));
    expect(validations()).toEqual(before);
    expect(saidAt(0, 'Original Amount')).toMatchObject({ title: 'Locked' });
  });

  test('leave the person’s own conditional formats alone, and follow their rows at the next sync', async () => {
    const { tools, book, table, grey, excel } = await withLines(3);
    await excel.Excel.run(async (context) => {
      const range = context.workbook.tables.getItem(table.name).getDataBodyRange();
      const { custom } = range.conditionalFormats.add('Custom');
      custom.rule.formula = '=LEN(A2)>3';
      custom.format.fill.color = '#F2F2F2';
      await context.sync();
    });
    valueOf(await tools.greyLockedCells([original(1)]));
    createPerson(book, { user: 'ann' }).insertTableRows(table.name, 0, 1);
    valueOf(await tools.greyLockedCells([original(1)]));
    expect(grey()).toContain('2+1: Original Amount+1');
    valueOf(await tools.greyLockedCells([]));
    expect(book.conditionalFormats(table.sheetId).map(({ formula }) => formula)).toEqual(['=LEN(A3)>3']);
  });

  test('are written only when they are others than before', async () => {
    const { tools, book } = await withLines(3);
    let changes = 0;
    book.subscribe(() => void changes++);
    valueOf(await tools.greyLockedCells([original(1)]));
    expect(changes).toBeGreaterThan(0);
    changes = 0;
    valueOf(await tools.greyLockedCells([original(1)]));
    expect(changes).toBe(0);
  });

  test('say the new reason when the lock at the same place becomes another one, and are written once for it', async () => {
    const { tools, book, grey, saidAt } = await withLines(3);
    const other = { ...original(1), hint: 'Fixed since a budget change has moved money of the line.' };
    valueOf(await tools.greyLockedCells([original(1)]));
    valueOf(await tools.greyLockedCells([other]));
    expect(saidAt(1, 'Original Amount')).toMatchObject({ title: 'Locked', message: other.hint });
    expect(grey()).toEqual(['1+1: Original Amount+1']);
    let changes = 0;
    book.subscribe(() => void changes++);
    valueOf(await tools.greyLockedCells([other]));
    expect(changes).toBe(0);
  });

  test('swap their reasons when two locks at two places do', async () => {
    const { tools, saidAt } = await withLines(3);
    const [one, two] = ['Fixed by an approval.', 'Fixed by an award.'];
    const said = () => [0, 2].map((row) => saidAt(row, 'Original Amount')?.message);
    valueOf(
      await tools.greyLockedCells([
        { ...original(0), hint: one },
        { ...original(2), hint: two },
      ]),
    );
    expect(said()).toEqual([one, two]);
    valueOf(
      await tools.greyLockedCells([
        { ...original(0), hint: two },
        { ...original(2), hint: one },
      ]),
    );
    expect(said()).toEqual([two, one]);
  });

  test('that lie scattered are grey in several requests, and say why to the last of them', async () => {
    const { tools, grey, saidAt } = await withLines(900);
    const every2nd = Array.from({ length: 450 }, (_, index) => index * 2);
    expect(valueOf(await tools.greyLockedCells([original(...every2nd)]))).toBe(450);
    expect(grey()).toHaveLength(450);
    expect(saidAt(898, 'Original Amount')).toMatchObject({ title: 'Locked' });
    expect(saidAt(897, 'Original Amount')).not.toMatchObject({ title: 'Locked' });
    valueOf(await tools.greyLockedCells([]));
    expect(grey()).toEqual([]);
  });

  test('of a table of more than 20,000 rows are grey too', async () => {
    const { tools, grey, saidAt } = await withLines(20_500);
    expect(valueOf(await tools.greyLockedCells([original(3, 20_499)]))).toBe(2);
    expect(grey().sort()).toEqual(['20499+1: Original Amount+1', '3+1: Original Amount+1']);
    expect(saidAt(20_499, 'Original Amount')).toMatchObject({ title: 'Locked' });
  });

  test('that lie in thousands of places are grey, in a few conditional formats that are known again', async () => {
    const { tools, book, table, grey, saidAt } = await withLines(2_200);
    const odd = Array.from({ length: 1_100 }, (_, index) => index * 2 + 1);
    const scattered = { ...original(...odd), columns: ['project', 'fiscalYear', 'original'] };
    expect(valueOf(await tools.greyLockedCells([scattered]))).toBe(3_300);
    expect(grey()).toHaveLength(3_300);
    expect(new Set(grey())).toContain('2199+1: Original Amount+1');
    expect(new Set(grey())).not.toContain('2198+1: Original Amount+1');
    expect(book.conditionalFormats(table.sheetId)).toHaveLength(17);
    // A message for each of so many places would make Excel slow.
    expect(saidAt(1, 'Original Amount')?.message ?? '').toBe('');
    let changes = 0;
    book.subscribe(() => void changes++);
    valueOf(await tools.greyLockedCells([scattered]));
    expect(changes).toBe(0);
    valueOf(await tools.greyLockedCells([original(1)]));
    expect(grey()).toEqual(['1+1: Original Amount+1']);
    expect(saidAt(1, 'Original Amount')).toMatchObject({ title: 'Locked' });
    // All too scattered, they get no look rather than half of one.
    expect(valueOf(await tools.greyLockedCells(Array.from({ length: 16 }, () => scattered)))).toBe(0);
    expect(grey()).toEqual([]);
  });

  test('are found again on a sheet whose name looks like an address', async () => {
    const { tools, book, table, grey } = await withLines(5);
    book.updateSheet(table.sheetId, { name: 'A1,B2 (Ann’s)' });
    const locked = [original(0, 2, 3)];
    valueOf(await tools.greyLockedCells(locked));
    expect(grey().sort()).toEqual(['0+1: Original Amount+1', '2+2: Original Amount+1']);
    let changes = 0;
    book.subscribe(() => void changes++);
    valueOf(await tools.greyLockedCells(locked));
    expect(changes).toBe(0);
  });
});
