import { cutLabels, tableOfCut, type Cut } from '../../../shared/plan/figures/cuts.ts';
import { measureLabel } from '../../../shared/plan/figures/measures.ts';
import { movedMeasures, type MovedMeasure } from '../../../shared/plan/moved/what-moved.ts';
import { csvOf } from '../../../shared/feeds/csv.ts';
import { decimalText } from '../../../shared/feeds/decimal-text.ts';
import type { MovedReply } from '../../../shared/protocol/moved.ts';
import { findTable } from '../../../shared/tables/all-tables.ts';
import { withName, type CodeNames } from '../../../shared/tables/code-names.ts';
import { columnWords, placeWords, valueWords } from '../../../shared/tables/place-words.ts';
import { endWords } from '../../views/totals/bridge-words.ts';
import type { CsvFile } from '../money/totals-csv.ts';

type Row = Pick<MovedReply['rows'][number], 'before' | 'after'>;

export function movedBy({ before, after }: Row, measure: MovedMeasure): number {
  return after[measure] - before[measure];
}

/** A group as it is read. */
export function groupWords(group: string, cut: Cut, names: CodeNames): string {
  const table = tableOfCut[cut];
  return table === null ? group : withName(names, table, group);
}

/** "Forecast Finish of Milestones · 26.00001, M70". */
export function dateWords({ table, key, column }: MovedReply['dates'][number], names: CodeNames): string {
  return `${columnWords(table, column)} of ${placeWords(table, key, null, names)}`;
}

/** "31 days later", "5 days earlier". */
export function daysWords(days: number | null): string {
  if (days === null) return '–';
  const count = Math.abs(days);
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'earlier' : 'later'}`;
}

const kindWords = { insert: 'Came', delete: 'Went', update: 'Changed' } as const;

/** "Changed: Planned Qty 12 → 14". */
export function scopeWords({ kind, cells }: MovedReply['scope'][number], names: CodeNames): string {
  if (kind !== 'update') return kindWords[kind];
  const said = cells.map(({ column, before, after }) => {
    const [was, is] = [before, after].map((value) =>
      value === null ? 'empty' : valueWords('scope', column, value, names),
    );
    return `${findTable('scope')?.columns[column]?.label ?? column} ${was} → ${is}`;
  });
  return `${kindWords[kind]}: ${said.join('; ')}`;
}

/** Money by the cut as a file: before, after and the difference of each figure, as plain dollars. */
export function movedCsv(reply: MovedReply, names: CodeNames): CsvFile {
  const { from, to, by } = reply;
  const labels = [
    by === 'project' ? 'Project' : cutLabels[by],
    ...movedMeasures.flatMap((name) => ['before', 'after', 'moved'].map((when) => `${measureLabel(name)} ${when}`)),
  ];
  const dollars = (cents: number): string => decimalText(cents, 2);
  const cellsOf = (row: Row): string[] =>
    movedMeasures.flatMap((name) => [row.before[name], row.after[name], movedBy(row, name)].map(dollars));
  const rows = [
    ...reply.rows.map((row) => [groupWords(row.group, by, names), ...cellsOf(row)]),
    ['Program', ...cellsOf(reply.total)],
  ];
  const told = rows.map((cells) => Object.fromEntries(labels.map((label, index) => [label, cells[index] ?? null])));
  const name = `What moved from ${endWords(from)} to ${endWords(to)}.csv`.replaceAll(/[\\/:*?"<>|]/gu, ' ');
  return { name, text: csvOf(labels, told) };
}
