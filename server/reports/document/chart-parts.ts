import type { Chart } from '../../../shared/charts/chart.ts';
import type { ReportPart, ReportTable } from './report-document.ts';

/** A chart under its topic, which the sheet of its figures is named after, too; the table of these stands beside. */
export function chartParts(topic: string, chart: Chart, note: string | null = null): ReportPart[] {
  return [
    { kind: 'heading', level: 2, text: topic },
    {
      kind: 'beside',
      left: [
        { kind: 'chart', chart },
        ...(note === null ? [] : [{ kind: 'text', isQuiet: true, text: note } as const]),
      ],
      right: [{ kind: 'table', ...tableOfChart(chart, topic) }],
    },
  ];
}

function tableOfChart({ nameLabel, names, series, unit }: Chart, sheet: string): ReportTable {
  const format = unit === 'cents' ? 'money' : 'integer';
  return {
    sheet,
    columns: [
      { label: nameLabel, width: 30, format: 'text' },
      ...series.map(({ label, letter = '' }) => ({ label: `${letter} ${label}`.trim(), width: 18, format }) as const),
    ],
    rows: names.map((name, index) => [name, ...series.map(({ values }) => values[index] ?? null)]),
    empty: 'There are no figures.',
  };
}
