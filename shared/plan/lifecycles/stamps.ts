import { hasDutyEverywhere } from '../../access/duties.ts';
import type { Author, RuleSurroundings } from '../rules/row-rule.ts';
import type { Stamping } from '../../sync/merge/merge-context.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { columnLabel, keyOf } from '../../tables/table.ts';
import { lifecycles } from './lifecycles.ts';
import type { Lifecycle, Stamp, Transition } from './lifecycle.ts';
import { programDayAt } from '../time/program-day-at.ts';
import { stateOf } from './states.ts';

const stamped = lifecycles.filter(({ transitions }) => transitions.some(({ stamps }) => stamps !== undefined));

/** The step that a row takes by becoming `after`; a new row takes the one by which a decision is asked for. */
function stepOf(lifecycle: Lifecycle, after: Cells, { before }: RuleSurroundings): Transition | undefined {
  const to = stateOf(lifecycle, after);
  const from = before === null ? null : stateOf(lifecycle, before);
  if (before === null && to !== lifecycle.request?.state) return undefined;
  return lifecycle.transitions.find((each) => each.to === to && (from === null || each.from.includes(from)));
}

/** What a stamp writes; undefined: nobody knows. */
function written({ writes }: Stamp, after: Cells, surroundings: RuleSurroundings): Cell | undefined {
  if (typeof writes === 'function') return writes(after, surroundings);
  const { author, asItWas } = surroundings;
  if (writes === 'nothing') return null;
  if (author === null) return undefined;
  if (writes === 'revision') return author.revision === undefined ? undefined : revisionName(author.revision);
  return writes === 'who' ? author.name : programDayAt(author.at, asItWas.related);
}

/** What a revision is called where a person reads of it: as on a receipt. */
function revisionName(revision: number): string {
  return `r${revision}`;
}

function stampsOfStep(step: Transition | undefined, after: Cells, surroundings: RuleSurroundings): Cells {
  const cells: Record<string, Cell> = {};
  for (const stamp of step?.stamps ?? []) {
    const { column, isServersOwn = false, isOfStep = false } = stamp;
    const was = surroundings.before?.[column] ?? null;
    const isTyped = (after[column] ?? null) !== (isOfStep ? was : null);
    if (!isServersOwn && isTyped && (after[column] ?? null) !== null) continue;
    const value = written(stamp, after, surroundings);
    if (value !== undefined && value !== was) cells[column] = value;
  }
  return cells;
}

/**
 * What the server writes into a row of `table` that is about to become `after`. What is brought in says itself who decided on
 * it elsewhere, and when.
 */
export function stampsOf(table: string, after: Cells, surroundings: RuleSurroundings): Cells {
  if (surroundings.author?.isBroughtIn === true) return {};
  const own = stamped.filter((lifecycle) => lifecycle.table.name === table);
  return Object.assign(
    {},
    ...own.map((lifecycle) => stampsOfStep(stepOf(lifecycle, after, surroundings), after, surroundings)),
  );
}

/** Columns of a lifecycle's table that only the server writes, each with the steps by which it does. */
export function serversOwnColumns({
  transitions,
}: Lifecycle): ReadonlyMap<string, readonly (readonly [Stamp, string])[]> {
  const found = new Map<string, (readonly [Stamp, string])[]>();
  for (const { to, stamps = [] } of transitions)
    for (const stamp of stamps)
      if (stamp.isServersOwn === true) found.set(stamp.column, [...(found.get(stamp.column) ?? []), [stamp, to]]);
  return found;
}

