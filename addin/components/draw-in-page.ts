import { plot } from '@observablehq/plot';
import type { Chart } from '../../shared/charts/chart.ts';
import type { ChartPlace } from '../../shared/charts/chart-look.ts';
import { plotOptions } from '../../shared/charts/plot-chart.ts';

/** Draws a chart as SVG. Fetched with the first chart: the drawing library is large. */
export function drawInPage(chart: Chart, place: ChartPlace): Element {
  return plot(plotOptions(chart, place));
}
