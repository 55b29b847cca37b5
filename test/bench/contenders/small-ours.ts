import { serveContender, timed } from '../harness/contender.ts';
import { acceptedRevision, fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { cents } from '../workload/cell-values.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest } from '../workload/sync-requests.ts';

const CELLS_PER_SYNC = 10;

/** Mode "32:20": clients at once, and syncs of each per run. Each client edits lines of its own. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const [clients = 1, syncs = 1] = mode.split(':').map(Number);
  const plan = planRows(size);
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  const head = await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  const random = randomFrom(47);
  const heads = Array.from({ length: clients }, () => head);
  const syncOnce = async (client: number) => {
    const lines = plan.budgetLines.slice(client * CELLS_PER_SYNC, (client + 1) * CELLS_PER_SYNC);
    const updates = lines.map(({ row }) => ({ row, cells: { original: cents(random) } }));
    const reply = await program.sync(syncRequest(heads[client] ?? head, { budgetLines: { updates } }));
    heads[client] = acceptedRevision(reply);
  };
  const work = async (client: number) => {
    for (let i = 0; i < syncs; i++) await syncOnce(client);
  };
  return {
    run: async () => {
      await server.process.startFigures();
      const ms = await timed(() => Promise.all(heads.map((_, client) => work(client))));
      const { cpuMs } = await server.process.readFigures();
      return { ms, facts: { syncsPerSecond: (clients * syncs * 1000) / ms, serverCpuMs: cpuMs } };
    },
    close: () => server.process.stop(),
  };
});
