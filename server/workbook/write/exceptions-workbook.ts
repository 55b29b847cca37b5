import type { Cell as ExcelCell, CellStyle } from 'hucre';
import { cellValue, shownAs, type GridCell } from '../../../shared/import/grid.ts';
import { FINDINGS_HEADER } from '../../../shared/import/header-block.ts';
import { excelText } from '../../../shared/workbook-file/excel-text.ts';
import { landscape, reportCellStyle, reportHeaderStyle } from './sheet-styles.ts';
import { writeSheets } from './write-sheets.ts';

/** Rows of somebody's sheet that did not go in, and what was found of each. */
export interface ExceptionsBook {
  readonly sheet: string;
  readonly columns: readonly ExceptionsColumn[];
  readonly rows: readonly { readonly cells: readonly GridCell[]; readonly findings: string }[];
}

export interface ExceptionsColumn {
  readonly header: string;
  /** Codes and words: what is typed there stays as it is typed. */
  readonly isText: boolean;
  /** Its numbers are days. */
  readonly isDate: boolean;
}

const DAYS_1900_TO_1904 = 1462;
const FINDINGS_WIDTH = 70;
const LEAST_WIDTH = 12;
const MOST_WIDTH = 40;
const SHEET_NAME_LENGTH = 31;

/**
 * Writes the rows as they stand in the file, under the same headers, with what was found in a last column: mended, the
 * workbook can be imported as it is. Days are counted from 1900, whatever the file counted from.
 */
export async function writeExceptionsWorkbook(book: ExceptionsBook, date1904: boolean): Promise<Uint8Array> {
  const cells = new Map<string, Partial<ExcelCell>>();
  const heads = [...book.columns.map(({ header }) => header), FINDINGS_HEADER];
  heads.forEach((head, column) =>
    cells.set(`0,${column}`, { value: excelText(head), style: reportHeaderStyle('wrapped') }),
  );
  book.rows.forEach(({ cells: values, findings }, index) => {
    book.columns.forEach((column, place) => {
      const made = excelCell(values[place], column, date1904);
      if (made) cells.set(`${index + 1},${place}`, made);
    });
    const said = { value: excelText(findings), style: reportCellStyle('wrapped') };
    cells.set(`${index + 1},${book.columns.length}`, said);
  });
  const widths = [
    ...book.columns.map(({ header }) => Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, header.length + 2))),
    FINDINGS_WIDTH,
  ];
  return writeSheets({
    sheets: [
      {
        name: sheetName(book.sheet),
        rows: [],
        cells,
        columns: widths.map((width, index) => ({
          width,
          ...(book.columns[index]?.isText === true && { style: { numFmt: '@' } }),
        })),
        freezePane: { rows: 1 },
        pageSetup: landscape(widths),
      },
    ],
  });
}

function sheetName(name: string): string {
  const bare = name.replaceAll(/[[\]:*?/\\]/g, ' ').trim();
  return (bare === '' ? 'Exceptions' : bare).slice(0, SHEET_NAME_LENGTH);
}

function excelCell(cell: GridCell, column: ExceptionsColumn, date1904: boolean): Partial<ExcelCell> | null {
  const value = cellValue(cell);
  if (value === undefined) return null;
  const isDay = typeof value === 'number' && (column.isDate || shownAs(cell) === 'date');
  const format = typeof cell === 'object' ? cell.format : undefined;
  const style: CellStyle = { numFmt: column.isText && !isDay ? '@' : (format ?? 'General') };
  if (typeof value === 'string') return { value: excelText(value), style: { numFmt: '@' } };
  return { value: isDay && date1904 ? value + DAYS_1900_TO_1904 : value, style };
}
