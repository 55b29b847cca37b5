import { describeHistories } from './describe-histories.ts';
import { kills, mailedCopies, oldCopies } from './history-options.ts';

describeHistories(
  {
    promise: '[PRO9] mailed copies of one workbook do not fight',
    options: mailedCopies,
    onEveryChange: 15,
    inTheLongRun: 200,
  },
  {
    promise: '[PRO10] an old copy of a workbook brings back no old numbers',
    options: oldCopies,
    onEveryChange: 18,
    inTheLongRun: 500,
  },
  {
    promise: '[PRO7] an add-in killed at any call to Excel heals at the next sync',
    options: kills,
    onEveryChange: 15,
    inTheLongRun: 400,
  },
);
