import { sourcesChart, usesChart, type GroupFigures } from '../../../shared/charts/funding-charts.ts';
import type { Cut } from '../../../shared/plan/figures/cuts.ts';
import { totalsOf, type Totals } from '../../../shared/plan/figures/totals.ts';
import type { Row } from '../../../shared/tables/all-tables.ts';
import { namedCode } from '../../../shared/tables/code-names.ts';
import type { PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import type { ReportPart, ReportTable } from '../document/report-document.ts';
import { measureCells, measureNamed } from '../measure-columns.ts';
import type { ReportColumn } from '../report-sheet.ts';

export type SourceWords = Pick<Row<'fundingSources'>, 'code' | 'name' | 'type' | 'series' | 'spendingTarget'>;

export const sourceFigures = ['authorized', 'available', 'current', 'unallocated', 'expended'] as const;
export const useFigures = ['original', 'boardApproved', 'current', 'expended', 'eac'] as const;

/** Headers that differ from the names of the figures, since they say what the figure is to a source. */
const labels: Readonly<Record<string, string>> = { current: 'Allocated' };

function moneyColumns(names: readonly string[], words: Readonly<Record<string, string>> = {}): ReportColumn[] {
  return names.map((name) => ({ label: words[name] ?? measureNamed(name).label, width: 18, format: 'money' }));
}

/** Where the money comes from, and where it goes. Both end with the program's total. */
export function sourcesAndUses(facts: PlanFacts, sources: readonly SourceWords[]): ReportPart[] {
  const bySource = totalsOf(facts, ['source']);
  const named = new Map(sources.map((source) => [source.code, source]));
  const table: ReportTable = {
    sheet: 'Source of Funds',
    columns: [
      { label: 'Source', width: 30, format: 'text' },
      { label: 'Kind', width: 14, format: 'text' },
      ...moneyColumns(sourceFigures, labels),
    ],
    rows: bySource.rows.map(({ groups: [code = ''], values }) => [
      named.get(code)?.name ?? code,
      named.get(code)?.type ?? null,
      ...measureCells(sourceFigures, values),
    ]),
    total: ['All sources', null, ...measureCells(sourceFigures, bySource.total)],
    empty: 'The plan has no funding source.',
  };
  return [
    { kind: 'heading', level: 2, text: 'Source of Funds' },
    {
      kind: 'chart',
      chart: sourcesChart(figuresOf(bySource, (code) => namedCode(code, named.get(code)?.name))),
    },
    { kind: 'table', ...table },
    { kind: 'heading', level: 2, text: 'Uses of Funds' },
    { kind: 'chart', chart: usesChart(figuresOf(totalsOf(facts, ['program']))) },
    usesBy(facts, 'program', 'Program', 'Uses of Funds'),
    { kind: 'heading', level: 3, text: 'By fiscal year of the budget' },
    usesBy(facts, 'fiscalYear', 'Fiscal year', 'Uses by fiscal year'),
    ...spendingTargets(sources),
  ];
}

function figuresOf({ rows }: Totals, nameOf: (group: string) => string = (group) => group): GroupFigures[] {
  return rows.map(({ groups: [group = ''], values }) => ({ group: nameOf(group), values }));
}

function usesBy(facts: PlanFacts, cut: Cut, label: string, sheet: string): ReportPart {
  const totals = totalsOf(facts, [cut]);
  return {
    kind: 'table',
    sheet,
    columns: [{ label, width: 30, format: 'text' }, ...moneyColumns(useFigures)],
    rows: totals.rows.map(({ groups: [group = ''], values }) => [group, ...measureCells(useFigures, values)]),
    total: ['All', ...measureCells(useFigures, totals.total)],
    empty: 'Nothing is budgeted.',
  };
}

/** A bond is published as what it may be spent on first; only sources that say so are told. */
function spendingTargets(sources: readonly SourceWords[]): ReportPart[] {
  const rows = sources.flatMap(({ name, series, spendingTarget }) =>
    spendingTarget === null ? [] : [[name, series, spendingTarget]],
  );
  if (rows.length === 0) return [];
  return [
    { kind: 'heading', level: 3, text: 'Priorities and spending targets' },
    {
      kind: 'table',
      sheet: 'Spending targets',
      columns: [
        { label: 'Source', width: 30, format: 'text' },
        { label: 'Series', width: 14, format: 'text' },
        { label: 'Priority and spending target', width: 60, format: 'wrapped' },
      ],
      rows,
      empty: '',
    },
  ];
}
