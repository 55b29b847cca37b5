import { goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'lines, data and Typst in its worker';
const MEGABYTE = 1_000_000;

export const scheduleMeasure: Measure = {
  id: 'schedule',
  title: 'the monthly schedule of a district of 1,250 sites as PDF',
  contenders: ({ isSmall }) => [
    { name: OURS, role: 'ours', script: 'schedule-ours', mode: isSmall ? 'small' : 'district' },
  ],
  goals: (figures) => {
    const ours = figures.find(OURS);
    return [
      goalAtMost('the document', ours?.ms ?? null, 20_000, 'ms'),
      goalAtMost('peak memory', ours === undefined ? null : ours.peakBytes / MEGABYTE, 600, 'MB'),
    ];
  },
};
