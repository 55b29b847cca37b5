import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import {
  monthBeside,
  monthCalendar,
  type CalendarDay,
  type CalendarEntry,
} from '../../../shared/plan/schedule/month-calendar.ts';
import { counted } from '../../views/cell-words.ts';
import { longDay } from '../../views/schedule/schedule-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { countedWork, type ShownSchedule } from './schedule-data.ts';

/** So many entries fit a day of the month; all of them stand below once the day is pressed. */
const ENTRIES = 3;
const NARROW = '@media (max-width: 860px)';
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px 12px',
    alignItems: 'center',
    '@media print': { display: 'none' },
  },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', [NARROW]: { display: 'block' } },
  caption: {
    textAlign: 'left',
    paddingBottom: '8px',
    fontWeight: tokens.fontWeightSemibold,
    [NARROW]: { display: 'block' },
  },
  head: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  part: { [NARROW]: { display: 'block' } },
  weekday: { textAlign: 'left', padding: '4px 6px', fontWeight: tokens.fontWeightSemibold },
  day: {
    height: '96px',
    verticalAlign: 'top',
    padding: '4px 6px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    [NARROW]: {
      display: 'block',
      height: 'auto',
      borderLeftStyle: 'none',
      borderRightStyle: 'none',
      borderBottomStyle: 'none',
    },
  },
  // In a list of days those on which nothing happens, and those beside the month, say nothing.
  dull: { [NARROW]: { display: 'none' } },
  beside: { backgroundColor: tokens.colorNeutralBackground2 },
  blocked: { backgroundColor: tokens.colorNeutralBackground3 },
  today: { outline: `2px solid ${tokens.colorPaletteRedBorder2}`, outlineOffset: '-2px' },
  number: { minWidth: 0, padding: '0 4px', fontWeight: tokens.fontWeightSemibold },
  plainNumber: { padding: '0 4px', color: tokens.colorNeutralForeground2 },
  weekdayHere: { display: 'none', [NARROW]: { display: 'inline' } },
  entries: { margin: 0, padding: 0, listStyleType: 'none', fontSize: tokens.fontSizeBase200 },
  entry: { lineHeight: tokens.lineHeightBase200, marginBottom: '6px' },
  // A page has room for all of a day, and nothing on it can be pressed.
  onPaper: { display: 'none', '@media print': { display: 'list-item' } },
  onScreen: { '@media print': { display: 'none' } },
  block: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
});

interface MonthViewProps {
  readonly schedule: ShownSchedule;
  /** `YYYY-MM` */
  readonly month: string;
  readonly onMonth: (month: string) => void;
}

