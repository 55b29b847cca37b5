import type { PlanView, RuleSurroundings } from '../rules/row-rule.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import type { ProgramState } from '../../sync/program-rows.ts';
import { inSteps, type Steps } from '../../sync/steps.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { keyOf, keyText, keyTextOf } from '../../tables/table.ts';
import type { ColumnsLock } from '../lifecycles/lifecycle.ts';
import { locks } from './locks.ts';

/** Cells of a table that one lock holds. */
export interface LockedCells {
  readonly table: string;
  readonly columns: readonly string[];
  /** Why, for whoever selects one of them. */
  readonly hint: string;
  readonly rows: ReadonlySet<RowId>;
}

function holdsColumns(lock: (typeof locks)[number]): lock is ColumnsLock {
  return lock.kind === 'columns';
}

// What somebody may still change, depending on who they are, is not shown as fixed.
const columnsLocks = locks.filter(holdsColumns).filter(({ exceptDuty }) => exceptDuty === undefined);

/** Tables that have to be known to say what is locked. */
export const lockTables: readonly string[] = [...new Set(locks.map(({ table }) => table.name))];

/** Columns of a table of which some cell may be locked. */
export function lockableColumns(table: string): string[] {
  return [...new Set(columnsLocks.filter((lock) => lock.table.name === table).flatMap(({ columns }) => columns))];
}

/** [FD1] The cells of a program that nobody may change any more, lock by lock; those that hold none are left out. */
export function* lockedCells({ tables }: ProgramState): Steps<LockedCells[]> {
  const view = viewOf(tables);
  const found: LockedCells[] = [];
  for (const lock of columnsLocks) {
    const rows = new Set<RowId>();
    yield* inSteps(tables.get(lock.table.name) ?? [], ([row, cells]) => {
      if (lock.only?.(cells) !== false && lock.while(cells, around(cells, view)) !== null) rows.add(row);
    });
    if (rows.size > 0) found.push({ table: lock.table.name, columns: lock.columns, hint: lock.hint, rows });
  }
  return found;
}

function around(before: Cells, view: PlanView): RuleSurroundings {
  const { related: asNamed } = view;
  const plan = { asNamed, asItWas: view, asItBecomes: view, history: () => [], flags: () => null };
  return { before, inPlaceOf: null, ...plan, author: null };
}

/** The program as rules look at it. Indexes are made on first use. */
function viewOf(tables: ProgramState['tables']): PlanView {
  const indexes = new Map<string, Map<string, Cells[]>>();
  const index = (table: string, columns: readonly string[], textOf: (cells: Cells) => string) =>
    getOrMake(indexes, `${table} ${columns.join()}`, () => {
      const made = new Map<string, Cells[]>();
      for (const cells of tables.get(table)?.values() ?? [])
        getOrMake(made, textOf(cells), (): Cells[] => []).push(cells);
      return made;
    });
  return {
    related: (name, key) => {
      const table = tableNamed(name);
      return index(name, table.key, (cells) => keyOf(table, cells)).get(key)?.[0];
    },
    naming: (name, columns, values) =>
      values.includes(null)
        ? []
        : (index(name, columns, (cells) => keyTextOf(columns, cells)).get(keyText(values)) ?? []),
  };
}
