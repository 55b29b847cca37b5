import { expect, test } from 'vitest';
import type { FigurePart } from '../figures/explain-figure.ts';
import { programRows } from '../figures/columns-read.ts';
import { planFacts } from '../figures/plan-facts.ts';
import { figureValue } from './figure-value.ts';

const project = (number: string) => ({
  row: `P${number}`,
  cells: {
    number,
    name: number,
    program: 'Safety',
    primarySystem: 'LAN',
    class: 'Site',
    status: 'Active',
    financialStatus: 'Open',
    percentComplete: 0,
  },
});
const source = (code: string, type: string, authorized: number, available: number) => ({
  row: code,
  cells: { code, type, authorized, available },
});
const line = (id: string, ofProject: string, ofSource: string, fiscalYear: string, original: number) => ({
  row: id,
  cells: { id, project: ofProject, source: ofSource, fiscalYear, category: 'Equipment', original },
});
const request = (frn: string, category: string, gross: number) => ({
  row: frn,
  cells: { frn, fundingYear: 2025, category, status: 'Funded', preDiscount: gross, discount: 850_000, committed: 0 },
});
const factsOfPlan = () =>
  planFacts(
    programRows({
      projects: [project('26.00001'), project('26.00002')],
      fundingSources: [source('BND-A', 'GO Bond', 9_000, 8_000), source('F40', 'General/Other', 700, 600)],
      budgetLines: [
        line('BL-1', '26.00001', 'BND-A', '2025-26', 1_000),
        line('BL-2', '26.00001', 'F40', '2026-27', 200),
        line('BL-3', '26.00002', 'BND-A', '2026-27', 30),
      ],
      expenditures: [
        { row: 'E1', cells: { postingDate: '2026-08-01', period: '2026-08', budgetLine: 'BL-1', amount: 400 } },
      ],
      fundingRequests: [request('9900000001', 'C2', 333), request('9900000002', 'C1', 100)],
    }),
  );

test.each<[string, FigurePart, number | null]>([
  // What lines post adds up in every cut, and in several at once.
  ['current', {}, 1_230],
  ['current', { project: '26.00001' }, 1_200],
  ['current', { source: 'BND-A' }, 1_030],
  ['current', { project: '26.00001', source: 'BND-A' }, 1_000],
  ['current', { project: '26.00009' }, 0],
  ['current', { project: '26.00002', source: 'F40' }, 0],
  ['expended', { fiscalYear: '2025-26' }, 400],
  // Of one line, which no total shows beside anything else.
  ['current', { line: 'BL-2' }, 200],
  ['uncommitted', { line: 'BL-1' }, 600],
  ['current', { line: 'BL-9' }, 0],
  ['current', { line: 'BL-1', project: '26.00001' }, null],
  ['authorized', { line: 'BL-1' }, null],
  ['authorized', { line: 'BL-9' }, null],
  // What one change or account is part of is no figure of totals.
  ['current', { change: 'BC-1' }, null],
  ['current', { account: 'board' }, null],
  ['current', { line: 'BL-1', account: 'board' }, null],
  // [T20, T21] What sources say is shown of sources alone.
  ['authorized', {}, 9_700],
  ['authorized', { source: 'F40' }, 700],
  ['cashHeadroom', { source: 'BND-A' }, 7_600],
  ['authorized', { sourceType: 'GO Bond' }, 9_000],
  ['authorized', { source: 'BND-A', sourceType: 'GO Bond' }, null],
  ['authorized', { project: '26.00001' }, null],
  // [ER1] What requests say, of requests.
  ['erateGross', {}, 433],
  ['erateGross', { frn: '9900000001' }, 333],
  ['erateGross', { erateCategory: 'C1' }, 100],
  ['erateGross', { source: 'BND-A' }, null],
  ['erateGross', { frn: '9900000001', erateCategory: 'C2' }, null],
  // [T23] Spending by the year of posting, of years.
  ['expendedByPostingYear', {}, 400],
  ['expendedByPostingYear', { fiscalYear: '2026-27' }, 400],
  ['expendedByPostingYear', { fiscalYear: '2025-26' }, 0],
  ['expendedByPostingYear', { project: '26.00001' }, null],
  // There is no such figure.
  ['luck', {}, null],
  ['luck', { project: '26.00001' }, null],
  ['luck', { line: 'BL-1' }, null],
])('%s of %j is what totals show: %j', (measure, part, cents) => {
  expect(figureValue(factsOfPlan(), measure, part)).toBe(cents);
});
