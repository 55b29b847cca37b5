import { fact, goalAtMost, ratio, type Measure } from '../harness/measure.ts';

const OURS = 'consolidated workbook: reports, checks, every table';
const LIMIT = 'hucre alone: the budget lines’ sheet';

export const workbookMeasure: Measure = {
  id: 'workbook',
  title: 'consolidated .xlsx with every budget line, in a worker, against hucre writing one sheet',
  contenders: ({ size }) => {
    const rows = size.budgetLines;
    return [
      { name: OURS, role: 'ours', script: 'workbook-ours', rows },
      { name: LIMIT, role: 'limit', script: 'workbook-limit', rows, packages: ['hucre'] },
    ];
  },
  goals: (figures) => {
    const memory = (name: string) => figures.find(name)?.peakBytes ?? Number.NaN;
    return [
      goalAtMost('time against hucre', ratio(figures, OURS, LIMIT), 1.2, '×'),
      goalAtMost('peak memory against hucre', memory(OURS) / memory(LIMIT), 1.2, '×'),
      goalAtMost('longest pause of the server meanwhile', fact(figures, OURS, 'serverPauseMs'), 50, 'ms'),
    ];
  },
};
