import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = '10,000 pages drawn, none kept';
const KILOBYTE = 1000;

export const guideMeasure: Measure = {
  id: 'guide',
  title: 'pages of 1,000 schools of the public guide',
  contenders: ({ isSmall }) => [
    { name: OURS, role: 'ours', script: 'guide-ours', mode: isSmall ? 'small' : 'district' },
  ],
  goals: (figures) => {
    const longest = fact(figures, OURS, 'longestPageBytes');
    return [
      goalAtMost('a page, the slowest of a hundred', fact(figures, OURS, 'p99Ms'), 50, 'ms'),
      goalAtMost('the longest page', longest === null ? null : longest / KILOBYTE, 50, 'kB'),
    ];
  },
};
