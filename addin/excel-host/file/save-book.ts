import { type Area, SHEET_ROWS, areaOf, cellCount, containsArea } from '../book/area.ts';
import type { Book, PropertyKind, Protection, SheetInfo, TableInfo } from '../book/book.ts';
import { GENERAL, isCellError } from '../book/cell.ts';
import type { Json } from '../book/json.ts';
import type { BookFile, CellsFile, FormulaFile, SheetFile, TableFile } from './book-file.ts';

/** Columns beyond the cells in use whose width or format is still kept. */
const SPARE_COLUMNS = 64;
const KINDS: readonly PropertyKind[] = ['settings', 'custom', 'document'];

/** The book as plain data, independent of the book from then on. Ids are not part of it: they belong to a session. */
export function saveBook(book: Book): BookFile {
  const sheetNames = new Map(book.sheets().map(({ id, name }) => [id, name]));
  return structuredClone({
    format: 1,
    name: book.name,
    sheets: book.sheets().map((sheet) => saveSheet(book, sheet)),
    names: book.names().map(({ scopeSheetId, ...name }) => {
      const scopeSheetName = scopeSheetId === undefined ? undefined : sheetNames.get(scopeSheetId);
      return scopeSheetName === undefined ? name : { ...name, scopeSheetName };
    }),
    properties: Object.fromEntries(KINDS.map((kind) => [kind, record(book.properties(kind))])),
  });
}

function saveSheet(book: Book, sheet: SheetInfo): SheetFile {
  const used = book.usedArea(sheet.id, false);
  const lastRow = used === undefined ? 0 : used.row + used.rowCount;
  const columnCount = (used === undefined ? 0 : used.column + used.columnCount) + SPARE_COLUMNS;
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    tabColor: sheet.tabColor,
    showGridlines: sheet.showGridlines,
    ...(sheet.protection === undefined ? {} : { protection: withoutBlanks(sheet.protection) }),
    ...(sheet.freeze === undefined ? {} : { freeze: sheet.freeze }),
    ...(used === undefined ? {} : { cells: saveCells(book, sheet.id, used) }),
    rows: saveRows(book, sheet.id, lastRow),
    columns: saveColumns(book, sheet.id, columnCount),
    validations: book.validations(sheet.id),
    conditionalFormats: book
      .conditionalFormats(sheet.id)
      .map(({ area, formula, look, stopIfTrue }) => ({ area, formula, look, stopIfTrue })),
    tables: book
      .tables()
      .filter(({ sheetId }) => sheetId === sheet.id)
      .map(saveTable),
    properties: record(book.properties(`sheet:${sheet.id}`)),
  };
}

function saveCells(book: Book, sheetId: string, area: Area): CellsFile {
  const values = book.readValues(sheetId, area);
  const formulas = book.readFormulas(sheetId, area);
  const formats = indexed(book.readFormats(sheetId, area));
  const styles = indexed(book.readStyles(sheetId, area));
  const spills = book.spilledAreas(sheetId);
  const spilledFrom = (row: number, column: number): Pick<FormulaFile, 'spilled'> => {
    const spill = spills.find((known) => known.row === row && known.column === column);
    return spill === undefined || cellCount(spill) === 1 ? {} : { spilled: book.readValues(sheetId, spill) };
  };
  const isSpilled = (row: number, column: number): boolean =>
    spills.some((spill) => containsArea(spill, areaOf(row, column, 1, 1)));
  return {
    area,
    contents: values.map((line, row) =>
      line.map((value, column) => {
        const formula = formulas[row]?.[column];
        // What this host could not work out is left to whoever opens the file.
        const isLacking = isCellError(value) && value.lacking !== undefined;
        if (formula !== undefined) {
          const spilled = spilledFrom(area.row + row, area.column + column);
          return isLacking ? { formula } : { formula, result: value, ...spilled };
        }
        // What a formula has spilled here comes back with the formula; as a value it would be in its way.
        return isSpilled(area.row + row, area.column + column) ? '' : value;
      }),
    ),
    ...(formats.list.length === 1 && formats.list[0] === GENERAL ? {} : { formats }),
    ...(styles.list.length === 1 && Object.keys(styles.list[0] ?? {}).length === 0 ? {} : { styles }),
  };
}

function indexed<T>(block: readonly (readonly T[])[]): { list: T[]; cells: number[][] } {
  const list: T[] = [];
  const places = new Map<string, number>();
  const cells = block.map((line) =>
    line.map((item) => {
      const key = typeof item === 'string' ? item : JSON.stringify(item);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, list.length);
      return list.push(item) - 1;
    }),
  );
  return { list, cells };
}

function saveRows(book: Book, sheetId: string, lastRow: number): SheetFile['rows'] {
  return Array.from({ length: lastRow }, (_, row) => [row, book.rowLooks(sheetId, row)] as const)
    .filter(([, { hidden, height }]) => hidden || height !== undefined)
    .map(([row, { hidden, height }]) => [row, height === undefined ? { hidden } : { hidden, height }]);
}

/** JSON knows no undefined. */
function withoutBlanks({ password, options }: Protection): NonNullable<SheetFile['protection']> {
  return password === undefined ? { options } : { password, options };
}

/** The format of a whole column shows in its last cell, which nobody uses. */
function saveColumns(book: Book, sheetId: string, columnCount: number): SheetFile['columns'] {
  const [formats = []] = book.readFormats(sheetId, areaOf(SHEET_ROWS - 1, 0, 1, columnCount));
  return formats
    .map((format, column) => [column, book.columnLooks(sheetId, column), format] as const)
    .filter(([, { hidden, width }, format]) => hidden || width !== undefined || format !== GENERAL)
    .map(([column, { hidden, width }, format]) => [
      column,
      width === undefined ? { hidden } : { hidden, width },
      format,
    ]);
}

function saveTable(table: TableInfo): TableFile {
  const { name, showHeaders, showTotals, showFilterButton, showBandedRows, showBandedColumns, style } = table;
  const { highlightFirstColumn, highlightLastColumn } = table;
  return {
    area: table.area,
    columnNames: table.columns.map((column) => column.name),
    looks: {
      name,
      showHeaders,
      showTotals,
      showFilterButton,
      showBandedRows,
      showBandedColumns,
      highlightFirstColumn,
      highlightLastColumn,
      style,
    },
    filters: table.columns.flatMap(({ id }, index) => {
      const criteria = table.filters.get(id);
      return criteria === undefined ? [] : [[index, criteria] as const];
    }),
    sort: table.sort,
  };
}

function record(bag: ReadonlyMap<string, Json>): Record<string, Json> {
  return Object.fromEntries(bag);
}
