import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';

const useStyles = makeStyles({
  chart: { width: '100%', minWidth: 0, overflow: 'hidden', minHeight: '180px' },
  legend: { display: 'flex', flexWrap: 'wrap', columnGap: '16px' },
});

const HEIGHT = 180;
const AXIS_WIDTH = 52;
/** Room that a name needs along the bottom. */
const NAME_WIDTH = 60;
const DASH = [6, 4];

export interface Line {
  readonly label: string;
  readonly values: readonly number[];
  readonly isDashed: boolean;
}

interface LineChartProps {
  /** Names along the bottom, one per value. */
  readonly names: readonly string[];
  readonly lines: readonly Line[];
  /** A short form of a value for the axis, such as "1.2 M". */
  readonly axisWords: (value: number) => string;
}

/** Lines over names, drawn on a canvas that screen readers pass by: put the same figures beside it as a table. */
export function LineChart({ names, lines, axisWords }: LineChartProps) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = place.current;
    if (target === null) return undefined;
    let chart: uPlot | null = null;
    let isCurrent = true;
    const fit = new ResizeObserver(() => chart?.setSize({ width: target.clientWidth, height: HEIGHT }));
    void loadPlot().then((Plot) => {
      if (!isCurrent) return;
      const data: uPlot.AlignedData = [names.map((_, index) => index), ...lines.map(({ values }) => [...values])];
      chart = new Plot(chartOptions({ names, lines, axisWords }, target), data, target);
      fit.observe(target);
    });
    return () => {
      isCurrent = false;
      fit.disconnect();
      chart?.destroy();
    };
  }, [names, lines, axisWords]);
  return (
    <div aria-hidden>
      <div className={styles.legend}>
        {lines.map(({ label, isDashed }) => (
          <Text key={label} size={200}>
            {isDashed ? '╌╌' : '──'} {label}
          </Text>
        ))}
      </div>
      <div ref={place} className={styles.chart} />
    </div>
  );
}

/** The drawing library comes with the first chart. */
async function loadPlot(): Promise<typeof uPlot> {
  const [{ default: Plot }] = await Promise.all([import('uplot'), import('uplot/dist/uPlot.min.css')]);
  return Plot;
}

/** Colors of the theme; a canvas does not know them by itself. */
function chartOptions({ names, lines, axisWords }: LineChartProps, target: HTMLElement): uPlot.Options {
  const isContrast = matchMedia('(forced-colors: active)').matches;
  const style = getComputedStyle(target);
  const color = (token: string): string =>
    isContrast ? 'CanvasText' : style.getPropertyValue(token.slice('var('.length, -1)).trim();
  const text = color(tokens.colorNeutralForeground2);
  const axis = { stroke: text, grid: { stroke: color(tokens.colorNeutralStroke2), width: 1 }, font: '12px sans-serif' };
  const step = Math.max(1, Math.ceil((names.length * NAME_WIDTH) / (target.clientWidth - AXIS_WIDTH)));
  const strokes = [color(tokens.colorBrandForeground1), text];
  return {
    width: target.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false } },
    axes: [
      {
        ...axis,
        splits: names.map((_, index) => index).filter((index) => index % step === 0),
        values: (_, splits) => splits.map((index) => names[index] ?? ''),
      },
      { ...axis, size: AXIS_WIDTH, values: (_, splits) => splits.map(axisWords) },
    ],
    series: [
      {},
      ...lines.map(({ label, isDashed }, index) => ({
        label,
        stroke: strokes[index % strokes.length] ?? text,
        width: 2,
        points: { show: true },
        ...(isDashed ? { dash: DASH } : {}),
      })),
    ],
  };
}
