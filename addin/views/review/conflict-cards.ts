import { findTable } from '../../../shared/tables/all-tables.ts';
import { isAboutRow } from '../../sync/decide-conflict.ts';
import type { OpenConflict } from '../../sync/session/sync-state.ts';

/** What is decided with one answer: one cell, or all conflicts about one row. */
export interface ConflictCard {
  /** The conflict whose id the decision names. */
  readonly first: OpenConflict;
  readonly all: readonly OpenConflict[];
}

/** Conflicts as they are decided, in the order given. */
export function conflictCards(conflicts: readonly OpenConflict[]): ConflictCard[] {
  const cards = new Map<string, OpenConflict[]>();
  for (const conflict of conflicts) {
    const { id, table, row, kind } = conflict;
    const name = isAboutRow(conflict) ? `${table} ${row} ${kind}` : id;
    const card = cards.get(name);
    if (card) card.push(conflict);
    else cards.set(name, [conflict]);
  }
  return [...cards.values()].flatMap((all): ConflictCard[] => {
    const [first] = all;
    return first === undefined ? [] : [{ first, all }];
  });
}

/** Which conflicts to look at; "" stands for all. */
export interface ConflictFilter {
  readonly by: string;
  readonly table: string;
}

export const everyConflict: ConflictFilter = { by: '', table: '' };

/** Choices of the filters, each with its number of conflicts. */
export interface FilterChoices {
  readonly people: readonly { readonly name: string; readonly count: number }[];
  readonly tables: readonly { readonly name: string; readonly label: string; readonly count: number }[];
}

export function filterChoices(conflicts: readonly OpenConflict[]): FilterChoices {
  const people = counts(conflicts.map(({ by }) => by));
  const tables = counts(conflicts.map(({ table }) => table));
  return { people, tables: tables.map((each) => ({ ...each, label: findTable(each.name)?.label ?? each.name })) };
}

/** With fewer conflicts, scrolling is quicker than filtering. */
const WORTH_FILTERING = 5;

/** The choices worth offering: those of a filter with a single one are left out. */
export function shownFilters(conflicts: readonly OpenConflict[]): FilterChoices {
  const { people, tables } = filterChoices(conflicts);
  const isOffered = (choices: readonly unknown[]): boolean => choices.length > 1 && conflicts.length >= WORTH_FILTERING;
  return { people: isOffered(people) ? people : [], tables: isOffered(tables) ? tables : [] };
}

function counts(names: readonly string[]): { name: string; count: number }[] {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found].map(([name, count]) => ({ name, count }));
}

/** The conflicts the filter lets through. A choice that nothing is left of counts as all, so that none get lost. */
export function filtered(conflicts: readonly OpenConflict[], filter: ConflictFilter): readonly OpenConflict[] {
  const by = conflicts.some((conflict) => conflict.by === filter.by) ? filter.by : '';
  const ofPerson = by === '' ? conflicts : conflicts.filter((conflict) => conflict.by === by);
  const table = ofPerson.some((conflict) => conflict.table === filter.table) ? filter.table : '';
  return table === '' ? ofPerson : ofPerson.filter((conflict) => conflict.table === table);
}
