import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Chart } from '../../../shared/charts/chart.ts';
import { printLook } from '../../../shared/charts/chart-look.ts';
import { plotOptions } from '../../../shared/charts/plot-chart.ts';

/** Pixels to a point: the 12 pixels of a chart's words become nine points. */
const PIXELS = 4 / 3;

/** A drawing as it is set. */
export interface Drawing {
  readonly svg: string;
  /** Points. */
  readonly width: number;
}

/** A chart for paper. One that would become higher than `most` points is made smaller as a whole. */
export function drawSvg(chart: Chart, width: number, most: number): Drawing {
  const { document } = parseHTML('<html><body></body></html>');
  const place = { width: Math.round(width * PIXELS), look: printLook };
  const drawn = Plot.plot({ ...plotOptions(chart, place), document });
  const height = Number(drawn.getAttribute('height')) / PIXELS;
  return { svg: drawn.outerHTML, width: height > most ? (width * most) / height : width };
}
