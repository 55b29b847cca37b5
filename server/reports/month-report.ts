import { addMonths } from '../../shared/tables/kinds/calendar-dates.ts';
import { addAmounts, noAmounts, type Amounts } from '../../shared/plan/figures/amounts.ts';
import { addPosting } from '../../shared/plan/postings/add-posting.ts';
import { postProgram } from '../../shared/plan/postings/post-program.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { measureNamed } from './measure-columns.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportColumn, ReportSheet } from './report-sheet.ts';

/** Months on the sheet; what lies before them is in the first one's figures to date. */
const MOST_MONTHS = 120;
/** Neither budget, commitments nor spending ask what kind of line it is. */
const ANY_LINE = { isContingency: false, isReserve: false } as const;

/**
 * Budget, commitments and spending at the end of each month, by the days from which they count: spending against the budget
 * that was in effect. The last row shows the program's own totals.
 */
export function monthReport(input: ReportInput): ReportSheet {
  const [budget = '', committed = '', expended = ''] = ['current', 'committed', 'expended'].map(
    (name) => measureNamed(name).label,
  );
  const money = (label: string): ReportColumn => ({ label, width: 17, format: 'money' });
  return {
    name: 'Spending by Month',
    title: `${input.snapshot.name} – Spending by Month`,
    lines: [
      ...headingLines(input.snapshot),
      'The budget in effect at the end of each month, and what had been committed and spent until then.',
    ],
    columns: [
      { label: 'Month', width: 10, format: 'text' },
      money('Expended in the Month'),
      money(budget),
      money(committed),
      money(expended),
    ],
    rows: monthRows(amountsByMonth(input), input.facts.asOf?.slice(0, 7)),
    charts: [
      {
        title: 'Spending against the budget, month by month',
        kind: 'line',
        categories: 'Month',
        series: [budget, committed, expended],
      },
    ],
  };
}

/** What begins to count in each month; under "" what always has. */
function amountsByMonth({ program, facts }: ReportInput): Map<string, Amounts> {
  const lines = new Set([...facts.projects.values()].flatMap((project) => project.lines.map(({ id }) => id)));
  const byMonth = new Map<string, Amounts>();
  postProgram(program, facts.asOf, (posting) => {
    if (!lines.has(posting.line)) return;
    addPosting(getOrMake(byMonth, posting.date?.slice(0, 7) ?? '', noAmounts), posting, ANY_LINE);
  });
  return byMonth;
}

/** @param until the month of the day that is told; undefined: the last in which anything happens */
function monthRows(byMonth: ReadonlyMap<string, Amounts>, until: string | undefined): ReportCell[][] {
  const moving = [...byMonth].filter(
    ([month, { committed, expended }]) => month !== '' && (committed !== 0 || expended !== 0),
  );
  const months = moving.map(([month]) => month).sort();
  const [begun] = months;
  const last = until ?? months.at(-1);
  if (begun === undefined || last === undefined) return [];
  const earliest = monthLater(last, 1 - MOST_MONTHS);
  const first = begun < earliest ? earliest : begun;
  const sum = noAmounts();
  for (const [month, amounts] of byMonth) if (month < first) addAmounts(sum, amounts);
  const rows: ReportCell[][] = [];
  for (let month = first; month <= last; month = monthLater(month, 1)) {
    const amounts = byMonth.get(month) ?? noAmounts();
    addAmounts(sum, amounts);
    rows.push([month, amounts.expended, sum.current, sum.committed, sum.expended]);
  }
  return rows;
}

function monthLater(month: string, months: number): string {
  return addMonths(`${month}-01`, months).slice(0, 7);
}
