import * as Plot from '@observablehq/plot';
import { chartPoints, type Chart, type ChartPoint } from './chart.ts';
import type { ChartLook, ChartPlace } from './chart-look.ts';
import { legendHeight, legendMarks } from './chart-legend.ts';
import { shortDollars } from './short-amount.ts';

const LINES_HEIGHT = 240;
const AXIS_HEIGHT = 28;
/** Of the name over its bars. */
const NAME_HEIGHT = 20;
const BAR_HEIGHT = 18;
const BETWEEN_GROUPS = 14;
/** Room for "$123.4 M" beside an axis or behind a bar. */
const AMOUNT_WIDTH = 66;
/** Room for "R $12 M" within a bar. */
const WORDS_WIDTH = 30;
/** Room for the left half of "$0", which stands in the middle below the line at zero. */
const ZERO_WIDTH = 12;
/** Between the line at zero and the name beside it. */
const NAME_GAP = 4;
/** Room that a name needs along the bottom. */
const NAME_WIDTH = 64;
const FONT_SIZE = '12px';

/**
 * How a chart is drawn: options for `Plot.plot`, which draws it as SVG with whatever `document` it is given. The figures of
 * the marks are those of `chartPoints`, and no others.
 */
export function plotOptions(chart: Chart, place: ChartPlace): Plot.PlotOptions {
  const top = legendHeight(chart, place.width) + 8;
  const common: Plot.PlotOptions = {
    width: place.width,
    marginTop: top,
    marginBottom: AXIS_HEIGHT,
    // Plot gives the drawing a style sheet of its own, which the pages' policy would not hinder, but paper does not know.
    style: {
      fontFamily: place.look.font,
      fontSize: FONT_SIZE,
      color: place.look.ink,
      background: 'transparent',
      overflow: 'visible',
    },
    color: {
      domain: labelsOf(chart),
      range: chart.series.map(({ tone }) => place.look.tones[tone].fill),
    },
  };
  const drawn = chart.kind === 'lines' ? linesOf(chart, place) : barsOf(chart, place, top);
  const legend = legendMarks(chart, place, drawn.marginLeft ?? 0);
  return { ...common, ...drawn, marks: [...(drawn.marks ?? []), ...legend] };
}

function amountWords({ unit }: Chart): (value: number) => string {
  return unit === 'cents' ? shortDollars : (value) => value.toLocaleString('en-US');
}

function linesOf(chart: Chart, { width, look }: ChartPlace): Plot.PlotOptions {
  const points = chartPoints(chart);
  const shownNames = Math.max(1, Math.floor((width - AMOUNT_WIDTH) / NAME_WIDTH));
  const step = Math.ceil(chart.names.length / shownNames);
  return {
    height: LINES_HEIGHT,
    marginLeft: AMOUNT_WIDTH,
    marginRight: 16,
    x: { type: 'point', domain: chart.names, label: null },
    y: { label: null, nice: true, zero: true },
    marks: [
      Plot.gridY({ stroke: look.grid, strokeOpacity: 1 }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: amountWords(chart), fill: look.quiet }),
      Plot.axisX({ ticks: chart.names.filter((_, index) => index % step === 0), tickSize: 0, fill: look.quiet }),
      ...chart.series.map(({ label, isDashed = false }) =>
        Plot.lineY(
          points.filter((point) => point.label === label),
          {
            x: 'name',
            y: 'value',
            stroke: 'label',
            strokeWidth: 2.5,
            ...(isDashed ? { strokeDasharray: '6 4' } : {}),
          },
        ),
      ),
      Plot.dot(points, { x: 'name', y: 'value', fill: 'label', r: chart.names.length > shownNames * 2 ? 0 : 3 }),
    ],
  };
}

/** Names over their bars, which take a line of their own: they are long, and a pane is narrow. */
function barsOf(chart: Chart, place: ChartPlace, top: number): Plot.PlotOptions {
  const { look } = place;
  // One bar under each name.
  const isStacked = chart.kind !== 'bars';
  const groupHeight = NAME_HEIGHT + (isStacked ? 1 : chart.series.length) * BAR_HEIGHT;
  return {
    height: top + AXIS_HEIGHT + chart.names.length * (groupHeight + BETWEEN_GROUPS),
    marginLeft: ZERO_WIDTH,
    marginRight: AMOUNT_WIDTH,
    x: { label: null, ...(chart.kind === 'waterfall' ? { domain: waterfallScale(chart) } : { zero: true }) },
    y: {
      type: 'band',
      axis: null,
      padding: 0.15,
      insetTop: NAME_HEIGHT,
      ...(isStacked ? {} : { domain: labelsOf(chart) }),
    },
    fy: { domain: chart.names, axis: null, padding: BETWEEN_GROUPS / (groupHeight + BETWEEN_GROUPS) },
    marks: [
      Plot.axisX({ ticks: 4, tickSize: 0, tickFormat: amountWords(chart), fill: look.quiet, facetAnchor: 'bottom' }),
      ...marksOf(chart, place),
      ...(chart.kind === 'waterfall' ? [] : [Plot.ruleX([0], { stroke: look.quiet })]),
      Plot.text(chart.names, {
        fy: (name: string) => name,
        text: (name: string) => name,
        frameAnchor: 'top-left',
        dx: NAME_GAP,
        dy: 4,
        lineAnchor: 'top',
        fontWeight: 600,
        fill: look.ink,
      }),
    ],
  };
}

