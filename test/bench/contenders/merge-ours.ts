import { tables } from '../../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { referencesOf } from '../../../shared/tables/table.ts';
import type { JournalEntry, StoredRow } from '../../../shared/sync/history/journal.ts';
import { merge } from '../../../shared/sync/merge/merge.ts';
import type { MergeContext } from '../../../shared/sync/merge/merge-context.ts';
import { setText } from '../../../shared/sync/set-text.ts';
import { nothingPosted } from '../../../shared/plan/entry/dated-sums.ts';
import { rowRules } from '../../../shared/plan/rules/row-rules.ts';
import { expectSame, serveContender, timed } from '../harness/contender.ts';
import { mergeInputs, type MergeInputs } from '../workload/merge-inputs.ts';
import { plainMerge } from '../workload/plain-merge.ts';
import type { PlanRow } from '../workload/plan-rows.ts';

/** Head rows by what an index of the database would find them by: keys, unique sets and references. */
function indexesOf(inputs: MergeInputs): Map<string, Map<string, StoredRow[]>> {
  const { systems, sites, fundingSources, projects } = inputs.plan;
  const stored = (rows: readonly PlanRow[]) => rows.map(({ row, cells }) => ({ row, revision: 1, cells }));
  const rowsByTable: Readonly<Record<string, readonly StoredRow[]>> = {
    systems: stored(systems),
    sites: stored(sites),
    fundingSources: stored(fundingSources),
    projects: stored(projects),
    budgetLines: [...inputs.head.values()],
  };
  const indexes = new Map<string, Map<string, StoredRow[]>>();
  for (const table of tables) {
    const sets = [table.key, ...(table.unique ?? []), ...referencesOf(table).map(({ columns }) => columns)];
    for (const columns of sets) {
      indexes.set(`${table.name}:${columns.join()}`, indexBy(columns, rowsByTable[table.name] ?? []));
    }
  }
  return indexes;
}

function indexBy(columns: readonly string[], rows: readonly StoredRow[]): Map<string, StoredRow[]> {
  const index = new Map<string, StoredRow[]>();
  for (const row of rows) {
    const text = setText(columns, row.cells);
    const list = index.get(text);
    if (list) list.push(row);
    else index.set(text, [row]);
  }
  return index;
}

function entriesByRow(entries: readonly JournalEntry[]): Map<RowId, JournalEntry[]> {
  const found = new Map<RowId, JournalEntry[]>();
  for (const entry of entries) {
    const list = found.get(entry.row);
    if (list) list.push(entry);
    else found.set(entry.row, [entry]);
  }
  return found;
}

await serveContender(({ size, mode }) => {
  const inputs = mergeInputs(size);
  const indexes = indexesOf(inputs);
  const mergeAll = () => {
    const histories = entriesByRow(inputs.entries);
    const context: MergeContext = {
      tables,
      rules: rowRules,
      head: (table, row) => (table === 'budgetLines' ? inputs.head.get(row) : undefined),
      history: (_table, row) => histories.get(row) ?? [],
      matching: (table, columns, text) => indexes.get(`${table}:${columns.join()}`)?.get(text) ?? [],
      sums: () => nothingPosted,
      mayEdit: () => null,
    };
    return merge(context, inputs.edits);
  };
  const tableAfter = (changes: ReturnType<typeof mergeAll>['changes']) => {
    const table = new Map<RowId, Cells>();
    for (const [row, { cells }] of inputs.head) table.set(row, cells);
    for (const { row, kind, after } of changes) {
      if (kind === 'delete') table.delete(row);
      else table.set(row, { ...table.get(row), ...after });
    }
    return table;
  };
  const plain = plainMerge(inputs);
  const outcome = mergeAll();
  expectSame('refusals', outcome.refusals.length, 0);
  expectSame('conflicts', outcome.conflicts.length, plain.conflicts.length);
  expectSame('rows', tableAfter(outcome.changes).size, plain.table.size);
  return {
    run: async () => ({
      ms: await timed(() => {
        const { changes } = mergeAll();
        if (mode === 'table') tableAfter(changes);
      }),
      facts: { conflicts: outcome.conflicts.length },
    }),
  };
});
