import { goalAtMost, type Measure } from '../harness/measure.ts';

const FIRST = 'first calculation';
const EDIT = 'one edit';
const SPREAD = 'an edit that reaches every formula';

export const calculateMeasure: Measure = {
  id: 'calculate',
  title: 'the Excel host calculates 20,000 formulas, and follows an edit',
  contenders: () => [
    { name: FIRST, role: 'ours', script: 'calculate-ours', mode: 'first' },
    { name: EDIT, role: 'ours', script: 'calculate-ours', mode: 'edit' },
    { name: SPREAD, role: 'info', script: 'calculate-ours', mode: 'spread' },
  ],
  goals: (figures) => [
    goalAtMost('first calculation of 20,000 formulas', figures.find(FIRST)?.ms ?? null, 1000, 'ms'),
    goalAtMost('an edit among them', figures.find(EDIT)?.ms ?? null, 50, 'ms'),
  ],
};
