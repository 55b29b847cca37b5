import type { RuleSurroundings } from '../rules/row-rule.ts';
import type { Cells } from '../../tables/cell.ts';
import { commitments } from '../../tables/commitments.ts';
import { keyOf, keyText } from '../../tables/table.ts';

/** True of a commitment that was open once, as far as its history is known. */
export function hasEverCounted(_after: Cells, { before, history }: RuleSurroundings): boolean {
  const entries = before === null ? [] : history('commitments', keyOf(commitments, before));
  return (
    entries.length === 0 || entries.some(({ after }) => after['status'] === 'Open' || after['status'] === 'Closed')
  );
}

/**
 * True when a Technical Correction with a line on the budget line was approved after its account string was last set: each
 * opens it once. Without a history, in a look ahead, any that is approved does.
 */
export function isCorrectedByChange(_after: Cells, { before, history, asItWas }: RuleSurroundings): boolean {
  const key = keyText([before?.['id'] ?? null]);
  const set = history('budgetLines', key).findLast(({ after }) => Object.hasOwn(after, 'account'));
  return asItWas.naming('changeLines', ['budgetLine'], [before?.['id'] ?? null]).some(({ change = null }) => {
    const number = keyText([change]);
    const { type, status } = asItWas.related('changes', number) ?? {};
    if (type !== 'Technical Correction' || status !== 'Approved') return false;
    const approved = history('changes', number).findLast(({ after }) => after['status'] === 'Approved');
    return set === undefined || approved === undefined || approved.revision > set.revision;
  });
}
