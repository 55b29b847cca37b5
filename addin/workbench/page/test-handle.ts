import { formatArea, parseArea } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { isCellError } from 'excel-host/book/cell.ts';
import { displayText } from 'excel-host/book/format-number.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';
import type { BookKeeper } from '../kept/book-keeper.ts';
import type { Grid } from '../grid/open-grid.ts';

/** What tests of the page read where a grid on canvas gives them no element: `window.workbench`. They act by keyboard and mouse. */
export interface WorkbenchHandle {
  /** Texts of the cells as they are shown, by rows. */
  texts(sheetName: string, address: string): string[][];
  readonly selection: { readonly sheetName: string; readonly row: number; readonly column: number };
  /** A cell is being edited. */
  readonly isTyping: boolean;
  /** Names of the sheets that are shown as tabs. */
  readonly sheetNames: readonly string[];
  /** In which cells of a sheet the grid has something else than the book; undefined before there is a grid. */
  readonly disagreements: ((sheetName: string) => string[]) | undefined;
  /** Area of the cells in use, as rows and columns; zero on an empty sheet. */
  size(sheetName: string): { readonly rows: number; readonly columns: number };
  /** Everything that is in the workbook is kept. */
  readonly isKept: boolean;
}

declare global {
  interface Window {
    workbench?: WorkbenchHandle;
  }
}

export function offerTestHandle(host: ExcelHost, keeper: BookKeeper): void {
  const { book } = host;
  const sheetId = (name: string): string => {
    const found = book.sheets().find((sheet) => sheet.name === name);
    if (found === undefined) throw new Error(`There is no sheet ${name}.`);
    return found.id;
  };
  const areaAt = (address: string) => {
    const area = parseArea(address);
    if (area === undefined) throw new Error(`${address} is no address.`);
    return area;
  };
  window.workbench = {
    disagreements: undefined,
    texts: (sheetName, address) => {
      const [id, area] = [sheetId(sheetName), areaAt(address)];
      const formats = book.readFormats(id, area);
      return book
        .readValues(id, area)
        .map((line, row) => line.map((value, column) => displayText(value, formats[row]?.[column] ?? 'General')));
    },
    get selection() {
      const { row, column } = host.view.selection;
      return { sheetName: book.sheets().find(({ id }) => id === host.view.sheetId)?.name ?? '', row, column };
    },
    get isTyping() {
      return host.isEditingCell;
    },
    get sheetNames() {
      return book
        .sheets()
        .filter(({ visibility }) => visibility === 'Visible')
        .map(({ name }) => name);
    },
    get isKept() {
      return keeper.state.kind === 'kept';
    },
    size: (sheetName) => {
      const used = book.usedArea(sheetId(sheetName), true) ?? areaOf(0, 0, 0, 0);
      return { rows: used.row + used.rowCount, columns: used.column + used.columnCount };
    },
  };
}

/** Lets tests compare what is drawn with what the book holds. */
export function offerDrawnCells({ book }: ExcelHost, grid: Grid): void {
  const { workbench } = window;
  if (workbench === undefined) return;
  const disagreements = (name: string): string[] => {
    const sheet = book.sheets().find((each) => each.name === name);
    const used = sheet && book.usedArea(sheet.id, false);
    if (sheet === undefined || used === undefined) return [];
    // A margin, for what the grid may have beyond the book.
    const area = areaOf(0, 0, used.row + used.rowCount + 5, used.column + used.columnCount + 2);
    const values = book.readValues(sheet.id, area);
    const formulas = book.readFormulas(sheet.id, area);
    return grid.drawnCells(sheet.id, area).flatMap((line, row) =>
      line.flatMap((drawn, column) => {
        const value = values[row]?.[column] ?? '';
        const held = { formula: formulas[row]?.[column], value: isCellError(value) ? value.error : value };
        const isSame = drawn.formula === held.formula && drawn.value === held.value;
        return isSame ? [] : [`${formatArea(areaOf(row, column, 1, 1))}: ${JSON.stringify({ drawn, held })}`];
      }),
    );
  };
  // What is there reads the view whenever it is asked.
  Object.assign(workbench, { disagreements });
}
