import { type Area, SHEET_COLUMNS, intersectAreas } from '../book/area.ts';

/** Rows that are looked up together. */
const BLOCK_ROWS = 128;
/** An area over more blocks than this is asked about one by one instead. */
const MOST_BLOCKS = 64;

interface WatchedArea<T> {
  readonly area: Area;
  readonly watchers: Set<T>;
}

/** Who has read which cells of one sheet, so that a change finds those it concerns without asking everybody. */
export class Dependents<T> {
  readonly #cells = new Map<number, Set<T>>();
  readonly #areas = new Map<string, WatchedArea<T>>();
  readonly #blocks = new Map<number, Set<WatchedArea<T>>>();
  readonly #tall = new Set<WatchedArea<T>>();

  add(area: Area, watcher: T): void {
    if (isSingle(area)) {
      const key = cellKey(area.row, area.column);
      const watchers = this.#cells.get(key);
      if (watchers === undefined) this.#cells.set(key, new Set([watcher]));
      else watchers.add(watcher);
      return;
    }
    const key = areaKey(area);
    const known = this.#areas.get(key);
    if (known !== undefined) {
      known.watchers.add(watcher);
      return;
    }
    const watched = { area, watchers: new Set([watcher]) };
    this.#areas.set(key, watched);
    for (const set of this.#placesOf(area)) set.add(watched);
  }

  remove(area: Area, watcher: T): void {
    if (isSingle(area)) {
      const key = cellKey(area.row, area.column);
      const watchers = this.#cells.get(key);
      watchers?.delete(watcher);
      if (watchers?.size === 0) this.#cells.delete(key);
      return;
    }
    const key = areaKey(area);
    const known = this.#areas.get(key);
    known?.watchers.delete(watcher);
    if (known === undefined || known.watchers.size > 0) return;
    this.#areas.delete(key);
    for (const set of this.#placesOf(area)) set.delete(known);
  }

  /** Calls `visit` for everybody who has read a cell of the area, once for each area of theirs. */
  each(area: Area, visit: (watcher: T) => void): void {
    this.#eachCell(area, visit);
    for (const watched of this.#tall) callIfTouched(watched, area, visit);
    const [first, last] = blocksOf(area);
    for (let block = first; block <= last; block += 1) {
      for (const watched of this.#blocks.get(block) ?? []) {
        const [top] = blocksOf(watched.area);
        if (block === Math.max(top, first)) callIfTouched(watched, area, visit);
      }
    }
  }

  #eachCell(area: Area, visit: (watcher: T) => void): void {
    if (area.rowCount * area.columnCount > this.#cells.size) {
      for (const [key, watchers] of this.#cells) {
        const [row, column] = [Math.floor(key / SHEET_COLUMNS), key % SHEET_COLUMNS];
        const isInside =
          row >= area.row &&
          row < area.row + area.rowCount &&
          column >= area.column &&
          column < area.column + area.columnCount;
        if (isInside) watchers.forEach(visit);
      }
      return;
    }
    for (let row = area.row; row < area.row + area.rowCount; row += 1) {
      for (let column = area.column; column < area.column + area.columnCount; column += 1) {
        this.#cells.get(cellKey(row, column))?.forEach(visit);
      }
    }
  }

  #placesOf(area: Area): Set<WatchedArea<T>>[] {
    const [first, last] = blocksOf(area);
    if (last - first >= MOST_BLOCKS) return [this.#tall];
    return Array.from({ length: last - first + 1 }, (_, offset) => {
      const found = this.#blocks.get(first + offset);
      if (found !== undefined) return found;
      const block = new Set<WatchedArea<T>>();
      this.#blocks.set(first + offset, block);
      return block;
    });
  }
}

export function cellKey(row: number, column: number): number {
  return row * SHEET_COLUMNS + column;
}

function areaKey({ row, column, rowCount, columnCount }: Area): string {
  return `${row},${column},${rowCount},${columnCount}`;
}

function blocksOf({ row, rowCount }: Area): readonly [number, number] {
  return [Math.floor(row / BLOCK_ROWS), Math.floor((row + rowCount - 1) / BLOCK_ROWS)];
}

function isSingle(area: Area): boolean {
  return area.rowCount === 1 && area.columnCount === 1;
}

function callIfTouched<T>({ area, watchers }: WatchedArea<T>, changed: Area, visit: (watcher: T) => void): void {
  if (intersectAreas(area, changed) !== undefined) watchers.forEach(visit);
}
