import type { Area } from './area.ts';
import type { CellStyle, Content, Scalar } from './cell.ts';
import type { Json, JsonRecord } from './json.ts';
import type { Move, Shift } from './shift.ts';

/** A spreadsheet book as the object model needs it. Implementations pass `bookContract`. All errors are `BookError`. */
export interface Book {
  readonly name: string;

  sheets(): readonly SheetInfo[];
  /** Adds a visible sheet at the end; without a name, the next free `SheetN`. */
  addSheet(name?: string): SheetInfo;
  updateSheet(sheetId: string, patch: SheetPatch): void;
  deleteSheet(sheetId: string): void;

  /** Values by rows, formulas calculated; blank cells are `''`. */
  readValues(sheetId: string, area: Area): Scalar[][];
  readFormulas(sheetId: string, area: Area): (string | undefined)[][];
  /** What a formula would show in a cell, without being written there. */
  evaluate(sheetId: string, row: number, column: number, formula: string): Scalar;
  /** What formulas that give several values fill, their own cells included. */
  spilledAreas(sheetId: string): readonly Area[];
  /** Formulas that ask for the time or for chance get another answer, as after F9; all others are up to date always. */
  recalculate(): void;
  /** The cells whose formulas need their own value; they show 0. */
  circularCells(): readonly CellPlace[];
  readFormats(sheetId: string, area: Area): string[][];
  readStyles(sheetId: string, area: Area): CellStyle[][];
  /** Writes a block whose top left cell is given. `undefined` leaves a cell alone, `''` blanks it. Names of table columns follow their header cells. */
  write(sheetId: string, row: number, column: number, contents: readonly (readonly Content[])[]): void;
  /** One number format for all cells, or one for each (`undefined` leaves it). */
  writeFormats(sheetId: string, area: Area, formats: string | readonly (readonly (string | undefined)[])[]): void;
  /** Sets the given looks of all cells; a property given as undefined returns to its default. */
  writeStyle(sheetId: string, area: Area, patch: StylePatch): void;
  clear(sheetId: string, area: Area, what: 'all' | 'contents' | 'formats'): void;
  /**
   * The smallest area with all cells that hold something (or, unless `valuesOnly`, look different); undefined where there
   * are none. `within`: only cells of that area are looked at.
   */
  usedArea(sheetId: string, valuesOnly: boolean, within?: Area): Area | undefined;
  /** Makes room: what is there moves. Tables, names, formulas, filters and validation follow. */
  insertCells(sheetId: string, area: Area, direction: 'down' | 'right'): void;
  deleteCells(sheetId: string, area: Area, direction: 'up' | 'left'): void;
  sortCells(sheetId: string, area: Area, fields: readonly SortField[], options?: SortOptions): void;

  /**
   * How cells of the sheet have moved since the book was made, in order: for whoever keeps things beside the book that are
   * tied to places of it. A shift that an undo has taken back is not among them.
   */
  moves(sheetId: string): readonly Move[];
  /** Adds to the moves of a sheet whose cells somebody moves by writing them. */
  noteMove(sheetId: string, move: Exclude<Move, Shift>): void;

  rowLooks(sheetId: string, row: number): RowLooks;
  updateRows(sheetId: string, row: number, count: number, patch: RowPatch): void;
  columnLooks(sheetId: string, column: number): ColumnLooks;
  updateColumns(sheetId: string, column: number, count: number, patch: ColumnPatch): void;

  tables(): readonly TableInfo[];
  /** Turns cells into a table. Without headers a header row is inserted above. `shape` takes a table over as it stands in a file. */
  addTable(sheetId: string, area: Area, hasHeaders: boolean, shape?: TableShape): TableInfo;
  updateTable(tableId: string, patch: TablePatch): void;
  resizeTable(tableId: string, area: Area): void;
  /** `keepCells` leaves the cells as a plain range. */
  deleteTable(tableId: string, keepCells: boolean): void;
  /** Inserts blank rows before the body row `index` (equal to the row count: at the end); cells below move down. */
  insertTableRows(tableId: string, index: number, count: number): void;
  deleteTableRows(tableId: string, index: number, count: number): void;
  insertTableColumn(tableId: string, index: number, name: string): TableColumn;
  deleteTableColumn(tableId: string, columnId: number): void;
  sortTable(tableId: string, fields: readonly SortField[], options?: SortOptions): void;
  /** Hides the body rows that do not pass; undefined clears the column's filter. Rows are judged once, as in Excel. */
  filterTable(tableId: string, columnId: number, criteria: FilterCriteria | undefined): void;
  reapplyFilters(tableId: string): void;

  names(): readonly NameInfo[];
  addName(name: NameInfo): void;
  updateName(name: string, scopeSheetId: string | undefined, patch: NamePatch): void;
  deleteName(name: string, scopeSheetId: string | undefined): void;

