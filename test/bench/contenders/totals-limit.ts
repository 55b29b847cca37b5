import { cuts } from '../../../shared/plan/figures/cuts.ts';
import { serveContender, timed } from '../harness/contender.ts';
import { startServerProcess } from '../harness/server-process.ts';

await serveContender(async ({ size }) => {
  const server = await startServerProcess('server-totals-limit');
  await server.command('fill', size);
  return {
    run: async () => {
      const facts: Record<string, number> = {};
      await server.startFigures();
      for (const cut of cuts) {
        facts[`${cut}Ms`] = await timed(async () => (await fetch(`${server.url}/totals?by=${cut}`)).text());
      }
      const ms = Object.values(facts).reduce((sum, of) => sum + of, 0);
      const { cpuMs, peakBytes } = await server.readFigures();
      return { ms, facts: { ...facts, serverCpuMs: cpuMs, serverPeakBytes: peakBytes } };
    },
    close: () => server.stop(),
  };
});
