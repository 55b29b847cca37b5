import * as Plot from '@observablehq/plot';
import type { Chart, ChartSeries } from './chart.ts';
import type { ChartPlace } from './chart-look.ts';

const LINE_HEIGHT = 20;
/** About what a character of 12 pixels takes; text cannot be measured where there is no page. */
const CHARACTER = 6.6;
const SIGN_WIDTH = 26;
const GAP = 18;

interface LegendEntry {
  readonly series: ChartSeries;
  readonly x: number;
  /** From 0. */
  readonly line: number;
}

function legendEntries({ series }: Chart, width: number): LegendEntry[] {
  let x = 0;
  let line = 0;
  return series.map((each) => {
    const wide = SIGN_WIDTH + legendWords(each).length * CHARACTER + GAP;
    if (x > 0 && x + wide > width) [x, line] = [0, line + 1];
    const entry = { series: each, x, line };
    x += wide;
    return entry;
  });
}

/** Pixels above the drawing. */
export function legendHeight(chart: Chart, width: number): number {
  return ((legendEntries(chart, width).at(-1)?.line ?? -1) + 1) * LINE_HEIGHT;
}

/** What each sign stands for, over the drawing from its left edge on. */
export function legendMarks(chart: Chart, { width, look }: ChartPlace, marginLeft: number): Plot.Markish[] {
  const height = legendHeight(chart, width) + 8;
  // In a chart of several groups once, over the first of them.
  const facet = chart.kind === 'lines' ? {} : { fy: () => chart.names[0] ?? '' };
  return legendEntries(chart, width).flatMap(({ series, x, line }) => {
    const at = { ...facet, frameAnchor: 'top-left', lineAnchor: 'top', dy: line * LINE_HEIGHT - height } as const;
    return [
      Plot.text([signOf(chart, series)], {
        ...at,
        dx: x - marginLeft,
        text: (sign: string) => sign,
        fontWeight: 700,
        fill: look.tones[series.tone].fill,
      }),
      Plot.text([legendWords(series)], {
        ...at,
        dx: x - marginLeft + SIGN_WIDTH,
        text: (words: string) => words,
        fill: look.ink,
      }),
    ];
  });
}

function legendWords({ label, letter = '' }: ChartSeries): string {
  return letter === '' ? label : `${letter} ${label}`;
}

function signOf({ kind }: Chart, { isDashed = false }: ChartSeries): string {
  if (kind !== 'lines') return '■';
  // Signs that every font has: on paper a document is set in its own alone.
  return isDashed ? '– –' : '——';
}
