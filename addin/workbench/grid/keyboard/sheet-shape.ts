import type { Area } from 'excel-host/book/area.ts';

/** A cell, its row and column from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The rows or the columns of a sheet. */
export interface Lines {
  readonly count: number;
  /** How many of them stand still while the others scroll. */
  readonly frozen: number;
  /** Room for those that scroll, in px of the sheet. */
  readonly seenPx: number;
  /** Height or width, in px of the sheet; 0 for what is hidden or filtered away. */
  readonly sizePx: (index: number) => number;
}

/** What moving about by keyboard has to know of a sheet. */
export interface SheetShape {
  readonly rows: Lines;
  readonly columns: Lines;
  /** The cells in use; undefined on an empty sheet. */
  readonly used: Area | undefined;
}

/** Selected cells, and the one among them that is typed into. */
export interface Selected {
  readonly area: Area;
  readonly active: Place;
}
