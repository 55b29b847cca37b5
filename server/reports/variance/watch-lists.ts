import { erateShare } from '../../../shared/plan/figures/erate.ts';
import { obligatedOf } from '../../../shared/plan/figures/measures.ts';
import type { Row } from '../../../shared/tables/all-tables.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import { addDays, daysBetween } from '../../../shared/tables/kinds/calendar-dates.ts';
import type { ReportPart } from '../document/report-document.ts';
import type { PlanLook } from './plan-look.ts';

/** Budget lines that owe more than they have, with the commitments that they owe it to. */
export function overCommitted({ facts, rows }: PlanLook): ReportPart[] {
  const over = [...facts.projects.values()].flatMap(({ number, cells, lines }) =>
    lines
      .filter(({ amounts }) => obligatedOf(amounts) > amounts.current)
      .map((line) => ({
        number,
        name: cells?.name ?? null,
        line,
        over: obligatedOf(line.amounts) - line.amounts.current,
      })),
  );
  over.sort((a, b) => b.over - a.over || (a.line.id < b.line.id ? -1 : 1));
  return [
    { kind: 'heading', level: 2, text: 'Commitments over budget' },
    {
      kind: 'table',
      sheet: 'Over budget',
      columns: [
        { label: 'Project No.', width: 12, format: 'code' },
        { label: 'Project', width: 30, format: 'text' },
        { label: 'Budget Line', width: 14, format: 'code' },
        { label: 'Cost Category', width: 22, format: 'text' },
        { label: 'Current Budget', width: 18, format: 'money' },
        { label: 'Obligated', width: 18, format: 'money' },
        { label: 'Over', width: 18, format: 'money' },
        { label: 'Commitments', width: 40, format: 'wrapped' },
      ],
      rows: over.map(({ number, name, line, over: beyond }): Cell[] => [
        number,
        name,
        line.id,
        line.category,
        line.amounts.current,
        obligatedOf(line.amounts),
        beyond,
        rows.commitments
          .filter(
            ({ cells }) => cells.budgetLine === line.id && cells.status !== 'Draft' && cells.status !== 'Cancelled',
          )
          .map(({ cells }) => `${cells.number} ${cells.vendor}`)
          .join('; '),
      ]),
      empty: 'Every budget line covers what is obligated on it.',
    },
  ];
}

/** Deadlines of so many days ahead are told. */
export const DEADLINE_DAYS = 120;

type Request = Pick<
  Row<'fundingRequests'>,
  | 'frn'
  | 'category'
  | 'status'
  | 'serviceDeadline'
  | 'invoiceDeadline'
  | 'invoiceMode'
  | 'committedRequest'
  | 'preDiscount'
  | 'discount'
  | 'disbursed'
>;

/** Funded requests with money left whose next deadline is near, the nearest first. */
export function erateDeadlines({ asOf, rows }: PlanLook): ReportPart[] {
  const until = addDays(asOf, DEADLINE_DAYS);
  const near = rows.fundingRequests.flatMap(({ cells }) => {
    const { committed, left } = claimOf(cells);
    const days = [
      { what: 'Service delivery', day: cells.serviceDeadline },
      { what: 'Invoice', day: cells.invoiceDeadline },
    ].flatMap(({ what, day }) => (day !== null && day >= asOf && day <= until ? [{ what, day }] : []));
    const [next] = days.sort((a, b) => a.day.localeCompare(b.day));
    return cells.status !== 'Funded' || left <= 0 || next === undefined ? [] : [{ cells, next, committed, left }];
  });
  near.sort((a, b) => a.next.day.localeCompare(b.next.day) || a.cells.frn.localeCompare(b.cells.frn));
  return [
    { kind: 'heading', level: 2, text: `E-Rate deadlines in ${DEADLINE_DAYS} days` },
    {
      kind: 'table',
      sheet: 'E-Rate deadlines',
      columns: [
        { label: 'FRN', width: 14, format: 'code' },
        { label: 'Category', width: 9, format: 'code' },
        { label: 'Next deadline', width: 13, format: 'code' },
        { label: 'For', width: 20, format: 'text' },
        { label: 'Days left', width: 10, format: 'integer' },
        { label: 'Invoice mode', width: 10, format: 'code' },
        { label: 'Committed', width: 18, format: 'money' },
        { label: 'Disbursed', width: 18, format: 'money' },
        { label: 'Unclaimed', width: 18, format: 'money' },
      ],
      rows: near.map(({ cells, next, committed, left }): Cell[] => [
        cells.frn,
        cells.category,
        next.day,
        next.what,
        daysBetween(asOf, next.day),
        cells.invoiceMode,
        committed,
        cells.disbursed ?? 0,
        left,
      ]),
      total: ['All', null, null, null, null, null, ...sumsOf(near)],
      empty: `No funded request with money left has a deadline between ${asOf} and ${until}.`,
    },
  ];
}

/** What USAC has committed and what of it is still to be claimed, in cents. */
function claimOf(request: Request): { readonly committed: number; readonly left: number } {
  const committed = request.committedRequest ?? erateShare(request.preDiscount, request.discount);
  return { committed, left: committed - (request.disbursed ?? 0) };
}

function sumsOf(near: readonly { readonly committed: number; readonly left: number }[]): number[] {
  const committed = near.reduce((sum, each) => sum + each.committed, 0);
  const left = near.reduce((sum, each) => sum + each.left, 0);
  return [committed, committed - left, left];
}
