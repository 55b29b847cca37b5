import { gzipSync } from 'node:zlib';
import { syncInLines } from '../../../shared/protocol/rows-in-lines.ts';
import { SYNC_LINES } from '../../../shared/protocol/rows-line.ts';
import { expectSame, noticeClosedSockets, serveContender, timed } from '../harness/contender.ts';
import { layGroundwork, startOurServer } from '../harness/our-server.ts';
import { planRows } from '../workload/plan-rows.ts';
import { insertsOf, syncRequest } from '../workload/sync-requests.ts';

/** Mode "gzip": request and answer are packed, as the add-in sends them over a slow line. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const plan = planRows(size);
  const server = await startOurServer(databaseUrl);
  return {
    run: async () => {
      const program = await server.newProgram();
      const base = await layGroundwork(program, plan);
      const request = syncRequest(base, { budgetLines: insertsOf(plan.budgetLines) });
      // As the add-in sends it.
      const body = [...syncInLines(request)].map((line) => `${line}\n`).join('');
      const packed = new Uint8Array(gzipSync(body));
      const isPacked = mode === 'gzip';
      await noticeClosedSockets();
      await server.process.startFigures();
      let answer = '';
      const ms = await timed(async () => {
        const lines = { 'content-type': SYNC_LINES };
        const headers = isPacked ? { ...lines, 'content-encoding': 'gzip', 'accept-encoding': 'gzip' } : lines;
        answer = await (await program.post('/sync', isPacked ? packed : body, headers)).text();
      });
      const { cpuMs, peakBytes } = await server.process.readFigures();
      expectSame('accepted rows', /"committed":(\d+)/.exec(answer)?.[1], String(base + 1));
      return {
        ms,
        facts: {
          serverCpuMs: cpuMs,
          serverPeakBytes: peakBytes,
          sentBytes: Buffer.byteLength(body),
          sentGzipBytes: packed.length,
          answerBytes: Buffer.byteLength(answer),
          answerGzipBytes: gzipSync(answer).length,
        },
      };
    },
    close: () => server.process.stop(),
  };
});
