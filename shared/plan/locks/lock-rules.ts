import { hasDutyEverywhere } from '../../access/duties.ts';
import type { Duty } from '../../access/duty.ts';
import type { Author, LockTold, RowRule, RuleSurroundings } from '../rules/row-rule.ts';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { keyOf } from '../../tables/table.ts';
import type { Holder, Lifecycle, Lock } from '../lifecycles/lifecycle.ts';
import { lifecycles } from '../lifecycles/lifecycles.ts';
import { locks } from './locks.ts';
import { partTakenOut } from '../lifecycles/requesters.ts';
import { replacedByStamp, serversOwnColumns, typedOverStamp } from '../lifecycles/stamps.ts';
import { brokenTransition, ownRequest } from '../lifecycles/states.ts';

/** What stands against a row, and the row as it was looked at. */
interface Held {
  readonly cells: Cells;
  readonly holder: Holder;
}

function heldBy(lock: Lock, cells: Cells, surroundings: RuleSurroundings): Held | null {
  if (lock.only?.(cells) === false) return null;
  const holder = lock.while(cells, surroundings);
  return holder === null ? null : { cells, holder };
}

function isMoved(columns: readonly string[], before: Cells | null, after: Cells): boolean {
  return columns.some((column) => (before?.[column] ?? null) !== (after[column] ?? null));
}

/** What is brought in was decided elsewhere. */
function isExcepted(duty: Duty, author: Author | null): boolean {
  return author === null || author.isBroughtIn || hasDutyEverywhere(author.membership, duty);
}

/**
 * What holds a row that is about to become `after`, or (null) to go. Looked at is the plan as it is before the sync, so
 * that nobody opens what is fixed and changes it in one go; nor gives it another key, under which it would be unknown,
 * nor puts another row in its place.
 */
function holding(lock: Lock, after: Cells | null, surroundings: RuleSurroundings): Held | null {
  const { before, inPlaceOf, asItWas, asNamed, author } = surroundings;
  if (lock.exceptDuty !== undefined && isExcepted(lock.exceptDuty, author)) return null;
  if (after !== null && lock.unless?.(after, surroundings) === true) return null;
  if (after === null) return lock.kind === 'delete' ? heldBy(lock, before ?? {}, surroundings) : null;
  if (lock.kind === 'delete') return null;
  if (lock.kind === 'insert') {
    const named = { ...surroundings, asItWas: { ...asItWas, related: asNamed } };
    return isMoved(lock.columns, before, after) ? heldBy(lock, after, named) : null;
  }
  for (const former of [before, inPlaceOf]) {
    const held = former !== null && isMoved(lock.columns, former, after) ? heldBy(lock, former, surroundings) : null;
    if (held !== null) return held;
  }
  return null;
}

function saysOf(lock: Lock, after: Cells | null, surroundings: RuleSurroundings): string | null {
  const held = holding(lock, after, surroundings);
  return held === null ? null : lock.says(held.cells, held.holder);
}

function cents(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : 0;
}

/** The budget change that does what the edit of a budget line was meant to do; null: it would move nothing. */
function insteadOf(before: Cells | null, after: Cells | null): LockTold['instead'] {
  const line = before?.['id'] ?? after?.['id'] ?? null;
  const amount = cents(after?.['original']) - cents(before?.['original']);
  return typeof line === 'string' && amount !== 0 ? { kind: 'budgetChange', line, amount } : null;
}

/** True of the entry by which the act was done: not of a later one by which what it brought about has only gone on. */
function hasDone({ column, values }: Holder, { before, after }: JournalEntry): boolean {
  return values.includes(after[column] ?? null) && !values.includes(before[column] ?? null);
}

function toldOf(lock: Lock, after: Cells | null, surroundings: RuleSurroundings): LockTold | null {
  const held = holding(lock, after, surroundings);
  if (held === null) return null;
  const { table, cells, column, act, by, on } = held.holder;
  const key = keyOf(table, cells);
  // Who recorded it, where the row does not say who did it.
  const entries = by !== null && on !== null ? [] : surroundings.history(table.name, key);
  const entry = entries.findLast((each) => hasDone(held.holder, each));
  const instead = lock.instead === 'budgetChange' ? insteadOf(surroundings.before, after) : null;
  const [who, at] = [by ?? entry?.by ?? null, on ?? entry?.at ?? null];
  return { locked: { table: table.name, key, column, act, by: who, at }, instead };
}

