import { computedDeclarations } from '../../shared/plan/figures/computed-declarations.ts';
import type { ComputedDeclaration } from '../../shared/plan/figures/computes.ts';
import type { Look } from '../../shared/plan/time/look.ts';
import type { FoundRow, Lookup } from '../../shared/plan/reached-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import type { Selection, Values } from '../storage/read-together.ts';
import { answerLookups, type Answers } from './answer-lookups.ts';
import type { RowsAtHand } from './rows-at-hand.ts';

/** What computed cells look at, as their columns declare it. */
export interface LookedAt {
  /** By table, the rows asked for among them. */
  readonly rows: ReadonlyMap<string, readonly FoundRow[]>;
  /** Budget lines and projects whose sums they follow from. */
  readonly sums: SumKeys;
  /** The rows of the caller's selections. */
  readonly beside: readonly (readonly Values[])[];
}

/** Keys of budget lines and of projects. */
export interface SumKeys {
  readonly lines: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
}

/** Rows that look at others. */
interface Looking {
  readonly look: Look;
  readonly from: readonly FoundRow[];
}

/**
 * Reads what is not at hand: one statement for the rows asked for, one for each level of looks
 * that is not at hand.
 * @param besides what else is to be read with the first level, for the rows asked for
 */
export async function readLookedAt(
  hand: RowsAtHand,
  asked: ReadonlyMap<string, ReadonlySet<RowId>>,
  besides: (sums: SumKeys, rows: ReadonlyMap<string, readonly FoundRow[]>) => readonly Selection[],
): Promise<LookedAt> {
  const declared = computedDeclarations.filter(({ table }) => asked.has(table));
  await hand.readById(new Map(declared.map(({ table }) => [table, asked.get(table) ?? []])));
  const found = new Map<string, Map<RowId, FoundRow>>();
  const keep = (table: string, rows: readonly FoundRow[]): void => {
    const ofTable = getOrMake(found, table, () => new Map<RowId, FoundRow>());
    for (const row of rows) ofTable.set(row.row, row);
  };
  const [lines, projects] = [new Set<string>(), new Set<string>()];
  let level: Looking[] = [];
  for (const declaration of declared) {
    const { table, looks } = declaration;
    const rows = [...(asked.get(table) ?? [])].flatMap((row) => hand.row(table, row) ?? []);
    keep(table, rows);
    addKeys(declaration, rows, { lines, projects });
    level.push(...looksFrom(looks, rows));
  }
  const sums = { lines, projects };
  let selections = besides(sums, listed(found));
  let beside: LookedAt['beside'] = [];
  while (level.length > 0 || selections.length > 0) {
    const ledOn = leadOn(hand, level);
    const { rows: answers, beside: read } = await answer(hand, level.map(lookupOf), selections);
    if (selections.length > 0) [beside, selections] = [read, []];
    const next = level.flatMap((looking, i) =>
      ledOn.has(looking) ? [] : looksFrom(looking.look.looks ?? [], answers[i] ?? []),
    );
    level.forEach(({ look }, i) => keep(look.table, answers[i] ?? []));
    level = next;
  }
  return { rows: listed(found), sums, beside };
}

function listed(found: ReadonlyMap<string, ReadonlyMap<RowId, FoundRow>>): Map<string, readonly FoundRow[]> {
  return new Map([...found].map(([table, rows]) => [table, [...rows.values()]]));
}

/** Adds to a level what rows at hand look at in turn, so that it is asked for in the same statement. @returns those of these */
function leadOn(hand: RowsAtHand, level: Looking[]): ReadonlySet<Looking> {
  const ledOn = new Set<Looking>();
  for (const looking of level) {
    const { looks = [] } = looking.look;
    if (looks.length === 0) continue;
    const { table, columns, values } = lookupOf(looking);
    const found = values.map((list) => hand.find(table, columns, list));
    if (found.includes(undefined)) continue;
    ledOn.add(looking);
    // What is added here is looked at in its turn.
    level.push(
      ...looksFrom(
        looks,
        found.flatMap((rows) => rows ?? []),
      ),
    );
  }
  return ledOn;
}

/** What is only added up is not read. */
function looksFrom(looks: readonly Look[], from: readonly FoundRow[]): Looking[] {
  if (from.length === 0) return [];
  return looks.filter(({ adds }) => adds === undefined).map((look) => ({ look, from }));
}

function addKeys(
  { sums }: ComputedDeclaration,
  rows: readonly FoundRow[],
  { lines, projects }: { readonly lines: Set<string>; readonly projects: Set<string> },
): void {
  if (!sums) return;
  const [keys, column] = 'line' in sums.of ? [lines, sums.of.line] : [projects, sums.of.project];
  for (const { cells } of rows) {
    const key = cells[column];
    if (typeof key === 'string') keys.add(key);
  }
}

function lookupOf({ look: { table, on, named }, from }: Looking): Lookup {
  if (named) return { table, columns: tableNamed(table).key, values: named.map((key) => [key]) };
  const own = Object.values(on);
  const values = new Map<string, readonly Cell[]>();
  for (const { cells } of from) {
    const list = own.map((column) => cells[column] ?? null);
    if (!list.includes(null)) values.set(JSON.stringify(list), list);
  }
  return { table, columns: Object.keys(on), values: [...values.values()] };
}

/** From what is at hand, and where that does not know all of the rows, from the database: just the columns that are read. */
async function answer(
  hand: RowsAtHand,
  lookups: readonly Lookup[],
  selections: readonly Selection[],
): Promise<Answers> {
  const known = lookups.map(({ table, columns, values }) => values.map((list) => hand.find(table, columns, list)));
  const missing = lookups.map((lookup, i) => ({
    ...lookup,
    values: lookup.values.filter((_, j) => known[i]?.[j] === undefined),
  }));
  const { rows: read, beside } = await answerLookups(hand.db, hand.program, missing, selections);
  const rows = lookups.map((_, i) => [...(known[i] ?? []).flatMap((list) => list ?? []), ...(read[i] ?? [])]);
  return { rows, beside };
}
