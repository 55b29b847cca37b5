import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { WireMilestone } from '../../../shared/protocol/schedule.ts';
import { usePortalStyles } from '../views/portal-styles.ts';

const useStyles = makeStyles({
  list: {
    margin: 0,
    padding: '4px 0 8px 28px',
    listStyleType: 'none',
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
    gap: '4px 24px',
  },
  broken: { color: tokens.colorPaletteRedForeground1 },
});

/** The milestones of a line, with what was first planned and what breaks their order. */
export function MilestoneList({ milestones }: { readonly milestones: readonly WireMilestone[] }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  return (
    <ul className={styles.list}>
      {milestones.map(({ milestone, baseline, day, brokenBy }) => (
        <li key={milestone}>
          {milestone}: {day === null ? 'no date yet' : day.isActual ? `${day.day} A` : day.day}
          {baseline !== null && baseline !== day?.day && (
            <Text className={shared.quiet}> (first planned {baseline})</Text>
          )}
          {brokenBy !== null && (
            <Text className={styles.broken}>
              {' '}
              needs {brokenBy.milestone}, expected only {brokenBy.day}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
