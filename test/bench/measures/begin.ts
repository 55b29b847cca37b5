import { goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'first page, sign-in, workbench, everything in the workbook';

export const beginMeasure: Measure = {
  id: 'begin',
  title: 'from the first page of the demo to a synced workbook in two clicks, in Chromium with nothing in its cache',
  contenders: () => [
    { name: OURS, role: 'ours', script: 'begin-ours', needs: 'chromium', note: 'CPU and peak without the browser’s' },
  ],
  goals: (figures) => [goalAtMost('to a synced workbook', figures.find(OURS)?.ms ?? null, 8_000, 'ms')],
};
