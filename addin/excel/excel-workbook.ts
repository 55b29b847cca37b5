import { previewConnection } from './read/connection-preview.ts';
import { runInExcel, type ExcelRun } from './excel-run.ts';
import { jumpToCell, jumpToRow } from './jump-to-cell.ts';
import { writeMetadata } from './metadata-sheet.ts';
import { readTables } from './read/read-tables.ts';
import { setUpTables } from './set-up/set-up-tables.ts';
import { surveyWorkbook } from './read/survey-workbook.ts';
import { watchWorkbook } from './watch-workbook.ts';
import type { WorkbookPort } from './workbook-port.ts';
import { writeTables } from './write/write-tables.ts';

/**
 * The workbook that Office has open. The first look fails while a person types in a cell, so that the pane can say so;
 * everything after it waits for Enter or Esc rather than stop half-way.
 */
export function createExcelWorkbook(run: ExcelRun): WorkbookPort {
  return {
    survey: () => runInExcel(run, 'fail', surveyWorkbook),
    readTables: (tables, options) => runInExcel(run, 'wait', (context) => readTables(context, tables, options)),
    write: (writes, options) => runInExcel(run, 'wait', (context) => writeTables(context, writes, options)),
    writeMetadata: (metadata, after) => runInExcel(run, 'wait', (context) => writeMetadata(context, metadata, after)),
    previewConnection: () => runInExcel(run, 'fail', previewConnection),
    setUp: (setUp) => runInExcel(run, 'wait', (context) => setUpTables(context, setUp)),
    jumpTo: (place) => runInExcel(run, 'fail', (context) => jumpToCell(context, place)),
    jumpToRow: (place) => runInExcel(run, 'fail', (context) => jumpToRow(context, place)),
    watch: (onChange) => runInExcel(run, 'wait', (context) => watchWorkbook(context, onChange)),
  };
}
