import { sql, type Kysely } from 'kysely';
import { amountNames, noAmounts } from '../../shared/plan/figures/amounts.ts';
import type { KeptGroup } from '../../shared/plan/figures/totals.ts';
import type { SumCut } from '../../shared/plan/sums/group-sums.ts';
import type { Database } from '../storage/schema.ts';
import { jsonRows } from '../storage/sql-dialect.ts';
import { amountColumns, numberIn } from './sum-rows.ts';

/** The kept sums of all groups of a cut. One query, one value: a row by itself costs as much as all that is done with it. */
export async function readGroupSums(db: Kysely<Database>, program: string, cut: SumCut): Promise<KeptGroup[]> {
  const columns = ['group_name', 'lines', ...amountColumns];
  const found = await jsonRows(db, columns, sql`group_sums WHERE program = ${program} AND cut = ${cut}`);
  return found.map(keptGroup);
}

function keptGroup([group, lines, ...cents]: readonly unknown[]): KeptGroup {
  const amounts = noAmounts();
  for (const [i, name] of amountNames.entries()) amounts[name] = numberIn(cents[i]);
  return { group: String(group), lines: numberIn(lines), amounts };
}
