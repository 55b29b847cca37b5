import { fact, goalAtMost, ratio, type FigureTable, type Measure } from '../harness/measure.ts';

const OURS = 'server, one sync';
const LIMIT = 'Hono + JSON.parse + prepared inserts + journal';

const peers = [
  { name: 'Hocuspocus', script: 'push-hocuspocus', packages: ['@hocuspocus/server', 'yjs'], note: 'one blob, fsync' },
  { name: 'y-websocket', script: 'push-y-websocket', packages: ['y-websocket', 'yjs'], note: 'one blob, fsync' },
  {
    name: 'PouchDB, bulk documents',
    script: 'push-pouchdb',
    mode: 'bulk',
    packages: ['pouchdb-core', 'express-pouchdb'],
    scale: 0.1,
    note: 'at 0.1 of the size; LevelDB, not flushed',
  },
  {
    name: 'PouchDB, replication',
    script: 'push-pouchdb',
    mode: 'replicate',
    packages: ['pouchdb-replication', 'express-pouchdb'],
    scale: 0.1,
    note: 'at 0.1 of the size; LevelDB, not flushed',
  },
] as const;

export const pushMeasure: Measure = {
  id: 'push',
  title: 'cold push of every budget line over HTTP, durable',
  contenders: ({ size }) => {
    const rows = size.budgetLines;
    return [
      { name: OURS, role: 'ours', script: 'push-ours', rows },
      { name: LIMIT, role: 'limit', script: 'push-limit', rows },
      { name: 'server, one sync, gzip both ways', role: 'info', script: 'push-ours', mode: 'gzip', rows },
      ...peers.map((peer) => ({ role: 'peer' as const, rows, ...peer })),
    ];
  },
  goals: (figures) => [
    goalAtMost('push against the limit', ratio(figures, OURS, LIMIT), 2, '×'),
    goalAtMost('bytes sent, raw', megabytes(figures, 'sentBytes'), 14, 'MB'),
    goalAtMost('bytes sent, gzip', megabytes(figures, 'sentGzipBytes'), 5, 'MB'),
    goalAtMost('peak memory of the server', megabytes(figures, 'serverPeakBytes'), 250, 'MB'),
  ],
};

function megabytes(figures: FigureTable, name: string): number | null {
  const bytes = fact(figures, OURS, name);
  return bytes === null ? null : bytes / 1e6;
}
