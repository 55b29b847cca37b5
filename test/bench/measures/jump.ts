import { goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'the add-in’s jumpTo, through Microsoft’s library';

export const jumpMeasure: Measure = {
  id: 'jump',
  title: 'jump to a cell of a table of every budget line × 12, on the Excel host',
  contenders: () => [{ name: OURS, role: 'ours', script: 'jump-ours' }],
  goals: (figures) => [goalAtMost('jump to a cell', figures.find(OURS)?.ms ?? null, 300, 'ms')],
};
