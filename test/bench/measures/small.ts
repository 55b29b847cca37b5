import { fact, goalAtLeast, type Measure } from '../harness/measure.ts';

const OURS = 'server, 32 clients at once';
const ALONE = 'server, one client: one commit each';

export const smallMeasure: Measure = {
  id: 'small',
  title: 'small syncs of 10 cells, durable: 32 clients at once share commits',
  contenders: ({ isSmall }) => {
    const each = isSmall ? 3 : 10;
    return [
      { name: OURS, role: 'ours', script: 'small-ours', mode: `32:${each}` },
      { name: 'plain store, 32 clients, one commit each', role: 'limit', script: 'small-limit', mode: `32:${each}` },
      { name: ALONE, role: 'info', script: 'small-ours', mode: `1:${32 * each}` },
      { name: 'SQLite alone, one row per commit', role: 'info', script: 'commit-raw', mode: isSmall ? '200' : '2000' },
    ];
  },
  goals: (figures) => {
    const rate = (name: string) => fact(figures, name, 'syncsPerSecond') ?? Number.NaN;
    return [goalAtLeast('syncs per second, 32 at once against one commit each', rate(OURS) / rate(ALONE), 4, '×')];
  },
};
