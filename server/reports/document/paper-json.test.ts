import { expect, test } from 'vitest';
import { paperJson } from './paper-json.ts';
import { printedReport } from './printed-report.ts';
import type { ReportDocument } from './report-document.ts';

/** A line break out of a presentation, and what else no XML can hold. */
const typed = 'first\u000Bsecond\u0001\uFFFE';
const column = { label: typed, format: 'wrapped', width: 20 } as const;

const report: ReportDocument = {
  district: 'Cedar Basin',
  plan: typed,
  asOf: '2026-10-31',
  cutOff: '2026-10-31T23:59:59.000Z',
  revision: 148,
  receipt: '148-7KQ2',
  title: 'Site sheets',
  subtitle: typed,
  sections: [
    {
      orientation: 'portrait',
      parts: [
        { kind: 'text', text: `${typed}\n\nthird` },
        { kind: 'table', sheet: 'Sites', columns: [column], rows: [[typed]], empty: 'None.' },
        {
          kind: 'chart',
          chart: {
            kind: 'bars',
            finding: typed,
            nameLabel: 'Source',
            names: [typed],
            series: [{ label: typed, tone: 'first', values: [1] }],
            unit: 'count',
          },
        },
      ],
    },
  ],
};

test('a report for paper holds no character that spoils a page of Word or a drawn chart, and every letter', () => {
  const told: unknown = JSON.parse(paperJson(printedReport(report)));
  const texts: string[] = [];
  JSON.stringify(told, (_key, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  const all = texts.join('|');
  expect(all.match(/first second/g)?.length).toBeGreaterThan(7);
  expect(all).toContain('<svg');
  // Line ends stay: they part paragraphs.
  expect(all).not.toMatch(/[^\n\t -\uFFFD]/);
});
