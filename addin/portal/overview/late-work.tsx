import { Text } from '@fluentui/react-components';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { counted } from '../../views/cell-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

/** As many as are worth a look here; the schedule has all. */
const MOST = 5;

interface LateWorkProps {
  readonly work: readonly Pick<SiteWork, 'project' | 'projectName' | 'siteName' | 'location' | 'variance' | 'finish'>[];
}

/** The open work that finishes longest after its baseline. */
export function LateWork({ work }: LateWorkProps) {
  const shared = usePortalStyles();
  const late = work
    .flatMap(({ variance, ...line }) =>
      variance !== null && variance > 0 && line.finish?.isActual !== true ? [{ ...line, variance }] : [],
    )
    .toSorted((a, b) => b.variance - a.variance);
  if (late.length === 0) return <Text>No open work is expected after its baseline.</Text>;
  return (
    <div className={shared.tight}>
      <Text weight="semibold" as="h3" className={shared.heading}>
        Longest after the baseline
      </Text>
      <ul className={shared.list}>
        {late.slice(0, MOST).map(({ project, projectName, siteName, location, variance, finish }) => (
          <li key={`${project} ${location ?? ''}`}>
            {projectName}, {siteName ?? 'whole district'}: {counted(variance, 'day')} late, expected {finish?.day}
          </li>
        ))}
      </ul>
      {late.length > MOST && (
        <Text>
          <ProgramLink page="schedule">All {late.length.toLocaleString('en-US')} in the schedule</ProgramLink>
        </Text>
      )}
    </div>
  );
}