  /** The rule for what may be typed, its references as meant from the area's top left cell. */
  validation(sheetId: string, area: Area): Validation | 'mixed' | undefined;
  validations(sheetId: string): readonly ValidatedArea[];
  setValidation(sheetId: string, area: Area, validation: Validation | undefined): void;

  /** Conditional formats of a sheet, the first on top. Only formats by a formula are known. */
  conditionalFormats(sheetId: string): readonly ConditionalFormat[];
  /** It lies on top, as in Excel; without a formula it changes nothing yet. */
  addConditionalFormat(sheetId: string, area: Area, others?: readonly Area[]): ConditionalFormat;
  updateConditionalFormat(sheetId: string, id: string, patch: ConditionalFormatPatch): void;
  /** @param position in the list, from 0; counted from the back where it is negative. What is beyond the list is its end. */
  moveConditionalFormat(sheetId: string, id: string, position: number): void;
  deleteConditionalFormat(sheetId: string, id: string): void;

  /** Small texts kept in the file under a kind (document settings, custom properties); JSON values. */
  properties(kind: PropertyKind): ReadonlyMap<string, Json>;
  setProperty(kind: PropertyKind, key: string, value: Json | undefined): void;

  /** Runs `work` so that its events say who did it and how. */
  act<T>(act: Act, work: () => T): T;
  subscribe(listener: (event: BookEvent) => void): () => void;
  /** Counts every change to cells, so that a reader can tell whether anything happened. */
  readonly version: number;
}

export class BookError extends Error {
  readonly code: BookErrorCode;
  constructor(code: BookErrorCode, message: string) {
    super(message);
    this.name = 'BookError';
    this.code = code;
  }
}

export type BookErrorCode =
  | 'ItemNotFound'
  | 'ItemAlreadyExists'
  | 'InvalidArgument'
  | 'InvalidOperation'
  | 'InsertDeleteConflict'
  | 'TableOverlap';

export type Visibility = 'Visible' | 'Hidden' | 'VeryHidden';

export interface SheetInfo {
  readonly id: string;
  readonly name: string;
  readonly visibility: Visibility;
  readonly tabColor: string;
  readonly protection: Protection | undefined;
  /** Rows and columns that stay in view; undefined where nothing is frozen. */
  readonly freeze: { readonly rows: number; readonly columns: number } | undefined;
  readonly showGridlines: boolean;
}

export interface Protection {
  readonly password: string | undefined;
  readonly options: JsonRecord;
}

export interface SheetPatch {
  readonly name?: string;
  readonly visibility?: Visibility;
  readonly tabColor?: string;
  readonly position?: number;
  readonly protection?: Protection | undefined;
  readonly freeze?: { readonly rows: number; readonly columns: number } | undefined;
  readonly showGridlines?: boolean;
}

