import { goalAtMost, ratio, type Measure } from '../harness/measure.ts';

export const journalMeasure: Measure = {
  id: 'journal',
  title: 'forms of the journal: every budget line changed in one revision, SQLite alone',
  contenders: ({ size }) => {
    const common = { script: 'journal-form', rows: size.budgetLines };
    return [
      { ...common, name: 'one entry per changed row (the product)', role: 'ours', mode: 'row' },
      { ...common, name: 'one blob per revision', role: 'limit', mode: 'batch' },
      { ...common, name: 'one entry per cell', role: 'info', mode: 'cell' },
    ];
  },
  goals: (figures) => [
    goalAtMost(
      'per row against per cell',
      ratio(figures, 'one entry per changed row (the product)', 'one entry per cell'),
      1,
      '×',
    ),
  ],
};
