import { csvOf } from '../../../shared/feeds/csv.ts';
import { decimalText } from '../../../shared/feeds/decimal-text.ts';
import type { Cut } from '../../../shared/plan/figures/cuts.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { figuresOfCut } from '../../views/totals/totals-figures.ts';

export interface CsvFile {
  readonly name: string;
  readonly text: string;
}

/** The totals of a cut as a file: codes and names in columns of their own, amounts as plain dollars. */
export function totalsCsv(totals: TotalsReply, cut: Cut, names: CodeNames): CsvFile {
  const { title, columns, rows } = figuresOfCut(totals, cut, names);
  const labels = columns.map(({ label }) => label);
  const told = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ label, kind }, index) => {
        const value = row[index] ?? null;
        return [label, kind === 'money' && typeof value === 'number' ? decimalText(value, 2) : value];
      }),
    ),
  );
  const day = totals.asOf === null ? '' : ` as of ${totals.asOf}`;
  return { name: `${title}${day}, revision ${totals.revision}.csv`, text: csvOf(labels, told) };
}