export interface CellPlace {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

export type StylePatch = { readonly [Key in keyof CellStyle]?: CellStyle[Key] | undefined };

/** Why a row is not shown: hidden by a person, or by a filter. */
export interface RowLooks {
  readonly hidden: boolean;
  readonly filtered: boolean;
  /** Points; undefined = standard. */
  readonly height: number | undefined;
}
export interface RowPatch {
  readonly hidden?: boolean;
  readonly height?: number | undefined;
}
export interface ColumnLooks {
  readonly hidden: boolean;
  /** Points; undefined = standard. */
  readonly width: number | undefined;
}
export interface ColumnPatch {
  readonly hidden?: boolean;
  readonly width?: number | undefined;
}

export interface TableColumn {
  /** Unique in the table for its life, as in Excel; counts from 1. */
  readonly id: number;
  readonly name: string;
}

export interface TableInfo {
  readonly id: string;
  readonly name: string;
  readonly sheetId: string;
  /** Header row, body and totals row together. */
  readonly area: Area;
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
  readonly showFilterButton: boolean;
  readonly showBandedRows: boolean;
  readonly showBandedColumns: boolean;
  readonly highlightFirstColumn: boolean;
  readonly highlightLastColumn: boolean;
  readonly style: string;
  readonly columns: readonly TableColumn[];
  /** By column id. */
  readonly filters: ReadonlyMap<number, FilterCriteria>;
  readonly sort: { readonly fields: readonly SortField[]; readonly matchCase: boolean };
}

/** Rows of the area that are header and totals already, the order the rows are in, and what is filtered. */
export interface TableShape {
  readonly showHeaders: boolean;
  readonly showTotals: boolean;
  readonly columnNames: readonly string[];
  readonly sort: TableInfo['sort'];
  /** By the place of the column in the table. */
  readonly filters: readonly (readonly [column: number, criteria: FilterCriteria])[];
  /** Rows of the sheet that do not pass, in runs; undefined: they are judged anew. */
  readonly filteredRows: readonly RowRun[] | undefined;
}

export type RowRun = readonly [row: number, count: number];

export interface TablePatch {
  readonly name?: string;
  readonly showHeaders?: boolean;
  readonly showTotals?: boolean;
  readonly showFilterButton?: boolean;
  readonly showBandedRows?: boolean;
  readonly showBandedColumns?: boolean;
  readonly highlightFirstColumn?: boolean;
  readonly highlightLastColumn?: boolean;
  readonly style?: string;
}

/** As in Excel: `key` is the column's offset in the sorted area. */
export interface SortField {
  readonly key: number;
  readonly ascending?: boolean;
}
export interface SortOptions {
  readonly matchCase?: boolean;
  readonly hasHeaders?: boolean;
  /** Columns of the area that stay where they are: what a person does who sorts a part of a table by mistake. */
  readonly leaveOut?: readonly number[];
}

/** As in Excel: `Values` shows rows whose text is in the list; `Custom` compares (`>=5`, `=a*`, `<>x`). */
export interface FilterCriteria {
  readonly filterOn: string;
  readonly values?: readonly string[];
  readonly criterion1?: string;
  readonly criterion2?: string;
  readonly operator?: 'And' | 'Or';
}

export interface NameInfo {
  readonly name: string;
  /** With its equals sign. */
  readonly formula: string;
  /** The sheet it belongs to; undefined = the whole book. */
  readonly scopeSheetId: string | undefined;
  readonly visible: boolean;
  readonly comment: string;
}

export type NamePatch = Partial<Pick<NameInfo, 'formula' | 'visible' | 'comment'>>;

/** Rules and alerts exactly as the client library sends them (JSON). */
export interface Validation {
  readonly rule: JsonRecord;
  readonly errorAlert?: JsonRecord;
  readonly prompt?: JsonRecord;
  readonly ignoreBlanks?: boolean;
}
export interface ValidatedArea {
  readonly area: Area;
  readonly validation: Validation;
}

/** A look that cells take on while a formula is true; it lies over their own formats and leaves them be. */
export interface ConditionalFormat {
  readonly id: string;
  /** The first of the areas it lies on: the formula is written for the first cell of it. */
  readonly area: Area;
  readonly others?: readonly Area[];
  /** As Excel shows it, with "=" in front; "" until it is set. */
  readonly formula: string;
  readonly look: CellStyle;
  readonly stopIfTrue: boolean;
}
export type ConditionalFormatPatch = Partial<Pick<ConditionalFormat, 'formula' | 'look' | 'stopIfTrue'>>;

export type PropertyKind = 'settings' | 'custom' | 'document' | `sheet:${string}`;

/** Who changes the book and by which gesture. */
export interface Act {
  readonly user: string;
  readonly gesture: Gesture;
  /** It takes back what was done just before. */
  readonly isUndo?: boolean;
}
export type Gesture = 'type' | 'paste' | 'fill' | 'dropDown' | 'rows' | 'sort' | 'filter' | 'api' | 'calculate';

export type BookEvent =
  | CellsChanged
  | CellsShifted
  | {
      /** `calculated`: formulas in the area show something else now, because what they depend on changed. */
      readonly kind: 'formats' | 'validation' | 'conditionalFormats' | 'calculated';
      readonly act: Act;
      readonly sheetId: string;
      readonly area: Area;
    }
  /** Cells that were written have come from elsewhere: see `moves`. */
  | { readonly kind: 'moved'; readonly act: Act; readonly sheetId: string }
  /** Defined names; `sheetId` is the sheet they belong to, `''` for the whole book. */
  | { readonly kind: 'names'; readonly act: Act; readonly sheetId: string }
  /** Settings and custom properties, of the sheet or, where `sheetId` is `''`, of the book. */
  | { readonly kind: 'properties'; readonly act: Act; readonly sheetId: string }
  | SheetChanged
  | {
      readonly kind: 'tableAdded' | 'tableDeleted' | 'tableChanged' | 'tableFiltered' | 'tableSorted';
      readonly act: Act;
      readonly sheetId: string;
      readonly tableId: string;
      readonly area: Area;
    };

export interface SheetChanged {
  readonly kind: 'sheetAdded' | 'sheetDeleted' | 'sheetChanged';
  readonly act: Act;
  readonly sheetId: string;
  readonly changed?: keyof SheetPatch;
  /** What the name or the visibility was. */
  readonly before?: string;
}

export interface CellsChanged {
  readonly kind: 'cells';
  readonly act: Act;
  readonly sheetId: string;
  readonly area: Area;
  /** Only where a single cell changed. */
  readonly before?: Scalar;
  readonly after?: Scalar;
}

export interface CellsShifted {
  readonly kind: 'shifted';
  readonly act: Act;
  readonly sheetId: string;
  readonly shift: Shift;
  /** Where rows of a table were inserted or deleted. */
  readonly tableId?: string;
}
