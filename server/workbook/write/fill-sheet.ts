import type { Column } from '../../../shared/tables/column.ts';
import { cellToExcel } from '../../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../../shared/tables/table.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import { excelText, xmlText } from '../../../shared/workbook-file/excel-text.ts';
import { bodyRows } from './table-sheet.ts';
import type { WorkbookRow, WorkbookTable } from './program-workbook.ts';

const BLANK_ROW = /<row r="2"[^>]*>.*?<\/row>|<row r="2"[^>]*\/>/s;
const BLANK_CELL = /<c r="([A-Z]+)2"(?: s="(\d+)")?\/>/g;
const DIMENSION = /<dimension ref="[^"]*"\/>/;
const COLUMN_WIDTH = /<col min="(\d+)" max="\d+"/g;

/**
 * Puts the rows of a table into its finished sheet: the blank second row is replaced by one row per row, each cell in the
 * style its column has in the blank row; the columns get that style too, so that rows typed below the table keep text as
 * text. Yields the sheet in pieces. An empty table keeps its blank row.
 */
export function* fillSheet(sheetXml: string, workbookTable: WorkbookTable): Generator<string> {
  const { table, rows } = workbookTable;
  const blank = BLANK_ROW.exec(sheetXml);
  if (!blank) throw new Error(`The sheet of ${table.name} has no blank row to fill.`);
  const styles = stylesByLetters(blank[0]);
  const lastCell = `${columnLetters(Object.keys(table.columns).length)}${bodyRows(workbookTable) + 1}`;
  const head = sheetXml.slice(0, blank.index).replace(DIMENSION, `<dimension ref="A1:${lastCell}"/>`);
  yield head.replaceAll(COLUMN_WIDTH, (col: string, min: string) => {
    const style = styles.get(columnLetters(Number(min) - 1));
    return style === undefined ? col : `${col} style="${style}"`;
  });
  if (rows.length === 0) yield blank[0];
  yield* rowsXml(table, rows, styles);
  yield sheetXml.slice(blank.index + blank[0].length);
}

function stylesByLetters(blankRow: string): Map<string, string> {
  return new Map([...blankRow.matchAll(BLANK_CELL)].map(([, letters = '', style = '0']) => [letters, style]));
}

interface ColumnWriter {
  readonly name: string;
  readonly column: Column;
  /** `<c r="B`, then comes the row number. */
  readonly open: string;
  /** `" s="3"`, closing the address. */
  readonly style: string;
}

function* rowsXml(table: Table, rows: readonly WorkbookRow[], styles: Map<string, string>): Generator<string> {
  const idStyle = styleAttribute(styles.get('A'));
  const writers = Object.entries(table.columns).map(([name, column], index): ColumnWriter => {
    const letters = columnLetters(index + 1);
    return { name, column, open: `<c r="${letters}`, style: styleAttribute(styles.get(letters)) };
  });
  for (const [index, row] of rows.entries()) {
    const number = index + 2;
    let xml = `<row r="${number}"><c r="A${number}${idStyle} t="inlineStr"><is><t>${row.row}</t></is></c>`;
    for (const writer of writers) xml += cellXml(writer, number, row);
    yield `${xml}</row>`;
  }
}

function styleAttribute(style: string | undefined): string {
  return style === undefined || style === '0' ? '"' : `" s="${style}"`;
}

function cellXml({ name, column, open, style }: ColumnWriter, number: number, row: WorkbookRow): string {
  const value = cellToExcel(column, row.cells[name] ?? null, false);
  if (value === '') return `${open}${number}${style}/>`;
  if (typeof value === 'number') return `${open}${number}${style}><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `${open}${number}${style} t="b"><v>${value ? 1 : 0}</v></c>`;
  const text = xmlText(excelText(value));
  return `${open}${number}${style} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}
