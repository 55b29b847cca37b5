import { Button, Field, Input, Select, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useState } from 'react';
import { isLate, type PlainStatus } from '../../../shared/guide/plain-status.ts';
import { monthStrip, stripMonths } from '../../../shared/plan/schedule/month-strip.ts';
import type { SiteWork, WorkDay } from '../../../shared/plan/schedule/site-work.ts';
import type { ScheduleReply } from '../../../shared/protocol/schedule.ts';
import { fiscalYearOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import {
  choicesOf,
  everything,
  filterWork,
  type ScheduleFilter,
  type Standing,
} from '../../views/schedule/filter-work.ts';
import { WorkStrip } from '../../views/schedule/work-strip.tsx';
import { PageFrame } from '../shell/page-frame.tsx';
import type { ProgramPageProps } from '../shell/program-page.ts';
import { PortalAnswer } from '../views/portal-answer.tsx';
import { MonthlySchedule } from './monthly-schedule.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';

/** Behind this part of the months a label would not fit. */
const LAST_LABEL = 0.9;
/** So many lines are drawn at first, and with each wish for more. */
const LINES = 150;
const NARROW = '@media (max-width: 860px)';

const useStyles = makeStyles({
  filters: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(190px, 1fr))', gap: '12px' },
  table: { width: '100%', borderCollapse: 'collapse', [NARROW]: { display: 'block' } },
  caption: {
    textAlign: 'left',
    paddingBottom: '8px',
    fontWeight: tokens.fontWeightSemibold,
    [NARROW]: { display: 'block' },
  },
  head: { [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' } },
  body: { [NARROW]: { display: 'block' } },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, [NARROW]: { display: 'block', padding: '8px 0' } },
  cell: {
    padding: '6px 12px 6px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: 'normal',
    [NARROW]: { display: 'block', padding: '2px 0' },
  },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  late: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  strip: { width: '42%', paddingRight: 0, [NARROW]: { width: 'auto' } },
  months: { position: 'relative', display: 'block', height: '1.5em', fontWeight: 'normal', whiteSpace: 'nowrap' },
  month: { position: 'absolute', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  field: { minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
});

const standings: { readonly [S in Standing]: string } = {
  open: 'Not done yet',
  late: 'Late',
  underway: 'Under way',
  planned: 'Planned',
  done: 'Done',
  onHold: 'On hold',
  undated: 'Without dates',
} satisfies { readonly [S in PlainStatus | 'open' | 'late']: string };

/** What happens where and when: every line of the schedule over the months, filtered, as of a day. */
export function SchedulePage({ server, program, asOf }: ProgramPageProps) {
  const ask = useCallback(() => server.schedule(program.id, asOf), [server, program.id, asOf]);
  return (
    <PageFrame heading="Schedule" lead="What happens where and when.">
      <PortalAnswer ask={ask} waiting="Looking up dates…" failed="The schedule couldn’t be read">
        {(schedule) => <Lines schedule={schedule} />}
      </PortalAnswer>
      <MonthlySchedule {...{ server, asOf }} program={program.id} />
    </PageFrame>
  );
}

function Lines({ schedule: { work, asOf, revision } }: { readonly schedule: ScheduleReply }) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const [filter, setFilter] = useState<ScheduleFilter>({ ...everything, standing: 'open' });
  const [most, setMost] = useState(LINES);
  const shown = useMemo(() => filterWork(work, filter, asOf), [work, filter, asOf]);
  const strip = useMemo(() => monthStrip(asOf), [asOf]);
  const months = useMemo(() => stripMonths(strip, fiscalYearOf).filter(({ quarter }) => quarter !== ''), [strip]);
  const quarters = months.map(({ at }) => at);
  const choose = (change: Partial<ScheduleFilter>): void => {
    setFilter({ ...filter, ...change });
    setMost(LINES);
  };
  if (work.length === 0) {
    return (
      <Text>
        No approved project has work to schedule. A project stands here from its approval on, with its sites and
        milestones.
      </Text>
    );
  }
  return (
    <>
      <Filters {...{ work, filter }} onChoose={choose} />
      <table role="table" className={styles.table}>
        <caption className={styles.caption} aria-live="polite">
          {shown.length === work.length
            ? `${work.length.toLocaleString('en-US')} lines of work`
            : `${shown.length.toLocaleString('en-US')} of ${work.length.toLocaleString('en-US')} lines of work`}{' '}
          as of {asOf}, at revision {revision}
        </caption>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            {['School', 'Project', 'When'].map((label) => (
              <th key={label} role="columnheader" scope="col" className={styles.cell}>
                <span className={styles.name}>{label}</span>
              </th>
            ))}
            <th role="columnheader" scope="col" className={styles.strip}>
              <span className={styles.months}>
                {months
                  .filter(({ at }) => at < LAST_LABEL)
                  .map(({ quarter, at }) => (
                    <span key={quarter} className={styles.month} style={{ left: `${at * 100}%` }}>
                      {quarter.endsWith('Q1') ? quarter.slice(2) : quarter.slice(-2)}
                    </span>
                  ))}
              </span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>
          {shown.slice(0, most).map((line) => (
            <tr key={`${line.project} ${line.location ?? ''}`} role="row" className={styles.row}>
              <th role="rowheader" scope="row" className={styles.cell}>
                <span className={styles.name}>{line.siteName ?? 'Whole district'}</span>{' '}
                <span className={styles.quiet}>
                  {[line.location, line.region].filter((text) => text !== null).join(' · ')}
                </span>
              </th>
              <td role="cell" className={styles.cell}>
                {line.projectName} <span className={styles.quiet}>{[line.project, ...line.systems].join(' · ')}</span>
              </td>
              <td role="cell" className={styles.cell}>
                {datesOf(line)} <Variance line={line} />
              </td>
              <td role="cell" className={styles.strip}>
                <WorkStrip {...{ strip, asOf, quarters }} work={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <Text>Nothing fits these filters.</Text>}
      {shown.length > most && (
        <div className={shared.row}>
          <Button onClick={() => setMost(most + LINES)}>Show {Math.min(LINES, shown.length - most)} more</Button>
        </div>
      )}
    </>
  );
}

function dayText(day: WorkDay | null): string {
  return day === null ? '…' : `${day.day}${day.isActual ? ' A' : ''}`;
}

function datesOf({ start, finish }: SiteWork): string {
  return start === null && finish === null ? 'Dates to be set' : `${dayText(start)} to ${dayText(finish)}`;
}

/** Days late or early, in words and by a colour. */
function Variance({ line }: { readonly line: SiteWork }) {
  const { variance, isPastDue } = line;
  const styles = useStyles();
  const days =
    variance === null || variance === 0 ? '' : variance > 0 ? `${variance} days late` : `${-variance} days early`;
  const due = isPastDue ? 'past due' : '';
  const words = [due, days].filter((text) => text !== '').join(', ');
  if (words === '') return null;
  return <span className={isLate(line) ? styles.late : styles.quiet}>{words}</span>;
}

interface FiltersProps {
  readonly work: readonly SiteWork[];
  readonly filter: ScheduleFilter;
  readonly onChoose: (change: Partial<ScheduleFilter>) => void;
}

function isStanding(text: string): text is Standing {
  return Object.hasOwn(standings, text);
}

function Filters({ work, filter, onChoose }: FiltersProps) {
  const styles = useStyles();
  const chosen = (value: string): string | null => (value === '' ? null : value);
  return (
    <div className={styles.filters} role="search" aria-label="Filter the schedule">
      <Field className={styles.field} label="School or project">
        <Input
          className={styles.input}
          input={{ className: styles.input }}
          value={filter.text}
          onChange={(_, { value }) => onChoose({ text: value })}
        />
      </Field>
      <Field className={styles.field} label="Region">
        <Select
          className={styles.input}
          value={filter.region ?? ''}
          onChange={(_, { value }) => onChoose({ region: chosen(value) })}
        >
          <option value="">All regions</option>
          {choicesOf(work, 'region').map((region) => (
            <option key={region}>{region}</option>
          ))}
        </Select>
      </Field>
      <Field className={styles.field} label="Program">
        <Select
          className={styles.input}
          value={filter.program ?? ''}
          onChange={(_, { value }) => onChoose({ program: chosen(value) })}
        >
          <option value="">All programs</option>
          {choicesOf(work, 'program').map((program) => (
            <option key={program}>{program}</option>
          ))}
        </Select>
      </Field>
      <Field className={styles.field} label="How it stands">
        <Select
          className={styles.input}
          value={filter.standing ?? ''}
          onChange={(_, { value }) => onChoose({ standing: isStanding(value) ? value : null })}
        >
          <option value="">All</option>
          {Object.entries(standings).map(([name, label]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field className={styles.field} label="In month">
        <Input
          type="month"
          value={filter.month ?? ''}
          onChange={(_, { value }) => onChoose({ month: chosen(value) })}
        />
      </Field>
    </div>
  );
}
