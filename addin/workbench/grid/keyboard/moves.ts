import { type Area, areaOf, boundingArea, containsArea, sameArea } from 'excel-host/book/area.ts';
import type { Lines, Place, Selected, SheetShape } from './sheet-shape.ts';

/** Where a key leads from a cell. */
export type Target = (shape: SheetShape, from: Place) => Place;

/** Excel's keys that lead far away. Cells that stand still count as left behind, as in Excel. */
export const targets: Readonly<Record<TargetName, Target>> = {
  rowStart: ({ columns }, { row }) => ({ row, column: firstShown(columns) }),
  sheetStart: ({ rows, columns }) => ({ row: firstShown(rows), column: firstShown(columns) }),
  sheetEnd: ({ used }) =>
    used === undefined
      ? { row: 0, column: 0 }
      : { row: used.row + used.rowCount - 1, column: used.column + used.columnCount - 1 },
  pageDown: ({ rows }, { row, column }) => ({ row: pageOn(rows, row, 1), column }),
  pageUp: ({ rows }, { row, column }) => ({ row: pageOn(rows, row, -1), column }),
  pageRight: ({ columns }, { row, column }) => ({ row, column: pageOn(columns, column, 1) }),
  pageLeft: ({ columns }, { row, column }) => ({ row, column: pageOn(columns, column, -1) }),
};

type TargetName = 'rowStart' | 'sheetStart' | 'sheetEnd' | 'pageDown' | 'pageUp' | 'pageRight' | 'pageLeft';

/** Only the cell that the key leads to. */
export function movedTo(place: Place): Selected {
  return { area: cellAt(place), active: place };
}

/** With Shift the corner across from the active cell moves; that cell stays where it is. */
export function extendedTo(shape: SheetShape, selected: Selected, target: Target): Selected {
  const { active } = selected;
  return { area: boundingArea(cellAt(active), cellAt(target(shape, cornerAcross(selected)))), active };
}

/** The corner across from the active cell; of one cell that cell. */
export function cornerAcross({ area, active }: Selected): Place {
  return {
    row: active.row === area.row ? area.row + area.rowCount - 1 : area.row,
    column: active.column === area.column ? area.column + area.columnCount - 1 : area.column,
  };
}

export type Step = 'right' | 'left' | 'down' | 'up';

/** Tab and Enter: one cell on, or round within what is selected. Hidden rows and columns are passed over. */
export function stepped({ rows, columns }: SheetShape, { area, active }: Selected, step: Step): Selected {
  const sign = step === 'right' || step === 'down' ? 1 : -1;
  const isAcross = step === 'right' || step === 'left';
  if (area.rowCount === 1 && area.columnCount === 1) {
    const { row, column } = active;
    return movedTo(
      isAcross ? { row, column: nextShown(columns, column, sign) } : { row: nextShown(rows, row, sign), column },
    );
  }
  const shownRows = shownOf(rows, area.row, area.rowCount);
  const shownColumns = shownOf(columns, area.column, area.columnCount);
  const [across, down] = [shownColumns.indexOf(active.column), shownRows.indexOf(active.row)];
  const [width, height] = [shownColumns.length, shownRows.length];
  const count = width * height;
  const at = isAcross ? down * width + across : across * height + down;
  const next = (at + sign + count) % count;
  const [row, column] = isAcross
    ? [shownRows[Math.floor(next / width)], shownColumns[next % width]]
    : [shownRows[next % height], shownColumns[Math.floor(next / height)]];
  return { area, active: { row: row ?? active.row, column: column ?? active.column } };
}

/** Ctrl+A: what holds the active cell; where that is selected already, the whole sheet. */
export function selectedAll({ rows, columns, used }: SheetShape, { area, active }: Selected, table?: Area): Selected {
  const region = table ?? used;
  if (region !== undefined && containsArea(region, cellAt(active)) && !sameArea(region, area))
    return { area: region, active };
  return { area: areaOf(0, 0, rows.count, columns.count), active };
}

export function wholeRows({ columns }: SheetShape, { area, active }: Selected): Selected {
  return { area: { ...area, column: 0, columnCount: columns.count }, active };
}

export function wholeColumns({ rows }: SheetShape, { area, active }: Selected): Selected {
  return { area: { ...area, row: 0, rowCount: rows.count }, active };
}

function cellAt({ row, column }: Place): Area {
  return areaOf(row, column, 1, 1);
}

/** The first line that scrolls; of lines that all stand still, or are all hidden, the first. */
function firstShown(lines: Lines): number {
  for (let index = lines.frozen; index < lines.count; index += 1) if (lines.sizePx(index) > 0) return index;
  return 0;
}

/** The next line that is seen; the same where there is none. */
function nextShown({ count, sizePx }: Lines, from: number, sign: 1 | -1): number {
  for (let index = from + sign; index >= 0 && index < count; index += sign) if (sizePx(index) > 0) return index;
  return from;
}

function shownOf({ sizePx }: Lines, first: number, count: number): number[] {
  const all = Array.from({ length: count }, (_, offset) => first + offset);
  const shown = all.filter((index) => sizePx(index) > 0);
  return shown.length > 0 ? shown : all;
}

/** As many lines on as are seen at once, and at least one. */
function pageOn(lines: Lines, from: number, sign: 1 | -1): number {
  let [at, leftPx] = [from, lines.seenPx];
  for (;;) {
    const next = nextShown(lines, at, sign);
    if (next === at) return at;
    leftPx -= lines.sizePx(next);
    if (leftPx < 0 && at !== from) return at;
    at = next;
  }
}
