import type { GroupFigures } from '../../../shared/charts/funding-charts.ts';
import type { Cut } from '../../../shared/plan/figures/cuts.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { cutLines } from '../../views/totals/totals-figures.ts';

/** The groups of a cut with their names and figures, as charts of money take them. */
export function groupFigures(totals: TotalsReply, cut: Cut, names: CodeNames): GroupFigures[] {
  const lines = cutLines(totals, cut, names);
  return totals.rows.map((values, index) => ({ group: lines[index]?.group ?? '', values }));
}
