import type { Area } from '../book/area.ts';
import type { NameInfo, TableInfo } from '../book/book.ts';
import type { SheetGrid } from '../book/sheet-grid.ts';
import type { FunctionSpec } from './scope.ts';

/** What the calculator needs of a book. */
export interface CalculatedBook {
  sheets(): readonly { readonly id: string; readonly name: string; readonly grid: SheetGrid }[];
  tables(): readonly TableInfo[];
  findName(name: string, sheetId: string): NameInfo | undefined;
  /** Cells of these areas were calculated anew. Must not read the book before the next change. */
  calculated(sheetId: string, areas: readonly Area[]): void;
  readonly clock: Clock;
  readonly functions: ReadonlyMap<string, FunctionSpec>;
}

/** Where NOW and RAND come from. */
export interface Clock {
  /** Now, as a serial number of days. */
  now(): number;
  /** At least 0, less than 1. */
  random(): number;
}
