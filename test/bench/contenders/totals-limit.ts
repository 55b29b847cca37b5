import { cuts } from '../../../shared/plan/figures/cuts.ts';
import { serveContender, timed } from '../harness/contender.ts';
import { startServerProcess } from '../harness/server-process.ts';

await serveContender(async ({ size }) => {
  const server = await startServerProcess('server-totals-limit');
  await server.command('fill', size);
  return {
    run: async () => {
      const facts: Record<string, number> = {};
      for (const cut of cuts) {
        facts[`${cut}Ms`] = await timed(async () => (await fetch(`${server.url}/totals?by=${cut}`)).text());
      }
      return { ms: Object.values(facts).reduce((sum, ms) => sum + ms, 0), facts };
    },
    close: () => server.stop(),
  };
});
