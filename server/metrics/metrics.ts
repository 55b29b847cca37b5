import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry, type GaugeConfiguration } from 'prom-client';
import { HttpError } from '../errors.ts';
import type { OpenStreams } from '../identity/open-streams.ts';
import type { SyncAnswer } from '../reconcile/sync-answer.ts';
import { answering, type SyncService } from '../reconcile/sync-program.ts';
import type { Store } from '../storage/database.ts';
import { allPlaces } from '../workers/all-places.ts';

/** Counts what the server does, for the district's monitoring: never of whom, of which program, or how much. */
export interface Metrics {
  /** A request was answered. `route` is its pattern, such as /api/programs/{program}/sync. */
  answered(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }): void;
  /** The same service, whose syncs are counted and timed. */
  counting(service: SyncService): SyncService;
  /** From now on the streams that are open are told, too. */
  watch(streams: OpenStreams): void;
  /** All of it in the text form of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
}

const REQUEST_SECONDS = [0.01, 0.05, 0.1, 0.3, 1, 3, 10, 30];
const SYNC_SECONDS = [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10];
const MS = 1_000;

export function createMetrics(store: Pick<Store, 'pool'>): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const request = new Histogram({
    name: 'sep_request_seconds',
    help: 'Requests by route and status, and how long they took.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: REQUEST_SECONDS,
    registers,
  });
  const sync = new Histogram({
    name: 'sep_sync_seconds',
    help: 'Syncs by what became of them, from when they came in until their revision was on the disk; pull: nothing was brought.',
    labelNames: ['outcome'] as const,
    buckets: SYNC_SECONDS,
    registers,
  });
  const cells = new Counter({
    name: 'sep_synced_cells_total',
    help: 'Cells and rows that syncs brought: accepted, in conflict, refused.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const underway = new Gauge({ name: 'sep_syncs_underway', help: 'Syncs that are waiting or running.', registers });
  poolGauge(store, register);
  jobsGauge(register);

  const told = ({ accepted, conflicts, refusals }: SyncAnswer['outcome']): void => {
    cells.inc({ outcome: 'accepted' }, accepted);
    cells.inc({ outcome: 'conflict' }, conflicts.length);
    cells.inc({ outcome: 'refused' }, refusals.length);
  };
  const timed = async <T>(work: () => Promise<T>, outcomeOf: (done: T) => string): Promise<T> => {
    underway.inc();
    const done = sync.startTimer();
    try {
      const result = await work();
      done({ outcome: outcomeOf(result) });
      return result;
    } catch (error) {
      done({ outcome: error instanceof HttpError ? error.code : 'failed' });
      throw error;
    } finally {
      underway.dec();
    }
  };
  return {
    answered: ({ ms, status, ...labels }) => request.observe({ ...labels, status: String(status) }, ms / MS),
    counting: (service) =>
      answering({
        preview: (...asked) => service.preview(...asked),
        pull: (...asked) =>
          timed(
            () => service.pull(...asked),
            () => 'pull',
          ),
        answer: async (...asked) => {
          const [, { edits }, { preview = false } = {}] = asked;
          const answer = await timed(
            () => service.answer(...asked),
            ({ outcome: { committed } }) =>
              preview ? 'preview' : edits.length === 0 ? 'pull' : committed === null ? 'nothing' : 'committed',
          );
          if (!preview) told(answer.outcome);
          return answer;
        },
      }),
    watch: (streams) => {
      gauge(register, {
        name: 'sep_open_streams',
        help: 'Event streams of panes and pages that are open.',
        collect() {
          this.set(streams.counts().open);
        },
      });
    },
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

/** PostgreSQL: connections that are open, idle, and how many queries wait for one. */
function poolGauge({ pool }: Pick<Store, 'pool'>, register: Registry): void {
  if (pool === undefined) return;
  gauge(register, {
    name: 'sep_database_pool',
    help: 'Connections to the database: open, idle; and queries that wait for one.',
    labelNames: ['state'],
    collect() {
      for (const [state, count] of Object.entries(pool())) this.set({ state }, count);
    },
  });
}

/** What waits for a worker thread tells a server that is too small before anybody is refused. */
function jobsGauge(register: Registry): void {
  gauge(register, {
    name: 'sep_jobs',
    help: 'Jobs for worker threads by kind: running, and waiting for a place.',
    labelNames: ['kind', 'state'],
    collect() {
      for (const { name, places } of allPlaces) {
        const { running, waiting } = places.counts();
        this.set({ kind: name.toLowerCase(), state: 'running' }, running);
        this.set({ kind: name.toLowerCase(), state: 'waiting' }, waiting);
      }
    },
  });
}

function gauge(register: Registry, told: GaugeConfiguration<string>): void {
  register.registerMetric(new Gauge({ ...told, registers: [] }));
}
