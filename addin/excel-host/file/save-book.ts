import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf, cellCount, containsArea, intersectAreas } from '../book/area.ts';
import type { Book, PropertyKind, Protection, RowRun, SheetInfo, TableInfo } from '../book/book.ts';
import { GENERAL, isCellError } from '../book/cell.ts';
import type { Json } from '../book/json.ts';
import { bodyArea } from '../book/table-areas.ts';
import type { BookFile, CellsFile, FormulaFile, RowsFile, SheetFile, TableFile } from './book-file.ts';

/** Columns beyond the cells in use whose width, format or look is still kept. */
const SPARE_COLUMNS = 64;
const KINDS: readonly PropertyKind[] = ['settings', 'custom', 'document'];

/** The book as plain data, independent of the book from then on. Ids are not part of it: they belong to a session. */
export function saveBook(book: Book): BookFile {
  const frame = saveFrame(book);
  const sheets = book.sheets();
  return structuredClone({
    ...frame,
    sheets: frame.sheets.map((sheet, place) => {
      const id = sheets[place]?.id ?? '';
      const used = book.usedArea(id, false);
      return { ...sheet, ...saveRows(book, id, 0, used === undefined ? 0 : used.row + used.rowCount, true) };
    }),
  });
}

/** Everything of a book that is not in its rows: what there is to save of a large book after a small change beside them. */
export function saveFrame(book: Book): BookFile {
  const sheetNames = new Map(book.sheets().map(({ id, name }) => [id, name]));
  return {
    format: 1,
    name: book.name,
    sheets: book.sheets().map((sheet) => saveSheet(book, sheet)),
    names: book.names().map(({ scopeSheetId, ...name }) => {
      const scopeSheetName = scopeSheetId === undefined ? undefined : sheetNames.get(scopeSheetId);
      return scopeSheetName === undefined ? name : { ...name, scopeSheetName };
    }),
    properties: Object.fromEntries(KINDS.map((kind) => [kind, record(book.properties(kind))])),
  };
}

/** Some rows of a sheet. With `results`, formulas say what they come to. */
export function saveRows(book: Book, sheetId: string, row: number, rowCount: number, results: boolean): RowsFile {
  const used = book.usedArea(sheetId, false, areaOf(row, 0, rowCount, SHEET_COLUMNS));
  return {
    ...(used === undefined ? {} : { cells: saveCells(book, sheetId, used, results) }),
    rows: saveRowLooks(book, sheetId, row, rowCount),
  };
}

function saveSheet(book: Book, sheet: SheetInfo): SheetFile {
  const used = book.usedArea(sheet.id, false);
  const columnCount = (used === undefined ? 0 : used.column + used.columnCount) + SPARE_COLUMNS;
  return {
    name: sheet.name,
    visibility: sheet.visibility,
    tabColor: sheet.tabColor,
    showGridlines: sheet.showGridlines,
    ...(sheet.protection === undefined ? {} : { protection: withoutBlanks(sheet.protection) }),
    ...(sheet.freeze === undefined ? {} : { freeze: sheet.freeze }),
    rows: [],
    columns: saveColumns(book, sheet.id, Math.min(columnCount, SHEET_COLUMNS)),
    validations: book.validations(sheet.id),
    conditionalFormats: book.conditionalFormats(sheet.id).map(({ id: _id, ...format }) => format),
    tables: book
      .tables()
      .filter(({ sheetId }) => sheetId === sheet.id)
      .map((table) => saveTable(book, table)),
    properties: record(book.properties(`sheet:${sheet.id}`)),
  };
}

function saveCells(book: Book, sheetId: string, area: Area, results: boolean): CellsFile {
  const values = book.readValues(sheetId, area);
  const formulas = book.readFormulas(sheetId, area);
  const formats = indexed(book.readFormats(sheetId, area));
  const styles = indexed(book.readStyles(sheetId, area));
  const spills = book.spilledAreas(sheetId).filter((spill) => intersectAreas(spill, area) !== undefined);
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
          if (isLacking || !results) return { formula };
          return { formula, result: value, ...spilledFrom(area.row + row, area.column + column) };
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
  const places = new Map<T | string, number>();
  const placeOf = (item: T): number => {
    const key = typeof item === 'string' ? item : JSON.stringify(item);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, list.length);
    return list.push(item) - 1;
  };
  const cells = block.map((line) =>
    line.map((item) => {
      // Cells share their looks: most are known without a look into them.
      const known = places.get(item);
      if (known !== undefined) return known;
      const place = placeOf(item);
      places.set(item, place);
      return place;
    }),
  );
  return { list, cells };
}

function saveRowLooks(book: Book, sheetId: string, first: number, rowCount: number): SheetFile['rows'] {
  const found: SheetFile['rows'][number][] = [];
  for (let row = first; row < first + rowCount; row += 1) {
    const { hidden, height } = book.rowLooks(sheetId, row);
    if (hidden || height !== undefined) found.push([row, height === undefined ? { hidden } : { hidden, height }]);
  }
  return found;
}

/** JSON knows no undefined. */
function withoutBlanks({ password, options }: Protection): NonNullable<SheetFile['protection']> {
  return password === undefined ? { options } : { password, options };
}

/** Format and look of a whole column show in its last cell, which nobody uses. */
function saveColumns(book: Book, sheetId: string, columnCount: number): SheetFile['columns'] {
  const last = areaOf(SHEET_ROWS - 1, 0, 1, columnCount);
  const [formats = []] = book.readFormats(sheetId, last);
  const [styles = []] = book.readStyles(sheetId, last);
  return formats.flatMap((format, column): SheetFile['columns'][number][] => {
    const { hidden, width } = book.columnLooks(sheetId, column);
    const style = styles[column] ?? {};
    const looks = width === undefined ? { hidden } : { hidden, width };
    if (Object.keys(style).length > 0) return [[column, looks, format, style]];
    return hidden || width !== undefined || format !== GENERAL ? [[column, looks, format]] : [];
  });
}

function saveTable(book: Book, table: TableInfo): TableFile {
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
    ...(table.filters.size === 0 ? {} : { filteredRows: filteredRows(book, table) }),
    sort: table.sort,
  };
}

function filteredRows(book: Book, table: TableInfo): RowRun[] {
  const body = bodyArea(table);
  const runs: [row: number, count: number][] = [];
  for (let row = body.row; row < body.row + body.rowCount; row += 1) {
    if (!book.rowLooks(table.sheetId, row).filtered) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === row) last[1] += 1;
    else runs.push([row, 1]);
  }
  return runs;
}

function record(bag: ReadonlyMap<string, Json>): Record<string, Json> {
  return Object.fromEntries(bag);
}
