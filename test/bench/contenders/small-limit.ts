import { serveContender, timed } from '../harness/contender.ts';
import { startServerProcess } from '../harness/server-process.ts';
import { cents } from '../workload/cell-values.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';

const CELLS_PER_SYNC = 10;

/** The least durable store with one commit per request. Mode "32:20": clients at once, and requests of each per run. */
await serveContender(async ({ size, mode }) => {
  const [clients = 1, requests = 1] = mode.split(':').map(Number);
  const { budgetLines } = planRows(size);
  const server = await startServerProcess('server-limit');
  const post = async (path: string, value: unknown): Promise<void> => {
    const response = await fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(value) });
    if (!response.ok) throw new Error(await response.text());
    await response.text();
  };
  await post('/insert/bench', budgetLines);
  const random = randomFrom(47);
  const work = async (client: number) => {
    for (let i = 0; i < requests; i++) {
      const lines = budgetLines.slice(client * CELLS_PER_SYNC, (client + 1) * CELLS_PER_SYNC);
      await post(
        '/update/bench',
        lines.map(({ row }) => ({ row, cells: { original: cents(random) } })),
      );
    }
  };
  return {
    run: async () => {
      const ms = await timed(() => Promise.all(Array.from({ length: clients }, (_, client) => work(client))));
      return { ms, facts: { syncsPerSecond: (clients * requests * 1000) / ms } };
    },
    close: () => server.stop(),
  };
});
