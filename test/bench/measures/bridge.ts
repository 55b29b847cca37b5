import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'bridges of a district';

export const bridgeMeasure: Measure = {
  id: 'bridge',
  title: 'how figures of a district came about, over HTTP',
  contenders: ({ isSmall }) => [
    { name: OURS, role: 'ours', script: 'bridge-ours', mode: isSmall ? 'small' : 'district' },
  ],
  goals: (figures) => [
    goalAtMost('of a project, the slowest of a hundred', fact(figures, OURS, 'projectMs'), 200, 'ms'),
    goalAtMost('of the whole plan, once its rows are read', fact(figures, OURS, 'laterWholeMs'), 200, 'ms'),
  ],
};
