import { performance } from 'node:perf_hooks';
import { drawPage } from '../../../server/guide/draw-page.tsx';
import type { GuidePage } from '../../../server/guide/guide-place.ts';
import { serverLinks } from '../../../server/guide/server-links.ts';
import { guideModel } from '../../../shared/guide/guide-model.ts';
import { planFacts } from '../../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../../shared/plan/figures/columns-read.ts';
import { typedRows } from '../../../shared/plan/figures/program-rows.ts';
import { serveContender } from '../harness/contender.ts';
import { demoRows, demoWork, DISTRICT_DAY } from '../workload/demo-district.ts';

const REQUESTS = 10_000;
const PAGES = 1000;

/** Pages of schools drawn anew for every request, as if none were kept. */
await serveContender(({ mode }) => {
  const rows = demoRows(mode === 'small' ? 'demo' : 'district');
  const siteColumns = ['code', 'name', 'type', 'status', 'street', 'city', 'state', 'zip', 'contactRole'] as const;
  const systemColumns = ['location', 'system', 'quantity', 'unit', 'installedDate', 'endOfSupport'] as const;
  const model = guideModel({
    program: 'cedar-basin',
    district: 'Cedar Basin',
    plan: 'Strategic Execution Plan',
    asOf: DISTRICT_DAY,
    receipt: 'r1-0',
    before: null,
    facts: planFacts(programRows(rows), DISTRICT_DAY),
    work: demoWork(rows),
    rows: {
      sites: typedRows('sites', siteColumns, rows.sites),
      projects: typedRows('projects', ['number', 'scopeDescription'], rows.projects),
      systems: typedRows('systems', ['code', 'name'], rows.systems),
      siteSystems: typedRows('siteSystems', systemColumns, rows.siteSystems),
      fundingSources: typedRows('fundingSources', ['code', 'name'], rows.fundingSources),
    },
  });
  const pages = [...model.schools.keys()].slice(0, PAGES).map((code): GuidePage => ({ kind: 'school', code }));
  const request = { model, language: 'en', linkTo: serverLinks('cedar-basin'), canSearch: true } as const;
  return {
    run: () => {
      const times: number[] = [];
      let longest = 0;
      for (let count = 0; count < REQUESTS; count += 1) {
        const start = performance.now();
        const html = drawPage(pages[count % pages.length] ?? { kind: 'home' }, request) ?? '';
        times.push(performance.now() - start);
        longest = Math.max(longest, Buffer.byteLength(html));
      }
      times.sort((a, b) => a - b);
      const ms = times.reduce((sum, time) => sum + time, 0);
      return { ms, facts: { p99Ms: times[Math.floor(REQUESTS * 0.99)] ?? 0, longestPageBytes: longest } };
    },
  };
});
