import { fact, goalAtMost, type Measure } from '../harness/measure.ts';

const COPY = 'SQLite: online copy, restored and verified';
const DUMP = 'PostgreSQL: dump, reloaded and verified';
const STANDBY = 'PostgreSQL: standby, promoted after a crash';
const QUARTER_HOUR_MS = 15 * 60_000;

/** What is lost with a database, and how long until a server on what was kept of it acknowledges a sync. */
export const restoreMeasure: Measure = {
  id: 'restore',
  title: 'a district and its history from its backup, until a sync is acknowledged',
  contenders: ({ isSmall }) => {
    const size = isSmall ? 'demo' : 'district';
    return [
      { name: COPY, role: 'ours', script: 'restore-ours', mode: `sqlite:${size}` },
      { name: DUMP, role: 'ours', script: 'restore-ours', mode: `dump:${size}`, needs: 'pg_dump' },
      { name: STANDBY, role: 'ours', script: 'restore-ours', mode: `standby:${size}` },
    ];
  },
  goals: (figures) => [
    ...[COPY, DUMP, STANDBY].map((name) => goalAtMost(name, figures.find(name)?.ms ?? null, QUARTER_HOUR_MS, 'ms')),
    goalAtMost('syncs that a standby has missed', fact(figures, STANDBY, 'lostSyncs'), 1, '×'),
  ],
};
