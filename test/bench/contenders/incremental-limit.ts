import { serveContender, timed } from '../harness/contender.ts';
import { startServerProcess } from '../harness/server-process.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { updatesOf } from '../workload/sync-requests.ts';

/** Mode: how many rows change per sync. */
await serveContender(async ({ size, mode }) => {
  const server = await startServerProcess('server-limit');
  const { budgetLines } = planRows(size);
  const post = async (path: string, value: unknown): Promise<string> => {
    const response = await fetch(`${server.url}${path}`, { method: 'POST', body: JSON.stringify(value) });
    if (!response.ok) throw new Error(await response.text());
    return response.text();
  };
  await post('/insert/bench', budgetLines);
  const ids = budgetLines.map(({ row }) => row);
  const random = randomFrom(41);
  let revision = 1;
  return {
    run: async () => {
      const { updates } = updatesOf(ids, Number(mode), random);
      let pulled = '';
      const pushMs = await timed(() => post('/update/bench', updates));
      const pullMs = await timed(
        async () => (pulled = await (await fetch(`${server.url}/since/bench/${revision++}`)).text()),
      );
      return { ms: pushMs + pullMs, facts: { pushMs, pullMs, pulledBytes: Buffer.byteLength(pulled) } };
    },
    close: () => server.stop(),
  };
});
