import { headerForm } from '../sync/read/match-headers.ts';
import { columnLetters } from '../workbook-file/column-letters.ts';
import { cellText, cellValue, type Grid, type GridRow } from './grid.ts';
import { mergedCells, type MergedCells } from './merged-cells.ts';

/** The head of one column of somebody's sheet. */
export interface Header {
  /** Column from 0. */
  readonly index: number;
  readonly letters: string;
  /** Its text; of double headers both ("Budget Original"); of a text that heads several columns with its count ("Note (2)"). */
  readonly name: string;
}

/** Where the headers of a sheet stand; data begin below the last row. */
export interface HeaderBlock {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly headers: readonly Header[];
}

/** What the exceptions workbook says of each row: a column of ours, not of the sheet. */
export const FINDINGS_HEADER = 'What SEP Sync found';

/** Headers further down are none. */
const SEARCHED_ROWS = 40;
/** A sheet that is wider is no table; what stands further right is not looked at. */
const MOST_COLUMNS = 1_000;
const LOOKED_BELOW = 8;
const KNOWN_WEIGHT = 3;
const FILLED_WEIGHT = 0.4;
const MOST_FILLED = 12;
const BELOW_WEIGHT = 2;
const ROW_PENALTY = 0.05;
/** A block this much of the sheet wide is a title. */
const TITLE_SHARE = 0.6;

/**
 * Finds the headers under titles, and over two rows where they are double.
 *
 * @param known forms of the words that head columns of the plan
 * @returns null where no row heads anything
 */
export function findHeaders(grid: Grid, known: ReadonlySet<string>): HeaderBlock | null {
  const rows = grid.rows.slice(0, SEARCHED_ROWS);
  const merged = mergedCells(grid);
  let best: { block: HeaderBlock; score: number } | null = null;
  for (const [index, row] of rows.entries()) {
    const below = grid.rows.slice(index + 1, index + 1 + LOOKED_BELOW);
    const one = candidate({ grid, merged }, row.number, row.number, { known, below });
    const next = below[0];
    const two =
      next?.number === row.number + 1 && areDouble(merged, row, next)
        ? candidate({ grid, merged }, row.number, next.number, { known, below: below.slice(1) })
        : null;
    for (const found of [one, two]) if (found && (best === null || found.score > best.score)) best = found;
  }
  return best?.block ?? null;
}

/** The headers in these rows. */
export function headersAt(
  grid: Grid,
  firstRow: number,
  lastRow: number,
  merged: MergedCells = mergedCells(grid),
): HeaderBlock {
  const rows = grid.rows.filter(({ number }) => number >= firstRow && number <= lastRow);
  const width = Math.min(MOST_COLUMNS, Math.max(0, ...rows.map(({ cells }) => cells.length)));
  const counts = new Map<string, number>();
  const headers: Header[] = [];
  for (let index = 0; index < width; index++) {
    const parts = rows.map((row) => headTextAt(merged, row, index, width));
    const text = parts.filter((part, place) => part !== '' && part !== parts[place - 1]).join(' ');
    if (text === '' || headerForm(text) === headerForm(FINDINGS_HEADER)) continue;
    const count = (counts.get(headerForm(text)) ?? 0) + 1;
    counts.set(headerForm(text), count);
    headers.push({ index, letters: columnLetters(index), name: count === 1 ? text : `${text} (${count})` });
  }
  return { firstRow, lastRow, headers };
}

/** The same for sheets with the same headers, in whichever order: under it a mapping is remembered. */
export function headerFingerprint({ headers }: HeaderBlock): string {
  return JSON.stringify(headers.map(({ name }) => headerForm(name)).sort());
}

function candidate(
  { grid, merged }: { readonly grid: Grid; readonly merged: MergedCells },
  firstRow: number,
  lastRow: number,
  { known, below }: { readonly known: ReadonlySet<string>; readonly below: readonly GridRow[] },
): { block: HeaderBlock; score: number } | null {
  const block = headersAt(grid, firstRow, lastRow, merged);
  const names = block.headers.map(({ name }) => name);
  const words = names.filter((name) => /\p{L}/u.test(name) && name.length <= 80);
  const knownCount = names.filter((name) => known.has(headerForm(name))).length;
  if (words.length < 2 && knownCount === 0) return null;
  if (words.length < names.length * TITLE_SHARE) return null;
  const filled = Math.min(words.length, MOST_FILLED);
  const score =
    knownCount * KNOWN_WEIGHT +
    filled * FILLED_WEIGHT +
    shareBelow(block, below) * BELOW_WEIGHT -
    firstRow * ROW_PENALTY -
    (lastRow - firstRow) * FILLED_WEIGHT;
  return { block, score };
}

/** How much of the rows below stands under the headers: of notes and titles, little. */
function shareBelow({ headers }: HeaderBlock, below: readonly GridRow[]): number {
  if (below.length === 0 || headers.length === 0) return 0;
  const filled = below.map(({ cells }) => headers.filter(({ index }) => cellText(cells[index]) !== '').length);
  return filled.reduce((sum, count) => sum + count, 0) / (below.length * headers.length);
}

/** Two rows of words, the upper one over groups of the lower one's columns. */
function areDouble(merged: MergedCells, upper: GridRow, lower: GridRow): boolean {
  const areWords = [upper, lower].every(({ cells }) =>
    cells.every((cell) => {
      const value = cellValue(cell);
      return value === undefined || (typeof value === 'string' && !/^[\d.,$()%\s/-]+$/.test(value));
    }),
  );
  if (!areWords) return false;
  const width = Math.max(upper.cells.length, lower.cells.length);
  const heads = Array.from({ length: width }, (_, index) => headTextAt(merged, upper, index, width));
  return heads.filter((text) => text !== '').length >= 2;
}

/** What heads a column in this row: its own cell, or the block of merged cells that it lies in, unless that is a title. */
function headTextAt(merged: MergedCells, row: GridRow, index: number, width: number): string {
  const block = merged.at(row.number, index);
  if (!block) return cellText(row.cells[index]);
  const isTitle = block.lastColumn - block.firstColumn + 1 > Math.max(1, width * TITLE_SHARE);
  return isTitle ? '' : cellText(merged.cellOf(block));
}
