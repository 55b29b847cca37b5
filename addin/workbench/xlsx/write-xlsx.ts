import { type Cell, type CellValue, type DataValidation, type WriteSheet, writeXlsx } from 'hucre';
import { formatArea } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { IsBlockName } from 'excel-host/formula/array-formula.ts';
import { GENERAL } from 'excel-host/book/cell.ts';
import type {
  BookFile,
  CellsFile,
  ContentFile,
  FormulaFile,
  ScalarFile,
  SheetFile,
  TableFile,
} from 'excel-host/file/book-file.ts';
import type { ValidatedArea } from 'excel-host/book/book.ts';
import type { Json } from 'excel-host/book/json.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';
import { withErrorResults } from './error-results.ts';
import { toXlsxStyle } from './cell-style.ts';
import { blockNames, writtenFormula } from './formula-kinds.ts';
import { listOf } from './list-rule.ts';

/** Points of a character of the standard font. */
export const POINTS_PER_CHARACTER = 5.6;

/** The book as an .xlsx file: cells, formulas, looks, tables, drop-downs, names. Filters are left out, and settings of add-ins that live in sheets. */
export async function writeBookXlsx(book: BookFile): Promise<Uint8Array> {
  const isBlockName = blockNames(book);
  const written = await writeXlsx({
    sheets: book.sheets.map((sheet) => writeSheet(sheet, isBlockName)),
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

function writeSheet(sheet: SheetFile, isBlockName: IsBlockName): WriteSheet {
  const written: WriteSheet = {
    name: sheet.name,
    ...writeCells(sheet, isBlockName),
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
function writeCells(sheet: SheetFile, isBlockName: IsBlockName): Pick<WriteSheet, 'rows' | 'cells'> {
  const { cells } = sheet;
  if (cells === undefined) return { rows: [] };
  const { row: top, column: left } = cells.area;
  const rows: CellValue[][] = Array.from({ length: top }, () => []);
  const special = new Map<string, Partial<Cell>>();
  const spilled = spilledValues(cells);
  cells.contents.forEach((line, row) => {
    const at = (column: number): string => `${top + row},${left + column}`;
    const contents = line.map((content, column) => spilled.get(at(column)) ?? content);
    rows.push([...Array.from({ length: left }, () => null), ...contents.map(plainValue)]);
    contents.forEach((content, column) => {
      const place = { row: top + row, column: left + column, sheet, isBlockName };
      const cell = { ...lookOf(cells, row, column), ...specialContent(content, place) };
      if (Object.keys(cell).length > 0) special.set(at(column), cell);
    });
  });
  return { rows, cells: special };
}

/** What formulas have put into other cells, by place. */
function spilledValues({ area, contents }: CellsFile): Map<string, ScalarFile> {
  const values = new Map<string, ScalarFile>();
  contents.forEach((line, row) => {
    line.forEach((content, column) => {
      if (typeof content !== 'object' || !('formula' in content)) return;
      content.spilled?.forEach((block, down) => {
        block.forEach((value, right) => {
          if (down + right > 0) values.set(`${area.row + row + down},${area.column + column + right}`, value);
        });
      });
    });
  });
  return values;
}

function plainValue(content: ContentFile): CellValue {
  return typeof content === 'object' || content === '' ? null : content;
}

function lookOf(cells: CellsFile, row: number, column: number): Partial<Cell> {
  const format = cells.formats?.list[cells.formats.cells[row]?.[column] ?? 0] ?? GENERAL;
  const style = toXlsxStyle(cells.styles?.list[cells.styles.cells[row]?.[column] ?? 0] ?? {}, format);
  return style === undefined ? {} : { style };
}

function specialContent(content: ContentFile, place: Parameters<typeof writtenFormula>[1]): Partial<Cell> {
  if (typeof content !== 'object') return {};
  if (!('formula' in content)) return { value: content.error, type: 'error' };
  const { text, fills } = writtenFormula(content, place);
  if (fills === undefined) return { formula: text, ...resultOf(content) };
  const formulaRef = formatArea(areaOf(place.row, place.column, fills.rowCount, fills.columnCount));
  return { formula: text, formulaType: 'array', formulaRef, formulaDynamic: true, ...resultOf(content) };
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
