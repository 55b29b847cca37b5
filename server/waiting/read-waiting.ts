import type { Kysely } from 'kysely';
import type { RowPlace } from '../../shared/access/edit-to-judge.ts';
import type { Membership } from '../../shared/access/membership.ts';
import { placesIn } from '../../shared/access/places-in.ts';
import type { ActToDo } from '../../shared/access/route-act.ts';
import { decisionsAwaited, waitingStates, type DecisionAwaited } from '../../shared/plan/changes/decision-awaited.ts';
import { requestersOf } from '../../shared/plan/lifecycles/requesters.ts';
import type { PlanView } from '../../shared/plan/rules/row-rule.ts';
import { stateOf } from '../../shared/plan/lifecycles/states.ts';
import type { JournalEntry, StoredRow } from '../../shared/sync/history/journal.ts';
import type { Inquiry } from '../../shared/sync/merge/inquiry.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { keyOf, keyText, type Table } from '../../shared/tables/table.ts';
import { rowReader } from '../storage/rows.ts';
import { planTable, sqlColumn, type Database, type ProgramRow } from '../storage/schema.ts';
import { askProgram } from './ask-program.ts';

/** A row that waits for a decision, with what has to be done to decide on it. */
export interface WaitingRow {
  readonly table: Table;
  readonly row: StoredRow;
  readonly awaited: DecisionAwaited;
  readonly state: string;
  /** When it came to its state, ISO 8601; null: the history does not say. */
  readonly since: string | null;
  readonly act: ActToDo;
}

/** A row of a table, by its key. */
export interface OneRow {
  readonly table: string;
  readonly key: string;
}

/**
 * Everything that waits for a decision at the head, or the one row that is asked about, in the order of the tables and of keys.
 * Call it inside a snapshot.
 */
export async function readWaiting(
  db: Kysely<Database>,
  program: ProgramRow,
  now: Date,
  only?: OneRow,
): Promise<WaitingRow[]> {
  const waiting: { readonly table: Table; readonly row: StoredRow }[] = [];
  for (const table of tables.filter(({ name }) => only === undefined || name === only.table))
    for (const { column, states } of waitingStates(table)) {
      const rows = await db
        .selectFrom(planTable(table))
        .selectAll()
        .where('program', '=', program.id)
        .where(sqlColumn(column), 'in', states)
        .$if(only !== undefined, (query) => query.where('key_text', '=', only?.key ?? ''))
        .orderBy('key_text')
        .orderBy('row_id')
        .execute();
      waiting.push(...rows.map(rowReader(table)).map((row) => ({ table, row })));
    }
  return askProgram(db, program, (known) =>
    waiting.flatMap(({ table, row }) =>
      decisionsAwaited(table, row.cells).map((awaited) => waitingRow(known, { table, row, awaited }, now)),
    ),
  );
}

/** Somebody of whom it matters where a row lies: the places are worked out once for everybody. */
const confined: Membership = { role: 'editor', scope: { regions: [], projects: [] } };

function waitingRow(
  known: Inquiry,
  { table, row, awaited }: Pick<WaitingRow, 'table' | 'row' | 'awaited'>,
  now: Date,
): WaitingRow {
  const { lifecycle, to, duty } = awaited;
  const changed = { [lifecycle.column]: to };
  const places = placesOfRow(known, table, row, now);
  const state = stateOf(lifecycle, row.cells) ?? '';
  const entries = known.history(table.name, row.row, 0);
  const came = entries.findLast(({ after }) => after[lifecycle.column] === state);
  const edit = {
    table,
    changed,
    was: row.cells,
    is: { ...row.cells, ...changed },
    before: places,
    after: places,
  };
  const notBy = requestersOf(lifecycle, { before: row.cells, ...viewOf(known) });
  return { table, row, awaited, state, since: came?.at ?? null, act: { edit, duty, notBy } };
}

function placesOfRow(known: Inquiry, table: Table, { cells }: StoredRow, now: Date): readonly RowPlace[] {
  return placesIn(confined, known, [], now.toISOString()).placesOf(table, cells);
}

/** The plan and its history as a rule looks at them. */
function viewOf(known: Inquiry): {
  readonly asItWas: PlanView;
  readonly history: (table: string, key: string) => readonly JournalEntry[];
} {
  const rowOf = (table: string, key: string): StoredRow | undefined =>
    known.matching(table, tableNamed(table).key, key)[0];
  return {
    asItWas: {
      related: (table, key) => rowOf(table, key)?.cells,
      naming: (table, columns, values) => known.matching(table, columns, keyText(values)).map(({ cells }) => cells),
    },
    history: (table, key) => {
      const row = rowOf(table, key);
      return row === undefined ? [] : known.history(table, row.row, 0);
    },
  };
}

/** How people know a row: "BC-0031"; where its name is a part of its key, with the rest of that: "CO-002 of 4500001234/10". */
export function nameOfRow({ table, row: { cells }, awaited }: WaitingRow): string {
  const { name } = awaited.lifecycle;
  const named = cells[name] ?? null;
  if (named === null) return keyOf(table, cells);
  const rest = table.key.filter((column) => column !== name).map((column) => String(cells[column] ?? ''));
  return rest.length === 0 ? String(named) : `${String(named)} of ${rest.join('/')}`;
}
