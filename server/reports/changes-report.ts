import type { Cells } from '../../shared/tables/cell.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import { withName } from '../../shared/tables/code-names.ts';
import { headingLines, namesOf, rowsOf, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

/** Every line of every budget change with who asked and who approved, in the order of the changes' numbers. */
export function changesReport(input: ReportInput): ReportSheet {
  const changes = new Map(rowsOf(input, 'changes').map(({ cells }) => [String(cells['number']), cells]));
  const lines = new Map(rowsOf(input, 'budgetLines').map(({ cells }) => [String(cells['id']), cells]));
  const names = namesOf(input);
  const named = (table: string, code: Cells[string] | undefined): ReportCell =>
    typeof code === 'string' ? withName(names, table, code) : null;
  const changeLines = rowsOf(input, 'changeLines');
  const withLines = new Set(changeLines.map(({ cells }) => String(cells['change'])));
  const about = (number: string): ReportCell[] => {
    const change = changes.get(number) ?? {};
    return ['title', 'type', 'status', 'reportNumber', 'boardDate', 'effectiveDate'].map(
      (name) => change[name] ?? null,
    );
  };
  const people = (number: string): ReportCell[] => {
    const { requestedBy = null, approvedBy = null } = changes.get(number) ?? {};
    return [named('people', requestedBy), named('people', approvedBy)];
  };
  const withoutLines = [...changes.keys()].filter((number) => !withLines.has(number));
  const rows = [
    ...changeLines.map(({ cells }): ReportCell[] => {
      const number = String(cells['change']);
      const line = lines.get(String(cells['budgetLine'])) ?? {};
      const place = [
        cells['budgetLine'] ?? null,
        named('projects', line['project']),
        named('fundingSources', line['source']),
      ];
      return [number, ...about(number), ...place, cells['amount'] ?? null, ...people(number)];
    }),
    ...withoutLines.map((number): ReportCell[] => [
      number,
      ...about(number),
      null,
      null,
      null,
      null,
      ...people(number),
    ]),
  ];
  return {
    name: 'Changes Log',
    title: `${input.snapshot.name} – Budget Changes`,
    lines: [
      ...headingLines(input.snapshot),
      'One row per line of a change, in every state. A change that only moves money adds up to zero.',
    ],
    columns: [
      { label: 'Change No.', width: 14, format: 'text' },
      { label: 'Title', width: 36, format: 'wrapped' },
      { label: 'Type', width: 18, format: 'wrapped' },
      { label: 'Status', width: 17, format: 'text' },
      { label: 'Board Report No.', width: 16, format: 'text' },
      { label: 'Board Date', width: 12, format: 'date' },
      { label: 'Effective Date', width: 12, format: 'date' },
      { label: 'Budget Line', width: 12, format: 'text' },
      { label: 'Project', width: 34, format: 'wrapped' },
      { label: 'Funding Source', width: 28, format: 'wrapped' },
      { label: 'Amount', width: 17, format: 'money' },
      { label: 'Requested By', width: 20, format: 'wrapped' },
      { label: 'Approved By', width: 20, format: 'wrapped' },
    ],
    rows: rows.sort(([left], [right]) => compareText(keyOf(left), keyOf(right))),
  };
}

/** Rows begin with the text that they are ordered by. */
function keyOf(cell: ReportCell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}
