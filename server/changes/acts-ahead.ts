import { actEdit, type ActFields, type StateAct } from '../../shared/plan/changes/act-edits.ts';
import { changeActs, stateOfAct, type ChangeAct } from '../../shared/plan/changes/change-acts.ts';
import { objectionsOf, warningsOf, type Objection } from '../../shared/plan/changes/objections.ts';
import { reversalOf } from '../../shared/plan/changes/reversal-rule.ts';
import { lifecycleOfChanges } from '../../shared/plan/lifecycles/lifecycles.ts';
import { saysWhy } from '../../shared/plan/lifecycles/lifecycles.ts';
import { statesAfter } from '../../shared/plan/lifecycles/states.ts';
import { hasDuty, whoHas } from '../../shared/access/duties.ts';
import type { MayAct } from '../../shared/protocol/budget-changes.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { MergeOutcome } from '../../shared/sync/outcome.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { changes } from '../../shared/tables/changes.ts';
import { anyDecider, anyDrafter, judgeEdits, type Moment, type Who } from './judge-edits.ts';
import { textOf } from './read-change.ts';

/** What comes of a change next: the states that its lifecycle leads to, as acts. */
export function actsFrom({ cells }: StoredRow): ChangeAct[] {
  const status = textOf(cells['status']) ?? '';
  if (status === 'Approved') return ['reverse'];
  const states = statesAfter(lifecycleOfChanges, status);
  return changeActs.filter((act) => {
    if (act === 'reverse' || !states.includes(stateOfAct[act])) return false;
    return act !== 'recommend' || cells['type'] === 'Board Amendment';
  });
}

/** The act that a change waits for, whoever takes it. */
function nextAct(status: string | null): StateAct | null {
  if (status === 'Draft') return 'submit';
  return status === 'Pending' || status === 'BOC Recommended' ? 'approve' : null;
}

type Needs = MayAct['needs'];

/** What is still to be filled in with an act. */
function needsOf(act: ChangeAct, { cells }: StoredRow): Needs {
  const isEmpty = (column: string): boolean => (cells[column] ?? null) === null;
  if (act === 'reject') return ['reason'];
  if (act === 'submit') return saysWhy(cells) ? [] : ['reason'];
  if (act !== 'approve') return [];
  const onRecord = cells['type'] === 'Board Amendment' ? (['reportNumber', 'boardDate'] as const) : [];
  return [...onRecord, 'effectiveDate' as const].filter(isEmpty);
}

/** Something in each field that is still to be filled in, so that the rest can be judged. */
function placeholders(needs: Needs, today: string): ActFields {
  return {
    ...(needs.includes('reportNumber') ? { reportNumber: '–' } : {}),
    ...(needs.includes('boardDate') ? { boardDate: today } : {}),
    ...(needs.includes('effectiveDate') ? { effectiveDate: today } : {}),
  };
}

/** An edit that looks ahead to an act, with what is missing filled in. */
export function lookAhead(act: StateAct, header: StoredRow, { seen, today }: { seen: number; today: string }) {
  const fields = placeholders(needsOf(act, header), today);
  return actEdit(act, header, { fields, seen, basket: header.row });
}

async function judgeAct(moment: Moment, who: Who, act: StateAct, header: StoredRow, today: string) {
  return judgeEdits(moment, who, [lookAhead(act, header, { seen: moment.program.revision, today })]);
}

/** What stands against the next step of a change, and what a person may do with it. */
export interface ActsAhead {
  readonly objections: readonly Objection[];
  readonly warnings: readonly Objection[];
  readonly acts: readonly MayAct[];
}

export async function readActsAhead(
  moment: Moment,
  who: Who,
  header: StoredRow,
  { today, reversal }: { readonly today: string; readonly reversal: Cells | undefined },
): Promise<ActsAhead> {
  const next = nextAct(textOf(header.cells['status']));
  const ahead: Pick<MergeOutcome, 'refusals' | 'conflicts' | 'warnings'> =
    next === null
      ? { refusals: [], conflicts: [], warnings: [] }
      : await judgeAct(moment, next === 'submit' ? anyDrafter : anyDecider, next, header, today);
  const acts: MayAct[] = [];
  for (const act of actsFrom(header)) {
    const why =
      act === 'reverse'
        ? whyNoReversal(who, header, reversal)
        : (objectionsOf(await judgeAct(moment, who, act, header, today))[0]?.message ?? null);
    acts.push({ act, may: why === null, why, needs: needsOf(act, header) });
  }
  return { objections: objectionsOf(ahead), warnings: warningsOf(ahead.warnings), acts };
}

/** Why somebody may not draft the reversal of a change, of which this one is there already; null: they may. */
export function whyNoReversal(who: Who, { cells }: StoredRow, reversal: Cells | undefined): string | null {
  const number = String(cells['number']);
  if (cells['status'] !== 'Approved')
    return `${number} is ${String(cells['status'])}. Only an approved change is reversed; withdraw one that is on its way.`;
  if (reversal !== undefined) {
    const other = String(reversal['number']);
    return reversal['status'] === 'Draft'
      ? `${other} is drafted to reverse ${number} already. Submit it, or withdraw it first.`
      : `${number} is reversed by ${other} already, which is ${String(reversal['status'])}. A change is reversed once.`;
  }
  if (hasDuty(who.membership, changes.duty)) return null;
  return `${changes.label} can only be drafted by ${whoHas(changes.duty)}.`;
}

/** The change that reverses one or is drafted to, among those that name it: one that waits or is approved comes first. */
export function reversalAmong(number: string, naming: readonly StoredRow[]): Cells | undefined {
  const cells = naming.map((row) => row.cells);
  return reversalOf(number, { naming: () => cells }) ?? cells.find(({ status }) => status === 'Draft');
}

/** Number of the change that undoes one; null: none does, as long as it is a draft. */
export function reversedByOf(reversal: Cells | undefined): string | null {
  return reversal === undefined || reversal['status'] === 'Draft' ? null : String(reversal['number']);
}
