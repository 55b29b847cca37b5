import { goalAtMost, ratio, type Measure } from '../harness/measure.ts';

export const diffMeasure: Measure = {
  id: 'diff',
  title: 'client diff: the whole table of budget lines against its base',
  contenders: ({ size }) => [
    { name: 'shared/sync diffTable', role: 'ours', script: 'diff-ours', rows: size.budgetLines },
    { name: 'plain full-map loop', role: 'limit', script: 'diff-limit', rows: size.budgetLines },
  ],
  goals: (figures) => [
    goalAtMost('diff against the plain loop', ratio(figures, 'shared/sync diffTable', 'plain full-map loop'), 1.5, '×'),
  ],
};
