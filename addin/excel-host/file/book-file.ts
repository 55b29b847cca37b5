import type { Area } from '../book/area.ts';
import type { CellStyle } from '../book/cell.ts';
import type {
  FilterCriteria,
  NameInfo,
  Protection,
  RowRun,
  SortField,
  TablePatch,
  ConditionalFormat,
  ValidatedArea,
  Visibility,
} from '../book/book.ts';
import type { Json } from '../book/json.ts';

/** A whole book as plain data: what Save As, a mailed copy or an old copy holds. Survives JSON. */
export interface BookFile {
  readonly format: 1;
  readonly name: string;
  readonly sheets: readonly SheetFile[];
  readonly names: readonly (Omit<NameInfo, 'scopeSheetId'> & { readonly scopeSheetName?: string })[];
  /** By kind; a sheet's own properties are with the sheet. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, Json>>>>;
}

export interface SheetFile {
  readonly name: string;
  readonly visibility: Visibility;
  readonly tabColor: string;
  readonly showGridlines: boolean;
  readonly protection?: { readonly password?: string; readonly options: Protection['options'] };
  readonly freeze?: { readonly rows: number; readonly columns: number };
  /** What is in use, from `area` on, by rows. Absent on an empty sheet. */
  readonly cells?: CellsFile;
  /** Only rows and columns that differ from the standard. */
  readonly rows: readonly (readonly [row: number, looks: { readonly hidden: boolean; readonly height?: number }])[];
  readonly columns: readonly (readonly [
    column: number,
    looks: { readonly hidden: boolean; readonly width?: number },
    format: string,
    /** Of cells that are not in use; absent where it is the standard. */
    style?: CellStyle,
  ])[];
  readonly validations: readonly ValidatedArea[];
  readonly conditionalFormats: readonly Omit<ConditionalFormat, 'id'>[];
  readonly tables: readonly TableFile[];
  readonly properties: Readonly<Record<string, Json>>;
}

/** Some rows of a sheet; together they hold what a sheet's own `cells` and `rows` do. */
export type RowsFile = Pick<SheetFile, 'cells' | 'rows'>;

export interface CellsFile {
  readonly area: Area;
  readonly contents: readonly (readonly ContentFile[])[];
  /** Formats and looks stand once in a list; cells name them by place. Absent where all are standard. */
  readonly formats?: { readonly list: readonly string[]; readonly cells: readonly (readonly number[])[] };
  readonly styles?: { readonly list: readonly CellStyle[]; readonly cells: readonly (readonly number[])[] };
}

export type ContentFile = ScalarFile | FormulaFile;

export type ScalarFile = string | number | boolean | { readonly error: string };

/** A formula with what it came to when the book was saved; absent in books kept before results were. */
export interface FormulaFile {
  readonly formula: string;
  readonly result?: ScalarFile;
  /** Its values by rows where it fills more cells than its own; those hold '' themselves. */
  readonly spilled?: readonly (readonly ScalarFile[])[];
}

export interface TableFile {
  readonly area: Area;
  readonly columnNames: readonly string[];
  readonly looks: Required<TablePatch>;
  /** By the place of the column in the table. */
  readonly filters: readonly (readonly [column: number, criteria: FilterCriteria])[];
  /** Rows of the sheet that the filters hide, in runs, as they were judged; absent: they are judged on opening. */
  readonly filteredRows?: readonly RowRun[];
  readonly sort: { readonly fields: readonly SortField[]; readonly matchCase: boolean };
}
