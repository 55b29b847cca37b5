import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { editableColumns, type Table } from '../../tables/table.ts';
import type { Decision } from '../apply/decide.ts';
import { diffTable, type LocalRow, type PendingSeen } from '../read/diff.ts';
import type { Edit, Revision } from '../edit.ts';
import type { MayEdit } from '../merge/merge-context.ts';
import type { MergeOutcome } from '../outcome.ts';
import { planApply, type TablePlan } from '../apply/plan.ts';
import { changesBetween } from '../history/replay.ts';
import type { Program } from './program.ts';

/** What a server answers to a sync. */
export interface Reply {
  readonly outcome: MergeOutcome;
  readonly revision: Revision;
  /** The program at `revision`. */
  readonly head: ReadonlyMap<string, ReadonlyMap<RowId, Cells>>;
  /** Per table: rows changed and deleted since the workbook's revision. */
  readonly remote: ReadonlyMap<string, { readonly rows: readonly LocalRow[]; readonly deleted: readonly RowId[] }>;
}

/** What was sent and has not been answered yet. */
export interface Sent {
  readonly edits: readonly Edit[];
  readonly base: Revision;
}

/** A person's workbook in memory: what a pane does with diff and plan, for tests. */
export class Workbook {
  readonly by: string;
  revision: Revision = 0;
  readonly #tables: readonly Table[];
  readonly #sheets = new Map<string, Map<RowId, Cells>>();
  readonly #bases = new Map<string, ReadonlyMap<RowId, Cells>>();
  readonly #pending = new Map<string, PendingSeen>();

  constructor(by: string, tables: readonly Table[]) {
    this.by = by;
    this.#tables = tables;
  }

  sheet(table: string): Map<RowId, Cells> {
    let rows = this.#sheets.get(table);
    if (!rows) this.#sheets.set(table, (rows = new Map<RowId, Cells>()));
    return rows;
  }

  pending(table: string): PendingSeen {
    return this.#pending.get(table) ?? new Map<RowId, Record<string, Revision>>();
  }

  type(table: string, row: RowId, column: string, value: Cell): void {
    this.sheet(table).set(row, { ...this.sheet(table).get(row), [column]: value });
  }

  edits(): Edit[] {
    return this.#tables.flatMap((table) =>
      diffTable({
        table,
        base: this.#base(table.name),
        local: this.#rows(table),
        seen: this.revision,
        pendingSeen: this.pending(table.name),
      }),
    );
  }

  #base(table: string): ReadonlyMap<RowId, Cells> {
    return this.#bases.get(table) ?? new Map<RowId, Cells>();
  }

  /** Rows as a sheet has them: every column there, empty cells as null. */
  #rows(table: Table): LocalRow[] {
    const empty = Object.fromEntries(editableColumns(table).map((column) => [column, null]));
    return [...this.sheet(table.name)].map(([row, cells]) => ({ row, cells: { ...empty, ...cells } }));
  }

  /** One whole sync. */
  sync(program: Program, mayEdit?: MayEdit): MergeOutcome {
    const sent = { edits: this.edits(), base: this.revision };
    const reply = answer(program, sent, this.by, mayEdit);
    this.apply(sent, reply);
    return reply.outcome;
  }

  plan(table: Table, sent: Sent, { outcome, remote }: Reply): TablePlan {
    const of = (each: { readonly table: string }) => each.table === table.name;
    return planApply({
      table,
      base: this.#base(table.name),
      baseRevision: sent.base,
      local: this.#rows(table),
      sent: sent.edits.filter(of),
      remote: remote.get(table.name)?.rows ?? [],
      deleted: remote.get(table.name)?.deleted ?? [],
      conflicts: outcome.conflicts.filter(of),
      refusals: outcome.refusals.filter(of),
      adopted: outcome.adopted,
      pendingSeen: this.pending(table.name),
    });
  }

  /** Applies a reply to the sheets; the revision comes last [A2]. Returns what planning again then gives. */
  apply(sent: Sent, reply: Reply): TablePlan[] {
    const plans = this.#tables.map((table) => this.plan(table, sent, reply));
    for (const plan of plans) this.write(plan);
    const again = this.#tables.map((table) => this.plan(table, sent, reply));
    for (const plan of plans) this.#pending.set(plan.table, plan.pendingSeen);
    for (const table of this.#tables) this.#bases.set(table.name, reply.head.get(table.name) ?? new Map());
    this.revision = reply.revision;
    return again;
  }

  /** Carries out a decision about a conflict. */
  decide(table: string, decision: Decision): void {
    const pending = new Map([...this.pending(table)].map(([row, columns]) => [row, { ...columns }] as const));
    for (const { row, column, revision } of decision.seen) {
      pending.set(row, { ...pending.get(row), [column]: revision });
    }
    for (const { row, column, value } of decision.writes) this.type(table, row, column, value);
    for (const row of decision.deletes) {
      this.sheet(table).delete(row);
      pending.delete(row);
    }
    for (const row of decision.restores) {
      const cells = this.#base(table).get(row);
      if (cells) this.sheet(table).set(row, cells);
      pending.delete(row);
    }
    this.#pending.set(table, pending);
  }

  /** Makes the writes of a plan, up to `most` of them. */
  write(plan: TablePlan, most = Number.MAX_SAFE_INTEGER): void {
    const rows = this.sheet(plan.table);
    const steps = [
      ...plan.rowIdRewrites.map(({ from, to }) => () => {
        rows.set(to, rows.get(from) ?? {});
        rows.delete(from);
      }),
      ...plan.cellWrites.map(
        ({ row, column, value }) =>
          () =>
            this.type(plan.table, row, column, value),
      ),
      ...plan.deletes.map((row) => () => rows.delete(row)),
      ...plan.inserts.map(
        ({ row, cells }) =>
          () =>
            rows.set(row, cells),
      ),
    ];
    for (const step of steps.slice(0, most)) step();
  }
}

function cellsOf(state: ReadonlyMap<string, ReadonlyMap<RowId, { readonly cells: Cells }>>) {
  return new Map(
    [...state].map(([table, rows]) => [table, new Map([...rows].map(([row, { cells }]) => [row, cells] as const))]),
  );
}

/** Answers a sync as a server does. */
export function answer(program: Program, sent: Sent, by: string, mayEdit?: MayEdit): Reply {
  const base = program.at(sent.base);
  const outcome = program.sync(sent.edits, by, mayEdit);
  const head = cellsOf(program.head);
  const remote = new Map<string, { rows: LocalRow[]; deleted: RowId[] }>();
  for (const { table, row, kind } of changesBetween(base, program.head)) {
    let ofTable = remote.get(table);
    if (!ofTable) remote.set(table, (ofTable = { rows: [], deleted: [] }));
    if (kind === 'delete') ofTable.deleted.push(row);
    else ofTable.rows.push({ row, cells: head.get(table)?.get(row) ?? {} });
  }
  return { outcome, revision: program.revision, head, remote };
}
