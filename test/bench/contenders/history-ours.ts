import { serveContender, timed } from '../harness/contender.ts';
import { acceptedRevision, fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest, updatesOf } from '../workload/sync-requests.ts';

const REVISIONS = 10;

/** Reads the budget lines: mode "head", or "back", before ten revisions that changed half as many rows as there are. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const plan = planRows(size);
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  const filled = await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  const ids = plan.budgetLines.map(({ row }) => row);
  const random = randomFrom(53);
  let head = filled;
  for (let i = 0; i < REVISIONS; i++) {
    const budgetLines = updatesOf(ids, Math.round(ids.length / 2 / REVISIONS), random);
    head = acceptedRevision(await program.sync(syncRequest(head, { budgetLines })));
  }
  const path = mode === 'head' ? '/rows?tables=budgetLines' : `/rows?tables=budgetLines&at=${filled}`;
  return {
    run: async () => {
      await server.process.startFigures();
      let answer = '';
      const ms = await timed(async () => (answer = await (await program.get(path)).text()));
      const { cpuMs, peakBytes } = await server.process.readFigures();
      const facts = { serverCpuMs: cpuMs, serverPeakBytes: peakBytes, answerBytes: Buffer.byteLength(answer) };
      return { ms, facts };
    },
    close: () => server.process.stop(),
  };
});
