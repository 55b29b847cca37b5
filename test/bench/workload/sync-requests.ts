import { randomUUID } from 'node:crypto';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { SyncRequest } from '../../../shared/protocol/sync.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { cents } from './cell-values.ts';
import { accountText, type PlanRow, type PlanRows } from './plan-rows.ts';
import type { Random } from './random.ts';

export function syncRequest(base: number, edits: SyncRequest['edits']): SyncRequest {
  return { protocol: PROTOCOL_VERSION, base, syncId: randomUUID(), workbook: 'bench', ...(edits ? { edits } : {}) };
}

export function insertsOf(rows: readonly PlanRow[]) {
  return { inserts: rows.map(({ row, cells }) => ({ row, cells: filled(cells) })) };
}

/** Everything that budget lines refer to. */
export function groundwork({ systems, sites, fundingSources, projects }: PlanRows): NonNullable<SyncRequest['edits']> {
  return {
    systems: insertsOf(systems),
    sites: insertsOf(sites),
    fundingSources: insertsOf(fundingSources),
    projects: insertsOf(projects),
  };
}

/** Updates of `count` different rows, one to three cells each, every one of them a new value. */
export function updatesOf(rows: readonly string[], count: number, random: Random) {
  const chosen = new Set<string>();
  while (chosen.size < Math.min(count, rows.length)) chosen.add(random.pick(rows));
  return { updates: [...chosen].map((row) => ({ row, cells: newCells(random) })) };
}

function newCells(random: Random): Record<string, Cell> {
  const cells: Record<string, Cell> = { original: cents(random) };
  const extra = random.below(3);
  if (extra > 0) cells['note'] = `rev ${random.digits(6)}`;
  if (extra > 1) cells['account'] = accountText(random);
  return cells;
}

function filled(cells: PlanRow['cells']): Record<string, Cell> {
  return Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null));
}
