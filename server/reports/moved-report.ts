import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import { movedMeasures, whatMoved, type MovedGroup } from '../../shared/plan/moved/what-moved.ts';
import type { EarlierMoment } from '../workbook/write/program-snapshot.ts';
import { measureNamed } from './measure-columns.ts';
import { projectColumns, projectsByNumber } from './project-reports.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportColumn, ReportSheet } from './report-sheet.ts';

const SAME = 'Projects that did not move';

/** What has moved since an earlier moment: before, now and the difference, of every project of which any figure differs, sorted by money. */
export function movedReport(input: ReportInput, { revision, asOf, name, rows }: EarlierMoment): ReportSheet {
  const { moved, same, total } = whatMoved(planFacts(programRows(rows), asOf), input.facts, 'project');
  const projects = projectsByNumber(input);
  const rest: ReportCell[][] =
    same.length === 0
      ? []
      : [[SAME, `${same.length} of ${same.length + moved.length}`, ...sumOfColumns(same.map(movedCells))]];
  return {
    name: 'What Moved',
    title: `${input.snapshot.name} – What Moved`,
    lines: [
      ...headingLines(input.snapshot),
      `Compared with ${name === undefined ? '' : `${name}, `}revision ${revision}, as of ${asOf}: before, now, and the difference.`,
    ],
    columns: [...projectColumns, ...movedMeasures.flatMap(columnsOf)],
    rows: [
      ...moved.map((row): ReportCell[] => [row.group, projects.get(row.group)?.['name'] ?? null, ...movedCells(row)]),
      ...rest,
    ],
    total: ['Program total', null, ...movedCells(total)],
  };
}

function columnsOf(name: string): ReportColumn[] {
  const { label } = measureNamed(name);
  return [`${label} before`, `${label} now`, `${label} moved`].map((header) => ({
    label: header,
    width: 17,
    format: 'money',
  }));
}

function movedCells({ before, after }: Pick<MovedGroup, 'before' | 'after'>): number[] {
  return movedMeasures.flatMap((name) => [before[name], after[name], after[name] - before[name]]);
}

function sumOfColumns(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, index) => rows.reduce((sum, row) => sum + (row[index] ?? 0), 0));
}
