import type { JudgePlan } from '../../plan/entry/entry-view.ts';
import { sumsOfRows } from '../../plan/entry/sums-of-rows.ts';
import { programRows } from '../../plan/figures/columns-read.ts';
import type { RowRule } from '../../plan/rules/row-rule.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import type { Table } from '../../tables/table.ts';
import type { Edit, Revision } from '../edit.ts';
import type { JournalEntry, StoredRow } from '../history/journal.ts';
import { merge } from '../merge/merge.ts';
import { contextFromRows, type MayEdit, type MergeContext } from '../merge/merge-context.ts';
import type { MergeOutcome } from '../outcome.ts';
import { applyChange, draftState, replay, type ProgramState } from '../history/replay.ts';
import { smallRules, smallTables } from './small-tables.ts';

/** A whole program in memory: what a server does with merge outcomes, for tests. */
export class Program {
  readonly journal: JournalEntry[] = [];
  readonly tables: readonly Table[];
  readonly rules: readonly RowRule[];
  readonly judge: JudgePlan | undefined;
  #head: ProgramState = new Map();
  #revision = 0;

  constructor(tables: readonly Table[] = smallTables, rules: readonly RowRule[] = smallRules, judge?: JudgePlan) {
    this.judge = judge;
    this.tables = tables;
    this.rules = rules;
  }

  get revision(): Revision {
    return this.#revision;
  }

  get head(): ProgramState {
    return this.#head;
  }

  context(mayEdit?: MayEdit): MergeContext {
    const rows = Object.fromEntries([...this.#head].map(([table, stored]) => [table, [...stored.values()]]));
    const sums = sumsOfRows(() => programRows(rows));
    const source = { tables: this.tables, rules: this.rules, rows, history: this.journal, judge: this.judge, sums };
    return contextFromRows(mayEdit ? { ...source, mayEdit } : source);
  }

  /** Merges, applies and journals [REV1–REV3]. */
  sync(edits: readonly Edit[], by = 'Ana', mayEdit?: MayEdit): MergeOutcome {
    const outcome = merge(this.context(mayEdit), edits);
    if (outcome.changes.length === 0) return outcome;
    this.#revision++;
    const head = draftState(this.#head);
    for (const change of outcome.changes) {
      applyChange(head, change, this.#revision);
      this.journal.push({ ...change, revision: this.#revision, by, at: `2026-01-01T00:00:${this.#revision}Z` });
    }
    this.#head = head;
    return outcome;
  }

  row(table: string, row: RowId): StoredRow | undefined {
    return this.#head.get(table)?.get(row);
  }

  cells(table: string, row: RowId): Cells | undefined {
    return this.row(table, row)?.cells;
  }

  /** [REV4] */
  at(revision: Revision): ProgramState {
    return replay(this.journal.filter((entry) => entry.revision <= revision));
  }
}

/** Shorthands for edits of test tables. */
export function insert(table: string, row: RowId, cells: Cells, seen: Revision, basket?: string): Edit {
  const edit = { kind: 'insert', table, row, cells, seen } as const;
  return basket === undefined ? edit : { ...edit, basket };
}

export function update(table: string, row: RowId, cells: Cells, seen: Revision, basket?: string): Edit {
  const seenByColumn = Object.fromEntries(Object.keys(cells).map((column) => [column, seen]));
  const edit = { kind: 'update', table, row, cells, seen: seenByColumn } as const;
  return basket === undefined ? edit : { ...edit, basket };
}

export function remove(table: string, row: RowId, seen: Revision, basket?: string): Edit {
  const edit = { kind: 'delete', table, row, seen } as const;
  return basket === undefined ? edit : { ...edit, basket };
}
