import type { Cells, RowId } from '../../tables/cell.ts';
import { keyIsBlank, keyOf } from '../../tables/table.ts';
import { inSteps, type Steps } from '../steps.ts';
import type { LocalSheetRow, LocalTable } from './local-table.ts';

/** The filled rows of a sheet, parted into the table's own and what stands below it. */
export interface ParsedRows {
  readonly rows: readonly LocalSheetRow[];
  /** [W11] Rows below a blank row that look like rows of the table, yet nothing says that they are. */
  readonly below: readonly LocalSheetRow[];
  /** [W11] Rows without a Row ID that add up the rows above them. */
  readonly totals: readonly LocalSheetRow[];
}

const TOTALS_LABEL = /^(grand |sub-?)?totals?\b/i;

/**
 * [W11] Finds where the table ends. A row is the table's when Excel's table holds it, when it bears a Row ID or a key of
 * base, or when such a row comes after it; blank rows between them end nothing. Rows typed right below the last of these
 * are new ones; after a blank row nobody knows whether a row, a total or a note was meant, so it is told and not read.
 */
export function* partRows(local: LocalTable, base: ReadonlyMap<RowId, Cells>): Steps<ParsedRows> {
  const { table, sheet } = local;
  const { lastOwnRow } = sheet;
  const totals = [...local.rows, ...local.below].filter((row) => looksLikeTotals(local, row, base));
  const rows = totals.length === 0 ? local.rows : local.rows.filter((row) => !totals.includes(row));
  const under = local.below.filter((row) => !totals.includes(row) && looksLikeRow(row));
  if (lastOwnRow === undefined) return { rows, below: under, totals };
  const keys = new Set<string>();
  yield* inSteps(base.values(), (cells) => {
    if (!keyIsBlank(table, cells)) keys.add(keyOf(table, cells));
  });
  let last = lastOwnRow;
  for (const { rowId, cells, sheet: row } of rows) {
    if (row.position > last && (rowId !== null || keys.has(keyOf(table, cells)))) last = row.position;
  }
  for (const { position } of local.rows.map((row) => row.sheet)) if (position === last + 1) last = position;
  const below = [...rows.filter((row) => row.sheet.position > last && looksLikeRow(row)), ...under];
  return { rows: rows.filter((row) => row.sheet.position <= last), below, totals };
}

/** A note is one cell of text; whatever else was typed there was meant for the table, be its key right or forgotten. */
function looksLikeRow({ sheet }: LocalSheetRow): boolean {
  const [first, ...others] = sheet.values.filter((value) => value !== '');
  return others.length > 0 || typeof first !== 'string';
}

/** "Total" beside a formula, under no key of the plan: Excel's own totals row, or one made by hand. */
function looksLikeTotals({ table }: LocalTable, row: LocalSheetRow, base: ReadonlyMap<RowId, Cells>): boolean {
  if (row.rowId !== null || row.formulas.size === 0) return false;
  const label = row.sheet.values.find((value) => value !== '');
  if (typeof label !== 'string' || !TOTALS_LABEL.test(label.trim())) return false;
  const key = keyOf(table, row.cells);
  return ![...base.values()].some((cells) => keyOf(table, cells) === key);
}
