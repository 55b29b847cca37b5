import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const PANE = 'pane as built for production (time: the build)';

export const paneMeasure: Measure = {
  id: 'pane',
  title: 'bytes of the pane’s first screen: scripts and styles, without Microsoft’s office.js',
  contenders: () => [{ name: PANE, role: 'ours', script: 'pane-bytes' }],
  goals: (figures) => {
    const bytes = fact(figures, PANE, 'gzipBytes');
    return [goalAtMost('first screen, gzip', bytes === null ? null : bytes / 1000, 220, 'kB')];
  },
};
