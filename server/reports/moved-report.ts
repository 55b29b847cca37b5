import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { programRows } from '../../shared/plan/figures/program-rows.ts';
import { totalsOf, type MeasureValues } from '../../shared/plan/figures/totals.ts';
import type { EarlierMoment } from '../workbook/write/program-snapshot.ts';
import { measureNamed } from './measure-columns.ts';
import { projectColumns, projectsByNumber } from './project-reports.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportColumn, ReportSheet } from './report-sheet.ts';

const measures = ['current', 'committed', 'expended', 'eac'] as const;
const SAME = 'Projects that did not move';

/** What has moved since an earlier moment: before, now and the difference, of every project of which any figure differs. */
export function movedReport(input: ReportInput, { revision, asOf, rows }: EarlierMoment): ReportSheet {
  const before = totalsOf(planFacts(programRows(rows), asOf), ['project']);
  const now = totalsOf(input.facts, ['project']);
  const known = new Map(before.rows.map(({ groups: [number = ''], values }) => [number, values]));
  const current = new Map(now.rows.map(({ groups: [number = ''], values }) => [number, values]));
  const projects = projectsByNumber(input);
  const numbers = [...new Set([...known.keys(), ...current.keys()])].sort();
  const told = numbers.map((number) => ({ number, cells: movedCells(known.get(number), current.get(number)) }));
  const moved = told.filter(({ cells }) => hasMoved(cells));
  const same = told.filter(({ cells }) => !hasMoved(cells)).map(({ cells }) => cells);
  const rest: ReportCell[][] =
    same.length === 0 ? [] : [[SAME, `${same.length} of ${told.length}`, ...sumOfColumns(same)]];
  return {
    name: 'What Moved',
    title: `${input.snapshot.name} – What Moved`,
    lines: [
      ...headingLines(input.snapshot),
      `Compared with revision ${revision}, as of ${asOf}: before, now, and the difference.`,
    ],
    columns: [...projectColumns, ...measures.flatMap(columnsOf)],
    rows: [
      ...moved.map(({ number, cells }): ReportCell[] => [number, projects.get(number)?.['name'] ?? null, ...cells]),
      ...rest,
    ],
    total: ['Program total', null, ...movedCells(before.total, now.total)],
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

function movedCells(before: MeasureValues | undefined, now: MeasureValues | undefined): number[] {
  return measures.flatMap((name) => {
    const [was, is] = [before?.[name] ?? 0, now?.[name] ?? 0];
    return [was, is, is - was];
  });
}

function hasMoved(cells: readonly number[]): boolean {
  return cells.some((cents, index) => index % 3 === 2 && cents !== 0);
}

function sumOfColumns(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, index) => rows.reduce((sum, row) => sum + (row[index] ?? 0), 0));
}
