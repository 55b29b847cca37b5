import { serveContender, timed } from '../harness/contender.ts';
import {
  acceptedRevision,
  fillLines,
  layGroundwork,
  startOurServer,
  type BenchProgram,
  type OurServer,
} from '../harness/our-server.ts';
import { quantile } from '../harness/statistics.ts';
import { cents } from '../workload/cell-values.ts';
import { planRows, type PlanRow, type PlanRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest } from '../workload/sync-requests.ts';

const CELLS_PER_SYNC = 10;

interface Client {
  readonly door: BenchProgram;
  /** The lines that are this client's alone. */
  readonly lines: readonly PlanRow[];
  head: number;
}

function clientAt(programs: readonly OpenProgram[], { budgetLines }: PlanRows, at: number): Client {
  const place = Math.floor(at / programs.length);
  const program = programs[at % programs.length];
  const door = program?.doors[place % program.doors.length];
  if (program === undefined || door === undefined) throw new Error('No program.');
  const lines = budgetLines.slice(place * CELLS_PER_SYNC, (place + 1) * CELLS_PER_SYNC);
  return { door, lines, head: program.head };
}

interface OpenProgram {
  readonly head: number;
  /** The program through each of the servers. */
  readonly doors: readonly BenchProgram[];
}

async function openProgram(servers: readonly OurServer[], plan: PlanRows): Promise<OpenProgram> {
  const [first, ...others] = servers;
  if (first === undefined) throw new Error('No server.');
  const program = await first.newProgram();
  const head = await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  return { head, doors: [program, ...(await Promise.all(others.map((server) => server.joinProgram(program.id))))] };
}

/**
 * Mode "2:32:10:8": servers over one database, clients at once spread over them, syncs of each client per run, and programs
 * over which the clients are spread, those of each over all servers.
 */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const [count = 1, clients = 1, syncs = 1, programs = 1] = mode.split(':').map(Number);
  const plan = planRows(size);
  const servers: OurServer[] = [];
  while (servers.length < count) servers.push(await startOurServer(databaseUrl));
  const opened: OpenProgram[] = [];
  while (opened.length < programs) opened.push(await openProgram(servers, plan));
  const random = randomFrom(59);
  const people = Array.from({ length: clients }, (_, at) => clientAt(opened, plan, at));
  const waits: number[] = [];
  const syncOnce = async (client: Client) => {
    const updates = client.lines.map(({ row }) => ({ row, cells: { original: cents(random) } }));
    const began = performance.now();
    const reply = await client.door.sync(syncRequest(client.head, { budgetLines: { updates } }));
    waits.push(performance.now() - began);
    client.head = acceptedRevision(reply);
  };
  const work = async (client: Client) => {
    for (let i = 0; i < syncs; i++) await syncOnce(client);
  };
  return {
    run: async () => {
      waits.length = 0;
      for (const server of servers) await server.process.startFigures();
      const ms = await timed(() => Promise.all(people.map(work)));
      let serverCpuMs = 0;
      for (const server of servers) serverCpuMs += (await server.process.readFigures()).cpuMs;
      const facts = { syncsPerSecond: (clients * syncs * 1000) / ms, serverCpuMs, p99Ms: quantile(waits, 0.99) };
      return { ms, facts };
    },
    close: async () => {
      for (const server of servers) await server.process.stop();
    },
  };
});
