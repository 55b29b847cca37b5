import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const OURS = 'server: sync to another pane’s event';
const LIMIT = 'plain SSE server with one durable row update';
const PLAIN = 'plain SSE server, nothing stored';

export const eventMeasure: Measure = {
  id: 'event',
  title: 'one cell, from the sync to the event in another pane (median and p99)',
  contenders: ({ isSmall }) => {
    const count = isSmall ? 50 : 400;
    return [
      { name: OURS, role: 'ours', script: 'event-ours', mode: String(count) },
      { name: LIMIT, role: 'limit', script: 'event-limit', mode: `stored:${count}` },
      { name: PLAIN, role: 'info', script: 'event-limit', mode: `plain:${count}` },
      {
        name: 'Hocuspocus',
        role: 'peer',
        script: 'event-hocuspocus',
        mode: String(count),
        packages: ['@hocuspocus/server'],
      },
      {
        name: 'PouchDB live changes',
        role: 'peer',
        script: 'event-pouchdb',
        mode: String(count),
        packages: ['pouchdb-core'],
        scale: 0.1,
      },
    ];
  },
  goals: (figures) => {
    const p99 = (name: string) => fact(figures, name, 'p99Ms') ?? Number.NaN;
    return [
      goalAtMost('p99 against plain SSE with a durable update', p99(OURS) / p99(LIMIT), 2, '×'),
      goalAtMost('p99 against plain SSE that stores nothing', p99(OURS) / p99(PLAIN), 2, '×'),
    ];
  },
};
