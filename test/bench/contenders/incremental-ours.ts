import { serveContender, timed } from '../harness/contender.ts';
import { acceptedRevision, fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { lineSource } from '../workload/line-source.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest, updatesOf } from '../workload/sync-requests.ts';
import { syncReply } from '../../../shared/protocol/sync.ts';

/** Mode: how many rows change per sync. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  const ids: string[] = [];
  const plan = planRows({ ...size, budgetLines: 0 });
  let head = await fillLines(program, lineSource(size, ids), await layGroundwork(program, plan));
  const random = randomFrom(41);
  return {
    run: async () => {
      const push = JSON.stringify(syncRequest(head, { budgetLines: updatesOf(ids, Number(mode), random) }));
      const pull = JSON.stringify(syncRequest(head, {}));
      await server.process.startFigures();
      let [pushed, pulled] = ['', ''];
      const pushMs = await timed(async () => (pushed = await (await program.post('/sync', push)).text()));
      const pullMs = await timed(async () => (pulled = await (await program.post('/sync', pull)).text()));
      const { cpuMs, peakBytes } = await server.process.readFigures();
      head = acceptedRevision(syncReply.parse(JSON.parse(pushed)));
      return {
        ms: pushMs + pullMs,
        facts: {
          pushMs,
          pullMs,
          serverCpuMs: cpuMs,
          serverPeakBytes: peakBytes,
          sentBytes: Buffer.byteLength(push),
          pulledBytes: Buffer.byteLength(pulled),
        },
      };
    },
    close: () => server.process.stop(),
  };
});
