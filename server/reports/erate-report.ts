import { totalsOf } from '../../shared/plan/figures/totals.ts';
import { requestMeasures } from '../../shared/plan/figures/measures.ts';
import { NO_FRN, SEVERAL_FRNS } from '../../shared/plan/figures/rest-groups.ts';
import { measureCells, measureColumns } from './measure-columns.ts';
import { headingLines, rowsOf, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportColumn, ReportSheet } from './report-sheet.ts';

const erateMeasures = requestMeasures.map(({ name }) => name);

/** What stands in the table of requests beside their amounts. */
const about = [
  { column: 'fundingYear', label: 'Funding Year', width: 9, format: 'text' },
  { column: 'category', label: 'Category', width: 9, format: 'text' },
  { column: 'serviceType', label: 'Service Type', width: 28, format: 'wrapped' },
  { column: 'status', label: 'Status', width: 12, format: 'text' },
  { column: 'invoiceMode', label: 'Invoice Mode', width: 9, format: 'text' },
  { column: 'serviceDeadline', label: 'Service Deadline', width: 12, format: 'date' },
  { column: 'invoiceDeadline', label: 'Invoice Deadline', width: 12, format: 'date' },
] as const satisfies readonly (ReportColumn & { readonly column: string })[];

/** The E-Rate requests with their deadlines, and what each side pays of those that are funded. */
export function erateReport(input: ReportInput): ReportSheet {
  const requests = new Map(rowsOf(input, 'fundingRequests').map(({ cells }) => [String(cells['frn']), cells]));
  const { rows, total } = totalsOf(input.facts, ['frn']);
  const ofRequests = rows.filter(({ groups: [frn] }) => frn !== NO_FRN && frn !== SEVERAL_FRNS);
  return {
    name: 'E-Rate',
    title: `${input.snapshot.name} – E-Rate`,
    lines: [...headingLines(input.snapshot), 'Amounts are of requests that are funded on the day.'],
    columns: [
      { label: 'FRN', width: 14, format: 'text' },
      ...about.map(({ label, width, format }) => ({ label, width, format })),
      ...measureColumns(erateMeasures),
    ],
    rows: ofRequests.map(({ groups: [frn = ''], values }): ReportCell[] => {
      const request = requests.get(frn) ?? {};
      const told = about.map(({ column, format }) => cellOf(request[column] ?? null, format));
      return [frn, ...told, ...measureCells(erateMeasures, values)];
    }),
    total: ['Program total', ...about.map(() => null), ...measureCells(erateMeasures, total)],
  };
}

/** A year is no amount, so it stands as text. */
function cellOf(cell: ReportCell, format: ReportColumn['format']): ReportCell {
  return format === 'text' && typeof cell === 'number' ? String(cell) : cell;
}
