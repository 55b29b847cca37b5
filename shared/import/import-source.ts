import { headerForm } from '../sync/read/match-headers.ts';
import type { Steps } from '../sync/steps.ts';
import { tables as planTables } from '../tables/all-tables.ts';
import { editableColumns, type Table } from '../tables/table.ts';
import type { Grid } from './grid.ts';
import { findHeaders, headersAt, type HeaderBlock } from './header-block.ts';
import { mergedCells, type MergedCells } from './merged-cells.ts';
import type { ImportMapping } from './import-mapping.ts';
import { layoutOf, type KnownLayout } from './known-layouts.ts';
import { knownHeaderForms, matchColumns, tableScore, type ColumnMatch } from './match-columns.ts';

/** A sheet with its headers. */
export interface HeadedSheet {
  readonly grid: Grid;
  readonly block: HeaderBlock;
  readonly merged: MergedCells;
}

/** What of a file becomes which table, and how. */
export interface ImportSource extends HeadedSheet {
  readonly table: Table;
  /** Tables that the sheet could be, the likeliest first. */
  readonly likely: readonly Table[];
  readonly layout: KnownLayout | null;
  readonly matches: readonly ColumnMatch[];
}

const LIKELY = 5;

/**
 * The sheet and headers that the person says, else those that are likest a table of the plan; null where nothing is headed. A
 * file of many wide sheets is looked through in steps.
 */
export function* headedSheet(
  grids: readonly Grid[],
  { sheet, headerRows }: ImportMapping,
  tables: readonly Table[] = planTables,
): Steps<HeadedSheet | null> {
  const known = knownHeaderForms(tables);
  const asked = sheet === undefined ? grids : grids.filter((grid) => grid.sheet === sheet);
  let best: { found: HeadedSheet; score: number } | null = null;
  for (const grid of asked) {
    const block = headerRows ? headersAt(grid, ...headerRows) : findHeaders(grid, known);
    if (!block || block.headers.length === 0) continue;
    let score = -Infinity;
    for (const table of tables) {
      yield undefined;
      score = Math.max(score, tableScore(table, matchColumns(table, block, grid)));
    }
    if (best === null || score > best.score) best = { found: { grid, block, merged: mergedCells(grid) }, score };
  }
  return best?.found ?? null;
}

/**
 * Which table the sheet is, and which header which column: by what the person says, else by what was remembered for these
 * headers, else by the publisher's layout, else by label, synonyms and contents.
 */
export function importSource(
  { grid, block, merged }: HeadedSheet,
  mapping: ImportMapping,
  remembered: ImportMapping | null,
  tables: readonly Table[] = planTables,
): ImportSource {
  const layout = layoutOf(block);
  const scored = tables
    .map((table) => ({ table, matches: matchColumns(table, block, grid) }))
    .map(({ table, matches }) => ({ table, matches, score: tableScore(table, matches) }))
    .sort((a, b) => b.score - a.score);
  const likely = scored.slice(0, LIKELY).map(({ table }) => table);
  const name = mapping.table ?? remembered?.table ?? layout?.table;
  const chosen = scored.find(({ table }) => table.name === name) ?? scored[0];
  if (!chosen) throw new Error('The plan has no tables.');
  const { table, matches } = chosen;
  const says = [
    { columns: mapping.columns, by: 'person' },
    { columns: remembered?.table === table.name ? remembered.columns : undefined, by: 'remembered' },
    { columns: layout?.table === table.name ? layout.columns : undefined, by: 'layout' },
  ] as const;
  return {
    grid,
    block,
    merged,
    table,
    likely,
    layout: layout?.table === table.name ? layout : null,
    matches: saidFirst(table, matches, says),
  };
}

interface Says {
  readonly columns: Readonly<Record<string, string | null>> | undefined;
  readonly by: ColumnMatch['by'];
}

/** What somebody has said goes before what is likely, and takes the column from any other header. */
function saidFirst(table: Table, matches: readonly ColumnMatch[], says: readonly Says[]): ColumnMatch[] {
  const editable = new Set(editableColumns(table));
  const told = says.map(({ columns = {}, by }) => ({
    by,
    columns: new Map(Object.entries(columns).map(([header, column]) => [headerForm(header), column])),
  }));
  const saidOf = (match: ColumnMatch): ColumnMatch | null => {
    const form = headerForm(match.header.name);
    const said = told.find(({ columns }) => columns.has(form));
    const column = said?.columns.get(form);
    if (!said || column === undefined) return null;
    const isColumn = column !== null && editable.has(column);
    return { header: match.header, column: isColumn ? column : null, confidence: 1, by: said.by };
  };
  // Whose word counts more takes a column first, whichever header stands first.
  const rankOf = (match: ColumnMatch): number => {
    const rank = says.findIndex(({ by }) => by === match.by);
    return rank < 0 ? says.length : rank;
  };
  const wanted = matches.map((match) => saidOf(match) ?? match);
  const taken = new Set<string>();
  const lost = new Set<ColumnMatch>();
  for (const match of wanted.toSorted((one, other) => rankOf(one) - rankOf(other))) {
    if (match.column === null) continue;
    if (taken.has(match.column)) lost.add(match);
    taken.add(match.column);
  }
  return wanted.map((match) => {
    if (!lost.has(match)) return match;
    const isSaid = rankOf(match) < says.length;
    return { header: match.header, column: null, confidence: isSaid ? 1 : 0, by: isSaid ? match.by : 'none' };
  });
}
