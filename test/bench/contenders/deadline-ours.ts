import { setTimeout as wait } from 'node:timers/promises';
import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { serveContender, timed } from '../harness/contender.ts';
import { keptLines, type Answer, type KeptLines } from '../harness/kept-line.ts';
import { fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { quantile } from '../harness/statistics.ts';
import { cents } from '../workload/cell-values.ts';
import { dueBetween, officeDay, type OfficeDay } from '../workload/office-day.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest } from '../workload/sync-requests.ts';

const CELLS_PER_PUSH = 20;
const POLL_EVERY_SECONDS = 15;
const CONSOLIDATE_EVERY_SECONDS = 60;
const TICK_MS = 20;
const BEGINNING_BYTES = 16 * 1024;

interface BusyPane {
  /** Lines that nobody else edits. */
  readonly lines: readonly string[];
  revision: number;
  hash: string;
  isWaiting: boolean;
}

/** What was asked during the day, by what became of it. */
class Tally {
  readonly pushMs: number[] = [];
  readonly pollMs: number[] = [];
  readonly bookMs: number[] = [];
  refused = 0;
  errors = 0;
  /** Due, while every pane was waiting for an answer. */
  unsent = 0;
  pulledBytes = 0;
  heardBytes = 0;

  /** The first is told, so that somebody can look into it. */
  failed(error: unknown): void {
    if (this.errors++ === 0) console.error(error);
  }
}

/** Mode: panes, pushes a second and seconds, and whether workbooks are consolidated. All panes are open, hear events and ask every quarter of a minute. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const day = officeDay(mode);
  const plan = planRows(size);
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  const head = await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  const lines = keptLines(program.url, { ...program.headers, 'accept-encoding': 'gzip, br' });
  const rows = plan.budgetLines.map(({ row }) => row);
  const panes = Array.from({ length: day.panes }, (_, at): BusyPane => {
    const first = (at * CELLS_PER_PUSH) % Math.max(1, rows.length - CELLS_PER_PUSH);
    return { lines: rows.slice(first, first + CELLS_PER_PUSH), revision: head, hash: '', isWaiting: false };
  });
  let tally = new Tally();
  for (let at = 0; at < day.panes; at++) await lines.listen('/events', (bytes) => (tally.heardBytes += bytes));
  return {
    run: async () => {
      tally = new Tally();
      await server.process.startFigures();
      const ms = await timed(() => playDay(day, panes, lines, tally));
      const { cpuMs, peakBytes } = await server.process.readFigures();
      const told = factsOf(tally, ms);
      const shareOfDue = told.pushesPerSecond / day.pushesPerSecond;
      return { ms, facts: { ...told, shareOfDue, serverCpuMs: cpuMs, serverPeakBytes: peakBytes } };
    },
    close: async () => {
      lines.close();
      await server.process.stop();
    },
  };
});

function factsOf(tally: Tally, ms: number) {
  return {
    pushesPerSecond: (tally.pushMs.length * 1000) / ms,
    pushMedianMs: quantile(tally.pushMs, 0.5),
    pushP99Ms: quantile(tally.pushMs, 0.99),
    polls: tally.pollMs.length,
    pollMedianMs: quantile(tally.pollMs, 0.5),
    pollP99Ms: quantile(tally.pollMs, 0.99),
    consolidations: tally.bookMs.length,
    ...(tally.bookMs.length > 0 ? { consolidationMs: quantile(tally.bookMs, 1) } : {}),
    refused: tally.refused,
    errors: tally.errors,
    unsent: tally.unsent,
    pulledBytes: tally.pulledBytes,
    heardBytes: tally.heardBytes,
  };
}

/** Asks what is due at the pace of the day, whether or not the server keeps up: a pane that waits is passed over. */
async function playDay(day: OfficeDay, panes: readonly BusyPane[], lines: KeptLines, tally: Tally): Promise<void> {
  const random = randomFrom(53);
  const underway = new Set<Promise<void>>();
  const begin = (work: Promise<void>): void => {
    const counted = work.catch((error: unknown) => tally.failed(error)).finally(() => underway.delete(counted));
    underway.add(counted);
  };
  const nextPane = rounds(panes);
  const nextPoller = rounds(panes);
  const push = (pane: BusyPane) => {
    const updates = pane.lines.map((row) => ({ row, cells: { original: cents(random) } }));
    return askAs(pane, lines, { edits: { budgetLines: { updates } }, times: tally.pushMs, tally });
  };
  const start = performance.now();
  if (day.consolidates) begin(consolidate(lines, tally));
  for (let before = 0; before < day.seconds * 1000;) {
    const now = Math.min(performance.now() - start, day.seconds * 1000);
    const due = (perSecond: number) => Array.from({ length: dueBetween(before, now, perSecond) });
    for (const _ of due(day.pushesPerSecond)) {
      const pane = nextPane();
      if (pane === undefined) tally.unsent++;
      else begin(push(pane));
    }
    for (const _ of due(panes.length / POLL_EVERY_SECONDS)) {
      const pane = nextPoller();
      if (pane) begin(askAs(pane, lines, { times: tally.pollMs, tally }));
    }
    for (const _ of due(day.consolidates ? 1 / CONSOLIDATE_EVERY_SECONDS : 0)) begin(consolidate(lines, tally));
    before = now;
    await wait(TICK_MS);
  }
  await Promise.all(underway);
}

/** One pane after the other, those passed over that wait for an answer; undefined: all do. */
function rounds(panes: readonly BusyPane[]): () => BusyPane | undefined {
  let at = 0;
  return () => {
    for (let tried = 0; tried < panes.length; tried++) {
      const pane = panes[at++ % panes.length];
      if (pane && !pane.isWaiting) return pane;
    }
    return undefined;
  };
}

interface Asked {
  readonly edits?: Parameters<typeof syncRequest>[1];
  readonly times: number[];
  readonly tally: Tally;
}

/** Sends a sync, and the same one again as long as the server asks for patience. */
async function askAs(pane: BusyPane, lines: KeptLines, { edits, times, tally }: Asked): Promise<void> {
  pane.isWaiting = true;
  try {
    const body = JSON.stringify(syncRequest(pane.revision, edits));
    const start = performance.now();
    let answer: Answer;
    for (;;) {
      answer = await lines.ask(`/sync?computed=moved&cells=moved&hash=${pane.hash}`, body);
      if (answer.status !== 429 && answer.status !== 503) break;
      tally.refused++;
      await wait(answer.retryAfterSeconds * 1000);
    }
    if (answer.status !== 200) throw new Error(answer.body.toString());
    times.push(performance.now() - start);
    tally.pulledBytes += answer.body.length;
    ({ revision: pane.revision, hash: pane.hash } = receiptIn(answer));
  } finally {
    pane.isWaiting = false;
  }
}

/** What a pane asks next is at the beginning. A thousand panes that unpack and parse all of it would take more than the server. */
function receiptIn(answer: Answer): { revision: number; hash: string } {
  const found = /"receipt":\{"revision":(\d+),"hash":"([0-9a-f]{64})"/.exec(beginningOf(answer));
  const [, revision, hash] = found ?? [];
  if (revision === undefined || hash === undefined) throw new Error('The answer has no receipt.');
  return { revision: Number(revision), hash };
}

function beginningOf({ body, encoding }: Answer): string {
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  const first = body.subarray(0, BEGINNING_BYTES);
  return (encoding === 'gzip' ? gunzipSync(first, { finishFlush: constants.Z_SYNC_FLUSH }) : first).toString();
}

async function consolidate(lines: KeptLines, tally: Tally): Promise<void> {
  const start = performance.now();
  const { status } = await lines.ask('/workbook.xlsx');
  if (status !== 200) throw new Error(`The workbook answered ${status}.`);
  tally.bookMs.push(performance.now() - start);
}
