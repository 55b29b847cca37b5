import { describeHistories } from './describe-histories.ts';
import { weeksAway } from './history-options.ts';

describeHistories({
  promise: '[PRO8] weeks and months without a connection, after which nobody is signed in, lose nothing that was typed',
  options: weeksAway,
  onEveryChange: 4,
  inTheLongRun: 500,
});
