import { goalAtMost, ratio, type Measure } from '../harness/measure.ts';
import type { PlanSize } from '../workload/plan-rows.ts';

const OURS = 'server, 5 % of the lines up, another client’s pull down';
const LARGE = 'the same rows changed in a program ten times as large';

/** Sites and projects grow with the lines, as in a larger district. */
function tenfold({ sites, projects, budgetLines }: PlanSize): PlanSize {
  return { sites: Math.min(9999, sites * 10), projects: projects * 10, budgetLines: budgetLines * 10 };
}

export const incrementalMeasure: Measure = {
  id: 'incremental',
  title: 'incremental sync: 5,000 changed rows up, and down to another client',
  contenders: ({ size }) => {
    const changed = Math.round(size.budgetLines / 20);
    const common = { mode: String(changed), rows: changed };
    return [
      { ...common, name: OURS, role: 'ours', script: 'incremental-ours' },
      { ...common, name: 'Hono + prepared updates + journal', role: 'limit', script: 'incremental-limit' },
      { ...common, name: LARGE, role: 'info', script: 'incremental-ours', size: tenfold(size) },
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
  goals: (figures) => [goalAtMost('ten times the program, same edits', ratio(figures, LARGE, OURS), 1.3, '×')],
};
