import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf, boundingArea, containsArea } from '../book/area.ts';
import type { Arguments } from './arguments.ts';
import { invalidArgument } from './host-error.ts';
import type { LiveRange } from './live-range.ts';
import { parseAddress } from './parse-address.ts';
import type { Session } from './session.ts';

const STEPS = {
  Up: { rows: -1, columns: 0 },
  Down: { rows: 1, columns: 0 },
  Left: { rows: 0, columns: -1 },
  Right: { rows: 0, columns: 1 },
} as const;

/** The cell that Ctrl and an arrow lead to. Arguments: direction, cell to go from (by default the top left one). */
export function rangeEdge(self: LiveRange, args: Arguments, session: Session): Area {
  const direction = args.word(0, 'direction', ['Left', 'Right', 'Up', 'Down']);
  const from = activeCell(self, args, session);
  const step = STEPS[direction];
  const isHidden = (row: number, column: number): boolean => {
    if (step.rows === 0) return session.book.columnLooks(self.sheetId, column).hidden;
    const looks = session.book.rowLooks(self.sheetId, row);
    return looks.hidden || looks.filtered;
  };
  const line = lineFrom(session, self.sheetId, from, step);
  // What the keys pass over is not written anywhere: a hidden cell on the way is no answer.
  const edge = edgeOf(line);
  const hidden = Array.from({ length: edge }, (_, index) => index + 1).some((steps) =>
    isHidden(from.row + step.rows * steps, from.column + step.columns * steps),
  );
  if (hidden) session.lack('the edge of data beyond hidden cells');
  return { ...from, row: from.row + step.rows * edge, column: from.column + step.columns * edge };
}

/** The range and what Ctrl, Shift and an arrow would select with it. */
export function extendedRange(self: LiveRange, args: Arguments, session: Session): Area {
  return boundingArea(self.area, rangeEdge(self, args, session));
}

/** What is around the top left cell, up to rows and columns that are blank. */
export function surroundingRegion(self: LiveRange, session: Session): Area {
  const { sheetId } = self;
  const used = session.book.usedArea(sheetId, true);
  let region: Area = { ...self.area, rowCount: 1, columnCount: 1 };
  for (;;) {
    const ring = widened(region);
    const grown = [
      { ...ring, rowCount: region.row - ring.row },
      { ...ring, row: region.row + region.rowCount, rowCount: ring.row + ring.rowCount - region.row - region.rowCount },
      { ...ring, columnCount: region.column - ring.column },
      {
        ...ring,
        column: region.column + region.columnCount,
        columnCount: ring.column + ring.columnCount - region.column - region.columnCount,
      },
    ].filter((strip) => strip.rowCount > 0 && strip.columnCount > 0 && holdsAnything(session, sheetId, strip));
    if (used === undefined || grown.length === 0) return region;
    region = grown.map((strip) => touching(region, strip)).reduce(boundingArea, region);
  }
}

/** The part of a strip beside the region by which the region grows: the row or column next to it. */
function touching(region: Area, strip: Area): Area {
  const isRow = strip.row + strip.rowCount <= region.row || strip.row >= region.row + region.rowCount;
  return isRow ? { ...region, row: strip.row, rowCount: 1 } : { ...region, column: strip.column, columnCount: 1 };
}

function widened(area: Area): Area {
  const [row, column] = [Math.max(0, area.row - 1), Math.max(0, area.column - 1)];
  const lastRow = Math.min(SHEET_ROWS, area.row + area.rowCount + 1);
  const lastColumn = Math.min(SHEET_COLUMNS, area.column + area.columnCount + 1);
  return areaOf(row, column, lastRow - row, lastColumn - column);
}

function holdsAnything(session: Session, sheetId: string, area: Area): boolean {
  return isFilled(session, sheetId, area).some((line) => line.includes(true));
}

/** A cell whose formula gives an empty text is not blank. */
function isFilled(session: Session, sheetId: string, area: Area): boolean[][] {
  const formulas = session.book.readFormulas(sheetId, area);
  return session.book
    .readValues(sheetId, area)
    .map((line, row) => line.map((value, column) => value !== '' || formulas[row]?.[column] !== undefined));
}

function activeCell(self: LiveRange, args: Arguments, session: Session): Area {
  const address = args.text(1);
  const given = args.range(1) ?? (address === undefined ? undefined : parseAddress(session, self.sheetId, address));
  const corner = { ...self.area, rowCount: 1, columnCount: 1 };
  if (given === undefined) return corner;
  const cell = { ...given.area, rowCount: 1, columnCount: 1 };
  if (given.sheetId !== self.sheetId || !containsArea(self.area, cell)) {
    throw invalidArgument('The active cell is not in the range.');
  }
  return cell;
}

/** Which cells are filled, from a cell on up to the last one in use in a direction, and how many steps the sheet has. */
interface Line {
  readonly filled: readonly boolean[];
  readonly steps: number;
}

function lineFrom(session: Session, sheetId: string, from: Area, step: (typeof STEPS)[keyof typeof STEPS]): Line {
  const used = session.book.usedArea(sheetId, true) ?? from;
  const { row, column } = from;
  const end = boundingArea(used, from);
  const read = (area: Area): boolean[] => isFilled(session, sheetId, area).flat();
  if (step.rows < 0) return { filled: read(areaOf(0, column, row + 1, 1)).reverse(), steps: row };
  if (step.columns < 0) return { filled: read(areaOf(row, 0, 1, column + 1)).reverse(), steps: column };
  if (step.rows > 0) {
    return { filled: read(areaOf(row, column, end.row + end.rowCount - row, 1)), steps: SHEET_ROWS - 1 - row };
  }
  return {
    filled: read(areaOf(row, column, 1, end.column + end.columnCount - column)),
    steps: SHEET_COLUMNS - 1 - column,
  };
}

/** How many steps Ctrl and an arrow make: to the end of filled cells, else to the next filled one, else to the sheet's edge. */
function edgeOf({ filled, steps }: Line): number {
  if (filled[0] === true && filled[1] === true) {
    const blank = filled.indexOf(false);
    return (blank < 0 ? filled.length : blank) - 1;
  }
  const next = filled.indexOf(true, 1);
  return next < 0 ? steps : next;
}
