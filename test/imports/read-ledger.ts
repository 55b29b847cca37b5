import { readTextGrid } from '../../server/workbook/read/read-text-grid.ts';
import type { DemoRows } from '../../server/demo/demo-rows.ts';
import { proposalKinds, type ImportMapping } from '../../shared/import/import-mapping.ts';
import { headedSheet, importSource } from '../../shared/import/import-source.ts';
import { ledgerTables } from '../../shared/import/ledger-tables.ts';
import type { LedgerPlan } from '../../shared/ledger/ledger-plan.ts';
import { planLedger } from '../../shared/ledger/plan-ledger.ts';
import { finish } from '../../shared/sync/steps.ts';
import { isTableName, tables } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';

/** Rows of a plan by table. */
export type PlanTables = Readonly<Record<string, readonly Cells[]>>;

/** What an export of a ledger brings into a plan with these rows, all readings accepted. */
export function ledgerOf(csv: string, plan: PlanTables, mapping: ImportMapping = {}): LedgerPlan {
  const grid = readTextGrid(new TextEncoder().encode(csv), 'Ledger');
  const headed = finish(headedSheet([grid], mapping, ledgerTables));
  if (!headed) throw new Error('No headers.');
  const decided = { accept: [...proposalKinds], ...mapping };
  const source = importSource(headed, decided, null, ledgerTables);
  const rows = new Map(
    Object.entries(plan).map(([name, all]) => [name, new Map(all.map((cells, index) => [`${name}${index}`, cells]))]),
  );
  return finish(planLedger({ source, mapping: decided, rows, revision: 1, nameRow: (key) => `new ${key}` }));
}

/** The rows of the demo. */
export function planTables(demo: DemoRows): Record<string, Cells[]> {
  return Object.fromEntries(
    tables.map(({ name }) => [name, isTableName(name) ? demo.of(name).map(({ cells }) => cells) : []]),
  );
}
