import { makeStyles, tokens } from '@fluentui/react-components';
import { drawnWork, placeOf, type MonthStrip, type Span } from '../../../shared/plan/schedule/month-strip.ts';
import { isLate } from '../../../shared/guide/plain-status.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';

const WIDTH = 540;
const HEIGHT = 22;
/** What takes a day is still seen. */
const LEAST = 3;

const useStyles = makeStyles({
  strip: { width: '100%', height: `${HEIGHT}px`, display: 'block' },
  blocked: { fill: tokens.colorNeutralBackground5 },
  done: { fill: tokens.colorPaletteGreenForeground1 },
  late: { fill: tokens.colorPaletteRedForeground1 },
  bar: { fill: tokens.colorBrandBackground },
  baseline: { fill: 'none', stroke: tokens.colorNeutralForeground1 },
  today: { fill: tokens.colorPaletteRedForeground1 },
  month: { fill: tokens.colorNeutralStroke2 },
});

interface WorkStripProps {
  readonly strip: MonthStrip;
  readonly work: SiteWork;
  readonly asOf: string;
  /** Where months begin, 0 to 1. */
  readonly quarters: readonly number[];
}

/** Baseline and bar of a line over the months. Its dates stand in words beside, so it says nothing to who listens. */
export function WorkStrip({ strip, work, asOf, quarters }: WorkStripProps) {
  const styles = useStyles();
  const { bar, baseline, blocked } = drawnWork(strip, work);
  const box = ([from, to]: Span) => ({ x: from * WIDTH, width: Math.max(LEAST, (to - from) * WIDTH) });
  const fill = work.finish?.isActual === true ? styles.done : isLate(work) ? styles.late : styles.bar;
  return (
    <svg className={styles.strip} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {blocked.map((span) => (
        <rect key={span[0]} className={styles.blocked} {...box(span)} y={0} height={HEIGHT} />
      ))}
      {quarters.map((at) => (
        <rect key={at} className={styles.month} x={at * WIDTH} width={1} y={0} height={HEIGHT} />
      ))}
      {bar && <rect className={fill} {...box(bar)} y={7} height={8} />}
      {baseline && <rect className={styles.baseline} {...box(baseline)} y={3} height={16} />}
      <rect className={styles.today} x={placeOf(strip, asOf) * WIDTH} width={1.5} y={0} height={HEIGHT} />
    </svg>
  );
}
