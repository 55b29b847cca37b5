import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { createApp } from '../../../server/app.ts';
import { generateDemo } from '../../../server/demo/generate-demo.ts';
import { seedSteps } from '../../../server/demo/seed-demo.ts';
import { openingSteps } from '../../../server/demo/seed-steps.ts';
import { openSession } from '../../../server/identity/sessions.ts';
import { createProgramEvents } from '../../../server/program-events.ts';
import { createSyncService } from '../../../server/reconcile/sync-program.ts';
import { openDatabase } from '../../../server/storage/database.ts';
import { serveContender } from '../harness/contender.ts';
import { DISTRICT_DAY } from '../workload/demo-district.ts';

const PROGRAM = 'cedar-basin';
const PROJECTS = 40;
const measures = ['current', 'eac', 'vac', 'obligated'];
const moments = ['', '&from=B0', '&from=B0&to=B1', '&from=2025-06-30&to=2026-06-30'];

/** How figures came about, asked for over HTTP: of single projects, and of the whole plan at first and later. */
await serveContender(async ({ mode }) => {
  const store = await openDatabase({ file: ':memory:' });
  const now = (): Date => new Date(`${DISTRICT_DAY}T12:00:00.000Z`);
  const events = createProgramEvents(store);
  const rows = generateDemo(mode === 'small' ? 'demo' : 'district');
  const steps = openingSteps((table) => rows.of(table), { isPaid: true });
  await seedSteps(store, createSyncService({ store, events, now }), steps);
  const deps = { store, now, randomBytes, version: 'bench', log: () => undefined, demo: true };
  const { id } = await store.read
    .selectFrom('accounts')
    .select('id')
    .where('email', 'like', 'finance@%')
    .executeTakeFirstOrThrow();
  const token = await openSession(deps, id);
  const numbers = rows.of('projects').map(({ cells }) => String(cells['number']));
  const every = Math.max(1, Math.floor(numbers.length / PROJECTS));
  const asked = numbers.filter((_, index) => index % every === 0);
  return {
    run: async () => {
      // As a server that has just started.
      const app = createApp({ ...deps, events });
      const time = async (query: string): Promise<number> => {
        const start = performance.now();
        const headers = { authorization: `Bearer ${token}` };
        const response = await app.request(`/api/programs/${PROGRAM}/bridge?${query}`, { headers });
        await response.text();
        if (response.status !== 200) throw new Error(`${query} was answered ${response.status}.`);
        return performance.now() - start;
      };
      const narrow: number[] = [];
      for (const [index, project] of asked.entries()) {
        const measure = measures[index % measures.length] ?? 'current';
        for (const moment of moments) narrow.push(await time(`measure=${measure}&project=${project}${moment}`));
      }
      const first = await time('measure=current&from=B0');
      const later: number[] = [];
      for (const measure of measures) later.push(await time(`measure=${measure}&from=B0&region=North`));
      narrow.sort((a, b) => a - b);
      const sum = [...narrow, first, ...later].reduce((all, each) => all + each, 0);
      const projectMs = narrow[Math.floor(narrow.length * 0.99)] ?? 0;
      return { ms: sum, facts: { projectMs, firstWholeMs: first, laterWholeMs: Math.max(...later) } };
    },
    close: () => store.close(),
  };
});
