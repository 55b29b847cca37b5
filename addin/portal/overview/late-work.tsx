import { Text } from '@fluentui/react-components';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { isLate } from '../../../shared/guide/plain-status.ts';
import { counted } from '../../views/cell-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

/** As many as are worth a look here; the schedule has all. */
const MOST = 5;

interface LateWorkProps {
  readonly work: readonly Pick<
    SiteWork,
    'project' | 'projectName' | 'siteName' | 'location' | 'variance' | 'finish' | 'indicator' | 'isPastDue'
  >[];
}

/** The open work that finishes longest after its baseline, of what the schedule calls late. */
export function LateWork({ work }: LateWorkProps) {
  const shared = usePortalStyles();
  const late = work.filter(isLate);
  if (late.length === 0) return <Text>No open work is late.</Text>;
  const longest = late
    .flatMap(({ variance, ...line }) => (variance !== null && variance > 0 ? [{ ...line, variance }] : []))
    .toSorted((a, b) => b.variance - a.variance)
    .slice(0, MOST);
  return (
    <div className={shared.tight}>
      <Text weight="semibold" as="h3" className={shared.heading}>
        Longest after the baseline
      </Text>
      <ul className={shared.list}>
        {longest.map(({ project, projectName, siteName, location, variance, finish }) => (
          <li key={`${project} ${location ?? ''}`}>
            {projectName}, {siteName ?? 'whole district'}: {counted(variance, 'day')} late, expected {finish?.day}
          </li>
        ))}
      </ul>
      {late.length > longest.length && (
        <Text>
          <ProgramLink page="schedule?standing=late">
            All {late.length.toLocaleString('en-US')} that are late, in the schedule
          </ProgramLink>
        </Text>
      )}
    </div>
  );
}
