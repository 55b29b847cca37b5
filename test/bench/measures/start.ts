import { fact, goalAtMost, type ContenderSpec, type Measure } from '../harness/measure.ts';

const browser = {
  script: 'pane-start',
  role: 'ours',
  needs: 'chromium',
  note: 'CPU and peak without the browser’s',
} as const;

export const coldStart: ContenderSpec = { ...browser, name: 'pane in Chromium, nothing in the cache', mode: 'cold' };
const warmStart: ContenderSpec = { ...browser, name: 'pane in Chromium, everything in the cache', mode: 'warm' };

export const startMeasure: Measure = {
  id: 'start',
  title: 'from the navigation to a first screen of the pane that can be used, beside the workbench',
  contenders: () => [coldStart, warmStart],
  goals: (figures) => {
    const bytes = fact(figures, coldStart.name, 'gzipBytes');
    return [goalAtMost('loaded for the first screen, gzip', bytes === null ? null : bytes / 1000, 220, 'kB')];
  },
};
