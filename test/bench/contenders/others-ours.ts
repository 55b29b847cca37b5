import { setTimeout as wait } from 'node:timers/promises';
import { serveContender, timed } from '../harness/contender.ts';
import { fillLines, layGroundwork, startOurServer } from '../harness/our-server.ts';
import { planRows } from '../workload/plan-rows.ts';

/** What takes a second or more of a large plan. */
const LONG = [
  '/verify',
  '/compare?from=1',
  '/checks',
  '/checks?at=1',
  '/bridge?measure=current',
  '/totals?by=region,source',
];
const ASK_EVERY_MS = 5;

/** Asks the server again and again whether it is there, until the work is done. @returns how long the answers took, in order */
async function waitsDuring(url: string, work: Promise<unknown>): Promise<number[]> {
  const state = { isDone: false };
  const done = work.finally(() => (state.isDone = true));
  const waits: number[] = [];
  while (!state.isDone) {
    waits.push(await timed(async () => (await fetch(`${url}/api/health`)).arrayBuffer()));
    await wait(ASK_EVERY_MS);
  }
  await done;
  return waits.toSorted((one, other) => one - other);
}

const p99 = (waits: readonly number[]): number => waits[Math.floor(waits.length * 0.99)] ?? Number.NaN;

/** One person asks for all that reads the whole plan, one after another; others ask meanwhile. */
await serveContender(async ({ size, databaseUrl }) => {
  const plan = planRows(size);
  const server = await startOurServer(databaseUrl);
  const program = await server.newProgram();
  await fillLines(program, plan.budgetLines, await layGroundwork(program, plan));
  const { url } = server.process;
  return {
    run: async () => {
      const quiet = await waitsDuring(url, wait(2_000));
      let loaded: number[] = [];
      const ask = async (): Promise<void> => {
        for (const path of LONG) await (await program.get(path)).arrayBuffer();
      };
      const ms = await timed(async () => (loaded = await waitsDuring(url, ask())));
      return { ms, facts: { quietP99Ms: p99(quiet), p99Ms: p99(loaded), worstMs: loaded.at(-1) ?? Number.NaN } };
    },
    close: () => server.process.stop(),
  };
});
