import { getOrMake } from '../sync/get-or-make.ts';
import { headerForm } from '../sync/read/match-headers.ts';
import type { ProgramRows } from '../sync/program-rows.ts';
import { findTable } from '../tables/all-tables.ts';
import { meaningForm, type ColumnReading } from './convert-cell.ts';
import { countsDayFirst } from './convert-date.ts';
import { countsPerCent } from './convert-number.ts';
import { cellText, type GridCell, type GridRow } from './grid.ts';
import type { ImportMapping } from './import-mapping.ts';
import type { Translation } from './import-plan.ts';
import type { ImportSource } from './import-source.ts';
import { codesOfColumn, knownCodes, noCodes, type KnownCodes } from './known-codes.ts';
import type { JoinedColumn } from './known-layouts.ts';

/** One column of the table, and where its cells are. */
export interface SourceColumn {
  readonly name: string;
  readonly reading: ColumnReading;
  /** Column of the sheet; of a joined one its first part's. */
  readonly index: number;
  readonly cellIn: (row: GridRow) => GridCell;
}

/** What the columns of the table are read from, and with.
 *
 * @param rows rows by table: of the table itself, and of those that it refers to */
export function sourceColumns(
  source: ImportSource,
  mapping: ImportMapping,
  rows: ReadonlyMap<string, ProgramRows>,
): SourceColumn[] {
  const { table, grid, block, matches, layout } = source;
  const known = new Map<string, KnownCodes>();
  const knownOf = (name: string): KnownCodes =>
    getOrMake(known, name, () => {
      const of = findTable(name);
      return of && of.key.length === 1 ? knownCodes(of, rows.get(name)?.values() ?? []) : noCodes;
    });
  const readingOf = (name: string, cells: Iterable<GridCell>): ColumnReading | null => {
    const column = table.columns[name];
    if (!column) return null;
    const ofColumn = (): KnownCodes =>
      column.kind === 'code' ? codesOfColumn(name, rows.get(table.name)?.values() ?? []) : noCodes;
    const meanings = new Map(
      [layout?.meanings[name], mapping.values?.[name]].flatMap((texts = {}) =>
        Object.entries(texts).map(([from, to]) => [meaningForm(from), to] as const),
      ),
    );
    return {
      column,
      known: column.kind === 'reference' ? knownOf(column.table) : ofColumn(),
      date1904: grid.date1904,
      inPoints: column.kind === 'percent' && countsPerCent(cells),
      dayFirst: column.kind === 'date' && countsDayFirst(cells),
      meanings,
    };
  };
  const below = grid.rows.filter(({ number }) => number > block.lastRow);
  const found: SourceColumn[] = [];
  for (const { column: name, header } of matches) {
    const reading =
      name === null
        ? null
        : readingOf(
            name,
            below.map(({ cells }) => cells[header.index]),
          );
    if (name === null || !reading) continue;
    found.push({ name, reading, index: header.index, cellIn: ({ cells }) => cells[header.index] });
  }
  for (const joined of layout?.joined ?? []) {
    const made = found.some(({ name }) => name === joined.column) ? null : joinedColumn(joined, source);
    const reading = made && readingOf(joined.column, []);
    if (made && reading) found.push({ ...made, reading });
  }
  return found;
}

function joinedColumn({ column, parts }: JoinedColumn, { block }: ImportSource): Omit<SourceColumn, 'reading'> | null {
  const indexes = parts.map(
    ({ header }) => block.headers.find(({ name }) => headerForm(name) === headerForm(header))?.index,
  );
  const [index] = indexes;
  if (index === undefined || indexes.includes(undefined)) return null;
  return {
    name: column,
    index,
    cellIn: ({ cells }) => {
      const texts = parts.map(({ digits }, place) => {
        const text = cellText(cells[indexes[place] ?? -1]);
        return /^\d+$/.test(text) ? text.padStart(digits, '0') : '';
      });
      return texts.includes('') ? undefined : texts.join('');
    },
  };
}

/** Texts of the sheet that stand for other values. */
export function translationsOf(columns: readonly SourceColumn[], { grid, block }: ImportSource): Translation[] {
  const found: Translation[] = [];
  for (const { name, reading, cellIn } of columns) {
    if (reading.meanings.size === 0) continue;
    const counts = new Map<string, number>();
    for (const row of grid.rows) {
      const text = row.number > block.lastRow ? cellText(cellIn(row)) : '';
      const to = text === '' ? undefined : reading.meanings.get(meaningForm(text));
      if (to !== undefined && to !== text) counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    for (const [from, count] of counts)
      found.push({ column: name, from, to: reading.meanings.get(meaningForm(from)) ?? '', count });
  }
  return found;
}
