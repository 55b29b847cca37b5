import { Text, makeStyles } from '@fluentui/react-components';
import { useMemo } from 'react';
import { monthStrip, stripMonths } from '../../../shared/plan/schedule/month-strip.ts';
import { workStanding } from '../../../shared/plan/sites/site-standing.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { fiscalYearOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { WorkStrip } from '../../views/schedule/work-strip.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import { standingWords, workDayWords } from '../../views/schedule/schedule-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { DataTable } from '../views/data-table.tsx';
import { StandingMark } from '../../components/standing-mark.tsx';
import type { ProjectFacts } from './read-project.ts';

const useStyles = makeStyles({ strip: { display: 'block', minWidth: '160px' } });

/** The sites of a project with what comes there, and its dates as words and over the months. */
export function ProjectSites({ project: { work, asOf } }: { readonly project: ProjectFacts }) {
  const styles = useStyles();
  const names = useCodeNames();
  const strip = useMemo(() => monthStrip(asOf), [asOf]);
  const quarters = useMemo(
    () => stripMonths(strip, fiscalYearOf).flatMap(({ quarter, at }) => (quarter === '' ? [] : [at])),
    [strip],
  );
  if (work.length === 0) {
    return (
      <Text>
        Nothing is scheduled: a project stands in the schedule from its approval on, with the sites of its scope.
      </Text>
    );
  }
  return (
    <DataTable
      caption={`Sites, as of ${asOf}`}
      columns={['Site', 'What comes', 'How it stands', 'Starts', 'Finishes', 'Over the months'].map((label) => ({
        label,
      }))}
      rows={work.map((line) => ({
        id: line.location ?? '',
        cells: [
          line.location === null ? (
            'Whole district'
          ) : (
            <>
              <ProgramLink page={`schools/${line.location}`}>{line.siteName ?? line.location}</ProgramLink>{' '}
              {line.location}
            </>
          ),
          line.systems.map((system) => withName(names, 'systems', system)).join('; '),
          <StandingMark key="standing" standing={workStanding(line, asOf)} words={standingWords(line, asOf)} />,
          workDayWords(line.start),
          workDayWords(line.finish),
          <span key="strip" className={styles.strip}>
            <WorkStrip {...{ strip, asOf, quarters }} work={line} />
          </span>,
        ],
      }))}
    />
  );
}
