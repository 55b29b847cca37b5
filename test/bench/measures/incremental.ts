import { goalAtMost, ratio, type Measure } from '../harness/measure.ts';
import type { PlanSize } from '../workload/plan-rows.ts';

const OURS = 'server, 5 % of the lines up, another client’s pull down';
const SMALLER = 'the same rows changed in a program a tenth as large';
const LARGER = 'the same rows changed in a program ten times as large';

/** Sites and projects grow with the lines, as in a larger district. */
function times(factor: number, { sites, projects, budgetLines }: PlanSize): PlanSize {
  return {
    sites: Math.min(9999, Math.round(sites * factor)),
    projects: Math.round(projects * factor),
    budgetLines: Math.round(budgetLines * factor),
  };
}

export const incrementalMeasure: Measure = {
  id: 'incremental',
  title: 'incremental sync: 5,000 changed rows up, and down to another client',
  contenders: ({ size, isFull }) => {
    const changed = Math.round(size.budgetLines / 20);
    const common = { mode: String(changed), rows: changed };
    return [
      { ...common, name: OURS, role: 'ours', script: 'incremental-ours' },
      { ...common, name: 'Hono + prepared updates + journal', role: 'limit', script: 'incremental-limit' },
      { ...common, name: SMALLER, role: 'info', script: 'incremental-ours', size: times(0.1, size) },
      ...(isFull
        ? [{ ...common, name: LARGER, role: 'info' as const, script: 'incremental-ours', size: times(10, size) }]
        : []),
      {
        ...common,
        name: 'Hocuspocus',
        role: 'peer',
        script: 'incremental-hocuspocus',
        packages: ['@hocuspocus/server', 'yjs'],
        note: 'stored after the other client has heard',
      },
    ];
  },
  goals: (figures) => {
    const goals = [goalAtMost('same edits, program ten times as large', ratio(figures, OURS, SMALLER), 1.3, '×')];
    if (!figures.find(LARGER)) return goals;
    return [...goals, goalAtMost('same edits, ten times as large again', ratio(figures, LARGER, OURS), 1.3, '×')];
  },
};
