import { Button, Link, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import { monthStrip, stripMarks, stripMonths } from '../../../shared/plan/schedule/month-strip.ts';
import type { ScheduledMilestone } from '../../../shared/plan/schedule/scheduled-milestones.ts';
import { workStanding } from '../../../shared/plan/sites/site-standing.ts';
import type { CellPlace } from '../../../shared/tables/cell.ts';
import { fiscalYearOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { StandingMark } from '../../components/standing-mark.tsx';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import { counted } from '../cell-words.ts';
import { useViewStyles } from '../view-styles.ts';
import { clashWords, standingWords } from './schedule-words.ts';
import type { SelectedPlace } from './selected-place.ts';
import {
  plannedSchedule,
  selectedLines,
  tablesOfSchedule,
  type PlannedSchedule,
  type SelectedLine,
} from './selected-work.ts';
import { WorkStrip } from './work-strip.tsx';

/** A project may have hundreds of schools; the web app has them all. */
const LINES = 5;

const useStyles = makeStyles({
  line: { display: 'flex', flexDirection: 'column', gap: '4px', overflowWrap: 'anywhere' },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', gap: '4px' },
  row: { display: 'flex', flexWrap: 'wrap', columnGap: '8px' },
  broken: { color: tokens.colorPaletteRedForeground1 },
});

export interface SelectedScheduleProps {
  readonly session: Pick<SyncSession, 'programRows'>;
  readonly program: string;
  readonly revision: number;
  readonly place: SelectedPlace;
  readonly onJump: (place: CellPlace) => void;
}

/** When what happens at the selected row's project and site: a strip over the months, and milestones that lead to their cells. */
export function SelectedSchedule({ session, program, revision, place, onJump }: SelectedScheduleProps) {
  const shared = useViewStyles();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={shared.tight}>
      <Button size="small" style={{ alignSelf: 'flex-start' }} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide schedule' : 'Show schedule'}
      </Button>
      {isOpen && <Schedule {...{ session, program, revision, place, onJump }} />}
    </div>
  );
}

function Schedule({ session, program, revision, place, onJump }: SelectedScheduleProps) {
  const shared = useViewStyles();
  const [schedule, setSchedule] = useState<PlannedSchedule | 'unknown' | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void session.programRows({ program, revision }, tablesOfSchedule).then((rows) => {
      if (isCurrent) setSchedule(rows === null ? 'unknown' : plannedSchedule(rows, new Date()));
    });
    return () => {
      isCurrent = false;
    };
  }, [session, program, revision]);
  if (schedule === null) return <Text className={shared.quiet}>Looking up dates…</Text>;
  if (schedule === 'unknown') {
    return (
      <Text className={shared.quiet}>The dates can’t be looked up now. Nothing was changed; try again later.</Text>
    );
  }
  const lines = selectedLines(schedule, place);
  if (lines.length === 0)
    return <Text className={shared.quiet}>Nothing is scheduled here: no project is approved yet.</Text>;
  return (
    <>
      {lines.slice(0, LINES).map(({ line, milestones }) => (
        <Line key={`${line.project} ${line.location ?? ''}`} {...{ line, milestones, onJump }} asOf={schedule.asOf} />
      ))}
      {lines.length > LINES && (
        <Text className={shared.quiet}>
          and {counted(lines.length - LINES, 'line')} more. The schedule in the web app has them all.
        </Text>
      )}
    </>
  );
}

type LineProps = SelectedLine & Pick<SelectedScheduleProps, 'onJump'> & { readonly asOf: string };

function Line({ line, milestones, asOf, onJump }: LineProps) {
  const styles = useStyles();
  const strip = useMemo(() => monthStrip(asOf), [asOf]);
  const quarters = useMemo(
    () => stripMonths(strip, fiscalYearOf).flatMap(({ quarter, at }) => (quarter === '' ? [] : [at])),
    [strip],
  );
  const where = line.siteName === null ? '' : ` at ${line.siteName}`;
  return (
    <div className={styles.line}>
      <Text weight="semibold">
        {line.projectName}
        {where}
      </Text>
      <StandingMark standing={workStanding(line, asOf)} words={standingWords(line, asOf)} />
      <WorkStrip {...{ strip, asOf, quarters }} work={line} marks={stripMarks(strip, milestones)} />
      {clashWords(line).map((clash) => (
        <Text key={clash} className={styles.broken}>
          {clash}
        </Text>
      ))}
      <ul className={styles.list}>
        {milestones.map((milestone) => (
          <Milestone key={milestone.row} milestone={milestone} onJump={onJump} />
        ))}
      </ul>
    </div>
  );
}

interface MilestoneProps {
  readonly milestone: ScheduledMilestone;
  readonly onJump: (place: CellPlace) => void;
}

function Milestone({ milestone: { row, milestone, baseline, day, brokenBy }, onJump }: MilestoneProps) {
  const styles = useStyles();
  const shared = useViewStyles();
  const column = day?.isActual === true ? 'actualFinish' : 'forecastFinish';
  return (
    <li className={styles.row}>
      <Link as="button" onClick={() => onJump({ table: 'milestones', row, column })}>
        {milestone}
      </Link>
      <Text>{day === null ? 'no date yet' : `${day.day}${day.isActual ? ' A' : ''}`}</Text>
      {baseline !== null && baseline !== day?.day && <Text className={shared.quiet}>first planned {baseline}</Text>}
      {brokenBy !== null && (
        <Text className={styles.broken}>
          needs {brokenBy.milestone}, expected only {brokenBy.day}
        </Text>
      )}
    </li>
  );
}
