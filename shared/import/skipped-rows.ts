import { headerForm } from '../sync/read/match-headers.ts';
import { cellText, cellValue, isBlankCell, type GridCell, type GridRow } from './grid.ts';
import type { HeaderBlock } from './header-block.ts';
import type { KnownLayout } from './known-layouts.ts';

/** A row that is none of the table's, and what it is. */
export interface SkippedRow {
  readonly row: number;
  readonly why: 'totals' | 'section' | 'headers' | 'outside' | 'layout' | 'repeated';
  /** What stands in it. */
  readonly text: string;
}

const TOTALS = /^(?:grand |sub-?)?totals?\b|\b(?:sub-?)?totals?:?$/i;
/** With fewer columns a row of one cell is a row. */
const COLUMNS_OF_A_TABLE = 3;
const HALF = 0.5;

export interface RowFacts {
  readonly row: GridRow;
  readonly block: HeaderBlock;
  readonly layout: KnownLayout | null;
  /** Sheet columns that become columns of the table. */
  readonly mapped: readonly number[];
  /** What the row is known by can be read in it. */
  readonly hasKey: boolean;
  /** Its amounts are those of the rows above, added up. */
  readonly addsUp: boolean;
}

/** Why a row is passed over; null for a row of the table. A row that can be known by its key is never passed over for its words. */
export function whySkipped({ row, block, layout, mapped, hasKey, addsUp }: RowFacts): SkippedRow | null {
  const filled = row.cells.flatMap((cell, index) => (isBlankCell(cell) ? [] : [index]));
  const text = filled
    .map((index) => cellText(row.cells[index]))
    .slice(0, 4)
    .join(' · ');
  const skipped = (why: SkippedRow['why']): SkippedRow => ({ row: row.number, why, text });
  if (isHeaders(row, block)) return skipped('headers');
  if (isOfLayout(row, block, layout)) return skipped('layout');
  if (!mapped.some((index) => filled.includes(index))) return skipped('outside');
  if (hasKey) return null;
  const [first] = filled;
  const isLabelled = filled.some((index) => saysTotals(row.cells[index]));
  if (isLabelled || addsUp) return skipped('totals');
  const isAlone = filled.length === 1 && first !== undefined && typeof cellValue(row.cells[first]) === 'string';
  return isAlone && mapped.length >= COLUMNS_OF_A_TABLE ? skipped('section') : null;
}

/** "Total", "Grand Total", "North subtotal:". */
export function saysTotals(cell: GridCell): boolean {
  const value = cellValue(cell);
  return typeof value === 'string' && TOTALS.test(value.trim());
}

/** The headers once more, as at the top of each printed page. */
function isHeaders({ cells }: GridRow, { headers }: HeaderBlock): boolean {
  const same = headers.filter(({ index, name }) => {
    const form = headerForm(cellText(cells[index]));
    return form !== '' && headerForm(name).endsWith(form);
  });
  return headers.length > 1 && same.length > headers.length * HALF;
}

function isOfLayout({ cells }: GridRow, { headers }: HeaderBlock, layout: KnownLayout | null): boolean {
  const passes = layout?.passesOver;
  const header = passes && headers.find(({ name }) => headerForm(name) === headerForm(passes.header));
  return header !== undefined && passes !== undefined && passes.texts.includes(cellText(cells[header.index]));
}
