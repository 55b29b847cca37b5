import type { Cells } from '../../shared/tables/cell.ts';
import { withName } from '../../shared/tables/code-names.ts';
import { addAmounts, noAmounts, type Amounts } from '../../shared/plan/figures/amounts.ts';
import type { ProjectFacts } from '../../shared/plan/figures/plan-facts.ts';
import { NO_LINE } from '../../shared/plan/figures/rest-groups.ts';
import { valuesOf } from '../../shared/plan/figures/totals.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { measureCells, measureColumns } from './measure-columns.ts';
import { headingLines, namesOf, rowsOf, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

const shown = [
  'original',
  'boardChanges',
  'staffChanges',
  'current',
  'pending',
  'committed',
  'openEncumbrance',
  'expended',
  'uncommitted',
  'eac',
  'vac',
  'percentSpent',
] as const;

/** One sheet per project that was asked for: who and how far, where its money comes from, and its cost lines. */
export function projectSheets(input: ReportInput): ReportSheet[] {
  const asked = new Set(input.snapshot.projects ?? []);
  return [...input.facts.projects.values()]
    .filter(({ number }) => asked.has(number))
    .map((facts) => projectSheet(input, facts));
}

function projectSheet(input: ReportInput, { number, lines, amounts }: ProjectFacts): ReportSheet {
  const names = namesOf(input);
  const project = rowsOf(input, 'projects').find(({ cells }) => cells['number'] === number)?.cells ?? {};
  const bySource = new Map<string, Amounts>();
  for (const line of lines) addAmounts(getOrMake(bySource, line.source ?? NO_LINE, noAmounts), line.amounts);
  const cells = new Map(rowsOf(input, 'budgetLines').map((row) => [String(row.cells['id']), row.cells]));
  const total: ReportCell[] = ['Project total', null, null, null, ...measureCells(shown, valuesOf(amounts))];
  return {
    name: number,
    title: `${number} – ${String(project['name'] ?? '')}`,
    lines: [...headingLines(input.snapshot), aboutProject(project, (code) => withName(names, 'people', code))],
    columns: [
      { label: 'Source or Line', width: 26, format: 'text' },
      { label: 'Category', width: 22, format: 'text' },
      { label: 'Fiscal Year', width: 9, format: 'text' },
      { label: 'Location', width: 28, format: 'text' },
      ...measureColumns(shown),
    ],
    above: {
      title: 'Funding',
      heading: 'Cost lines',
      rows: [...bySource].map(([source, sum]): ReportCell[] => [
        withName(names, 'fundingSources', source),
        null,
        null,
        null,
        ...measureCells(shown, valuesOf(sum)),
      ]),
      total,
    },
    rows: lines.map(({ id, category, fiscalYear, location, amounts: ofLine }): ReportCell[] => [
      cells.has(id) ? id : NO_LINE,
      category,
      fiscalYear,
      location === null ? null : withName(names, 'sites', location),
      ...measureCells(shown, valuesOf(ofLine)),
    ]),
    total,
  };
}

function aboutProject(project: Cells, person: (code: string) => string): string {
  const { program, status, phase, region, manager, remark } = project;
  const managed = typeof manager === 'string' ? person(manager) : null;
  const told = [program, region, status, phase, managed, remark].filter((part) => typeof part === 'string');
  return told.join(' · ');
}
