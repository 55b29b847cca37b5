import { makeStyles } from '@fluentui/react-components';
import {
  drawnWork,
  placeOf,
  type MonthStrip,
  type Span,
  type StripMark,
} from '../../../shared/plan/schedule/month-strip.ts';
import { isLate } from '../../../shared/guide/plain-status.ts';
import { chartColours } from '../../components/chart-colours.ts';

const WIDTH = 540;
const HEIGHT = 22;
/** What takes a day is still seen. */
const LEAST = 3;

const useStyles = makeStyles({
  strip: { width: '100%', height: `${HEIGHT}px`, display: 'block', ...chartColours },
  blocked: { fill: 'var(--chart-grid)' },
  done: { fill: 'var(--chart-good)' },
  late: { fill: 'var(--chart-bad)' },
  bar: { fill: 'var(--chart-first)' },
  baseline: { fill: 'none', stroke: 'var(--chart-ink)' },
  today: { fill: 'var(--chart-bad)' },
  month: { fill: 'var(--chart-grid)' },
  mark: { fill: 'var(--chart-on)', stroke: 'var(--chart-ink)' },
  reached: { fill: 'var(--chart-ink)', stroke: 'var(--chart-ink)' },
  broken: { fill: 'var(--chart-watch)', stroke: 'var(--chart-ink)' },
});

const noMarks: readonly StripMark[] = [];

interface WorkStripProps {
  readonly strip: MonthStrip;
  readonly work: Parameters<typeof drawnWork>[1] & Parameters<typeof isLate>[0];
  readonly asOf: string;
  /** Where months begin, 0 to 1. */
  readonly quarters: readonly number[];
  /** Milestones that are drawn on it. */
  readonly marks?: readonly StripMark[];
}

/** Baseline and bar of a line over the months. Its dates stand in words beside, so it says nothing to who listens. */
export function WorkStrip({ strip, work, asOf, quarters, marks = noMarks }: WorkStripProps) {
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
      {marks.map(({ at, isActual, isBroken }) => (
        <path
          key={`${at} ${isActual} ${isBroken}`}
          className={isBroken ? styles.broken : isActual ? styles.reached : styles.mark}
          d={diamondAt(at * WIDTH)}
        />
      ))}
    </svg>
  );
}

const [MIDDLE, HALF] = [HEIGHT / 2, 5];

function diamondAt(x: number): string {
  return `M${x} ${MIDDLE - HALF}L${x + HALF} ${MIDDLE}L${x} ${MIDDLE + HALF}L${x - HALF} ${MIDDLE}Z`;
}
