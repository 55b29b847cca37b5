import type { ChangeLineView, ChangeView } from '../../../shared/protocol/budget-changes.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { differenceWords } from '../money-words.ts';

type OutOfBalance = ChangeView['outOfBalance'][number];

/** "26.00001 · North network, Equipment, 2026-27, BND-A · Bond A" */
export function lineWords(line: ChangeLineView, names: CodeNames): string {
  const { project, category, fiscalYear, source, location } = line;
  return [
    withName(names, 'projects', project),
    category,
    ...(location === null ? [] : [withName(names, 'sites', location)]),
    fiscalYear,
    withName(names, 'fundingSources', source),
  ].join(', ');
}

/** What is left on a line with the change: "Left to commit: 300.00 after 200.00 that waits in other changes." */
export function leftWords({ left, otherPending }: Pick<ChangeLineView, 'left' | 'otherPending'>): string {
  const waits = otherPending === 0 ? '' : `, with ${differenceWords(otherPending)} that waits in other changes`;
  return left < 0
    ? `${formatMoney(-left)} too little to cover what is committed${waits}`
    : `${formatMoney(left)} left to commit${waits}`;
}

/** One source: "BND-A · Bond A: nets to 0.00" */
export function netWords(
  source: { readonly key: string; readonly current: { readonly net: number } },
  names: CodeNames,
): string {
  const { key, current } = source;
  const net = current.net === 0 ? 'nets to 0.00' : `comes to ${differenceWords(current.net)}`;
  return `${withName(names, 'fundingSources', key)} ${net}`;
}

/** What a source still needs, and from whom. */
export function openWords({ source, amount, unallocated }: OutOfBalance, names: CodeNames): string {
  const does = amount > 0 ? 'gives' : 'takes';
  const board =
    amount > 0 && unallocated >= amount
      ? ` A Board Amendment may take it from the ${formatMoney(unallocated)} that is unallocated.`
      : '';
  return `Choose the budget line that ${does} ${formatMoney(Math.abs(amount))} of ${withName(names, 'fundingSources', source)}.${board}`;
}

/** The button that takes, or gives, what is left: "BL-002, Contingency of 26.00001 (8,000.00 left)" */
export function candidateWords({ budgetLine, project, category, left }: OutOfBalance['candidates'][number]): string {
  return `${budgetLine}, ${category} of ${project} (${formatMoney(left)} left)`;
}
