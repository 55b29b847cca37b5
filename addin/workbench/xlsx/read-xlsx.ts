import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';
import { type Cell, type CellValue, type DataValidation, type Sheet, type Workbook, readXlsx } from 'hucre';
import { parseArea } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { ValidatedArea } from 'excel-host/book/book.ts';
import { type CellStyle, GENERAL } from 'excel-host/book/cell.ts';
import { serialOfDate } from 'excel-host/book/serial-date.ts';
import type { IsBlockName } from 'excel-host/formula/array-formula.ts';
import { fromFileFormula } from 'excel-host/formula/file-formula.ts';
import type { BookFile, CellsFile, ContentFile, SheetFile, TableFile } from 'excel-host/file/book-file.ts';
import { fromXlsxStyle } from './cell-style.ts';
import { FileFormulas } from './file-formulas.ts';
import { blockNames } from './formula-kinds.ts';
import { columnFormats as formatsOfColumns, formatsByStyle } from './package/column-formats.ts';
import { PackageParts } from './package/package-parts.ts';
import { validationOf } from './list-rule.ts';
import { POINTS_PER_CHARACTER } from './write-xlsx.ts';

/** Larger files would freeze the page or fill its memory. */
export const LARGEST_FILE_BYTES = 50_000_000;

/** Reads an .xlsx file. Throws an Error with a sentence for the person where it is none, or too large. */
export async function readBookXlsx(name: string, bytes: Uint8Array): Promise<BookFile> {
  return readBookOf(name, bytes, openParts(name, bytes));
}

/** The parts of an .xlsx file. Throws as `readBookXlsx`. */
export function openParts(name: string, bytes: Uint8Array): PackageParts {
  if (bytes.length > LARGEST_FILE_BYTES) throw new Error(`${name} is larger than 50 MB.`);
  try {
    return new PackageParts(bytes);
  } catch (error) {
    throw error instanceof WorkbookUnreadable ? notOpened(name, error.what, error) : error;
  }
}

/** The book in a file whose parts are known. */
export async function readBookOf(name: string, bytes: Uint8Array, parts: PackageParts): Promise<BookFile> {
  const workbook = await readWorkbook(name, bytes);
  const entries = parts.sheets();
  const formats = formatsByStyle(parts);
  const names = readNames(workbook);
  const isBlockName = blockNames({ names });
  return {
    format: 1,
    name,
    sheets: workbook.sheets.map((sheet) => {
      const part = entries.find((entry) => entry.name === sheet.name && entry.kind === 'worksheet')?.part;
      return readSheet(sheet, part === undefined ? new Map() : formatsOfColumns(parts, part, formats), isBlockName);
    }),
    names,
    properties: { custom: customProperties(workbook) },
  };
}

async function readWorkbook(name: string, bytes: Uint8Array): Promise<Workbook> {
  try {
    return await readXlsx(bytes, { readStyles: true });
  } catch (error) {
    throw notOpened(name, 'It is not a workbook that can be read here.', error);
  }
}

function notOpened(name: string, why: string, cause: unknown): Error {
  return new Error(`${name} was not opened. ${why} Save it again as .xlsx in the program it comes from.`, { cause });
}

function readNames({ namedRanges = [] }: Workbook): BookFile['names'] {
  return namedRanges
    .filter((known) => !known.name.startsWith('_xlnm.'))
    .map((known) => ({
      name: known.name,
      formula: fromFileFormula(`=${known.range}`),
      visible: true,
      comment: known.comment ?? '',
      ...(known.scope === undefined ? {} : { scopeSheetName: known.scope }),
    }));
}

