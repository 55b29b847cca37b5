import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'workbench in Chromium (time: until it is shown)';

export const memoryMeasure: Measure = {
  id: 'memory',
  title: 'memory of the page with a sheet of every budget line × 12',
  contenders: () => [
    {
      name: OURS,
      role: 'ours',
      script: 'memory-ours',
      needs: 'chromium',
      note: 'CPU and peak without the browser’s; heapMb: what is in use after garbage collection, grownMb: of that, the sheet’s',
    },
  ],
  goals: (figures) => [goalAtMost('page in use', fact(figures, OURS, 'heapMb'), 300, 'MB')],
};
