import { describeHistories } from './describe-histories.ts';
import { movedRows } from './history-options.ts';

describeHistories({
  promise: '[PRO13] sorting, filtering, inserting, copying, pasting and undoing keep every edit with its row',
  options: movedRows,
  onEveryChange: 100,
  inTheLongRun: 2_000,
});
