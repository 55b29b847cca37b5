import { MemoryBook } from '../book/memory-book.ts';
import { type OpenedExcel, openExcel } from '../client/open-excel.mts';
import { createExcelHost, type ExcelHost } from '../host/excel-host.ts';
import type { ExcelQuirks } from '../host/excel-quirks.ts';
import { createPerson, type Person } from '../user/person.ts';

/** What a test sees of one book: its cells, the host that Ann's add-in talks to, and Bob at the keyboard. */
export interface OpenedPeople {
  readonly book: MemoryBook;
  readonly sheetId: string;
  readonly tableId: string;
  readonly host: ExcelHost;
  readonly bob: Person;
}

export interface PeopleExcel extends OpenedExcel {
  /** Ann's Excel with a table People (Name, Amount) of Ann 1, Bea 2, Cem 3 in A1:B4 of the sheet Data; a new book each time. */
  readonly open: (quirks?: Partial<ExcelQuirks>) => OpenedPeople;
  /** Runs one batch on the sheet Data. */
  readonly onData: <T>(work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => T | Promise<T>) => Promise<T>;
  /** The same; the code of the error that Excel answers with, or `done`. */
  readonly refusal: (work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => unknown) => Promise<string>;
}

/** Microsoft's client library, loaded once for a test file. */
export function peopleExcel(): PeopleExcel {
  const opened = openExcel(createExcelHost(new MemoryBook()));
  const onData: PeopleExcel['onData'] = (work) =>
    opened.Excel.run(async (context) => {
      const result = await work(context.workbook.worksheets.getItem('Data'), context);
      await context.sync();
      return result;
    });
  return {
    ...opened,
    onData,
    async refusal(work) {
      try {
        await onData((sheet, context) => void work(sheet, context));
        return 'done';
      } catch (error) {
        if (error instanceof opened.OfficeExtension.Error) return error.code;
        throw error;
      }
    },
    open(quirks = {}) {
      const book = new MemoryBook();
      const sheet = book.addSheet('Data');
      book.write(sheet.id, 0, 0, [
        ['Name', 'Amount'],
        ['Ann', 1],
        ['Bea', 2],
        ['Cem', 3],
      ]);
      const table = book.addTable(sheet.id, { row: 0, column: 0, rowCount: 4, columnCount: 2 }, true);
      book.updateTable(table.id, { name: 'People' });
      const host = createExcelHost(book, { user: 'ann', quirks });
      opened.reconnect(host);
      return { book, sheetId: sheet.id, tableId: table.id, host, bob: createPerson(book, { user: 'bob' }) };
    },
  };
}