/** A lock as a rule about one row. */
function ruleOfLock(lock: Lock): RowRule {
  const isFact = ({ author }: RuleSurroundings) => lock.flagsImports === true && author?.isImport === true;
  const says = (after: Cells | null, surroundings: RuleSurroundings) =>
    isFact(surroundings) ? null : saysOf(lock, after, surroundings);
  return {
    id: lock.id,
    table: lock.table.name,
    columns: lock.kind === 'delete' ? lock.table.key : lock.columns,
    severity: 'error',
    check: says,
    checkRemoval: (before, surroundings) => says(null, { ...surroundings, before }),
    lockOf: (after, surroundings) => toldOf(lock, after, surroundings),
  };
}

/** The same lock for what an import brings: it is listed. */
function flagOfLock(lock: Lock): RowRule {
  const { id, columns } = ruleOfLock(lock);
  return {
    id,
    table: lock.table.name,
    columns,
    severity: 'warning',
    check: (after, surroundings) => (surroundings.author?.isImport === true ? saysOf(lock, after, surroundings) : null),
  };
}

/** [V24] Nobody decides on what they have asked for themselves. */
function ruleOfDeciding(lifecycle: Lifecycle): RowRule {
  return {
    id: 'V24',
    table: lifecycle.table.name,
    columns: [lifecycle.column],
    severity: 'error',
    check: (after, surroundings) => ownRequest(lifecycle, after, surroundings),
  };
}

/** [LCK15] Who did something, and on which day, is written by the server alone; what it writes over, it says. */
function rulesOfStamps(lifecycle: Lifecycle): readonly RowRule[] {
  const [id, table] = ['LCK15', lifecycle.table.name];
  return [...serversOwnColumns(lifecycle).keys()].flatMap((column): RowRule[] => [
    {
      id,
      table,
      columns: [column],
      severity: 'error',
      check: (after, surroundings) => typedOverStamp(lifecycle, column, after, surroundings),
    },
    {
      id,
      table,
      columns: [lifecycle.column],
      severity: 'warning',
      check: (after, surroundings) => replacedByStamp(lifecycle, column, after, surroundings),
    },
  ]);
}

/** [V24] What somebody else has asked for is not cut down in passing by who is to decide on it. */
function rulesOfParts(lifecycle: Lifecycle): readonly RowRule[] {
  const parts = lifecycle.request?.parts;
  if (parts === undefined) return [];
  const { table, column } = parts;
  return [
    {
      id: 'V24',
      table: table.name,
      columns: [column],
      severity: 'error',
      check: (after, surroundings) =>
        surroundings.before === null || !isMoved([column], surroundings.before, after)
          ? null
          : partTakenOut(lifecycle, surroundings.before, surroundings),
      checkRemoval: (before, surroundings) => partTakenOut(lifecycle, before, surroundings),
    },
  ];
}

/** The ways between the states of a row as a rule about it. */
function ruleOfLifecycle(lifecycle: Lifecycle): RowRule {
  return {
    id: lifecycle.id,
    table: lifecycle.table.name,
    columns: [lifecycle.column],
    severity: 'error',
    check: (after, surroundings) => brokenTransition(lifecycle, after, surroundings),
  };
}

/** [V19, V44, LCK1–LCK16, LCK20, LCK21] What is fixed from an act on, and the ways between states. A lock says more than a way, so it comes first. */
export const lockRules: readonly RowRule[] = [
  ...locks.map(ruleOfLock),
  ...lifecycles.map(ruleOfLifecycle),
  ...lifecycles.filter(({ transitions }) => transitions.some(({ by }) => by === 'another')).map(ruleOfDeciding),
  ...lifecycles.flatMap(rulesOfParts),
  ...lifecycles.flatMap(rulesOfStamps),
  ...locks.filter(({ flagsImports }) => flagsImports === true).map(flagOfLock),
];
