import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'the parts of a workbook that one cell has changed';

export const keepMeasure: Measure = {
  id: 'keep',
  title: 'save what one typed cell changes in a workbook of every budget line × 12, as the workbench keeps it',
  contenders: () => [{ name: OURS, role: 'ours', script: 'keep-ours' }],
  goals: (figures) => [
    goalAtMost('after one cell', figures.find(OURS)?.ms ?? null, 8, 'ms'),
    goalAtMost('put the workbook together', fact(figures, OURS, 'restoreMs'), 3_000, 'ms'),
  ],
};
