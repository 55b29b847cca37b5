import { fact, goalAtMost, ratio, type FigureTable, type Measure } from '../harness/measure.ts';

const OURS = 'server, one sync';
const LIMIT = 'Hono + JSON.parse + prepared inserts + journal';

export const pushMeasure: Measure = {
  id: 'push',
  title: 'cold push of every budget line over HTTP, durable',
  contenders: ({ size }) => {
    const rows = size.budgetLines;
    return [
      { name: OURS, role: 'ours', script: 'push-ours', rows },
      { name: LIMIT, role: 'limit', script: 'push-limit', rows },
      { name: 'server, one sync, gzip both ways', role: 'info', script: 'push-ours', mode: 'gzip', rows },
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
