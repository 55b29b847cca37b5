import type { Cell, CellValue, DataValidation, WriteSheet } from 'hucre';
import { columnWidth } from '../../../shared/tables/column-width.ts';
import type { Column } from '../../../shared/tables/column.ts';
import { frozenColumns } from '../../../shared/tables/frozen-columns.ts';
import { ROW_ID_HEADER } from '../../../shared/tables/workbook-metadata.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import { excelText } from '../../../shared/workbook-file/excel-text.ts';
import type { DropDowns } from './list-sheet.ts';
import { lockedLooks } from './locked-looks.ts';
import type { WorkbookTable } from './program-workbook.ts';
import { landscape, TABLE_STYLE, tableCellStyle, tableHeaderStyle } from './sheet-styles.ts';

const ROW_ID_WIDTH = 18;

/** Number of body rows an Excel table has: an empty one keeps one blank row, since Excel repairs a table without. */
export function bodyRows({ rows }: WorkbookTable): number {
  return Math.max(1, rows.length);
}

/**
 * The sheet of one table with its headers and one blank, formatted row. The rows themselves are put into the finished
 * sheet (`fillSheet`), which keeps memory flat however many there are.
 */
export function tableSheet(workbookTable: WorkbookTable, dropDowns: DropDowns): WriteSheet {
  const { table } = workbookTable;
  const columns = Object.values(table.columns);
  const headers = [ROW_ID_HEADER, ...columns.map(({ label }) => label)];
  const lastRow = bodyRows(workbookTable) + 1;
  const byColumn = Object.entries(table.columns).map(
    ([name, column], index) => [name, validationsOf(column, index + 1, lastRow, dropDowns)] as const,
  );
  const ofColumns = byColumn.flatMap(([, validations]) => validations);
  const validated = new Set(byColumn.flatMap(([name, validations]) => (validations.length > 0 ? [name] : [])));
  const looks = lockedLooks(workbookTable, validated);
  return {
    name: table.label,
    rows: [headers.map(excelText), headers.map((): CellValue => null)],
    columns: [
      { width: ROW_ID_WIDTH, hidden: true, style: { numFmt: '@' } },
      ...columns.map((column) => ({ width: columnWidth(column), style: tableCellStyle(column) })),
    ],
    cells: headerCells(columns),
    tables: [
      {
        name: table.excelName,
        range: `A1:${columnLetters(columns.length)}${lastRow}`,
        columns: headers.map((name) => ({ name })),
        style: TABLE_STYLE,
      },
    ],
    dataValidations: [...ofColumns, ...looks.dataValidations],
    conditionalRules: [...looks.conditionalRules],
    freezePane: { rows: 1, columns: 1 + frozenColumns(table) },
    pageSetup: landscape(columns.map(columnWidth)),
    rowDefs: new Map([[0, { height: 32 }]]),
  };
}

function headerCells(columns: readonly Column[]): Map<string, Partial<Cell>> {
  return new Map([undefined, ...columns].map((column, index) => [`0,${index}`, { style: tableHeaderStyle(column) }]));
}

function validationsOf(column: Column, index: number, lastRow: number, dropDowns: DropDowns): DataValidation[] {
  const letters = columnLetters(index);
  const range = `${letters}2:${letters}${lastRow}`;
  if (column.computed === true) return [computedValidation(column, range)];
  const formula1 = dropDowns.nameFor(column);
  if (formula1 !== undefined) return [listValidation(column, range, formula1)];
  return column.kind === 'flag' ? [{ ...listValidation(column, range, ''), values: ['TRUE', 'FALSE'] }] : [];
}

/** No value passes, so Excel says at once what the server would ignore later. */
function computedValidation(column: Column, range: string): DataValidation {
  return {
    type: 'custom',
    formula1: 'FALSE',
    range,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: 'Computed column',
    errorMessage: clipped(`${column.label} is computed by the server. Change the cells it is computed from.`),
  };
}

/** A new key of another table is not in its list yet, so a reference only warns; the server decides. */
function listValidation(column: Column, range: string, formula1: string): DataValidation {
  return {
    type: 'list',
    ...(formula1 === '' ? {} : { formula1 }),
    range,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: column.kind === 'reference' ? 'warning' : 'stop',
    errorTitle: clipped(column.label, 32),
    errorMessage: clipped(`Choose ${column.label} from the list.`),
  };
}

/** Excel refuses a file with longer messages. */
function clipped(text: string, length = 225): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
