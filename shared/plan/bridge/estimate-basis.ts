import { getOrMake } from '../../sync/get-or-make.ts';
import type { RowId } from '../../tables/cell.ts';
import { ALL_CATEGORIES } from '../../tables/lists.ts';
import { isFinanciallyClosed, LAST_MONTH } from '../figures/estimate-to-complete.ts';
import type { ProgramRows } from '../figures/program-rows.ts';

/** [T12] What an estimate to complete was worked out by on a day. */
export type EstimateBasis =
  | { readonly kind: 'closed' }
  | { readonly kind: 'unspent' }
  | {
      readonly kind: 'forecast';
      /** Of which category, or of all. */
      readonly category: string;
      readonly period: string;
      /** The row that says so, the last one where there are several. */
      readonly row: RowId;
    };

export type BasisOf = (project: string, category: string | null) => EstimateBasis;

/** What the estimates of projects go by, category by category. The day is one after which nothing counts; null: everything does. */
export function estimateBasis(program: Pick<ProgramRows, 'forecasts' | 'projects'>, asOf: string | null): BasisOf {
  const lastMonth = asOf?.slice(0, 7) ?? LAST_MONTH;
  const latest = new Map<string, Map<string, Extract<EstimateBasis, { kind: 'forecast' }>>>();
  for (const { row, cells } of program.forecasts) {
    const { project, category, period } = cells;
    if (period > lastMonth) continue;
    const ofProject = getOrMake(latest, project, () => new Map<string, Extract<EstimateBasis, { kind: 'forecast' }>>());
    const known = ofProject.get(category);
    if (known === undefined || known.period <= period)
      ofProject.set(category, { kind: 'forecast', category, period, row });
  }
  const closed = new Set(
    program.projects.filter(({ cells }) => isFinanciallyClosed(cells, asOf)).map(({ cells }) => cells.number),
  );
  return (project, category) => {
    if (closed.has(project)) return { kind: 'closed' };
    const ofProject = latest.get(project);
    return ofProject?.get(category ?? '') ?? ofProject?.get(ALL_CATEGORIES) ?? { kind: 'unspent' };
  };
}

/** "by the forecast for Equipment of 2026-09". */
export function basisWords(basis: EstimateBasis): string {
  switch (basis.kind) {
    case 'closed':
      return 'nothing to come: financially closed';
    case 'unspent':
      return 'what is unspent or under contract';
    case 'forecast': {
      const { category, period } = basis;
      return category === ALL_CATEGORIES ? `the forecast of ${period}` : `the forecast for ${category} of ${period}`;
    }
  }
}
