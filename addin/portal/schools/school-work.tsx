import { Text, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import { monthStrip, stripMonths } from '../../../shared/plan/schedule/month-strip.ts';
import { workStanding } from '../../../shared/plan/sites/site-standing.ts';
import type { SiteReply } from '../../../shared/protocol/sites.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { fiscalYearOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { WorkStrip } from '../../views/schedule/work-strip.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import { StandingMark } from '../../components/standing-mark.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { FactList, type Fact } from '../views/fact-list.tsx';
import { clashWords, longDay, standingWords, workDayWords } from '../../views/schedule/schedule-words.ts';

const useStyles = makeStyles({
  cards: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 380px), 1fr))', gap: '16px' },
  card: {
    display: 'flex',
    flexDirection: 'column',
    gap: '12px',
    padding: '16px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    overflowWrap: 'anywhere',
    '@media print': { breakInside: 'avoid' },
  },
  clash: { borderLeft: `3px solid ${tokens.colorPaletteRedBorder2}`, paddingLeft: '8px' },
});

/** What each project does at the school. */
export function SchoolWork({ site }: { readonly site: SiteReply }) {
  const styles = useStyles();
  const { work } = site;
  if (work.length === 0) return <Text>No approved project works here.</Text>;
  return (
    <div className={styles.cards}>
      {work.map((line) => (
        <WorkCard key={line.project} {...{ site, line }} />
      ))}
    </div>
  );
}

interface WorkCardProps {
  readonly site: SiteReply;
  readonly line: SiteReply['work'][number];
}

function WorkCard({ site: { asOf }, line }: WorkCardProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const names = useCodeNames();
  const strip = useMemo(() => monthStrip(asOf), [asOf]);
  const quarters = useMemo(
    () => stripMonths(strip, fiscalYearOf).flatMap(({ quarter, at }) => (quarter === '' ? [] : [at])),
    [strip],
  );
  const standing = workStanding(line, asOf);
  const facts: Fact[] = [
    { label: 'How it stands', value: <StandingMark standing={standing} words={standingWords(line, asOf)} /> },
    { label: 'What it is', value: line.systems.map((system) => withName(names, 'systems', system)).join('; ') },
    { label: 'Starts', value: workDayWords(line.start) },
    { label: 'Finishes', value: workDayWords(line.finish) },
    { label: 'First planned', value: line.baselineFinish === null ? '' : longDay(line.baselineFinish) },
    { label: 'Cost here', value: `$${formatMoney(line.current)}` },
    { label: 'Paid from', value: line.sources.map(({ source, name }) => `${source} · ${name}`).join('; ') },
    { label: 'Who', value: line.manager ?? '' },
    { label: 'Remark', value: line.remark ?? '' },
  ];
  return (
    <article className={styles.card}>
      <div className={shared.tight}>
        <Text as="h3" weight="semibold" size={400} className={shared.heading}>
          {line.projectName}
        </Text>
        <Text className={shared.quiet}>
          {line.project} · {line.program} · {line.phase}
        </Text>
      </div>
      <WorkStrip {...{ strip, asOf, quarters }} work={line} />
      <FactList facts={facts} />
      {clashWords(line).map((clash) => (
        <Text key={clash} className={styles.clash}>
          {clash}
        </Text>
      ))}
    </article>
  );
}
