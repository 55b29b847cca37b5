import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { memo, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useHref, useNavigate } from 'react-router';
import { dotRadius, type MapOutline, type MappedSite, type SiteMap } from '../../../shared/plan/sites/site-map.ts';
import { standingLabels, standingLetters } from '../../../shared/plan/sites/site-standing.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import type { SchoolRow } from '../schools/school-rows.ts';
import { usePageContext } from '../shell/page-context.ts';
import { programAddress } from '../shell/program-address.ts';
import { isOnDark, useStandingStyles } from '../../components/standing-mark.tsx';
import { nearestPoint, type Direction } from './nearest-site.ts';

const useStyles = makeStyles({
  map: {
    width: '100%',
    height: 'auto',
    maxHeight: '75vh',
    display: 'block',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  outline: {
    fill: tokens.colorNeutralBackground1,
    fillOpacity: 0.6,
    stroke: tokens.colorNeutralForeground3,
    strokeDasharray: '6 4',
  },
  // Over lines and dots it is read by the rim around it.
  name: {
    fill: tokens.colorNeutralForeground1,
    fontSize: '20px',
    fontWeight: tokens.fontWeightSemibold,
    textAnchor: 'middle',
    stroke: tokens.colorNeutralBackground2,
    strokeWidth: '5px',
    strokeLinejoin: 'round',
    paintOrder: 'stroke',
    pointerEvents: 'none',
  },
  dot: { stroke: tokens.colorNeutralBackground1, strokeWidth: 1, fillOpacity: 0.9 },
  letter: {
    fill: tokens.colorNeutralBackground1,
    fontSize: '10px',
    fontWeight: 700,
    textAnchor: 'middle',
    dominantBaseline: 'central',
    pointerEvents: 'none',
  },
  dark: { fill: tokens.colorNeutralForeground1 },
  onDark: { fill: tokens.colorNeutralForegroundStaticInverted },
  link: {
    cursor: 'pointer',
    ':focus': { outlineStyle: 'none' },
    ':focus-visible > circle': { stroke: tokens.colorStrokeFocus2, strokeWidth: 4 },
  },
});

const directions: { readonly [key: string]: Direction } = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

interface SiteDotsProps {
  readonly map: SiteMap<SchoolRow>;
  readonly outlines: readonly (MapOutline & { readonly label: string })[];
  readonly label: string;
}

/** The map itself. One school is a stop of the tab key; arrow keys lead from there to its neighbors, Enter to its page. */
export function SiteDots({ map: { width, height, placed }, outlines, label }: SiteDotsProps) {
  const styles = useStyles();
  const { program, asked } = usePageContext();
  const navigate = useNavigate();
  const svg = useRef<SVGSVGElement>(null);
  const most = placed.reduce((amount, { site }) => Math.max(amount, site.current), 0);
  // Small dots are drawn over large ones, so that none hides another.
  const drawn = useMemo(() => placed.toSorted((a, b) => b.site.current - a.site.current), [placed]);
  const [current, setCurrent] = useState<string | null>(null);
  const stop = drawn.some(({ site }) => site.code === current) ? current : (drawn[0]?.site.code ?? null);
  const addressOf = (code: string): string => programAddress(program?.id ?? '', `schools/${code}`, asked.moment);
  const base = useHref('/');
  const codeAt = (target: EventTarget): string | null =>
    target instanceof Element ? (target.closest('[data-code]')?.getAttribute('data-code') ?? null) : null;
  const move = (event: KeyboardEvent<SVGSVGElement>): void => {
    const direction = directions[event.key];
    const code = codeAt(event.target);
    const from = drawn.find(({ site }) => site.code === code);
    if (direction === undefined || from === undefined) return;
    event.preventDefault();
    const next = nearestPoint(drawn, from, direction);
    const found = next === null ? undefined : drawn[next];
    if (found === undefined) return;
    setCurrent(found.site.code);
    svg.current?.querySelector<SVGAElement>(`[data-code="${CSS.escape(found.site.code)}"]`)?.focus();
  };
  return (
    <svg
      ref={svg}
      className={styles.map}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={label}
      onKeyDown={move}
      onClick={(event) => {
        const code = codeAt(event.target);
        if (code === null || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        void navigate(addressOf(code));
      }}
    >
      {outlines.map(({ name, corners }) => (
        <polygon
          key={name}
          className={styles.outline}
          points={corners.map(({ x, y }) => `${x},${y}`).join(' ')}
          aria-hidden="true"
        />
      ))}
      {drawn.map((mapped) => (
        <Dot
          key={mapped.site.code}
          mapped={mapped}
          radius={dotRadius(mapped.site.current, most)}
          href={`${base.replace(/\/$/, '')}${addressOf(mapped.site.code)}`}
          isStop={mapped.site.code === stop}
        />
      ))}
      {outlines.map(({ name, middle, label: words }) => (
        <text key={name} className={styles.name} x={middle.x} y={middle.y} aria-hidden="true">
          {words}
        </text>
      ))}
    </svg>
  );
}

interface DotProps {
  readonly mapped: MappedSite<SchoolRow>;
  readonly radius: number;
  readonly href: string;
  readonly isStop: boolean;
}

/** A school; drawn anew only where something of it has changed, since there may be thousands. */
const Dot = memo(function Dot({ mapped: { site, x, y }, radius, href, isStop }: DotProps) {
  const styles = useStyles();
  const colors = useStandingStyles();
  const { code, name, standing, current } = site;
  const words = `${name}, ${code}: ${standingLabels[standing].toLowerCase()}, $${formatMoney(current)}`;
  return (
    <a href={href} data-code={code} className={styles.link} tabIndex={isStop ? 0 : -1} aria-label={words}>
      <title>{words}</title>
      <circle className={mergeClasses(styles.dot, colors[standing])} cx={x} cy={y} r={radius} />
      <text
        className={mergeClasses(styles.letter, standing === 'none' && styles.dark, isOnDark(standing) && styles.onDark)}
        x={x}
        y={y}
        aria-hidden="true"
      >
        {standingLetters[standing]}
      </text>
    </a>
  );
});
