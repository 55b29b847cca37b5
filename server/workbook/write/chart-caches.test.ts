import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { reportWriteSheet } from '../../reports/report-write-sheet.ts';
import { demoSnapshot } from '../testing/demo-snapshot.ts';
import { buildProgramWorkbook } from './build-program-workbook.ts';
import { fillChartCaches } from './chart-caches.ts';
import { writeProgramWorkbook } from './write-program-workbook.ts';

const workbook = buildProgramWorkbook({ ...demoSnapshot('demo'), asOf: '2026-11-28' });

interface Reference {
  readonly of: string;
  readonly cached: readonly string[];
}

/** What the charts of a file refer to, with what they keep of it. */
async function references(): Promise<Map<string, Reference[]>> {
  const parts = unzipSync(await writeProgramWorkbook({ ...workbook, tables: [] }));
  const charts = Object.entries(parts).filter(([path]) => /^xl\/charts\/chart\d+\.xml$/.test(path));
  return new Map(
    charts.map(([, bytes]) => {
      const xml = strFromU8(bytes);
      const title = /<a:t>([^<]*)<\/a:t>/.exec(xml)?.[1] ?? '';
      const found = [...xml.matchAll(/<c:f>([^<]*)<\/c:f>(?:<c:(?:num|str)Cache>(.*?)<\/c:(?:num|str)Cache>)?/g)];
      return [
        title,
        found.map(([, of = '', cache = '']) => ({
          of: of.replaceAll('&apos;', "'").replaceAll('&amp;', '&'),
          cached: [...cache.matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, value = '']) => value),
        })),
      ];
    }),
  );
}

/** The cells of a report under such an address, as they are written. */
function cellsAt(address: string): string[] {
  const [, sheet = '', letters = '', first, last] = /^'(.*)'!\$([A-Z]+)\$(\d+):\$\2\$(\d+)$/.exec(address) ?? [];
  const report = workbook.reports.find(({ name }) => name === sheet);
  if (!report) throw new Error(`${address} is on no report.`);
  const { cells } = reportWriteSheet(report);
  const column = letters.charCodeAt(0) - 65;
  const rows = Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) - 1 + index);
  return rows.flatMap((row) => {
    const value = cells?.get(`${row},${column}`)?.value ?? null;
    return value === null ? [] : [String(value).replaceAll('&', '&amp;')];
  });
}

test('[FA13] every chart draws the cells of its sheet, and keeps their values as they stand there', async () => {
  const charts = await references();
  expect([...charts.keys()]).toEqual([
    'Budget by source',
    'Budget by fiscal year',
    'Spending against the budget, month by month',
    'Current budget by region and status',
    'Contingency and reserve: what is left, and what was drawn',
  ]);
  const all = [...charts.values()].flat();
  expect(all.length).toBeGreaterThan(25);
  for (const { of, cached } of all) expect([of, cached]).toEqual([of, cellsAt(of)]);
  expect(all.every(({ cached }) => cached.length > 0)).toBe(true);
});

test('a chart that refers to no report is a fault of the program, not a file without figures', () => {
  const xml = "<c:numRef><c:f>'Nowhere'!$A$1:$A$2</c:f></c:numRef>";
  expect(() => fillChartCaches(xml, [])).toThrow('no column of a report');
});

test('a character that XML cannot hold is told to a chart as it is to a cell', () => {
  const reference = "<c:strRef><c:f>'By Source'!$A$1:$A$1</c:f></c:strRef>";
  const cells = new Map([['0,0', { value: 'first\u000Bsecond' }]]);
  const filled = fillChartCaches(reference, [{ name: 'By Source', cells }]);
  expect(filled).toContain('<c:v>first_x000B_second</c:v>');
});
