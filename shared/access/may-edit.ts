import type { Cells } from '../tables/cell.ts';
import { columnLabel, type Table } from '../tables/table.ts';
import { tableNamed } from '../tables/all-tables.ts';
import { dutyToReach } from '../plan/states.ts';
import type { Lifecycle } from '../plan/lifecycle.ts';
import { lifecycles } from '../plan/lifecycles.ts';
import { hasDuty, mayWrite, whoHas, type Duty } from './duties.ts';
import { scopeOf, type Membership } from './membership.ts';

/** Where a row belongs: what a row scope is compared with. Null where the row says nothing. */
export interface RowPlace {
  readonly project: string | null;
  readonly region: string | null;
  /** What the row names to say where it belongs and the plan does not have, with the column that names it. */
  readonly missing?: { readonly table: string; readonly column: string | null; readonly key: string };
}

export interface Denial {
  /** Column that is not permitted; null for the whole row. */
  readonly column: string | null;
  readonly message: string;
}

export interface EditToJudge {
  readonly table: Table;
  /** Cells that change, with their new values; every column for an insert, none for a delete. */
  readonly changed: Cells;
  /** The row as it was and as it becomes; null: it was not there, or will not be. */
  readonly was: Cells | null;
  readonly is: Cells | null;
  /** Where the row was before and is afterwards: every place it names; absent for a row that did not or will not exist. */
  readonly before?: readonly RowPlace[];
  readonly after?: readonly RowPlace[];
  /** It is part of an import, or of what comes first into a program; absent: it is not. */
  readonly isBroughtIn?: boolean;
}

/**
 * [PPL1, PPL3] May a member make this edit? Null when yes, else the first thing that is not permitted, in a sentence.
 * [FD2] Every place of the row must be in scope, both as it was and as it becomes, so that a row can neither be taken nor
 * pushed over, nor tied to what belongs to others.
 */
export function denialOf(membership: Membership, edit: EditToJudge): Denial | null {
  if (!mayWrite(membership)) {
    return {
      column: null,
      message: 'You may look at this program but not change it. Ask an administrator for edit rights.',
    };
  }
  const { duty, label } = edit.table;
  if (!hasDuty(membership, duty)) {
    return { column: null, message: `${label} can only be changed by ${whoHas(duty)}.` };
  }
  return deniedColumn(membership, edit) ?? deniedState(membership, edit) ?? outOfScope(membership, edit);
}

/** What approved money is counted under. To change it moves what the board has approved from one total to another. */
const countedUnder = ['program', 'primarySystem', 'class'];

/** [PPL3] Once a project is approved, only who records the board's acts says under what its money is counted. */
function deniedColumn(membership: Membership, { table, changed, was, is }: EditToJudge): Denial | null {
  const isApproved = table.name === 'projects' && was !== null && is !== null && was['status'] !== 'Proposed';
  const column = isApproved ? countedUnder.find((name) => Object.hasOwn(changed, name)) : undefined;
  if (column === undefined || hasDuty(membership, 'recordBoardActs')) return null;
  const message = `${columnLabel(table, column)} of an approved project can only be changed by ${whoHas('recordBoardActs')}: its budget is counted under it.`;
  return { column, message };
}

/** A state that only who has its duty may bring a row to. */
function deniedState(membership: Membership, { table, was, is, isBroughtIn = false }: EditToJudge): Denial | null {
  if (is === null) return null;
  for (const lifecycle of lifecycles) {
    if (lifecycle.table.name !== table.name) continue;
    const duty = dutyToReach(lifecycle, was, is, isBroughtIn);
    if (duty === null || hasDuty(membership, duty)) continue;
    const { column } = lifecycle;
    return { column, message: was === null ? entryMessage(lifecycle, is, duty) : stateMessage(lifecycle, is, duty) };
  }
  return null;
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
