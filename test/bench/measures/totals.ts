import { goalAtMost, ratio, type ContenderSpec, type Measure } from '../harness/measure.ts';

const OURS = 'server, totals by nine cuts';
const AFTER = 'the same, first time after a sync of one cell';
const LIMIT = 'covering-index SQL behind Hono';
const LARGE = ', ten times the lines';

export const totalsMeasure: Measure = {
  id: 'totals',
  title: 'totals by each of the nine cuts over HTTP, at the head',
  contenders: ({ size, isFull }) => {
    const plain: readonly ContenderSpec[] = [
      { name: OURS, role: 'ours', script: 'totals-ours', mode: 'again' },
      { name: LIMIT, role: 'limit', script: 'totals-limit' },
      { name: AFTER, role: 'info', script: 'totals-ours', mode: 'after' },
    ];
    if (!isFull) return plain;
    const tenfold = { ...size, budgetLines: size.budgetLines * 10 };
    const large = plain.map((spec): ContenderSpec => ({
      ...spec,
      name: spec.name + LARGE,
      role: 'info',
      size: tenfold,
    }));
    return [...plain, ...large];
  },
  goals: (figures) => {
    const goals = [
      goalAtMost('nine cuts against the best SQL', ratio(figures, OURS, LIMIT), 1.2, '×'),
      goalAtMost('nine cuts after a sync of one cell, against the best SQL', ratio(figures, AFTER, LIMIT), 1.2, '×'),
    ];
    if (!figures.find(OURS + LARGE)) return goals;
    return [
      ...goals,
      goalAtMost('ten times the lines: against the best SQL', ratio(figures, OURS + LARGE, LIMIT + LARGE), 1.2, '×'),
      goalAtMost('ten times the lines: after a sync of one cell', ratio(figures, AFTER + LARGE, AFTER), 1.3, '×'),
    ];
  },
};
