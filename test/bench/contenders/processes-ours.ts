import { serveContender, timed } from '../harness/contender.ts';
import { acceptedRevision, fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { quantile } from '../harness/statistics.ts';
import { cents } from '../workload/cell-values.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest } from '../workload/sync-requests.ts';

const CELLS_PER_SYNC = 10;

/** Mode "2:32:10": servers over one database, clients at once spread over them, and syncs of each client per run. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const [count = 1, clients = 1, syncs = 1] = mode.split(':').map(Number);
  const plan = planRows(size);
  const first = await startOurServer(databaseUrl);
  const servers = [first];
  while (servers.length < count) servers.push(await startOurServer(databaseUrl));
  const program = await first.newProgram();
  const head = await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  const others = servers.slice(1).map((server) => server.joinProgram(program.id));
  const doors = [program, ...(await Promise.all(others))];
  const random = randomFrom(59);
  const heads = Array.from({ length: clients }, () => head);
  const waits: number[] = [];
  const syncOnce = async (client: number) => {
    const lines = plan.budgetLines.slice(client * CELLS_PER_SYNC, (client + 1) * CELLS_PER_SYNC);
    const updates = lines.map(({ row }) => ({ row, cells: { original: cents(random) } }));
    const door = doors[client % doors.length] ?? program;
    const began = performance.now();
    const reply = await door.sync(syncRequest(heads[client] ?? head, { budgetLines: { updates } }));
    waits.push(performance.now() - began);
    heads[client] = acceptedRevision(reply);
  };
  const work = async (client: number) => {
    for (let i = 0; i < syncs; i++) await syncOnce(client);
  };
  return {
    run: async () => {
      waits.length = 0;
      for (const server of servers) await server.process.startFigures();
      const ms = await timed(() => Promise.all(heads.map((_, client) => work(client))));
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
