import { fact, goalAtLeast, goalAtMost, type Measure } from '../harness/measure.ts';

/** Twenty lines for each of a thousand panes. */
const SIZE = { sites: 200, projects: 400, budgetLines: 20_000 };
const OURS = 'server, the day of a deadline';

export const deadlineMeasure: Measure = {
  id: 'deadline',
  title:
    'the day of a deadline: 1,000 panes that listen and ask every 15 s, 100 pushes of 20 cells a second, a consolidation a minute',
  contenders: ({ isSmall, isFull }) => {
    const mode = isSmall ? '50:5:10' : `1000:100:${isFull ? 900 : 60}`;
    return [{ name: OURS, role: 'ours', script: 'deadline-ours', mode, size: SIZE }];
  },
  goals: (figures) => {
    const told = (name: string) => fact(figures, OURS, name);
    return [
      goalAtMost('99 of 100 pushes', told('pushP99Ms'), 300, 'ms'),
      goalAtMost('99 of 100 polls', told('pollP99Ms'), 150, 'ms'),
      goalAtLeast('pushes a second of those that are due', told('shareOfDue'), 0.98, '×'),
      goalAtMost('requests that failed', told('errors'), 0, '×'),
    ];
  },
};
