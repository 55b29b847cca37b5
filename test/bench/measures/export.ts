import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'download over HTTP, others asking meanwhile';

export const exportMeasure: Measure = {
  id: 'export',
  title: 'how long others wait at worst while one person downloads the consolidated workbook',
  contenders: ({ size }) => [{ name: OURS, role: 'ours', script: 'export-ours', rows: size.budgetLines }],
  goals: (figures) => {
    const waitMs = fact(figures, OURS, 'longestWaitMs');
    const exportMs = figures.find(OURS)?.ms ?? Number.NaN;
    return [
      goalAtMost('longest wait against the whole download', waitMs === null ? null : waitMs / exportMs, 0.02, '×'),
      goalAtMost('longest wait', waitMs, 50, 'ms'),
    ];
  },
};
