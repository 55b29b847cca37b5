import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export interface OfficeScriptOptions {
  /** The path of another copy of `excel-web-16.00.js`. */
  readonly library?: string;
}

/** What a page is given instead of `office.js`: the library, this host, and a book with a blank sheet, Sheet1. */
const SET_UP = `
window.ExcelHost = ExcelHost;
window.excelHost = ExcelHost.createExcelHost(new ExcelHost.MemoryBook());
window.excelHost.book.addSheet('Sheet1');
ExcelHost.connectClientLibrary(window, window.excelHost);
`;

/**
 * The text of a script that a test serves in the place of Microsoft's `office.js`, so that a task pane's own page runs in
 * any browser. The page then has the globals `ExcelHost` (all of `excel-host`) and `excelHost`, the host it talks to.
 */
export function officeScript(options: OfficeScriptOptions = {}): string {
  const { resolve } = createRequire(import.meta.url);
  const library = options.library ?? resolve('@microsoft/office-js/dist/excel-web-16.00.js');
  const host = new URL('../browser.js', import.meta.url);
  return [readFileSync(library, 'utf8'), readFileSync(host, 'utf8'), SET_UP].join('\n');
}
