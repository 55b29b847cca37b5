import { type Cell, type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre';
import { formatArea } from 'excel-host/book/address.ts';
import { GENERAL } from 'excel-host/book/cell.ts';
import type { BookFile, CellsFile, ContentFile, FormulaFile, SheetFile, TableFile } from 'excel-host/file/book-file.ts';
import type { ValidatedArea } from 'excel-host/book/book.ts';
import type { Json } from 'excel-host/book/json.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';
import { withErrorResults } from './error-results.ts';
import { toXlsxStyle } from './cell-style.ts';
import { listOf } from './list-rule.ts';

/** Points of a character of the standard font. */
export const POINTS_PER_CHARACTER = 5.6;

/** The book as an .xlsx file: cells, formulas, looks, tables, drop-downs, names. Filters are left out, and settings of add-ins that live in sheets. */
export async function writeBookXlsx(book: BookFile): Promise<Uint8Array> {
  const written = await writeXlsx({
    sheets: book.sheets.map(writeSheet),
    namedRanges: book.names.map(({ name, formula, scopeSheetName }) => {
      const range = toFileFormula(formula).slice(1);
      return scopeSheetName === undefined ? { name, range } : { name, range, scope: scopeSheetName };
    }),
    properties: { custom: customProperties(book.properties['custom'] ?? {}) },
    activeSheet: Math.max(
      0,
      book.sheets.findIndex(({ visibility }) => visibility === 'Visible'),
    ),
  });
  return withErrorResults(written, book);
}

function writeSheet(sheet: SheetFile): WriteSheet {
  const written: WriteSheet = {
    name: sheet.name,
    ...writeCells(sheet),
    columns: writeColumns(sheet),
    rowDefs: new Map(sheet.rows),
    tables: sheet.tables.map(writeTable),
    dataValidations: sheet.validations.flatMap(writeValidation),
    view: {
      showGridLines: sheet.showGridlines,
      ...(sheet.tabColor === '' ? {} : { tabColor: { rgb: `FF${sheet.tabColor.slice(1)}` } }),
    },
  };
  if (sheet.freeze !== undefined) written.freezePane = sheet.freeze;
  if (sheet.visibility === 'Hidden') written.hidden = true;
  if (sheet.visibility === 'VeryHidden') written.veryHidden = true;
  if (sheet.protection !== undefined) written.protection = { sheet: true };
  return written;
}

/** Values as rows; what values cannot say (formulas, errors, looks) cell by cell. */
function writeCells({ cells }: SheetFile): Pick<WriteSheet, 'rows' | 'cells'> {
  if (cells === undefined) return { rows: [] };
  const { row: top, column: left } = cells.area;
  const rows: CellValue[][] = Array.from({ length: top }, () => []);
  const special = new Map<string, Partial<Cell>>();
  cells.contents.forEach((line, row) => {
    rows.push([...Array.from({ length: left }, () => null), ...line.map(plainValue)]);
    line.forEach((content, column) => {
      const cell = specialCell(content, cells, row, column);
      if (cell !== undefined) special.set(`${top + row},${left + column}`, cell);
    });
  });
  return { rows, cells: special };
}

function plainValue(content: ContentFile): CellValue {
  return typeof content === 'object' || content === '' ? null : content;
}

function specialCell(content: ContentFile, cells: CellsFile, row: number, column: number): Partial<Cell> | undefined {
  const format = cells.formats?.list[cells.formats.cells[row]?.[column] ?? 0] ?? GENERAL;
  const style = toXlsxStyle(cells.styles?.list[cells.styles.cells[row]?.[column] ?? 0] ?? {}, format);
  const look = style === undefined ? {} : { style };
  if (typeof content === 'object' && 'formula' in content) {
    return { ...look, formula: toFileFormula(content.formula).slice(1), ...resultOf(content) };
  }
  if (typeof content === 'object') return { ...look, value: content.error, type: 'error' };
  return style && { style };
}

/** [FA1] What the formula came to in the book: a program that does not calculate reads this, and an empty cell without it. */
function resultOf({ result }: FormulaFile): Partial<Cell> {
  if (result === undefined) return {};
  if (typeof result !== 'object') return { formulaResult: result };
  // Errors of newer Excels are no values of a file: they stand in it as #VALUE!.
  return { formulaResult: result.error === '#SPILL!' || result.error === '#CALC!' ? '#VALUE!' : result.error };
}

function writeColumns({ columns }: SheetFile): NonNullable<WriteSheet['columns']> {
  const last = columns.reduce((most, [column]) => Math.max(most, column), -1);
  const written: NonNullable<WriteSheet['columns']> = Array.from({ length: last + 1 }, () => ({}));
  for (const [column, { hidden, width }, format] of columns) {
    written[column] = {
      ...(hidden ? { hidden } : {}),
      ...(width === undefined ? {} : { width: width / POINTS_PER_CHARACTER }),
      ...(format === GENERAL ? {} : { numFmt: format }),
    };
  }
  return written;
}

function writeTable({ area, columnNames, looks }: TableFile): NonNullable<WriteSheet['tables']>[number] {
  return {
    name: looks.name,
    range: formatArea(area),
    columns: columnNames.map((name) => ({ name })),
    style: looks.style,
    showRowStripes: looks.showBandedRows,
    showColumnStripes: looks.showBandedColumns,
    showAutoFilter: looks.showFilterButton,
    showTotalRow: looks.showTotals,
  };
}

function writeValidation({ area, validation }: ValidatedArea): DataValidation[] {
  const list = listOf(validation);
  if (list === undefined) return [];
  return [
    {
      type: 'list',
      range: formatArea(area),
      ...(list.source.startsWith('=') ? { formula1: list.source.slice(1) } : { values: list.source.split(',') }),
      allowBlank: list.allowBlank,
      showErrorMessage: list.showAlert,
      errorStyle: list.style,
      errorTitle: list.title,
      errorMessage: list.message,
    },
  ];
}

function customProperties(properties: Readonly<Record<string, Json>>): Record<string, string | number | boolean> {
  const plain = Object.entries(properties).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[key, value] as const] : [],
  );
  return Object.fromEntries(plain);
}
