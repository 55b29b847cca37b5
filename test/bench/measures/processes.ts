import { fact, goalAtLeast, type Measure } from '../harness/measure.ts';

const ONE = 'one server, 32 clients';
const TWO = 'two servers, 32 clients';

export const processesMeasure: Measure = {
  id: 'processes',
  title: 'syncs of 10 cells into one program on one PostgreSQL: two servers against one',
  contenders: ({ isSmall }) => {
    const each = isSmall ? 3 : 10;
    return [
      { name: TWO, role: 'ours', script: 'processes-ours', mode: `2:32:${each}`, database: 'postgres' },
      { name: ONE, role: 'info', script: 'processes-ours', mode: `1:32:${each}`, database: 'postgres' },
    ];
  },
  goals: (figures) => {
    const rate = (name: string) => fact(figures, name, 'syncsPerSecond') ?? Number.NaN;
    return [goalAtLeast('syncs per second, two servers against one', rate(TWO) / rate(ONE), 1.6, '×')];
  },
};
