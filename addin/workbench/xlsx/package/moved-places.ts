import {
  type Area,
  SHEET_COLUMNS,
  SHEET_ROWS,
  areaOf,
  intersectAreas,
  isEntireColumns,
  isEntireRows,
  sameArea,
} from 'excel-host/book/area.ts';
import {
  type ColumnOrder,
  type Move,
  type Relocation,
  type RowOrder,
  type Shift,
  shiftArea,
} from 'excel-host/book/shift.ts';

/** Cells of one row that all come from one row, `by` columns further to the right. */
export interface Stretch {
  readonly from: number;
  /** Not included. */
  readonly to: number;
  readonly row: number;
  readonly by: number;
}

interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where places of a sheet have gone by its moves, and where what is there now came from. */
export class MovedPlaces {
  readonly #moves: readonly Move[];

  constructor(moves: readonly Move[]) {
    this.#moves = moves;
  }

  get isStill(): boolean {
    return this.#moves.length === 0;
  }

  get shifts(): readonly Shift[] {
    return this.#moves.filter(isShift);
  }

  /** Where the cells of a row come from; those between the stretches are new. */
  origins(row: number): Stretch[] {
    let stretches: Stretch[] = [{ from: 0, to: SHEET_COLUMNS, row, by: 0 }];
    for (const move of this.#moves.toReversed()) stretches = stretches.flatMap((stretch) => before(stretch, move));
    return stretches;
  }

  origin(row: number, column: number): Place | undefined {
    const found = this.origins(row).find(({ from, to }) => column >= from && column < to);
    return found && { row: found.row, column: column + found.by };
  }

  /** The row whose height and outline this row has; undefined for a new one. */
  originRow(row: number): number | undefined {
    return this.#wholeOrigin(row, (shift) =>
      isEntireRows(shift.area) ? [shift.area.row, shift.area.rowCount] : undefined,
    );
  }

  originColumn(column: number): number | undefined {
    return this.#wholeOrigin(column, (shift) =>
      isEntireColumns(shift.area) ? [shift.area.column, shift.area.columnCount] : undefined,
    );
  }

  /**
   * Where the cells of an area are now: nowhere, in one piece, or in several where only a part of them was moved. Sorting
   * leaves areas of several cells where they are; a single cell goes along. What was cut takes along what was whole in it.
   */
  areas(area: Area): Area[] {
    return this.#moves.reduce<Area[]>((pieces, move) => pieces.flatMap((piece) => after(piece, move)), [area]);
  }

  /** Cells of the area went to another sheet or came from one, and what hangs on them stayed. */
  isLeft(area: Area): boolean {
    return this.#moves.some(
      (move, index) =>
        isRelocation(move) &&
        move.to === null &&
        new MovedPlaces(this.#moves.slice(0, index))
          .areas(area)
          .some((piece) => intersectAreas(piece, move.area) !== undefined),
    );
  }

  #wholeOrigin(
    line: number,
    spanOf: (shift: Shift) => readonly [start: number, count: number] | undefined,
  ): number | undefined {
    let at: number | undefined = line;
    for (const move of this.#moves.toReversed()) {
      const span = isShift(move) ? spanOf(move) : undefined;
      if (span === undefined || !isShift(move) || at === undefined) continue;
      const [start, count]: readonly [number, number] = span;
      if (at < start) continue;
      const isInsertion = move.direction === 'down' || move.direction === 'right';
      if (!isInsertion) at += count;
      else at = at < start + count ? undefined : at - count;
    }
    return at;
  }
}

function isShift(move: Move): move is Shift {
  return 'direction' in move;
}

function isRelocation(move: Move): move is Relocation {
  return 'to' in move;
}

function isColumnOrder(move: Move): move is ColumnOrder {
  return 'columns' in move;
}

/** A stretch as it stood before the last move. */
function before(stretch: Stretch, move: Move): Stretch[] {
  const { area } = move;
  if (isShift(move) && (move.direction === 'right' || move.direction === 'left')) return beforeAside(stretch, move);
  if (isRelocation(move)) return beforeCut(stretch, move);
  if (isColumnOrder(move)) return beforeColumns(stretch, move);
  const left = area.column - stretch.by;
  const [outside, inside] = cut(stretch, left, left + area.columnCount);
  if (inside === undefined || stretch.row < area.row) return [stretch];
  if (!isShift(move)) {
    const offset = move.order[stretch.row - area.row];
    return offset === undefined ? [stretch] : [...outside, { ...inside, row: area.row + offset }];
  }
  if (move.direction === 'up') return [...outside, { ...inside, row: stretch.row + area.rowCount }];
  const isNew = stretch.row < area.row + area.rowCount;
  return isNew ? outside : [...outside, { ...inside, row: stretch.row - area.rowCount }];
}

