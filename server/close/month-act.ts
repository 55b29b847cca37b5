import { mayEditFor } from '../../shared/access/may-edit-for.ts';
import type { Membership } from '../../shared/access/membership.ts';
import { placesIn } from '../../shared/access/places-in.ts';
import type { Flag } from '../../shared/plan/close/explained-findings.ts';
import { lastClosed, nextToClose } from '../../shared/plan/close/month-state.ts';
import { rowRules } from '../../shared/plan/rules/row-rules.ts';
import { planStamps } from '../../shared/plan/lifecycles/stamps.ts';
import type { PeriodAct } from '../../shared/protocol/periods.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { contextFromRows } from '../../shared/sync/merge/merge-context.ts';
import { merge } from '../../shared/sync/merge/merge.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';

/** The status that an act brings a month to. */
const statusAfter: { readonly [A in PeriodAct]: (status: string | null) => string } = {
  'soft-close': () => 'Soft close',
  close: () => 'Closed',
  // What is put right in a month that was closed is for finance; one in soft close is everybody's again.
  reopen: (status) => (status === 'Closed' ? 'Soft close' : 'Open'),
};

export function statusBy(act: PeriodAct, status: string | null): string {
  return statusAfter[act](status);
}

/** What comes next for a month; null: an earlier one is first, or a later one is closed already. */
export function nextAct(month: Cells, months: readonly StoredRow[]): PeriodAct | null {
  const all = months.map(({ cells }) => ({ period: String(cells['period']), status: String(cells['status']) }));
  const period = String(month['period']);
  if (month['status'] === 'Closed') return lastClosed(all) === period ? 'reopen' : null;
  if (nextToClose(all) !== period) return null;
  return month['status'] === 'Open' ? 'soft-close' : 'close';
}

/** What of a plan decides whether a month may take a step. */
export interface MonthPlan {
  readonly revision: number;
  readonly months: readonly StoredRow[];
  readonly explanations: readonly StoredRow[];
  /** Postings of the month. */
  readonly postings: readonly { readonly row: string; readonly cells: Cells }[];
  readonly flags: readonly Flag[];
}

/** Who would do it, and when: an ISO instant. */
interface Actor {
  readonly person: WirePerson;
  readonly membership: Membership;
  readonly at: string;
}

/**
 * Why a person could not bring a month to its next status now, in the words of the door: the same rules, asked of what was read.
 * The reason of a reopening is taken as given.
 */
export function refusalsOf(act: PeriodAct, month: StoredRow, plan: MonthPlan, actor: Actor): string[] {
  const { person, membership, at } = actor;
  const { revision } = plan;
  const rows = {
    periods: plan.months,
    explanations: plan.explanations,
    expenditures: plan.postings.map(({ row, cells }) => ({ row, revision, cells })),
  };
  const does = { membership, note: 'A reason.', isImport: false, isBroughtIn: false, revision: revision + 1 };
  const author = { person: person.id, name: person.name, at, ...does };
  const context = contextFromRows({ tables, rules: rowRules, stamps: planStamps, rows, author });
  const status = statusBy(act, String(month.cells['status']));
  const edits = [
    { kind: 'update', table: 'periods', row: month.row, cells: { status }, seen: { status: revision } } as const,
  ];
  const mayEdit = mayEditFor(membership, placesIn(membership, context, edits, at), false);
  const { refusals } = merge({ ...context, mayEdit, flags: () => plan.flags }, edits);
  return refusals.map(({ message }) => message);
}