/** [LCK15] Why somebody may not type a column that only the server writes; null: it is what the server writes, or brought in. */
export function typedOverStamp(
  lifecycle: Lifecycle,
  column: string,
  after: Cells,
  surroundings: RuleSurroundings,
): string | null {
  const { before, author } = surroundings;
  const value = after[column] ?? null;
  if (author === null || value === (before?.[column] ?? null) || mayBringIn(author, before)) return null;
  const due = stampsOf(lifecycle.table.name, after, surroundings);
  if (Object.hasOwn(due, column) && due[column] === value) return null;
  const [stamp, to] = fillingOf(lifecycle, column) ?? [];
  const what = fillings[kindOf(stamp)].due;
  const { table, name, column: state } = lifecycle;
  return `${columnLabel(table, column)} of ${String(after[name] ?? '')} is filled in by the server when ${columnLabel(table, state)} becomes ${String(to)}, ${what}. Leave it as it is.`;
}

type Filling = 'who' | 'day' | 'revision';

/** What only the server writes, in words: before it does, and of what it has written. */
const fillings: {
  readonly [F in Filling]: { readonly due: string; readonly done: (to: string) => string };
} = {
  who: { due: 'with the name of who does that', done: (to) => `who ${to.toLowerCase()} it` },
  day: { due: 'with the day on which that is done', done: (to) => `the day on which it became ${to}` },
  revision: { due: 'with the revision by which that is done', done: (to) => `the revision by which it became ${to}` },
};

function kindOf(stamp: Stamp | undefined): Filling {
  const { writes } = stamp ?? {};
  return writes === 'who' || writes === 'revision' ? writes : 'day';
}

/** How a column that only the server writes is filled in, and the state with which it is. */
function fillingOf(lifecycle: Lifecycle, column: string): readonly [Stamp, string] | undefined {
  return serversOwnColumns(lifecycle)
    .get(column)
    ?.find(([{ writes }]) => writes !== 'nothing');
}

/** True when a cell says what the server wrote into it itself, when the row took a step. */
function isOfServer(lifecycle: Lifecycle, column: string, before: Cells, surroundings: RuleSurroundings): boolean {
  const { history, asItWas } = surroundings;
  const set = history(lifecycle.table.name, keyOf(lifecycle.table, before)).findLast(({ after }) =>
    Object.hasOwn(after, column),
  );
  if (set === undefined || !Object.hasOwn(set.after, lifecycle.column)) return false;
  const [stamp] = fillingOf(lifecycle, column) ?? [];
  const wrote = {
    who: () => set.by,
    day: () => programDayAt(set.at, asItWas.related),
    revision: () => revisionName(set.revision),
  };
  return before[column] === wrote[kindOf(stamp)]();
}

/**
 * [LCK15] What is said of a column in which the server writes over what somebody has typed, as an older program let them;
 * null: it does not. What the server wrote there itself it takes back without a word.
 */
export function replacedByStamp(
  lifecycle: Lifecycle,
  column: string,
  after: Cells,
  surroundings: RuleSurroundings,
): string | null {
  const { before, author } = surroundings;
  if (before === null || author === null) return null;
  const was = before[column] ?? null;
  const { table } = lifecycle;
  const due = stampsOf(table.name, after, surroundings);
  if (was === null || !Object.hasOwn(due, column)) return null;
  const is = due[column] ?? null;
  if ((after[column] ?? null) !== is || isOfServer(lifecycle, column, before, surroundings)) return null;
  const to = stateOf(lifecycle, after) ?? '';
  const [stamp] = fillingOf(lifecycle, column) ?? [];
  const by = fillings[kindOf(stamp)].done(to);
  const now = is === null ? `empty, because it became ${to}` : `${String(is)}, ${by}`;
  return `${columnLabel(table, column)} was ${String(was)} and is now ${now}. The history keeps what it said.`;
}

/** An administrator enters what an office has decided elsewhere with who decided on it, and when. */
function mayBringIn(author: Author, before: Cells | null): boolean {
  return author.isBroughtIn || (before === null && hasDutyEverywhere(author.membership, 'administer'));
}

/** The stamps of the plan, for a merge. */
export const planStamps: Stamping = { tables: new Set(stamped.map(({ table }) => table.name)), of: stampsOf };
