import { tableNamed } from '../tables/all-tables.ts';
import type { Cells } from '../tables/cell.ts';
import { roles } from '../tables/lists.ts';
import { columnLabel, type Table } from '../tables/table.ts';
import { bringsDuty } from './duties.ts';
import type { Duty } from './duty.ts';
import type { Denial, EditToJudge, RowPlace } from './edit-to-judge.ts';
import { reachWords, type HeldRole, type PlanRole, type Reach } from './plan-role.ts';
import { planRoleRights, type TableRight } from './plan-role-rights.ts';

/** A duty that an edit takes besides the right to its table, and the column by which it does. */
export interface DutyTaken {
  readonly duty: Duty;
  readonly column: string;
}

/** One right that a held role gives in the table of an edit. */
interface Given {
  readonly held: HeldRole;
  readonly right: TableRight;
}

/** [PPL4] Places of a row all lie in the reach of a role: each is all that one of its assignments names. */
export function isInReach({ reach }: Pick<HeldRole, 'reach'>, places: readonly RowPlace[]): boolean {
  return reach === null || places.every((place) => reach.some((named) => isNamedBy(named, place)));
}

function isNamedBy({ project, program, region }: Reach, place: RowPlace): boolean {
  return (
    (project === null || project === place.project) &&
    (program === null || program === (place.program ?? null)) &&
    (region === null || region === place.region)
  );
}

/**
 * [PPL4] What somebody limited to roles of the plan may not do of an edit that the role of the account permits; null: it is
 * theirs. Each cell must be one that some held role gives in a row of its reach; a row comes or goes by a role that keeps the table whole.
 * @param taken what the edit takes besides, such as the duty to approve what the row asks for
 */
export function deniedByPlanRoles(
  holds: readonly HeldRole[],
  edit: EditToJudge,
  taken: readonly DutyTaken[],
): Denial | null {
  const { table, changed, was, is, before = [], after = [] } = edit;
  const given = rightsIn(table, holds);
  if (given.length === 0) return { column: null, message: tableMessage(table, holds) };
  const places = [...before, ...after];
  const near = given.filter(({ held }) => isInReach(held, places));
  if (near.length === 0) return { column: null, message: reachMessage(table, given, places) };
  const able = near.filter(({ right }) => [was, is].every((cells) => cells === null || isAbout(right, cells)));
  if (able.length === 0) return { column: null, message: onlyMessage(table, near) };
  const lacking = taken.find(({ duty }) => !near.some(({ held }) => bringsDuty(held, duty)));
  if (lacking !== undefined) return { column: lacking.column, message: dutyMessage(table, lacking) };
  if (able.some(({ right }) => right.columns === undefined)) return null;
  if (was === null || is === null) return { column: null, message: wholeMessage(table, able) };
  const column = Object.keys(changed).find((name) => !able.some(({ right }) => right.columns?.includes(name) === true));
  return column === undefined ? null : { column, message: columnMessage(table, column, able) };
}

function rightsIn({ name }: Table, holds: readonly HeldRole[]): Given[] {
  return holds.flatMap((held) =>
    planRoleRights[held.planRole].tables.filter(({ table }) => table === name).map((right) => ({ held, right })),
  );
}

function isAbout({ only }: TableRight, cells: Cells): boolean {
  return only === undefined || only.values.some((value) => value === cells[only.column]);
}

/** Roles of the plan, joined for a sentence: "Project Manager or Program Manager". */
function eitherOf(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const last = all.pop() ?? '';
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`;
}

function asWho(given: readonly Given[]): string {
  return eitherOf(given.map(({ held }) => held.planRole));
}

/** Roles of the plan for which something is so, in the order of the list. */
function planRolesWith(isSo: (name: PlanRole) => boolean): PlanRole[] {
  return roles.filter(isSo);
}

function tableMessage(table: Table, holds: readonly HeldRole[]): string {
  const keepers = planRolesWith((name) =>
    planRoleRights[name].tables.some((right) => right.table === table.name && right.columns === undefined),
  );
  const who = keepers.length === 0 ? 'who is not limited to roles of the plan' : eitherOf(keepers);
  return `As ${eitherOf(holds.map(({ planRole }) => planRole))} you do not change ${table.label}. It is kept by ${who}.`;
}

function reachMessage(table: Table, given: readonly Given[], places: readonly RowPlace[]): string {
  const missing = places.find((place) => place.missing !== undefined)?.missing;
  if (missing !== undefined)
    return `${tableNamed(missing.table).label} has no ${missing.key}. Name one that is in the plan, or add it first.`;
  const outside = places.find((place) => given.every(({ held }) => !isInReach(held, [place])));
  const where = outside?.project ?? outside?.region ?? 'the whole program';
  const yours = eitherOf(given.flatMap(({ held }) => (held.reach ?? []).map(reachWords)));
  return `This row of ${table.label} belongs to ${where}; as ${asWho(given)} you are assigned to ${yours} today.`;
}

function onlyMessage(table: Table, given: readonly Given[]): string {
  const values = given.flatMap(({ right }) => right.only?.values ?? []);
  return `As ${asWho(given)} you change only these rows of ${table.label}: ${values.join(', ')}.`;
}

function columnsOf(table: Table, given: readonly Given[]): string {
  const names = new Set(given.flatMap(({ right }) => right.columns ?? []));
  return [...names].map((name) => columnLabel(table, name)).join(', ');
}

function wholeMessage(table: Table, given: readonly Given[]): string {
  return `As ${asWho(given)} you set ${columnsOf(table, given)} in rows of ${table.label}, but add and delete none.`;
}

function columnMessage(table: Table, column: string, given: readonly Given[]): string {
  return `As ${asWho(given)} you do not set ${columnLabel(table, column)} of ${table.label}; you set ${columnsOf(table, given)}.`;
}

function dutyMessage(table: Table, { duty, column }: DutyTaken): string {
  const who = planRolesWith((planRole) => bringsDuty({ planRole }, duty));
  const by = who.length === 0 ? 'an administrator' : eitherOf(who);
  return `${columnLabel(table, column)} can be set so only by ${by}.`;
}
