import { measures } from '../../shared/plan/figures/measures.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

/** The program's figures on one page. */
export function summaryReport(input: ReportInput): ReportSheet {
  const { facts, snapshot } = input;
  const total = totalsOf(facts, []).total;
  return {
    name: 'Summary',
    title: snapshot.name,
    lines: headingLines(snapshot),
    columns: [
      { label: 'No.', width: 8, format: 'text' },
      { label: 'Measure', width: 34, format: 'text' },
      { label: 'Amount', width: 20, format: 'money' },
      { label: 'Percent', width: 10, format: 'percent' },
      { label: 'Meaning', width: 90, format: 'wrapped' },
    ],
    rows: measures.map(({ number, label, kind, name, definition }): ReportCell[] => {
      const value = total[name] ?? null;
      return [number, label, kind === 'money' ? value : null, kind === 'percent' ? value : null, definition];
    }),
  };
}
