import { describeHistories } from './describe-histories.ts';
import { ordinary } from './history-options.ts';

// The other 500 of the long run's 2,000 are played in clocks.test.ts.
describeHistories({
  promise: '[PRO2, PRO3, PRO4] people edit, insert, delete, sort and copy over a bad network',
  options: ordinary,
  onEveryChange: 60,
  inTheLongRun: 1_500,
  coversAllPairs: true,
});
