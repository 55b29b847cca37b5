import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Chart } from '../chart.ts';
import { printLook } from '../chart-look.ts';
import { plotOptions } from '../plot-chart.ts';

/** A chart drawn without a browser, as the server would. */
export function drawChart(chart: Chart, width = 640) {
  const { document } = parseHTML('<html><body></body></html>');
  return Plot.plot({ ...plotOptions(chart, { width, look: printLook }), document });
}
