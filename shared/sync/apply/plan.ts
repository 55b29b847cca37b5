import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { editableColumns, type Table } from '../../tables/table.ts';
import type { LocalRow, PendingSeen } from '../read/diff.ts';
import type { Edit, Revision } from '../edit.ts';
import type { Conflict, Refusal } from '../outcome.ts';
import { finish, inSteps, type Steps } from '../steps.ts';

export interface PlanInput {
  readonly table: Table;
  /** The table at the revision that the edits were made from, and that revision. */
  readonly base: ReadonlyMap<RowId, Cells>;
  readonly baseRevision: Revision;
  /** Rows of the sheet as they are now, read again after the reply came. */
  readonly local: Iterable<LocalRow>;
  /** The edits of this table that the reply answers; empty for a pull. */
  readonly sent: readonly Edit[];
  /** Rows that changed after base, as they are at the reply's revision. */
  readonly remote: Iterable<LocalRow>;
  /** Row IDs of base that are gone at the reply's revision. */
  readonly deleted: Iterable<RowId>;
  readonly conflicts: readonly Conflict[];
  readonly refusals: readonly Refusal[];
  readonly adopted: Readonly<Record<RowId, RowId>>;
  readonly pendingSeen?: PendingSeen;
  /** [W6] Managed cells of the sheet that hold a formula. */
  readonly formulas?: ReadonlyMap<RowId, ReadonlySet<string>>;
}

export interface CellWrite {
  readonly row: RowId;
  readonly column: string;
  readonly value: Cell;
}

/**
 * What applying a reply does to one table of the sheet, in this order: rewrite Row IDs, write cells, delete rows, add
 * rows. Names rows by their Row ID after the rewriting.
 */
export interface TablePlan {
  readonly table: string;
  /** [E5] Row ID cells to change, because the row was added twice. */
  readonly rowIdRewrites: readonly { readonly from: RowId; readonly to: RowId }[];
  readonly cellWrites: readonly CellWrite[];
  readonly deletes: readonly RowId[];
  readonly inserts: readonly LocalRow[];
  /** Cells whose remote value was not written: pending edits [CON2, A5] and formulas [W6]. */
  readonly kept: readonly CellWrite[];
  /** [CON2] What the next diff needs to know; replaces what it was given before. */
  readonly pendingSeen: PendingSeen;
}

interface MutablePlan extends TablePlan {
  readonly rowIdRewrites: { from: RowId; to: RowId }[];
  readonly cellWrites: CellWrite[];
  readonly deletes: RowId[];
  readonly inserts: LocalRow[];
  readonly kept: CellWrite[];
  readonly pendingSeen: Map<RowId, Record<string, Revision>>;
}

interface Planning {
  readonly input: PlanInput;
  readonly plan: MutablePlan;
  readonly columns: readonly string[];
  readonly local: ReadonlyMap<RowId, Cells>;
  /** Cells of edits that were accepted, by Row ID of the head. */
  readonly acknowledged: ReadonlyMap<RowId, Cells>;
  readonly acknowledgedDeletes: ReadonlySet<RowId>;
}

/**
 * Plans how the sheet gets from base to the reply's revision [A1]: only cells that differ, never a cell whose value the
 * person typed and the server has not accepted [A5, CON2], never a row back that the person deleted. Planning again after
 * applying gives an empty plan. Work grows with the rows of `remote`, apart from one index of the sheet's rows.
 */
export function planApply(input: PlanInput): TablePlan {
  return finish(planSteps(input));
}

/** `planApply` in steps. */
export function* planSteps(input: PlanInput): Steps<TablePlan> {
  const plan: MutablePlan = {
    table: input.table.name,
    rowIdRewrites: [],
    cellWrites: [],
    deletes: [],
    inserts: [],
    kept: [],
    pendingSeen: new Map(),
  };
  const local = yield* localRows(input, plan);
  const { acknowledged, acknowledgedDeletes } = acknowledgedEdits(input);
  const columns = editableColumns(input.table);
  const planning = { input, plan, columns, local, acknowledged, acknowledgedDeletes };
  carryPending(planning);
  yield* inSteps(input.remote, ({ row, cells }) => planRow(planning, row, cells));
  yield* inSteps(input.deleted, (row) => planDeletion(planning, row));
  return plan;
}

/** The sheet's rows by Row ID, as they are once adopted rows bear the Row ID of the row they are. */
function* localRows(input: PlanInput, plan: MutablePlan): Steps<Map<RowId, Cells>> {
  const rows = new Map<RowId, Cells>();
  yield* inSteps(input.local, ({ row, cells }) => {
    rows.set(row, cells);
  });
  for (const from of Object.keys(input.adopted)) {
    const to = input.adopted[from];
    const cells = rows.get(from);
    // A sheet that already holds the other row keeps both; the next sync refuses the key of the second.
    if (to === undefined || cells === undefined || rows.has(to)) continue;
    rows.delete(from);
    rows.set(to, cells);
    plan.rowIdRewrites.push({ from, to });
  }
  return rows;
}

