import type { RuleSurroundings } from '../rules/row-rule.ts';
import type { JournalEntry } from '../../sync/history/journal.ts';
import type { Cells } from '../../tables/cell.ts';
import { hasDuty } from '../../access/duties.ts';
import { keyOf, keyText, keyTextOf, type Table } from '../../tables/table.ts';
import { hasFollowed, referenceBy } from '../locks/has-followed.ts';
import type { Lifecycle } from './lifecycle.ts';

type History = RuleSurroundings['history'];

/** Entries by which people have set cells of a row. Who brings in what an office has done elsewhere has not asked for it. */
function typedEntries(history: History, table: Table, cells: Cells): JournalEntry[] {
  return history(table.name, keyOf(table, cells)).filter(({ kind, door }) => kind !== 'delete' && door !== 'demo');
}

/** True when an entry set one of the columns, and not only because the row that it names was given another key. */
function hasSet(
  history: History,
  table: Table,
  cells: Cells,
  columns: readonly string[],
  entry: JournalEntry,
): boolean {
  return columns.some((column) => {
    if (!Object.hasOwn(entry.after, column)) return false;
    const reference = referenceBy(table, column);
    if (reference === undefined) return true;
    return !hasFollowed(reference, entry, history(reference.table, keyTextOf(reference.columns, cells)));
  });
}

/** People who have entered a row, or have set one of these columns of it. */
function authorsOf(history: History, table: Table, cells: Cells, columns: readonly string[]): string[] {
  return typedEntries(history, table, cells)
    .filter((entry) => entry.kind === 'insert' || hasSet(history, table, cells, columns, entry))
    .flatMap(({ person }) => person ?? []);
}

/**
 * [V24] Accounts of those who have asked for what a row is to become, as far as they are known: who last asked for the
 * decision, and whoever has set what is asked for, in the row or in its parts.
 */
export function requestersOf(
  { table, column, request }: Lifecycle,
  { before, history, asItWas }: Pick<RuleSurroundings, 'before' | 'history' | 'asItWas'>,
): ReadonlySet<string> {
  if (before === null || request === undefined) return new Set();
  const { state, columns, parts } = request;
  const asked = typedEntries(history, table, before).findLast(({ after }) => after[column] === state);
  const found = new Set(columns.length === 0 ? [] : authorsOf(history, table, before, columns));
  if (asked?.person !== undefined) found.add(asked.person);
  if (parts === undefined) return found;
  const key = table.key.map((name) => before[name] ?? null);
  for (const part of asItWas.naming(parts.table.name, [parts.column], key))
    for (const person of authorsOf(history, parts.table, part, parts.columns)) found.add(person);
  return found;
}

/**
 * [V24] Why somebody who may decide on a row does not take parts out of what others have asked for: that would leave no trace
 * in what remains. `before` is the part as it was.
 */
export function partTakenOut(lifecycle: Lifecycle, before: Cells, surroundings: RuleSurroundings): string | null {
  const { table, request, name, dutyFor } = lifecycle;
  const { author, history, asItWas, asItBecomes } = surroundings;
  const parts = request?.parts;
  if (author === null || parts === undefined) return null;
  const key = keyText([before[parts.column] ?? null]);
  const whole = asItWas.related(table.name, key);
  if (whole === undefined || asItBecomes.related(table.name, key) === undefined) return null;
  const duties = new Set(
    lifecycle.transitions.flatMap(({ to, by }) => (by === 'another' && dutyFor?.(to, whole, null)) || []),
  );
  if (![...duties].some((duty) => hasDuty(author.membership, duty))) return null;
  const asked = requestersOf(lifecycle, { before: whole, history, asItWas });
  if (asked.size === 0 || asked.has(author.person)) return null;
  return `${String(whole[name] ?? '')} was asked for by somebody else, and you may decide on it, so its lines stay in it. Set the amount to 0.00 instead.`;
}
