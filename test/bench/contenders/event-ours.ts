import { serveContender } from '../harness/contender.ts';
import { eventDelays, openEventStream } from '../harness/event-stream.ts';
import { acceptedRevision, fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { quantile } from '../harness/statistics.ts';
import { cents } from '../workload/cell-values.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest } from '../workload/sync-requests.ts';

/** Mode: how many single-cell syncs per run. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const plan = planRows(size);
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  let head = await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  const stream = await openEventStream(`${program.url}/events`, program.headers);
  const random = randomFrom(43);
  const syncOneCell = async () => {
    const cells = { original: cents(random) };
    const updates = [{ row: random.pick(plan.budgetLines).row, cells }];
    head = acceptedRevision(await program.sync(syncRequest(head, { budgetLines: { updates } })));
  };
  return {
    run: async () => {
      const delays = await eventDelays(stream, Number(mode), syncOneCell);
      return { ms: quantile(delays, 0.5), facts: { p99Ms: quantile(delays, 0.99) } };
    },
    close: async () => {
      stream.close();
      await server.process.stop();
    },
  };
});
