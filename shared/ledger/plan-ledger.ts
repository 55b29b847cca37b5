import type { ImportInput } from '../import/plan-draft.ts';
import { ledgerOrders } from '../import/ledger-tables.ts';
import type { Steps } from '../sync/steps.ts';
import type { LedgerPlan } from './ledger-plan.ts';
import { planOrders } from './plan-orders.ts';
import { planPostings } from './plan-postings.ts';

/** Tables of the plan that a ledger is compared with. */
export const ledgerReads = [
  'sites',
  'projects',
  'fundingSources',
  'budgetLines',
  'commitments',
  'commitmentChanges',
  'expenditures',
  'periods',
  'ledgerRules',
] as const;

/** Works out what an export of a ledger brings into the plan, postings or commitments. */
export function planLedger(input: ImportInput): Steps<LedgerPlan> {
  const isOrders = input.source.table.name === ledgerOrders.name;
  const own = input.rows.get(isOrders ? 'commitments' : 'expenditures') ?? new Map();
  // Codes that the plan holds already are told from damaged ones by the rows of its own table.
  const rows = new Map([...input.rows, [input.source.table.name, own]]);
  return isOrders ? planOrders({ ...input, rows }) : planPostings({ ...input, rows });
}
