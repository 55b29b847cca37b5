import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openExcel } from 'excel-host/client/open-excel.mts';
import { createExcelHost } from 'excel-host/host/excel-host.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { browserOpener } from './office-app.ts';

afterEach(() => void vi.unstubAllGlobals());

/** Office with these requirement sets, and what it was asked to open. */
function officeWith(requirementSets: Readonly<Record<string, string>>): readonly string[] {
  const opened: string[] = [];
  const { Office } = openExcel(createExcelHost(new MemoryBook()), { requirementSets });
  const ui = { openBrowserWindow: (address: string) => opened.push(address) };
  vi.stubGlobal('Office', { ...Office, context: { ...Office.context, ui } });
  return opened;
}

test('an Excel that opens browser windows opens the page, and any other leaves it to the link', () => {
  const opened = officeWith({ ExcelApi: '1.14', OpenBrowserWindowApi: '1.1' });
  browserOpener()?.('https://plan.example/p/cedar-basin/workbooks/import');
  expect(opened).toEqual(['https://plan.example/p/cedar-basin/workbooks/import']);
  officeWith({ ExcelApi: '1.14' });
  expect(browserOpener()).toBeNull();
});
