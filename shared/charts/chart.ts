import { formatMoney } from '../tables/kinds/number-kinds.ts';

/** What a colour stands for; a look says which one it is. */
export const tones = ['first', 'second', 'third', 'fourth', 'good', 'watch', 'bad', 'none'] as const;

export type Tone = (typeof tones)[number];

export interface ChartSeries {
  readonly label: string;
  readonly tone: Tone;
  /** Stands in the mark, so that colour says nothing alone: G, Y, R. */
  readonly letter?: string;
  /** What is expected, or else not the thing itself, is drawn as a broken line. */
  readonly isDashed?: boolean;
  /** One per name, in the chart's unit; null: there is none. */
  readonly values: readonly (number | null)[];
}

/**
 * A chart before it is drawn: figures under names, the same for screen, paper and the table beside.
 * `lines` go over names that follow one another, such as months; `bars` lie beside each other under each name; `stacks` lie
 * end to end; a `waterfall` goes from a figure to another: its first series are the figures, each other one moves on from the name
 * before.
 */
export interface Chart {
  readonly kind: 'lines' | 'bars' | 'stacks' | 'waterfall';
  /** What it shows, as a sentence: "Spending is 4 % behind the plan". */
  readonly finding: string;
  /** What the names are, such as Month. */
  readonly nameLabel: string;
  readonly names: readonly string[];
  readonly series: readonly ChartSeries[];
  readonly unit: 'cents' | 'count';
}

/** A figure of a chart with what it is of. */
export interface ChartPoint {
  readonly name: string;
  readonly label: string;
  readonly letter: string;
  readonly value: number;
}

/** Every figure that a chart has a mark for, series by series. */
export function chartPoints({ names, series }: Chart): ChartPoint[] {
  return series.flatMap(({ label, letter = '', values }) =>
    names.flatMap((name, index) => {
      const value = values[index] ?? null;
      return value === null ? [] : [{ name, label, letter, value }];
    }),
  );
}

/** The figures of a chart in words, in full. */
export interface ChartTable {
  readonly headers: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** The table that stands beside a chart. */
export function chartTable({ nameLabel, names, series, unit }: Chart): ChartTable {
  const words = (value: number | null): string =>
    value === null ? '–' : unit === 'cents' ? formatMoney(value) : value.toLocaleString('en-US');
  return {
    headers: [nameLabel, ...series.map(({ label }) => label)],
    rows: names.map((name, index) => ({ name, cells: series.map(({ values }) => words(values[index] ?? null)) })),
  };
}
