import { isMeant, netsBySource } from '../change-nets.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import { keyText } from '../../tables/table.ts';
import type { PlanView, RowRule } from './row-rule.ts';

/** True of a change whose lines have to net to zero per source. Board amendments may move what is not allocated yet. */
function mustBalance({ status, type }: Cells): boolean {
  return isMeant(status) && type !== 'Board Amendment';
}

type Nets = ReadonlyMap<string, number>;

const balanced: Nets = new Map();

/** Cents by source that the lines of a change come to; nothing where they need not net to zero. */
function netsOf(change: Cells | null | undefined, { naming, related }: PlanView): Nets {
  if (!change || !mustBalance(change)) return balanced;
  const lines = naming('changeLines', ['change'], [change['number'] ?? null]);
  return netsBySource(
    lines.flatMap(({ budgetLine, amount }) => {
      const source = related('budgetLines', keyText([budgetLine ?? null]))?.['source'];
      return typeof source === 'string' ? [{ source, amount: Number(amount ?? 0) }] : [];
    }),
  );
}

/** The first source in which a change is further out of balance than it was, in words. */
function worseBalance(number: Cell | undefined, was: Nets, becomes: Nets): string | null {
  for (const [source, net] of becomes) {
    if (Math.abs(net) <= Math.abs(was.get(source) ?? 0)) continue;
    return `Change ${String(number)} is out of balance by ${formatMoney(net)} in ${source}. Let its lines net to zero per source, or keep it a draft.`;
  }
  return null;
}

/** A change that is sent on, or comes as one that has been, with the lines it has by then. */
const sentChangeIsBalanced: RowRule = {
  id: 'V20',
  table: 'changes',
  columns: ['status', 'type', 'number'],
  severity: 'error',
  check: (change, { before, asItWas, asItBecomes }) =>
    worseBalance(change['number'], netsOf(before, asItWas), netsOf(change, asItBecomes)),
};

/** A line that leaves its source takes its side of the changes that have been sent on along. */
const movedLineKeepsBalance: RowRule = {
  id: 'V20',
  table: 'budgetLines',
  columns: ['source'],
  severity: 'error',
  check: ({ id = null }, { before, asItWas, asItBecomes }) => {
    const numbers = before === null ? [] : asItBecomes.naming('changeLines', ['budgetLine'], [id]);
    for (const number of new Set(numbers.map(({ change }) => change ?? null))) {
      const [was, becomes] = [asItWas, asItBecomes].map((plan) => plan.related('changes', keyText([number])));
      // A change that is sent on in the same sync answers for itself.
      if (!was || !mustBalance(was)) continue;
      const problem = worseBalance(number, netsOf(was, asItWas), netsOf(becomes, asItBecomes));
      if (problem !== null) return problem;
    }
    return null;
  },
};

/**
 * Lines of a change net to zero per source. That the lines of a change that has been sent on stay as they are is a lock
 * [LCK5], so a change is judged when it is sent on, and when one of its budget lines moves.
 */
export const changeBalanceRules: readonly RowRule[] = [sentChangeIsBalanced, movedLineKeepsBalance];
