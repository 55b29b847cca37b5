import { describe, expect, test } from 'vitest';
import { chartPoints, chartTable, type Chart } from './chart.ts';
import { shortDollars } from './short-amount.ts';
import { drawChart } from './testing/draw-chart.ts';
import { sampleCharts } from './testing/sample-charts.ts';

/** The bars as they are drawn, left to right and top to bottom, as what their width says on the scale. */
function drawnBars(chart: Chart): number[] {
  const drawing = drawChart(chart);
  const scale = drawing.scale('x');
  const unit = (Number(scale?.apply(1_000_000)) - Number(scale?.apply(0))) / 1_000_000;
  return [...drawing.querySelectorAll('g[aria-label=bar] rect')].map((bar) => Number(bar.getAttribute('width')) / unit);
}

const texts = (chart: Chart): string[] =>
  [...drawChart(chart).querySelectorAll('text')].map(({ textContent }) => textContent ?? '');

describe('a chart', () => {
  test.each(Object.values(sampleCharts))('of $kind stands beside a table of the same figures', (chart) => {
    const { headers, rows } = chartTable(chart);
    expect(headers).toEqual([chart.nameLabel, ...chart.series.map(({ label }) => label)]);
    const told = rows.flatMap(({ cells }) => cells.filter((cell) => cell !== '–'));
    expect(told.length).toBe(chartPoints(chart).length);
    const cents = (cell: string) => Math.round(Number(cell.replaceAll(',', '')) * (chart.unit === 'cents' ? 100 : 1));
    const sum = (values: readonly number[]) => values.reduce((soFar, value) => soFar + value, 0);
    expect(sum(told.map(cents))).toBe(sum(chartPoints(chart).map(({ value }) => value)));
  });

  test('of bars draws each figure as long as it is, and says it behind', () => {
    const widths = drawnBars(sampleCharts.bars);
    const values = [555_000_000, 300_000_050, 85_000_000, 1234];
    expect(widths).toHaveLength(values.length);
    for (const [index, value] of values.entries()) expect(widths[index]).toBeCloseTo(value, -3);
    expect(texts(sampleCharts.bars)).toEqual(
      expect.arrayContaining([
        ...[555_000_000, 300_000_050, 85_000_000, -1234].map(shortDollars),
        ...sampleCharts.bars.names,
      ]),
    );
  });

  test('of stacks draws the figures of a name end to end, each with its letter', () => {
    const { stacks } = sampleCharts;
    const drawing = drawChart(stacks);
    const scale = drawing.scale('x');
    const bars = [...drawing.querySelectorAll('g[aria-label=bar] rect')];
    const ends = bars.map((bar) => Number(bar.getAttribute('x')));
    const starts = [0, 0, 6, 4, 7, 7].map((from) => Number(scale?.apply(from)));
    expect(ends.toSorted((a, b) => a - b)).toEqual(starts.toSorted((a, b) => a - b));
    expect(texts(stacks)).toEqual(expect.arrayContaining(['G 6', 'Y 1', 'R 2', 'G 4', 'Y 3']));
    expect(texts(stacks)).not.toContain('R 0');
  });

  test('of lines breaks off where there is no figure, and what is expected is a broken line', () => {
    const { lines } = sampleCharts;
    const drawing = drawChart(lines);
    const paths = [...drawing.querySelectorAll('g[aria-label=line] path')].map((path) => path.getAttribute('d') ?? '');
    expect(paths.map((path) => path.split('L').length)).toEqual([5, 3, 3]);
    const dashes = [...drawing.querySelectorAll('g[aria-label=line]')].map((line) =>
      line.getAttribute('stroke-dasharray'),
    );
    expect(dashes).toEqual([null, null, '6 4']);
    const dots = [...drawing.querySelectorAll('g[aria-label=dot] circle')];
    const scale = drawing.scale('y');
    expect(dots.map((dot) => Number(dot.getAttribute('cy')))).toEqual(
      chartPoints(lines).map(({ value }) => scale?.apply(value)),
    );
  });

  test.each([sampleCharts.bars, sampleCharts.stacks])(
    'of $kind cuts nothing off at its left edge, and its names stand clear of the line at zero',
    (chart) => {
      const drawing = drawChart(chart);
      const zero = Number(drawing.scale('x')?.apply(0));
      const lefts = [...drawing.querySelectorAll('g[aria-label="x-axis tick label"] text')].map((label) => {
        const [, x = ''] = /translate\(([\d.]+),/.exec(label.getAttribute('transform') ?? '') ?? [];
        // About half of what its characters take on each side.
        return Number(x) - ((label.textContent ?? '').length * 6.6) / 2;
      });
      expect(Math.min(...lefts)).toBeGreaterThanOrEqual(0);
      const names = [...drawing.querySelectorAll('g[font-weight="600"]')];
      expect(names.map(({ textContent }) => textContent)).toEqual(chart.names);
      const xOf = (element: Element | null): number =>
        Number(/translate\(([\d.]+),/.exec(element?.getAttribute('transform') ?? '')?.[1]);
      for (const name of names) expect(xOf(name.parentElement) + xOf(name.firstElementChild)).toBeGreaterThan(zero + 2);
    },
  );

  test('fits the place it is given: names along the bottom are left out before they meet', () => {
    const names = Array.from({ length: 48 }, (_, month) => `20${20 + Math.floor(month / 12)}-${month % 12}`);
    const long: Chart = {
      ...sampleCharts.lines,
      names,
      series: [{ label: 'Spent', tone: 'first', values: names.map((_, index) => index * 100) }],
    };
    const shown = [...drawChart(long, 360).querySelectorAll('g[aria-label="x-axis tick label"] text')];
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.length).toBeLessThanOrEqual(5);
  });

  test('of a waterfall begins each step where the one before has ended, and the last figure where they lead to', () => {
    const { waterfall } = sampleCharts;
    const drawing = drawChart(waterfall);
    const scale = drawing.scale('x');
    const at = (cents: number): number => Number(scale?.apply(cents));
    const bars = [...drawing.querySelectorAll('g[aria-label=bar] rect')].map((bar) => {
      const x = Number(bar.getAttribute('x'));
      return [x, x + Number(bar.getAttribute('width'))];
    });
    const ends = [
      [null, 470_000_000],
      [470_000_000, 500_000_000],
      [495_000_000, 500_000_000],
      [null, 495_000_000],
    ] as const;
    for (const [index, [from, to]] of ends.entries()) {
      expect(bars[index]?.[1]).toBeCloseTo(at(to), 1);
      if (from !== null) expect(bars[index]?.[0]).toBeCloseTo(at(from), 1);
    }
    expect(texts(waterfall)).toEqual(
      expect.arrayContaining(['$4.7 M', '+$300 K', '−$50 K', '$5 M', ...waterfall.names]),
    );
  });
});
