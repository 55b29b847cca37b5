import { describeHistories } from './describe-histories.ts';
import { restores } from './history-options.ts';

describeHistories({
  promise: '[PRO16, REV8] a server restored from a backup while workbooks are ahead diverges from none in silence',
  options: restores,
  onEveryChange: 6,
  inTheLongRun: 500,
  isLongOnPostgres: true,
});