function beforeCut(stretch: Stretch, { area, to }: Relocation): Stretch[] {
  if (to === null) return [stretch];
  const target = { ...area, ...to };
  const [others, taken] = holdsRow(target, stretch.row)
    ? cut(stretch, target.column - stretch.by, target.column + target.columnCount - stretch.by)
    : [[stretch], undefined];
  const kept = others.flatMap((part) =>
    holdsRow(area, part.row) ? cut(part, area.column - part.by, area.column + area.columnCount - part.by)[0] : [part],
  );
  if (taken === undefined) return kept;
  return [...kept, { ...taken, row: taken.row - to.row + area.row, by: taken.by + area.column - to.column }];
}

function beforeColumns(stretch: Stretch, { area, columns }: ColumnOrder): Stretch[] {
  if (!holdsRow(area, stretch.row)) return [stretch];
  const left = area.column - stretch.by;
  const [outside] = cut(stretch, left, left + area.columnCount);
  const inside = columns.flatMap((offset, to) => {
    const [, column] = cut(stretch, left + to, left + to + 1);
    return column === undefined ? [] : [{ ...column, by: column.by + offset - to }];
  });
  return [...outside, ...inside];
}

function holdsRow({ row, rowCount }: Area, at: number): boolean {
  return at >= row && at < row + rowCount;
}

function beforeAside(stretch: Stretch, { area, direction }: Shift): Stretch[] {
  if (stretch.row < area.row || stretch.row >= area.row + area.rowCount) return [stretch];
  const at = area.column - stretch.by;
  const [, kept] = cut(stretch, 0, at);
  const [, moved] = cut(stretch, direction === 'right' ? at + area.columnCount : at, SHEET_COLUMNS * 2);
  const by = direction === 'right' ? -area.columnCount : area.columnCount;
  return [...(kept === undefined ? [] : [kept]), ...(moved === undefined ? [] : [{ ...moved, by: moved.by + by }])];
}

/** What of a stretch lies outside and inside of columns. */
function cut(stretch: Stretch, left: number, right: number): [outside: Stretch[], inside: Stretch | undefined] {
  const [from, to] = [Math.max(stretch.from, left), Math.min(stretch.to, right)];
  if (from >= to) return [[stretch], undefined];
  const outside = [
    { ...stretch, to: from },
    { ...stretch, from: to },
  ].filter((part) => part.from < part.to);
  return [outside, { ...stretch, from, to }];
}

/** The parts of an area that a shift moves, or not, as one. */
function split(area: Area, { area: moved, direction }: Shift): Area[] {
  const isDown = direction === 'down' || direction === 'up';
  const band = isDown
    ? areaOf(moved.row, moved.column, SHEET_ROWS - moved.row, moved.columnCount)
    : areaOf(moved.row, moved.column, moved.rowCount, SHEET_COLUMNS - moved.column);
  if (intersectAreas(area, band) === undefined) return [area];
  const [start, count, from, to] = isDown
    ? [area.column, area.columnCount, moved.column, moved.column + moved.columnCount]
    : [area.row, area.rowCount, moved.row, moved.row + moved.rowCount];
  const edges = [start, ...[from, to].filter((edge) => edge > start && edge < start + count), start + count];
  return edges.slice(1).map((end, index) => {
    const begin = edges[index] ?? start;
    return isDown
      ? areaOf(area.row, begin, area.rowCount, end - begin)
      : areaOf(begin, area.column, end - begin, area.columnCount);
  });
}

function onSheet(area: Area | undefined): Area[] {
  const left = area && intersectAreas(area, areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS));
  return left === undefined ? [] : [left];
}

/** Where an area is after a move. */
function after(area: Area, move: Move): Area[] {
  if (isShift(move)) return split(area, move).flatMap((part) => onSheet(shiftArea(part, move)));
  const isCell = area.rowCount === 1 && area.columnCount === 1;
  if (isRelocation(move)) return cutOut(area, move, isCell);
  if (!isCell || intersectAreas(area, move.area) === undefined) return [area];
  return [isColumnOrder(move) ? columnsSorted(area, move) : rowsSorted(area, move)];
}

/** What stood where cells were put down is gone with the cells that were there; of several cells, none goes for a part. */
function cutOut(area: Area, { area: from, to }: Relocation, isCell: boolean): Area[] {
  if (to === null) return [area];
  const within = intersectAreas(area, from);
  if (within !== undefined && sameArea(within, area)) {
    return [{ ...area, row: area.row - from.row + to.row, column: area.column - from.column + to.column }];
  }
  return isCell && intersectAreas(area, { ...from, ...to }) !== undefined ? [] : [area];
}

function rowsSorted(cell: Area, { area, order }: RowOrder): Area {
  const to = order.indexOf(cell.row - area.row);
  return to < 0 ? cell : { ...cell, row: area.row + to };
}

function columnsSorted(cell: Area, { area, columns }: ColumnOrder): Area {
  const to = columns.indexOf(cell.column - area.column);
  return to < 0 ? cell : { ...cell, column: area.column + to };
}
