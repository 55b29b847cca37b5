import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'workbench in Chromium (time: the median frame)';

export const scrollMeasure: Measure = {
  id: 'scroll',
  title: 'frames while a sheet of every budget line × 12 is scrolled by the wheel',
  contenders: () => [
    {
      name: OURS,
      role: 'ours',
      script: 'scroll-ours',
      needs: 'chromium',
      note: 'CPU and peak without the browser’s',
    },
  ],
  goals: (figures) => [goalAtMost('longest frame', fact(figures, OURS, 'longestMs'), 50, 'ms')],
};
