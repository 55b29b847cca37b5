import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'health, while one person has the whole plan read';

export const othersMeasure: Measure = {
  id: 'others',
  title: 'how long others wait while one person verifies, compares and checks the whole plan',
  contenders: () => [{ name: OURS, role: 'ours', script: 'others-ours' }],
  goals: (figures) => {
    const [quiet, loaded] = [fact(figures, OURS, 'quietP99Ms'), fact(figures, OURS, 'p99Ms')];
    return [
      goalAtMost('99 of 100 answers', loaded, 50, 'ms'),
      goalAtMost('against a server that has nothing else to do', quiet && loaded && loaded / quiet, 5, '×'),
    ];
  },
};
