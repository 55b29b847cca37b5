import { goalAtMost, ratio, type Measure } from '../harness/measure.ts';

const WITH = 'syncs judged by every rule of the whole plan';
const WITHOUT = 'the same syncs judged by none';
const SMALL_WITH = 'judged, a tenth of the program';
const SMALL_WITHOUT = 'judged by none, a tenth of the program';

export const rulesMeasure: Measure = {
  id: 'rules',
  title: 'rules over sums: ten amounts of budget lines and a contract per sync, on the server’s service',
  contenders: ({ isSmall }) => {
    const count = isSmall ? '5' : '50';
    return [
      { name: WITH, role: 'ours', script: 'rules-ours', mode: `with:${count}` },
      { name: WITHOUT, role: 'limit', script: 'rules-ours', mode: `without:${count}` },
      { name: SMALL_WITH, role: 'info', script: 'rules-ours', mode: `with:${count}`, scale: 0.1 },
      { name: SMALL_WITHOUT, role: 'info', script: 'rules-ours', mode: `without:${count}`, scale: 0.1 },
    ];
  },
  goals: (figures) => [
    goalAtMost('a sync with all rules against one without', ratio(figures, WITH, WITHOUT), 1.3, '×'),
    goalAtMost('the same in a tenth of the program', ratio(figures, SMALL_WITH, SMALL_WITHOUT), 1.3, '×'),
  ],
};
