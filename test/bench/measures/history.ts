import { goalAtMost, ratio, type Measure } from '../harness/measure.ts';

const BACK = 'rows at a revision';
const HEAD = 'rows at the head';

export const historyMeasure: Measure = {
  id: 'history',
  title: 'budget lines as they were, with half of them changed since (50,000 changes), against the head',
  contenders: ({ size }) => [
    { name: BACK, role: 'ours', script: 'history-ours', mode: 'back', rows: size.budgetLines },
    { name: HEAD, role: 'limit', script: 'history-ours', mode: 'head', rows: size.budgetLines },
  ],
  goals: (figures) => [goalAtMost('at a revision against the head', ratio(figures, BACK, HEAD), 2, '×')],
};
