import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { guideModel } from '../../shared/guide/guide-model.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { typedRows } from '../../shared/plan/figures/program-rows.ts';
import { scheduleRows } from '../../shared/plan/schedule/schedule-rows.ts';
import { siteWork } from '../../shared/plan/schedule/site-work.ts';
import { isTableName, tables } from '../../shared/tables/all-tables.ts';
import { generateDemo } from '../demo/generate-demo.ts';
import { guideFiles } from './export-guide.ts';

const AS_OF = '2026-10-31';

function demoModel() {
  const demo = generateDemo('demo');
  const stored = Object.fromEntries(tables.map(({ name }) => [name, isTableName(name) ? demo.of(name) : []]));
  return guideModel({
    program: 'cedar-basin',
    district: 'Cedar Basin',
    plan: 'Strategic Execution Plan',
    asOf: AS_OF,
    receipt: 'r1-0',
    before: null,
    facts: planFacts(programRows(stored), AS_OF),
    work: siteWork(scheduleRows(stored), AS_OF),
    rows: {
      sites: typedRows(
        'sites',
        ['code', 'name', 'type', 'status', 'street', 'city', 'state', 'zip', 'contactRole'],
        demo.of('sites'),
      ),
      projects: typedRows('projects', ['number', 'scopeDescription'], demo.of('projects')),
      systems: typedRows('systems', ['code', 'name'], demo.of('systems')),
      siteSystems: typedRows(
        'siteSystems',
        ['location', 'system', 'quantity', 'unit', 'installedDate', 'endOfSupport'],
        demo.of('siteSystems'),
      ),
      fundingSources: typedRows('fundingSources', ['code', 'name'], demo.of('fundingSources')),
    },
  });
}

test('every link of the site leads to a file of it, by a relative address, and there is no form that needs a server', () => {
  const files = new Map([...guideFiles(demoModel())].map(({ path, text }) => [path, text]));
  expect(files.size).toBeGreaterThan(200);
  const missing = [...files].flatMap(([path, text]) => {
    if (!path.endsWith('.html')) return [];
    expect(text).not.toContain('<form');
    const addresses = [...text.matchAll(/href="([^"#]+)"/g)].map(([, address = '']) => address);
    return addresses
      .map((address) => ({ path, address, file: posix.normalize(posix.join(posix.dirname(path), address)) }))
      .filter(({ address, file }) => address.startsWith('/') || (file !== 'schedule.pdf' && !files.has(file)));
  });
  expect(missing).toEqual([]);
  expect([files.has('index.html'), files.has('es/index.html')]).toEqual([true, true]);
});
