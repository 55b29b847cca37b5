import { whoHas } from '../../access/duties.ts';
import type { Duty } from '../../access/duty.ts';
import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import { boardReasons, grossMoved } from './board-reasons.ts';
import { movedLines, type ChangeFacts } from './change-facts.ts';
import { sourcesOff } from './change-figures.ts';
import { dutyToApprove } from '../lifecycles/lifecycles.ts';

/** Whose decision a change is, and by which rule. */
export interface ChangeDecision {
  readonly by: 'staff' | 'board';
  readonly duty: Duty;
  readonly who: string;
  /** The rule by which it needs the board whatever its type says; null: none does. */
  readonly rule: 'V20' | 'V23' | null;
  readonly why: string;
  readonly needsBoard: boolean;
}

/** [V20, V23] Which rule decides whether a change is for staff or for the board. */
export function changeDecision(facts: ChangeFacts): ChangeDecision {
  const { change, settings } = facts;
  const type = String(change['type'] ?? '');
  const lines = movedLines(facts).map(({ amount, of: { account } }) => ({ amount, account }));
  // Only what staff may decide at all is limited: other changes are what they are, whatever they move.
  const reasons = type === 'Staff Modification' || type === 'Board Amendment' ? boardReasons(lines, settings) : [];
  const [off] = sourcesOff(facts);
  const isBoard = type === 'Board Amendment' || reasons.length > 0;
  const duty = dutyToApprove(isBoard ? { ...change, type: 'Board Amendment' } : change);
  const base = { by: isBoard ? 'board' : 'staff', duty, who: whoHas(duty) } as const;
  if (reasons.length > 0) {
    const why = `It needs the Board: ${reasons.join(', and ')}.`;
    return { ...base, rule: 'V23', why, needsBoard: true };
  }
  if (isBoard && off !== undefined) {
    const amount = formatMoney(Math.abs(off.amount));
    const what = off.amount > 0 ? `takes ${amount} of` : `gives ${amount} back to`;
    const why = `It needs the Board: it ${what} what ${off.sourceName ?? off.source} has unallocated.`;
    return { ...base, rule: 'V20', why, needsBoard: true };
  }
  return { ...base, rule: null, why: unforced(type, grossMoved(lines), settings.delegatedLimit), needsBoard: false };
}

function unforced(type: string, moved: number, limit: number): string {
  if (type === 'Board Amendment') {
    return 'A Board Amendment is decided by the Board. By its amount and accounts staff could decide it.';
  }
  if (type !== 'Staff Modification') return `Staff decide on a change of the type ${type}, whatever it moves.`;
  return `Staff may decide: it moves ${formatMoney(moved)}, within the delegated ${formatMoney(limit)}, and between no two object classes.`;
}
