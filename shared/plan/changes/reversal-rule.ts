import type { PlanView, RowRule } from '../rules/row-rule.ts';
import { isMeant } from './change-nets.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { keyText } from '../../tables/table.ts';

/** Cents by budget line, without those that come to nothing. */
function amountsOf(number: Cell, plan: Pick<PlanView, 'naming'>): Map<Cell, number> {
  const amounts = new Map<Cell, number>();
  for (const { budgetLine = null, amount } of plan.naming('changeLines', ['change'], [number]))
    amounts.set(budgetLine, (amounts.get(budgetLine) ?? 0) + Number(amount ?? 0));
  return new Map([...amounts].filter(([, cents]) => cents !== 0));
}

/** True when both move the same budget lines by the same amounts, one up where the other goes down. */
function cancelOut(one: ReadonlyMap<Cell, number>, other: ReadonlyMap<Cell, number>): boolean {
  return one.size === other.size && [...one].every(([line, cents]) => cents === -(other.get(line) ?? 0));
}

/** The change that undoes this one already, or is about to: one that waits or was approved. */
export function reversalOf(number: Cell, plan: Pick<PlanView, 'naming'>, besides: Cell = null): Cells | undefined {
  return plan
    .naming('changes', ['reverses'], [number])
    .find((change) => isMeant(change['status']) && change['number'] !== besides);
}

/** [LCK16] Why a change may not undo the one that it names; null: it may, or names none. */
export function wrongReversal(change: Cells, plan: PlanView): string | null {
  const { number = null, reverses = null, status, type } = change;
  if (reverses === null || !isMeant(status)) return null;
  const undone = plan.related('changes', keyText([reverses]));
  const [own, other] = [String(number), String(reverses)];
  // That there is no such change is said of the reference.
  if (undone === undefined) return null;
  if (undone['status'] !== 'Approved')
    return `${own} reverses ${other}, which is ${String(undone['status'])}. Only an approved change is reversed.`;
  const another = reversalOf(reverses, plan, number);
  if (another !== undefined)
    return `${other} is reversed by ${String(another['number'])} already, which is ${String(another['status'])}. A change is reversed once.`;
  if (type !== undone['type'] && type !== 'Board Amendment')
    return `${own} reverses ${other}, so its type is ${String(undone['type'])} as well, or Board Amendment.`;
  return cancelOut(amountsOf(number, plan), amountsOf(reverses, plan))
    ? null
    : `${own} reverses ${other}, so its lines are those of ${other} with their signs turned. Correct them, or leave Reverses empty.`;
}

/** [LCK16] A link that says that one change undoes another is true, whichever door it comes in by. */
export const reversalIsTrue: RowRule = {
  id: 'LCK16',
  table: 'changes',
  columns: ['status', 'reverses', 'type'],
  severity: 'error',
  check: (change, { asItBecomes }) => wrongReversal(change, asItBecomes),
};
