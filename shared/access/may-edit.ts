import type { Cells } from '../tables/cell.ts';
import { columnLabel, type Table } from '../tables/table.ts';
import { tableNamed } from '../tables/all-tables.ts';
import { dutyToReach } from '../plan/lifecycles/states.ts';
import type { Lifecycle } from '../plan/lifecycles/lifecycle.ts';
import { explanations } from '../tables/explanations.ts';
import { lifecycles } from '../plan/lifecycles/lifecycles.ts';
import { deniedByPlanRoles, type DutyTaken } from './denied-by-plan-roles.ts';
import { hasDuty, mayWrite, whoHas } from './duties.ts';
import type { Denial, EditToJudge, RowPlace } from './edit-to-judge.ts';
import type { Duty } from './duty.ts';
import { scopeOf, type Membership } from './membership.ts';
import { ownAssignment } from './own-assignment.ts';

/**
 * [PPL1, PPL3] May a member make this edit? Null when yes, else the first thing that is not permitted, in a sentence.
 * [FD2] Every place of the row must be in scope, both as it was and as it becomes, so that a row can neither be taken nor
 * pushed over, nor tied to what belongs to others.
 */
export function denialOf(membership: Membership, edit: EditToJudge): Denial | null {
  if (!mayWrite(membership)) return { column: null, message: readerMessage(membership) };
  const { holds, ...account } = membership;
  const denial =
    deniedTable(account, edit) ??
    deniedDuty(account, edit) ??
    outOfScope(account, edit) ??
    ownAssignment(membership, edit);
  if (denial !== null || holds === undefined) return denial;
  return deniedByPlanRoles(holds, edit, dutiesTaken(edit));
}

/** [PPL4] Who holds no role of the plan today is told so, and by whom that changes. */
function readerMessage({ role, holds }: Membership): string {
  return mayWrite({ role }) && holds?.length === 0
    ? 'You hold no role of the plan today, so you may look at this program but not change it. Roles are given day by day in the table Assignments, which finance keeps.'
    : 'You may look at this program but not change it. Ask an administrator for edit rights.';
}

function deniedTable(account: Membership, { table: { duty, label } }: EditToJudge): Denial | null {
  if (hasDuty(account, duty)) return null;
  return { column: null, message: `${label} can only be changed by ${whoHas(duty)}.` };
}

/** What approved money is counted under. To change it moves what the board has approved from one total to another. */
const countedUnder = ['program', 'primarySystem', 'class'];

/** [PPL3] Once a project is approved, only who records the board's acts says under what its money is counted. */
function countedColumn({ table, changed, was, is }: EditToJudge): string | undefined {
  const isApproved = table.name === 'projects' && was !== null && is !== null && was['status'] !== 'Proposed';
  return isApproved ? countedUnder.find((name) => Object.hasOwn(changed, name)) : undefined;
}

/** How much an explanation speaks of. Whoever lets a finding stand says so: from others it would let more stand than was meant. */
const whatIsExplained = ['difference', 'findings'];

/** [EXP1] Who proposes why a finding stands does not say how much of it does. */
function explainedColumn({ table, changed, is, isBroughtIn = false }: EditToJudge): string | undefined {
  if (table.name !== explanations.name || is === null || isBroughtIn) return undefined;
  return whatIsExplained.find((name) => Object.hasOwn(changed, name) && (is[name] ?? null) !== null);
}

interface StateTaken extends DutyTaken {
  readonly says: () => string;
}

/** What an edit takes besides the right to its table: duties of who brings a row to a state, or counts money elsewhere. */
function dutiesTaken(edit: EditToJudge): StateTaken[] {
  const { table, was, is, isBroughtIn = false } = edit;
  const column = countedColumn(edit);
  const taken: StateTaken[] = column === undefined ? [] : [countedElsewhere(table, column)];
  const amount = explainedColumn(edit);
  if (amount !== undefined) taken.push(explainedAmount(table, amount));
  if (is === null) return taken;
  for (const lifecycle of lifecycles) {
    if (lifecycle.table.name !== table.name) continue;
    const duty = dutyToReach(lifecycle, was, is, isBroughtIn);
    if (duty === null) continue;
    const says = () => (was === null ? entryMessage(lifecycle, is, duty) : stateMessage(lifecycle, is, duty));
    taken.push({ duty, column: lifecycle.column, says });
  }
  return taken;
}

function countedElsewhere(table: Table, column: string): StateTaken {
  const says = () =>
    `${columnLabel(table, column)} of an approved project can only be changed by ${whoHas('recordBoardActs')}: its budget is counted under it.`;
  return { duty: 'recordBoardActs', column, says };
}

function explainedAmount(table: Table, column: string): StateTaken {
  const says = () =>
    `${columnLabel(table, column)} is filled in by ${whoHas('closeMonths')}, who lets the finding stand. Leave it empty, and say why in ${columnLabel(table, 'explanation')}.`;
  return { duty: 'closeMonths', column, says };
}

/** A duty that the role of the account does not have. */
function deniedDuty(account: Membership, edit: EditToJudge): Denial | null {
  const lacking = dutiesTaken(edit).find(({ duty }) => !hasDuty(account, duty));
  return lacking === undefined ? null : { column: lacking.column, message: lacking.says() };
}

function stateMessage({ table, column }: Lifecycle, is: Cells, duty: Duty): string {
  return `${columnLabel(table, column)} can be set to ${String(is[column])} only by ${whoHas(duty)}.`;
}

function entryMessage({ table, column, transitions }: Lifecycle, is: Cells, duty: Duty): string {
  const first = transitions[0]?.from[0] ?? '';
  return `${columnLabel(table, column)} of a new row can be ${String(is[column])} only when ${whoHas(duty)} brings it in. Enter it as ${first}, and let it take its course.`;
}

function outOfScope(membership: Membership, edit: EditToJudge): Denial | null {
  const grant = scopeOf(membership);
  if (grant === null) return null;
  for (const place of [...(edit.before ?? []), ...(edit.after ?? [])]) {
    const inside =
      (place.region !== null && grant.regions.includes(place.region)) ||
      (place.project !== null && grant.projects.includes(place.project));
    if (inside) continue;
    const { missing } = place;
    return missing === undefined
      ? { column: null, message: scopeMessage(edit.table, grant, place) }
      : { column: missing.column, message: missingMessage(missing) };
  }
  return null;
}

/** [FB5] A row that names what is not there belongs to nobody; that it is not there is what has to be said. */
function missingMessage({ table, key }: NonNullable<RowPlace['missing']>): string {
  return `${tableNamed(table).label} has no ${key}. Name one that is in the plan, or add it first.`;
}

function scopeMessage(table: Table, grant: NonNullable<Membership['scope']>, place: RowPlace): string {
  const rows = place.region ?? place.project ?? 'the whole program';
  const yours = [
    ...grant.regions.map((region) => `region ${region}`),
    ...grant.projects.map((project) => `project ${project}`),
  ];
  return `This row of ${table.label} belongs to ${rows}; you may change ${yours.join(', ') || 'no rows'}.`;
}
