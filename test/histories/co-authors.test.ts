import { describeHistories } from './describe-histories.ts';
import { coAuthors } from './history-options.ts';

describeHistories({
  promise: '[PRO12] co-authors with a pane each on one workbook push each edit once',
  options: coAuthors,
  onEveryChange: 24,
  inTheLongRun: 500,
});
