import type { RuleSurroundings } from '../rules/row-rule.ts';
import type { Cell, Cells } from '../../tables/cell.ts';
import { keyText } from '../../tables/table.ts';

/**
 * [LCK2, LCK8] True when the change that a project names as its approval is an approved amendment of the board that has a
 * line on the project, whatever the amount. An import brings amendments of older programs, which have none.
 */
export function isApprovedByAmendment(project: Cells, { before, asItWas, author }: RuleSurroundings): boolean {
  const { approvalChange = null } = project;
  const change = asItWas.related('changes', keyText([approvalChange]));
  if (change?.['status'] !== 'Approved' || change['type'] !== 'Board Amendment') return false;
  if (author?.isImport === true) return true;
  const number = (before ?? project)['number'] ?? null;
  return asItWas
    .naming('changeLines', ['change'], [approvalChange])
    .some(({ budgetLine = null }) => asItWas.related('budgetLines', keyText([budgetLine]))?.['project'] === number);
}

/** The day on which the board approved the amendment that a project names; null: it does not say. */
export function boardDateOfAmendment({ approvalChange = null }: Cells, { asItWas }: RuleSurroundings): Cell {
  return asItWas.related('changes', keyText([approvalChange]))?.['boardDate'] ?? null;
}
