import type { Edit } from '../sync/edit.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import type { ProgramView } from '../sync/merge/merge-context.ts';
import { latestOf } from '../plan/figures/site-places.ts';
import { programDayAt } from '../plan/time/program-day-at.ts';
import { siteBoundaries } from '../tables/site-boundaries.ts';
import { sites } from '../tables/sites.ts';
import { tableNamed } from '../tables/all-tables.ts';
import type { Cells } from '../tables/cell.ts';
import { changeLines } from '../tables/change-lines.ts';
import { keyOf, keyText, type Table } from '../tables/table.ts';
import type { RowPlaces } from './may-edit-for.ts';
import type { RowPlace } from './edit-to-judge.ts';
import { isConfined, type Membership } from './membership.ts';
import { placeChain, placesOf, type RowByKey } from './row-place.ts';

const nowhere: RowPlace = { project: null, region: null };

/**
 * [PPL1, FD2] Where the rows of a sync belong. Only who is confined to some rows is asked for it. A row that is at the head counts as it
 * is there, so that nobody moves a project into reach and edits it in one go; one that this sync adds counts as it is
 * added. A site belongs to the region in which it lies on the day; what it said before it moved belongs to where it was, too.
 * @param at when the edits come in, ISO 8601; null: not known, so the latest boundaries count
 */
export function placesIn(
  membership: Membership,
  program: ProgramView,
  edits: readonly Edit[],
  at: string | null = null,
): RowPlaces {
  if (!isConfined(membership)) return { placesOf: () => [nowhere] };
  const added = addedRows(edits);
  const atHead = (name: string, key: string): Cells | undefined =>
    program.matching(name, tableNamed(name).key, key)[0]?.cells;
  const onDay = (name: string, cells: Cells): Cells =>
    name === sites.name ? siteOnDay(program, cells, at === null ? null : programDayAt(at, atHead)) : cells;
  const find: RowByKey = (name, key) => {
    const cells = atHead(name, key) ?? added.get(name)?.get(key);
    return cells && onDay(name, cells);
  };
  const ofChange = (table: Table, cells: Cells): RowPlace[] => {
    const number = table.scope?.change === undefined ? null : (cells[table.scope.change] ?? null);
    const lines = number === null ? [] : program.matching(changeLines.name, ['change'], keyText([number]));
    return lines.flatMap((line) => placesOf(find, changeLines, line.cells));
  };
  return {
    placesOf: (table, cells, changed = []) => [
      ...(isOnlyOfChange(table) ? [] : placesOf(find, table, onDay(table.name, cells))),
      ...(table === sites && changed.some(isUntilMoved) ? placesOf(find, table, cells) : []),
      ...ofChange(table, cells),
    ],
  };
}

/** Columns of a site that say where it lies until its boundaries say another: figures of former days are told by them. */
function isUntilMoved(column: string): boolean {
  return column === 'region' || column === 'boardDistrict';
}

/** [§1.1] The site with the region in which it lies on a day, by its boundaries at the head; null: by the latest of them. */
function siteOnDay(program: ProgramView, site: Cells, today: string | null): Cells {
  const boundaries = program.matching(siteBoundaries.name, ['location'], keyText([site['code'] ?? null]));
  const latest = latestOf(
    boundaries.map(({ cells }) => ({ from: String(cells['effectiveFrom']), region: cells['region'] ?? null })),
    today,
  );
  return latest === undefined ? site : { ...site, region: latest.region };
}

/** A budget change lies where its lines do; one that has none yet is in nobody's way. */
function isOnlyOfChange({ scope }: Table): boolean {
  return scope?.change !== undefined && Object.keys(scope).length === 1;
}

/** Rows that the edits add to the tables of the chain, by table and key. */
function addedRows(edits: readonly Edit[]): Map<string, Map<string, Cells>> {
  const added = new Map<string, Map<string, Cells>>();
  for (const edit of edits) {
    const name = edit.kind === 'insert' ? placeChain.find((each) => each === edit.table) : undefined;
    if (name === undefined || edit.kind !== 'insert') continue;
    getOrMake(added, name, () => new Map<string, Cells>()).set(keyOf(tableNamed(name), edit.cells), edit.cells);
  }
  return added;
}
