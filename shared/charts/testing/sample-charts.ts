import type { Chart } from '../chart.ts';

export const sampleCharts: { readonly [K in Chart['kind']]: Chart } = {
  lines: {
    kind: 'lines',
    finding: 'Spending is $0.6 M behind the plan',
    nameLabel: 'Month',
    names: ['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'],
    series: [
      { label: 'Plan', tone: 'fourth', values: [50_000_000, 110_000_000, 170_000_000, 230_000_000, 290_000_000] },
      { label: 'Spent', tone: 'first', values: [40_000_000, 90_000_000, 110_000_000, null, null] },
      { label: 'Forecast', tone: 'first', isDashed: true, values: [null, null, 110_000_000, 180_000_000, 290_000_000] },
    ],
    unit: 'cents',
  },
  bars: {
    kind: 'bars',
    finding: 'Measure A pays for most of it',
    nameLabel: 'Funding Source',
    names: ['BND-A · Measure A (2016)', 'ERT-26 · E-Rate of 2026'],
    series: [
      { label: 'Current Budget', tone: 'first', values: [555_000_000, 85_000_000] },
      { label: 'Expended', tone: 'second', values: [300_000_050, -1_234] },
    ],
    unit: 'cents',
  },
  waterfall: {
    kind: 'waterfall',
    finding: 'It grew by $250 K in 2 steps',
    nameLabel: 'Step',
    names: ['Adopted plan', 'BC-01 · Augment the fibre', 'BC-02 · Contingency draw', 'Today'],
    series: [
      { label: 'Figure', tone: 'fourth', values: [470_000_000, null, null, 495_000_000] },
      { label: 'More', tone: 'first', letter: '+', values: [null, 30_000_000, null, null] },
      { label: 'Less', tone: 'second', letter: '−', values: [null, null, -5_000_000, null] },
    ],
    unit: 'cents',
  },
  stacks: {
    kind: 'stacks',
    finding: 'Two of nine sites in the north are late',
    nameLabel: 'Region',
    names: ['North', 'South'],
    series: [
      { label: 'On time', letter: 'G', tone: 'good', values: [6, 4] },
      { label: 'Slipping', letter: 'Y', tone: 'watch', values: [1, 3] },
      { label: 'Late', letter: 'R', tone: 'bad', values: [2, 0] },
    ],
    unit: 'count',
  },
};
