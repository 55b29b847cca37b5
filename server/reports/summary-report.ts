import { measures } from '../../shared/plan/figures/measures.ts';
import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

/** The program's figures on one page. */
export function summaryReport(input: ReportInput): ReportSheet {
  const { facts, snapshot } = input;
  const total = totalsOf(facts, []).total;
  const counted = input.tables.map(({ table, rows }) => `${rows.length} ${table.label}`).join(', ');
  return {
    name: 'Summary',
    title: snapshot.name,
    lines: [...headingLines(snapshot), counted],
    columns: [
      { label: 'No.', width: 6, format: 'text' },
      { label: 'Measure', width: 30, format: 'text' },
      { label: 'Amount', width: 20, format: 'money' },
      { label: 'Percent', width: 10, format: 'percent' },
      { label: 'Meaning', width: 80, format: 'text' },
    ],
    rows: measures.map(({ number, label, kind, name, definition }): ReportCell[] => {
      const value = total[name] ?? null;
      return [number, label, kind === 'money' ? value : null, kind === 'percent' ? value : null, definition];
    }),
  };
}
