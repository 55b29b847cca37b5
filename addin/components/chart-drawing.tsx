import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Chart } from '../../shared/charts/chart.ts';
import type { ChartLook } from '../../shared/charts/chart-look.ts';

/** The colours of a chart are those of the page around it: light, dark or of a contrast theme. */
const useStyles = makeStyles({
  drawing: {
    width: '100%',
    minWidth: 0,
    minHeight: '120px',
    overflow: 'hidden',
    '--chart-ink': tokens.colorNeutralForeground1,
    '--chart-quiet': tokens.colorNeutralForeground2,
    '--chart-grid': tokens.colorNeutralStroke2,
    '--chart-on': tokens.colorNeutralBackground1,
    '--chart-first': tokens.colorBrandForeground1,
    '--chart-second': tokens.colorPaletteMarigoldBorderActive,
    '--chart-third': tokens.colorPaletteBlueBorderActive,
    '--chart-fourth': tokens.colorNeutralStroke1Pressed,
    '--chart-good': tokens.colorStatusSuccessForeground1,
    '--chart-watch': tokens.colorPaletteMarigoldBorderActive,
    '--chart-bad': tokens.colorStatusDangerForeground1,
    '--chart-none': tokens.colorNeutralStroke2,
    '--chart-on-none': tokens.colorNeutralForeground1,
    // Contrast themes leave the colours of drawings alone, but not the ground that they stand on.
    '@media (forced-colors: active)': {
      '--chart-ink': 'CanvasText',
      '--chart-quiet': 'CanvasText',
      '--chart-grid': 'GrayText',
      '--chart-on': 'Canvas',
      '--chart-first': 'Highlight',
      '--chart-second': 'CanvasText',
      '--chart-third': 'LinkText',
      '--chart-fourth': 'GrayText',
      '--chart-good': 'CanvasText',
      '--chart-watch': 'Mark',
      '--chart-bad': 'Highlight',
      '--chart-none': 'GrayText',
      '--chart-on-none': 'Canvas',
    },
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
