import { hasDutyEverywhere, whoHas } from '../../access/duties.ts';
import type { Duty } from '../../access/duty.ts';
import type { RuleSurroundings } from '../rules/row-rule.ts';
import type { Cells } from '../../tables/cell.ts';
import { columnLabel } from '../../tables/table.ts';
import type { Lifecycle } from './lifecycle.ts';
import { requestersOf } from './requesters.ts';

/** The state of a row; null where it has none, or one that is no text. */
export function stateOf({ column }: Lifecycle, cells: Cells): string | null {
  const state = cells[column] ?? null;
  return typeof state === 'string' ? state : null;
}

/** States that a row in this one may go to, in the order in which they are declared. */
export function statesAfter({ transitions }: Lifecycle, state: string): string[] {
  return [...new Set(transitions.filter(({ from }) => from.includes(state)).map(({ to }) => to))];
}

/** "Pending or Withdrawn" */
function eitherOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** "a reason and a date" */
function allOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * [LCK2, LCK9–LCK12, LCK14] Why a row may not go from its state to another, with those it may go to; null: it may, or stays. A
 * row that comes in has gone no way, and one without a state has not begun any.
 */
export function brokenTransition(lifecycle: Lifecycle, after: Cells, surroundings: RuleSurroundings): string | null {
  const { before } = surroundings;
  if (before === null) return null;
  const [from, to] = [stateOf(lifecycle, before), stateOf(lifecycle, after)];
  if (from === null || to === null || from === to) return null;
  const label = columnLabel(lifecycle.table, lifecycle.column);
  const row = String(before[lifecycle.name] ?? after[lifecycle.name] ?? '');
  const step = lifecycle.transitions.find((each) => each.to === to && each.from.includes(from));
  if (step === undefined) {
    const ways = statesAfter(lifecycle, from);
    const onward = ways.length === 0 ? `and stays so. ${lifecycle.instead}` : `and can become ${eitherOf(ways)}.`;
    return `${label} of ${row} cannot become ${to}: it is ${from} ${onward}`;
  }
  if (step.by === 'requester' && !isFreeToTakeBack(lifecycle, surroundings))
    return `${label} of ${row} can be set to ${to} only by who asked for it, or by ${whoHas('approveStaffChanges')}.`;
  const missing = (step.needs ?? []).filter(({ holds }) => !holds(after, surroundings));
  if (missing.length === 0) return null;
  const words = missing.map((need) => (typeof need.words === 'string' ? need.words : need.words(after, surroundings)));
  return `${label} of ${row} cannot become ${to} yet: it needs ${allOf(words)}.`;
}

function isFreeToTakeBack(lifecycle: Lifecycle, surroundings: RuleSurroundings): boolean {
  const { author } = surroundings;
  if (author === null || hasDutyEverywhere(author.membership, 'approveStaffChanges')) return true;
  const asked = requestersOf(lifecycle, surroundings);
  return asked.size === 0 || asked.has(author.person);
}

/**
 * [V24] Why who has asked for something, or alters it in the same act, may not decide on it; null: somebody else has, or
 * nobody knows who did.
 */
export function ownRequest(lifecycle: Lifecycle, after: Cells, surroundings: RuleSurroundings): string | null {
  const { before, author } = surroundings;
  if (before === null || author === null) return null;
  const [from, to] = [stateOf(lifecycle, before), stateOf(lifecycle, after)];
  if (from === null) return null;
  const step = lifecycle.transitions.find((each) => each.to === to && each.from.includes(from));
  if (step?.by !== 'another') return null;
  const isAltered = (lifecycle.request?.columns ?? []).some((name) => (before[name] ?? null) !== (after[name] ?? null));
  if (!isAltered && !requestersOf(lifecycle, surroundings).has(author.person)) return null;
  return `You have asked for ${String(after[lifecycle.name] ?? '')} yourself, so somebody else has to decide on it.`;
}

/** The duty it takes to bring a row into the state it is to have, or to enter it there; null: none in particular. */
export function dutyToReach(
  lifecycle: Lifecycle,
  before: Cells | null,
  after: Cells,
  isBroughtIn: boolean,
): Duty | null {
  const state = stateOf(lifecycle, after);
  if (state === null || (before !== null && stateOf(lifecycle, before) === state)) return null;
  const { entry, dutyFor } = lifecycle;
  if (before === null && entry !== undefined) return entry(state, after, isBroughtIn);
  return dutyFor?.(state, after, before === null ? null : stateOf(lifecycle, before)) ?? null;
}
