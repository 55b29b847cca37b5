import { noticeClosedSockets, serveContender, timed } from '../harness/contender.ts';
import { startServerProcess } from '../harness/server-process.ts';
import { planRows } from '../workload/plan-rows.ts';

await serveContender(async ({ size }) => {
  const { budgetLines } = planRows(size);
  const server = await startServerProcess('server-limit');
  let count = 0;
  return {
    run: async () => {
      const body = JSON.stringify(budgetLines);
      const url = `${server.url}/insert/bench-${++count}`;
      await noticeClosedSockets();
      await server.startFigures();
      const ms = await timed(async () => {
        const response = await fetch(url, { method: 'POST', body, headers: { 'accept-encoding': 'identity' } });
        if (!response.ok) throw new Error(await response.text());
        await response.text();
      });
      const { cpuMs, peakBytes } = await server.readFigures();
      return { ms, facts: { serverCpuMs: cpuMs, serverPeakBytes: peakBytes, sentBytes: Buffer.byteLength(body) } };
    },
    close: () => server.stop(),
  };
});
