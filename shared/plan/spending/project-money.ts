import type { Totals } from '../figures/totals.ts';
import type { ProjectMoney } from './spend-curve.ts';

/** What each project has to spend and what is still to come, from totals by project. */
export function projectMoney({ rows }: Pick<Totals, 'rows'>): ProjectMoney[] {
  return rows.map(({ groups: [project = ''], values }) => ({
    project,
    current: values['current'] ?? 0,
    etc: (values['eac'] ?? 0) - (values['expended'] ?? 0),
  }));
}
