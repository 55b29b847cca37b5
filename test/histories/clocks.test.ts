import { describeHistories } from './describe-histories.ts';
import { ordinary, wrongClocks } from './history-options.ts';
import { playHistory } from './history.ts';

describeHistories({
  promise: '[PRO2, PRO3, PRO4, PRO11] clocks that are years off, jump and stand in other time zones change nothing',
  options: ordinary,
  afterSeeds: 50_000,
  onEveryChange: 15,
  inTheLongRun: 500,
  async judge(server, seed, right) {
    const wrong = await playHistory(server, seed, wrongClocks);
    const differs = wrong.end !== right.end || wrong.trace.join('\n') !== right.trace.join('\n');
    return [...wrong.broken, ...(differs ? ['wrong clocks made another history'] : [])];
  },
});