function acknowledgedEdits(input: PlanInput) {
  const keptOut = new Set<string>();
  for (const { row, column } of [...input.conflicts, ...input.refusals]) keptOut.add(`${row} ${column ?? ''}`);
  const acknowledged = new Map<RowId, Cells>();
  const acknowledgedDeletes = new Set<RowId>();
  const conflicting = new Set(input.conflicts.map((conflict) => conflict.row));
  for (const edit of input.sent) {
    if (keptOut.has(`${edit.row} `)) continue;
    if (edit.kind === 'delete') {
      if (!conflicting.has(edit.row)) acknowledgedDeletes.add(edit.row);
      continue;
    }
    const row = input.adopted[edit.row] ?? edit.row;
    const cells = Object.entries(edit.cells).filter(([column]) => !keptOut.has(`${edit.row} ${column}`));
    acknowledged.set(row, { ...acknowledged.get(row), ...Object.fromEntries(cells) });
  }
  return { acknowledged, acknowledgedDeletes };
}

/** Cells that were undecided before and still differ from base stay as they were; `planRow` looks at the others. */
function carryPending({ input, plan, local }: Planning): void {
  for (const [row, columns] of input.pendingSeen ?? []) {
    const cells = local.get(row);
    for (const column of Object.keys(columns)) {
      const base = input.base.get(row);
      // A row of the sheet that base lacks was deleted remotely: none of its cells may be forgotten.
      const isStillLocal = cells && base ? cells[column] !== (base[column] ?? null) : (cells ?? base) !== undefined;
      if (isStillLocal) setPending(plan, row, column, columns[column] ?? 0);
    }
  }
}

function setPending(plan: MutablePlan, row: RowId, column: string, seen: Revision): void {
  const columns = plan.pendingSeen.get(row);
  if (columns) columns[column] = seen;
  else plan.pendingSeen.set(row, { [column]: seen });
}

function dropPending(plan: MutablePlan, row: RowId, column: string): void {
  const columns = plan.pendingSeen.get(row);
  if (!columns) return;
  delete columns[column];
  if (Object.keys(columns).length === 0) plan.pendingSeen.delete(row);
}

function planRow(planning: Planning, row: RowId, remote: Cells): void {
  const cells = planning.local.get(row);
  if (cells) {
    for (const column of planning.columns) planCell(planning, row, column, cells, remote);
    return;
  }
  const known = knownCells(planning, row);
  if (known === undefined || planning.acknowledgedDeletes.has(row)) {
    planning.plan.inserts.push({ row, cells: remote });
    planning.plan.pendingSeen.delete(row);
    return;
  }
  for (const column of planning.columns) {
    const isChanged = (remote[column] ?? null) !== (known[column] ?? null);
    if (isChanged) keep(planning, row, column, remote[column] ?? null);
  }
}

/** What the person knew of a row that is no longer in the sheet; undefined: the row is news. */
function knownCells({ input, acknowledged }: Planning, row: RowId): Cells | undefined {
  const [base, sent] = [input.base.get(row), acknowledged.get(row)];
  return base || sent ? { ...base, ...sent } : undefined;
}

function planCell(planning: Planning, row: RowId, column: string, cells: Cells, remoteCells: Cells): void {
  const { input, plan } = planning;
  const local = cells[column];
  const remote = remoteCells[column] ?? null;
  if (local === undefined) return;
  if (local === remote) return dropPending(plan, row, column);
  const base = input.base.get(row)?.[column] ?? null;
  const isUntouched = local === base || isAcknowledged(planning, row, column, local);
  if (isUntouched && input.formulas?.get(row)?.has(column) !== true) {
    plan.cellWrites.push({ row, column, value: remote });
    dropPending(plan, row, column);
  } else if (remote !== base) {
    keep(planning, row, column, remote);
  }
}

function isAcknowledged({ acknowledged }: Planning, row: RowId, column: string, local: Cell): boolean {
  const cells = acknowledged.get(row);
  return cells !== undefined && Object.hasOwn(cells, column) && cells[column] === local;
}

/** The remote value is not written; the next sync still counts the cell as seen when it was last seen. */
function keep({ input, plan }: Planning, row: RowId, column: string, remote: Cell): void {
  plan.kept.push({ row, column, value: remote });
  setPending(plan, row, column, input.pendingSeen?.get(row)?.[column] ?? input.baseRevision);
}

function planDeletion(planning: Planning, row: RowId): void {
  const { input, plan, local } = planning;
  const cells = local.get(row);
  if (!cells) {
    plan.pendingSeen.delete(row);
    return;
  }
  const base = input.base.get(row);
  const edited = planning.columns.filter((column) => {
    const value = cells[column];
    if (value === undefined || value === (base?.[column] ?? null)) return false;
    return !isAcknowledged(planning, row, column, value);
  });
  for (const column of edited) keep(planning, row, column, null);
  if (edited.length > 0) return;
  plan.deletes.push(row);
  plan.pendingSeen.delete(row);
}