/** What happens on each day of a month, with the days on which nothing may. */
export function MonthView({ schedule, month, onMonth }: MonthViewProps) {
  const styles = useStyles();
  const { work, milestones, asOf } = schedule;
  const calendar = useMemo(
    () => monthCalendar(month, work, [...milestones.values()].flat()),
    [month, work, milestones],
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const { starts, finishes, milestones: others } = calendar.count;
  const day = calendar.weeks.flat().find((each) => each.day === chosen);
  return (
    <>
      <div className={styles.bar}>
        <Button icon={<ChevronLeftRegular />} onClick={() => onMonth(monthBeside(month, -1))}>
          {monthWords(monthBeside(month, -1))}
        </Button>
        <Button onClick={() => onMonth(monthBeside(month, 1))}>
          {monthWords(monthBeside(month, 1))} <ChevronRightRegular />
        </Button>
        {month !== asOf.slice(0, 7) && (
          <Button appearance="subtle" onClick={() => onMonth(asOf.slice(0, 7))}>
            Go to {monthWords(asOf.slice(0, 7))}
          </Button>
        )}
      </div>
      <div role="status">
        <Text>
          {monthWords(month)}: {counted(starts, 'start')}, {finishes === 1 ? '1 finish' : `${finishes} finishes`},{' '}
          {counted(others, 'other milestone')}, of {countedWork(schedule)}
        </Text>
      </div>
      <table role="table" className={styles.table}>
        <caption className={styles.caption}>{monthWords(month)}</caption>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {weekdays.map((name) => (
              <th key={name} role="columnheader" scope="col" className={styles.weekday}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.part}>
          {calendar.weeks.map((week) => (
            <tr key={week[0]?.day} role="row" className={styles.part}>
              {week.map((each, index) => (
                <DayCell
                  key={each.day}
                  day={each}
                  weekday={weekdays[index] ?? ''}
                  isToday={each.day === asOf}
                  isChosen={each.day === chosen}
                  onChoose={() => setChosen(each.day === chosen ? null : each.day)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {day !== undefined && <DayEntries day={day} />}
    </>
  );
}

/** "October 2026" */
export function monthWords(month: string): string {
  const options = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-US', options);
}

interface DayCellProps {
  readonly day: CalendarDay;
  readonly weekday: string;
  readonly isToday: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function DayCell({ day, weekday, isToday, isChosen, onChoose }: DayCellProps) {
  const styles = useStyles();
  const { entries, blocked, isInMonth } = day;
  const isDull = !isInMonth || (entries.length === 0 && blocked.length === 0);
  const rest = entries.length - ENTRIES;
  return (
    <td
      role="cell"
      className={mergeClasses(
        styles.day,
        isDull && styles.dull,
        !isInMonth && styles.beside,
        blocked.length > 0 && styles.blocked,
        isToday && styles.today,
      )}
    >
      {entries.length === 0 ? (
        <span className={styles.plainNumber}>
          <span className={styles.weekdayHere}>{weekday}&nbsp;</span>
          {Number(day.day.slice(8))}
        </span>
      ) : (
        <Button
          appearance="subtle"
          size="small"
          className={styles.number}
          aria-expanded={isChosen}
          aria-label={`${longDay(day.day)}, ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}`}
          onClick={onChoose}
        >
          <span className={styles.weekdayHere}>{weekday}&nbsp;</span>
          {Number(day.day.slice(8))}
        </Button>
      )}
      <ul className={styles.entries}>
        {entries.map((entry, index) => (
          <li key={entryKey(entry)} className={mergeClasses(styles.entry, index >= ENTRIES && styles.onPaper)}>
            {entryWords(entry)}
          </li>
        ))}
        {rest > 0 && <li className={styles.onScreen}>and {rest} more</li>}
      </ul>
      {blocked.map(({ type, sites }) => (
        <div key={type} className={styles.block}>
          No work: {type}, {counted(sites, 'site')}
        </div>
      ))}
    </td>
  );
}

function entryKey({ kind, milestone, project }: CalendarEntry): string {
  return `${kind} ${milestone ?? ''} ${project}`;
}

/** "Wi-Fi starts at 3 sites" */
function entryWords({ kind, milestone, projectName, sites }: CalendarEntry): string {
  const [only] = sites;
  const where = only === undefined ? '' : ` at ${sites.length === 1 ? only.name : counted(sites.length, 'site')}`;
  if (kind === 'milestone') return `${projectName}: ${(milestone ?? '').slice(4)}${where}`;
  return `${projectName} ${kind === 'start' ? 'starts' : 'finishes'}${where}`;
}

/** All of a day, each school with the way to its page. */
function DayEntries({ day }: { readonly day: CalendarDay }) {
  const shared = usePortalStyles();
  return (
    <section className={shared.column} aria-label={longDay(day.day)}>
      <Text as="h2" size={400} weight="semibold" className={shared.heading}>
        {longDay(day.day)}
      </Text>
      <ul className={shared.list}>
        {day.entries.map((entry) => (
          <li key={entryKey(entry)}>
            {entryWords(entry)} ({entry.project}
            {entry.isActual ? ', has happened' : ', expected'}){entry.sites.length > 0 && ': '}
            {entry.sites.map(({ code, name }, index) => (
              <span key={code}>
                {index > 0 && ', '}
                <ProgramLink page={`schools/${code}`}>{name}</ProgramLink>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