function marksOf(chart: Chart, place: ChartPlace): Plot.Markish[] {
  if (chart.kind === 'waterfall') return waterfallMarks(chart, place);
  return chart.kind === 'stacks' ? stackMarks(chart, place) : barMarks(chart, place.look);
}

/** Part of the scale that is left on either side of what moves, where the scale does not begin at zero. */
const SCALE_ROOM = 0.15;

/**
 * From zero where steps are large beside the figures; else the part in which they move, in which bars of figures begin at the
 * edge: of hundreds of millions a step of one could not be seen.
 */
function waterfallScale(chart: Chart): [number, number] {
  const ends = waterfallParts(chart).flatMap(({ from, to, isFigure }) => (isFigure ? [to] : [from, to]));
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = (high - low) * SCALE_ROOM;
  const isFarFromZero = low > 0 && low - room > (high - low) * 2;
  return isFarFromZero ? [low - room, high] : [least, most === least ? least + 1 : most];
}

function waterfallMarks(chart: Chart, { look }: ChartPlace): Plot.Markish[] {
  const [edge] = waterfallScale(chart);
  const parts = waterfallParts(chart);
  const words = amountWords(chart);
  const signed = ({ value, isFigure }: WaterfallPart): string => `${!isFigure && value > 0 ? '+' : ''}${words(value)}`;
  return [
    Plot.barX(parts, {
      fy: 'name',
      x1: ({ from }: WaterfallPart) => Math.max(edge, from),
      x2: 'to',
      fill: 'label',
      insetTop: NAME_HEIGHT,
    }),
    Plot.text(parts, {
      fy: 'name',
      x: ({ from, to }: WaterfallPart) => Math.max(edge, from, to),
      text: signed,
      textAnchor: 'start',
      dx: 4,
      dy: NAME_HEIGHT / 2,
      fill: look.ink,
    }),
  ];
}

interface WaterfallPart extends ChartPoint {
  readonly from: number;
  readonly to: number;
  /** It is where the steps lead from or to, and no step. */
  readonly isFigure: boolean;
}

function waterfallParts(chart: Chart): WaterfallPart[] {
  const figures = chart.series[0]?.label;
  const points = new Map(chartPoints(chart).map((point) => [point.name, point]));
  let now = 0;
  return chart.names.flatMap((name) => {
    const point = points.get(name);
    if (!point) return [];
    const isFigure = point.label === figures;
    const from = isFigure ? 0 : now;
    now = from + point.value;
    return [{ ...point, from, to: now, isFigure }];
  });
}

function barMarks(chart: Chart, { ink }: ChartLook): Plot.Markish[] {
  const points = chartPoints(chart);
  const place = { fy: 'name', y: 'label', x: 'value' } as const;
  const words = amountWords(chart);
  return [
    Plot.barX(points, { ...place, fill: 'label' }),
    // Behind the bar; of one below zero, behind the line at zero.
    Plot.text(points, {
      ...place,
      x: ({ value }: ChartPoint) => Math.max(0, value),
      text: ({ value }: ChartPoint) => words(value),
      textAnchor: 'start',
      dx: 4,
      fill: ink,
    }),
  ];
}

function stackMarks(chart: Chart, { look: { tones }, width }: ChartPlace): Plot.Markish[] {
  const parts = stackedParts(chart);
  const longest = parts.reduce((most, { to }) => Math.max(most, to), 0);
  // What has no room for its words stands in the table.
  const hasRoom = ({ value }: StackedPart): boolean => value * (width - AMOUNT_WIDTH) >= longest * WORDS_WIDTH;
  const words = amountWords(chart);
  return [
    Plot.barX(parts, { fy: 'name', x1: 'from', x2: 'to', fill: 'label', insetTop: NAME_HEIGHT, insetRight: 1 }),
    ...chart.series.map(({ label, letter = '', tone }) =>
      Plot.text(
        parts.filter((part) => part.label === label && part.value > 0 && hasRoom(part)),
        {
          fy: 'name',
          x: ({ from, to }: StackedPart) => (from + to) / 2,
          text: ({ value }: StackedPart) => `${letter} ${words(value)}`.trim(),
          // Below the name, where the bar is.
          dy: NAME_HEIGHT / 2,
          fill: tones[tone].text,
        },
      ),
    ),
  ];
}

interface StackedPart extends ChartPoint {
  readonly from: number;
  readonly to: number;
}

/** The figures of each name end to end, in the order of the series. */
function stackedParts(chart: Chart): StackedPart[] {
  const ends = new Map<string, number>();
  return chartPoints(chart).map((point) => {
    const from = ends.get(point.name) ?? 0;
    const to = from + point.value;
    ends.set(point.name, to);
    return { ...point, from, to };
  });
}

function labelsOf({ series }: Chart): string[] {
  return series.map(({ label }) => label);
}
