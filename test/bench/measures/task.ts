import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'the add-in’s findEdits';

export const taskMeasure: Measure = {
  id: 'task',
  title: 'longest task while the pane compares the whole table with its base',
  contenders: ({ size }) => [{ name: OURS, role: 'ours', script: 'task-ours', rows: size.budgetLines }],
  goals: (figures) => [goalAtMost('longest task', fact(figures, OURS, 'longestTaskMs'), 50, 'ms')],
};
