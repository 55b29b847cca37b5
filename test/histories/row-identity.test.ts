import { describeHistories } from './describe-histories.ts';
import { movedPostings, movedRows } from './history-options.ts';

describeHistories(
  {
    promise: '[PRO13] sorting, filtering, inserting, copying, pasting and undoing keep every edit with its row',
    options: movedRows,
    onEveryChange: 60,
    inTheLongRun: 2_000,
  },
  {
    promise: '[FG1] postings that move between lines of commitments leave every computed cell right in every workbook',
    options: movedPostings,
    onEveryChange: 15,
    inTheLongRun: 1_000,
  },
);
