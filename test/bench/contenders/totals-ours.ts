import { cuts } from '../../../shared/plan/figures/cuts.ts';
import { serveContender, timed } from '../harness/contender.ts';
import { acceptedRevision, fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { cents } from '../workload/cell-values.ts';
import { lineSource } from '../workload/line-source.ts';
import { planRows } from '../workload/plan-rows.ts';
import { randomFrom } from '../workload/random.ts';
import { syncRequest } from '../workload/sync-requests.ts';

/** Asks for the totals by every cut, one after the other. Mode "again": as they are; "after": after a sync of one cell. */
await serveContender(async ({ size, mode, databaseUrl }) => {
  const ids: string[] = [];
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  const plan = planRows({ ...size, budgetLines: 0 });
  let head = await fillLines(program, lineSource(size, ids), await layGroundwork(program, plan));
  const random = randomFrom(59);
  const touch = async () => {
    const updates = [{ row: random.pick(ids), cells: { original: cents(random) } }];
    head = acceptedRevision(await program.sync(syncRequest(head, { budgetLines: { updates } })));
  };
  return {
    run: async () => {
      if (mode === 'after') await touch();
      const facts: Record<string, number> = {};
      await server.process.startFigures();
      for (const cut of cuts) {
        facts[`${cut}Ms`] = await timed(async () => (await program.get(`/totals?by=${cut}`)).text());
      }
      const ms = Object.values(facts).reduce((sum, of) => sum + of, 0);
      const { cpuMs, peakBytes } = await server.process.readFigures();
      return { ms, facts: { ...facts, serverCpuMs: cpuMs, serverPeakBytes: peakBytes } };
    },
    close: () => server.process.stop(),
  };
});
