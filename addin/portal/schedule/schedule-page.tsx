import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import { useHref, useLinkClickHandler, useSearchParams } from 'react-router';
import type { ScheduleReply } from '../../../shared/protocol/schedule.ts';
import { addressOfFilter, filterOfAddress } from '../../views/schedule/filter-address.ts';
import type { ScheduleFilter } from '../../views/schedule/filter-work.ts';
import { NoPage } from '../shell/no-page.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import { usePageContext } from '../shell/page-context.ts';
import { programAddress } from '../shell/program-address.ts';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { withParameter } from '../views/with-parameter.ts';
import { MapView, isOutlineCut } from './map-view.tsx';
import { MonthView } from './month-view.tsx';
import { MonthlySchedule } from './monthly-schedule.tsx';
import { ScheduleFilters } from './schedule-filters.tsx';
import { shownSchedule } from './schedule-data.ts';
import { isTimelineCut } from './timeline-groups.ts';
import { Timeline } from './timeline.tsx';

/** Ways to look at the schedule, by what stands after its path. */
const scheduleViews = { timeline: 'Timeline', month: 'Month', map: 'Map' } as const;
type ScheduleView = keyof typeof scheduleViews;

function isScheduleView(name: string): name is ScheduleView {
  return Object.hasOwn(scheduleViews, name);
}

const useStyles = makeStyles({
  views: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px',
    '@media print': { display: 'none' },
  },
  view: {
    display: 'block',
    padding: '6px 14px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    fontWeight: tokens.fontWeightSemibold,
    '@media (forced-colors: active)': { outline: '1px solid' },
  },
});

/** What happens where and when: over the months, in a month, or on a map, as of any moment. */
export function SchedulePage({ server, program, moment, item }: ProgramPageProps) {
  const view = item ?? 'timeline';
  const milestones = view !== 'map';
  const ask = useCallback(
    () => server.schedule(program.id, moment, { milestones }),
    [server, program.id, moment, milestones],
  );
  if (!isScheduleView(view)) {
    return (
      <NoPage heading="There is no page here">
        <Text>The schedule can be looked at as a timeline, by month and on a map.</Text>
      </NoPage>
    );
  }
  return (
    <PageFrame heading="Schedule" lead="What happens where and when.">
      <nav aria-label="Ways to look at the schedule">
        <ViewLinks view={view} />
      </nav>
      <PortalAnswer ask={ask} waiting="Looking up dates…" failed="The schedule couldn’t be read">
        {(schedule) => <Looked {...{ server, moment, view, schedule }} program={program.id} />}
      </PortalAnswer>
      <MonthlySchedule {...{ server, moment }} program={program.id} />
    </PageFrame>
  );
}

function ViewLinks({ view }: { readonly view: ScheduleView }) {
  const styles = useStyles();
  return (
    <ul className={styles.views}>
      {Object.entries(scheduleViews).map(([name, label]) => (
        <li key={name}>
          <ViewLink
            path={name === 'timeline' ? 'schedule' : `schedule/${name}`}
            label={label}
            isCurrent={name === view}
          />
        </li>
      ))}
    </ul>
  );
}

interface ViewLinkProps {
  readonly path: string;
  readonly label: string;
  readonly isCurrent: boolean;
}

/** A link to another view of what is looked at: filters and day go along. */
function ViewLink({ path, label, isCurrent }: ViewLinkProps) {
  const styles = useStyles();
  const { program } = usePageContext();
  const [query] = useSearchParams();
  const text = String(query);
  const address = `${programAddress(program?.id ?? '', path)}${text === '' ? '' : `?${text}`}`;
  const href = useHref(address);
  const open = useLinkClickHandler(address);
  return (
    <a
      href={href}
      className={mergeClasses(styles.view, isCurrent && styles.current)}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={open}
    >
      {label}
    </a>
  );
}

interface LookedProps extends Pick<ProgramPageProps, 'server' | 'moment'> {
  /** Program id. */
  readonly program: string;
  readonly view: ScheduleView;
  readonly schedule: ScheduleReply;
}

function Looked({ server, program, moment, view, schedule }: LookedProps) {
  const [query, setQuery] = useSearchParams();
  const text = String(query);
  // A month has its past, too.
  const usual = view === 'month' ? null : 'open';
  const filter = useMemo(() => filterOfAddress(new URLSearchParams(text), usual), [text, usual]);
  // The month that is looked at is no filter of what is shown in it.
  const shown = useMemo(
    () => shownSchedule(schedule, view === 'month' ? { ...filter, month: null } : filter),
    [schedule, filter, view],
  );
  const put = (change: (before: URLSearchParams) => URLSearchParams): void => setQuery(change, { replace: true });
  const set = (name: string, value: string | null): void => put((before) => withParameter(before, name, value));
  const choose = (next: ScheduleFilter): void =>
    put((before) => addressOfFilter(before, view === 'month' ? { ...next, month: filter.month } : next, usual));
  const month = filter.month ?? schedule.asOf.slice(0, 7);
  const by = query.get('by') ?? '';
  const outline = query.get('outline') ?? '';
  if (schedule.work.length === 0) {
    return (
      <Text>
        No approved project has work to schedule. A project stands here from its approval on, with its sites and
        milestones.
      </Text>
    );
  }
  return (
    <>
      <ScheduleFilters
        work={schedule.work}
        managers={schedule.managers ?? {}}
        filter={filter}
        hasMonth={view !== 'month'}
        usual={usual}
        onChoose={choose}
      />
      {view === 'timeline' && (
        <Timeline
          schedule={shown}
          by={isTimelineCut(by) ? by : 'project'}
          onCut={(cut) => set('by', cut === 'project' ? null : cut)}
        />
      )}
      {view === 'month' && <MonthView schedule={shown} month={month} onMonth={(next) => set('month', next)} />}
      {view === 'map' && (
        <MapView
          {...{ server, program, moment }}
          schedule={shown}
          outline={isOutlineCut(outline) ? outline : 'region'}
          onOutline={(cut) => set('outline', cut === 'region' ? null : cut)}
        />
      )}
    </>
  );
}
