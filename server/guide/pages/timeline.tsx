/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { isLate, plainStatus } from '../../../shared/guide/plain-status.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { monthStrip, placeOf, drawnWork } from '../../../shared/plan/schedule/month-strip.ts';
import { addMonths } from '../../../shared/tables/kinds/calendar-dates.ts';
import type { PageContext } from './page-context.ts';

const WIDTH = 720;
const ROW = 18;
const HEAD = 18;
const QUARTERS = 6;

interface TimelineProps {
  readonly context: {
    readonly model: Pick<PageContext['model'], 'asOf'>;
    readonly words: Pick<PageContext['words'], 'timeline' | 'tag'>;
  };
  /** Whose timeline it is. */
  readonly name: string;
  readonly work: readonly SiteWork[];
}

/** Bars over a year and a half: first plan as outline, expected or actual dates filled. The dates stand in the text beside. */
export function Timeline({ context: { model, words }, name, work }: TimelineProps) {
  const strip = monthStrip(model.asOf);
  const drawn = work
    .map((line) => ({ line, ...drawnWork(strip, line) }))
    .filter(({ bar, baseline }) => bar ?? baseline);
  if (drawn.length === 0) return null;
  const height = HEAD + drawn.length * ROW;
  const x = (part: number): string => (part * WIDTH).toFixed(1);
  const today = x(placeOf(strip, model.asOf));
  const fill = (line: SiteWork): string =>
    plainStatus(line, model.asOf) === 'done' ? 'var(--done)' : isLate(line) ? 'var(--late)' : 'var(--bar)';
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={words.timeline(name)}>
      {Array.from({ length: QUARTERS }, (_, index) => {
        const day = addMonths(strip.from, index * 3);
        const at = x(placeOf(strip, day));
        const month = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
        return (
          <>
            <path d={`M${at} 0V${height}`} stroke="var(--line)" />
            <text x={Number(at) + 3} y="12">
              {new Date(`${day}T00:00:00Z`).toLocaleDateString(words.tag, month)}
            </text>
          </>
        );
      })}
      {drawn.map(({ line, bar, baseline }, index) => {
        const y = HEAD + index * ROW;
        return (
          <>
            {bar && (
              <rect x={x(bar[0])} y={y + 5} width={x(Math.max(0.004, bar[1] - bar[0]))} height="8" fill={fill(line)} />
            )}
            {baseline && (
              <rect
                x={x(baseline[0])}
                y={y + 2}
                width={x(Math.max(0.004, baseline[1] - baseline[0]))}
                height="14"
                fill="none"
                stroke="var(--ink)"
              />
            )}
          </>
        );
      })}
      <path d={`M${today} 0V${height}`} stroke="var(--late)" />
    </svg>
  );
}
