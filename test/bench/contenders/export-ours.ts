import { serveContender, timed } from '../harness/contender.ts';
import { fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { planRows } from '../workload/plan-rows.ts';

/** Asks the server again and again whether it is there. @returns the longest time an answer took, until the work is done */
async function longestWait(url: string, work: Promise<unknown>): Promise<number> {
  const state = { isDone: false };
  const done = work.finally(() => (state.isDone = true));
  let longestMs = 0;
  while (!state.isDone) {
    const ms = await timed(async () => (await fetch(`${url}/api/health`)).arrayBuffer());
    longestMs = Math.max(longestMs, ms);
  }
  await done;
  return longestMs;
}

/** One person downloads the consolidated workbook over HTTP; others ask meanwhile. */
await serveContender(async ({ size, databaseUrl }) => {
  const plan = planRows(size);
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  return {
    run: async () => {
      await server.process.startFigures();
      let fileBytes = 0;
      let longestWaitMs = 0;
      const download = async () => {
        fileBytes = (await (await program.get('/workbook.xlsx')).arrayBuffer()).byteLength;
      };
      const ms = await timed(async () => (longestWaitMs = await longestWait(server.process.url, download())));
      const { cpuMs, peakBytes } = await server.process.readFigures();
      return { ms, facts: { fileBytes, longestWaitMs, serverCpuMs: cpuMs, serverPeakBytes: peakBytes } };
    },
    close: () => server.process.stop(),
  };
});