function customProperties({ properties }: Workbook): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(properties?.custom ?? {}).map(([key, value]) => [
      key,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
}

function readSheet(sheet: Sheet, formats: ReadonlyMap<number, string>, isBlockName: IsBlockName): SheetFile {
  const cells = readCells(sheet, formats, isBlockName);
  const color = sheet.view?.tabColor?.rgb;
  return {
    name: sheet.name,
    visibility: sheet.veryHidden === true ? 'VeryHidden' : sheet.hidden === true ? 'Hidden' : 'Visible',
    tabColor: color === undefined ? '' : `#${color.slice(-6)}`,
    showGridlines: sheet.view?.showGridLines !== false,
    ...(sheet.protection?.sheet === true ? { protection: { options: {} } } : {}),
    ...(sheet.freezePane === undefined
      ? {}
      : { freeze: { rows: sheet.freezePane.rows ?? 0, columns: sheet.freezePane.columns ?? 0 } }),
    ...(cells === undefined ? {} : { cells }),
    rows: [...(sheet.rowDefs ?? [])].map(([row, { hidden, height }]) => [
      row,
      { hidden: hidden === true, ...(height === undefined ? {} : { height }) },
    ]),
    columns: readColumns(sheet, formats),
    validations: (sheet.dataValidations ?? []).flatMap(readValidation),
    conditionalFormats: [],
    tables: (sheet.tables ?? []).flatMap(readTable),
    properties: {},
  };
}

function readColumns({ columns = [] }: Sheet, formats: ReadonlyMap<number, string>): SheetFile['columns'] {
  const last = Math.max(columns.length, ...[...formats.keys()].map((column) => column + 1));
  return Array.from({ length: last }, (_, column) => {
    const { hidden, width } = columns[column] ?? {};
    const looks = { hidden: hidden === true, ...(width === undefined ? {} : { width: width * POINTS_PER_CHARACTER }) };
    return [column, looks, formats.get(column) ?? GENERAL] as const;
  });
}

function readCells(
  { rows, cells, tables = [] }: Sheet,
  columnFormats: ReadonlyMap<number, string>,
  isBlockName: IsBlockName,
): CellsFile | undefined {
  const columnCount = rows.reduce((most, line) => Math.max(most, line.length), 0);
  if (rows.length === 0 || columnCount === 0) return undefined;
  const formulas = new FileFormulas(cells ?? new Map(), {
    size: areaOf(0, 0, rows.length, columnCount),
    tables: tables.flatMap(readTable),
    isBlockName,
  });
  const formats = new Places<string>([GENERAL]);
  const styles = new Places<CellStyle>([{}]);
  const contents: ContentFile[][] = [];
  const formatPlaces: number[][] = [];
  const stylePlaces: number[][] = [];
  rows.forEach((line, row) => {
    const columns = Array.from({ length: columnCount }, (_, column) => column);
    const found = columns.map((column) => cells?.get(`${row},${column}`));
    contents.push(
      columns.map((column) =>
        formulas.isFilled(row, column)
          ? ''
          : (formulas.at(row, column) ?? contentOf(line[column] ?? null, found[column])),
      ),
    );
    formatPlaces.push(
      found.map((cell, column) => {
        // A cell that the file does not have looks like its column.
        const isThere = cell !== undefined || (line[column] ?? null) !== null;
        return formats.of(cell?.style?.numFmt ?? (isThere ? undefined : columnFormats.get(column)) ?? GENERAL);
      }),
    );
    stylePlaces.push(found.map((cell) => styles.of(fromXlsxStyle(cell?.style))));
  });
  return {
    area: areaOf(0, 0, rows.length, columnCount),
    contents,
    formats: { list: formats.list, cells: formatPlaces },
    styles: { list: styles.list, cells: stylePlaces },
  };
}

/** Equal things once, and the place of each. */
class Places<T> {
  readonly list: T[];
  readonly #places = new Map<string, number>();

  constructor(first: readonly T[]) {
    this.list = [];
    for (const item of first) this.of(item);
  }

  of(item: T): number {
    const key = JSON.stringify(item);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.list.length);
    return this.list.push(item) - 1;
  }
}

function contentOf(value: CellValue, cell: Cell | undefined): ContentFile {
  if (cell?.type === 'error') return { error: String(value) };
  if (value instanceof Date) return serialOf(value);
  return value ?? '';
}

/** Days since 1900 with the time of day as a fraction; hucre gives dates in UTC. */
function serialOf(date: Date): number {
  const day = serialOfDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()) ?? 0;
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return day + (date.getTime() - midnight) / 86_400_000;
}

function readTable(table: NonNullable<Sheet['tables']>[number]): TableFile[] {
  const area = parseArea(table.range ?? '');
  if (area === undefined) return [];
  return [
    {
      area,
      columnNames: table.columns.map(({ name }) => name),
      looks: {
        name: table.displayName ?? table.name,
        showHeaders: true,
        showTotals: table.showTotalRow === true,
        showFilterButton: table.showAutoFilter !== false,
        showBandedRows: table.showRowStripes !== false,
        showBandedColumns: table.showColumnStripes === true,
        highlightFirstColumn: false,
        highlightLastColumn: false,
        style: table.style ?? 'TableStyleMedium2',
      },
      filters: [],
      sort: { fields: [], matchCase: false },
    },
  ];
}

/** Drop-downs; other rules are not carried over. */
function readValidation(rule: DataValidation): ValidatedArea[] {
  if (rule.type !== 'list') return [];
  const source =
    rule.values?.join(',') ?? (rule.formula1 === undefined ? undefined : fromFileFormula(`=${rule.formula1}`));
  if (source === undefined) return [];
  const validation = validationOf({
    source,
    showAlert: rule.showErrorMessage === true,
    errorStyle: rule.errorStyle,
    title: rule.errorTitle,
    message: rule.errorMessage,
    allowBlank: rule.allowBlank === true,
  });
  return rule.range.split(' ').flatMap((part) => {
    const area = parseArea(part);
    return area === undefined ? [] : [{ area, validation }];
  });
}
