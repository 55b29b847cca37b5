/** A rectangle of cells of one table's body, with something for each cell, row by row. */
export interface CellRun<T> {
  readonly row: number;
  readonly column: number;
  readonly cells: readonly (readonly T[])[];
}

export interface PlacedCell<T> {
  readonly row: number;
  readonly column: number;
  readonly cell: T;
}

/**
 * Joins single cells into rectangles that hold exactly these cells: columns of neighbours first, then neighbouring
 * columns of the same rows. Two cells on one place: the later counts.
 */
export function cellRuns<T>(cells: readonly PlacedCell<T>[], maxCells: number): CellRun<T>[] {
  const byColumn = new Map<number, Map<number, T>>();
  for (const { row, column, cell } of cells) {
    let rows = byColumn.get(column);
    if (!rows) byColumn.set(column, (rows = new Map<number, T>()));
    rows.set(row, cell);
  }
  const columns = [...byColumn].toSorted(([a], [b]) => a - b);
  return joined(
    columns.flatMap(([column, rows]) => columnRuns(column, rows, maxCells)),
    maxCells,
  );
}

interface OpenRun<T> {
  readonly row: number;
  readonly column: number;
  readonly cells: T[][];
}

function columnRuns<T>(column: number, rows: ReadonlyMap<number, T>, maxCells: number): OpenRun<T>[] {
  const runs: OpenRun<T>[] = [];
  for (const [row, cell] of [...rows].toSorted(([a], [b]) => a - b)) {
    const current = runs.at(-1);
    const isNext = current !== undefined && current.row + current.cells.length === row;
    if (isNext && current.cells.length < maxCells) current.cells.push([cell]);
    else runs.push({ row, column, cells: [[cell]] });
  }
  return runs;
}

/** Joins runs of the same rows that stand side by side; runs come in rising order of columns. */
function joined<T>(runs: readonly OpenRun<T>[], maxCells: number): OpenRun<T>[] {
  const open = new Map<string, OpenRun<T>>();
  const result: OpenRun<T>[] = [];
  for (const run of runs) {
    const rows = `${run.row}+${run.cells.length}`;
    const left = open.get(rows);
    const width = left?.cells[0]?.length ?? 0;
    if (left && left.column + width === run.column && (width + 1) * run.cells.length <= maxCells) {
      left.cells.forEach((line, index) => line.push(...(run.cells[index] ?? [])));
    } else {
      result.push(run);
      open.set(rows, run);
    }
  }
  return result;
}

/** Cuts a run so that the sizes of its cells add up to at most `limit`: between rows, and within a row only if it is larger by itself. */
export function cutBySize<T>(run: CellRun<T>, sizeOf: (cell: T) => number, limit: number): CellRun<T>[] {
  const sizeOfLine = (line: readonly T[]): number => line.reduce((size, cell) => size + sizeOf(cell), 0);
  const pieces: CellRun<T>[] = [];
  let row = run.row;
  for (const cells of packBySize(run.cells, sizeOfLine, limit)) {
    const [line = []] = cells;
    if (sizeOfLine(line) <= limit) pieces.push({ row, column: run.column, cells });
    else pieces.push(...cutLine({ row, column: run.column, cells }, packBySize(line, sizeOf, limit)));
    row += cells.length;
  }
  return pieces;
}

function cutLine<T>({ row, column }: CellRun<T>, parts: readonly (readonly T[])[]): CellRun<T>[] {
  let from = column;
  return parts.map((part) => {
    const piece = { row, column: from, cells: [part] };
    from += part.length;
    return piece;
  });
}

/** Packs items into groups whose sizes add up to at most `limit`; an item that is larger stands alone. */
export function packBySize<T>(items: readonly T[], sizeOf: (item: T) => number, limit: number): T[][] {
  const groups: T[][] = [];
  let size = 0;
  for (const item of items) {
    const itemSize = sizeOf(item);
    const current = groups.at(-1);
    if (current && size + itemSize <= limit) {
      current.push(item);
      size += itemSize;
    } else {
      groups.push([item]);
      size = itemSize;
    }
  }
  return groups;
}
