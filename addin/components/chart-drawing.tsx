import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Chart } from '../../shared/charts/chart.ts';
import type { ChartLook } from '../../shared/charts/chart-look.ts';
import { chartColours } from './chart-colours.ts';

const useStyles = makeStyles({
  drawing: {
    width: '100%',
    minWidth: 0,
    minHeight: '120px',
    overflow: 'hidden',
    ...chartColours,
  },
});

/** Marigold is light in every theme. */
const ON_LIGHT = '#1b1a19';
const ON = 'var(--chart-on)';

const look: ChartLook = {
  font: '"Segoe UI", system-ui, sans-serif',
  ink: 'var(--chart-ink)',
  quiet: 'var(--chart-quiet)',
  grid: 'var(--chart-grid)',
  tones: {
    first: { fill: 'var(--chart-first)', text: ON },
    second: { fill: 'var(--chart-second)', text: ON_LIGHT },
    third: { fill: 'var(--chart-third)', text: ON },
    fourth: { fill: 'var(--chart-fourth)', text: ON_LIGHT },
    good: { fill: 'var(--chart-good)', text: ON },
    watch: { fill: 'var(--chart-watch)', text: ON_LIGHT },
    bad: { fill: 'var(--chart-bad)', text: ON },
    none: { fill: 'var(--chart-none)', text: 'var(--chart-on-none)' },
  },
};

/** A chart as wide as its place. Screen readers pass it by: put the same figures beside it as a table. */
export function ChartDrawing({ chart }: { readonly chart: Chart }) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = place.current;
    if (target === null) return undefined;
    let isCurrent = true;
    let fit: ResizeObserver | null = null;
    void import('./draw-in-page.ts').then(
      ({ drawInPage }) => {
        if (!isCurrent) return;
        let drawnWidth = 0;
        const draw = (): void => {
          const width = target.clientWidth;
          // A drawing changes the height of its place, which is heard here, too.
          if (!isCurrent || width === 0 || width === drawnWidth) return;
          drawnWidth = width;
          target.replaceChildren(drawInPage(chart, { width, look }));
        };
        // In the next frame: drawn at once, the new height would be heard while the old one is still being told.
        fit = new ResizeObserver(() => requestAnimationFrame(draw));
        fit.observe(target);
        draw();
      },
      // Without a network the table says the same.
      () => undefined,
    );
    return () => {
      isCurrent = false;
      fit?.disconnect();
    };
  }, [chart]);
  return <div ref={place} aria-hidden className={styles.drawing} />;
}
