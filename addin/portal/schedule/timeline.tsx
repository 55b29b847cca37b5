import { Button, Field, Select, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { Fragment, useMemo, useState } from 'react';
import {
  monthStrip,
  quarterMarks,
  stripMarks,
  stripMonths,
  type MonthStrip,
} from '../../../shared/plan/schedule/month-strip.ts';
import { milestonesOfWork } from '../../../shared/plan/schedule/scheduled-milestones.ts';
import type { SiteWork, WorkDay } from '../../../shared/plan/schedule/site-work.ts';
import { workStanding } from '../../../shared/plan/sites/site-standing.ts';
import type { WireMilestone } from '../../../shared/protocol/schedule.ts';
import { withName } from '../../../shared/tables/code-names.ts';
import { fiscalYearOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { counted } from '../../views/cell-words.ts';
import { WorkStrip } from '../../views/schedule/work-strip.tsx';
import { useCodeNames } from '../../views/use-code-names.ts';
import { clashWords, standingWords } from '../../views/schedule/schedule-words.ts';
import { ProgramLink } from '../shell/page-links.tsx';
import { StandingMark } from '../../components/standing-mark.tsx';
import { usePortalStyles } from '../views/portal-styles.ts';
import { MilestoneList } from './milestone-list.tsx';
import { countedWork, type ShownSchedule } from './schedule-data.ts';
import {
  isTimelineCut,
  timelineCuts,
  timelineGroups,
  type TimelineCut,
  type TimelineGroup,
} from './timeline-groups.ts';
import { useGrowing } from './use-growing.ts';

/** Behind this part of the months a label would not fit. */
const LAST_LABEL = 0.92;
/** So many rows are drawn at first, and each time that somebody has come to their end. */
const ROWS = 100;
/** Not on paper, which is as narrow: bars say nothing without the months over them. */
const NARROW = '@media screen and (max-width: 860px)';

const useStyles = makeStyles({
  // On paper nothing can be pressed.
  choice: { '@media print': { display: 'none' } },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'end' },
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', [NARROW]: { display: 'block' } },
  // What stands above says it for those who see.
  caption: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    backgroundColor: tokens.colorNeutralBackground1,
    [NARROW]: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  },
  body: { [NARROW]: { display: 'block' } },
  row: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { display: 'block', padding: '8px 0' },
    '@media print': { breakInside: 'avoid' },
  },
  cell: {
    padding: '6px 12px 6px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: 'normal',
    overflowWrap: 'anywhere',
    [NARROW]: { display: 'block', padding: '2px 0' },
  },
  what: { width: '30%', [NARROW]: { width: 'auto' } },
  when: { width: '24%', [NARROW]: { width: 'auto' } },
  name: { fontWeight: tokens.fontWeightSemibold },
  inner: { paddingLeft: '28px', [NARROW]: { paddingLeft: '12px' } },
  group: { display: 'flex', gap: '4px', alignItems: 'start' },
  strip: { paddingRight: 0 },
  months: { position: 'relative', display: 'block', height: '1.5em', fontWeight: 'normal', whiteSpace: 'nowrap' },
  month: { position: 'absolute', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  opener: { minWidth: 0, padding: '0 4px 0 0', verticalAlign: 'baseline', fontWeight: 'inherit' },
  details: { [NARROW]: { display: 'block' } },
  clash: { display: 'block', color: tokens.colorPaletteRedForeground1 },
});

interface TimelineProps {
  readonly schedule: ShownSchedule;
  readonly by: TimelineCut;
  readonly onCut: (by: TimelineCut) => void;
}

/** What there is to draw on: the months of the strip, and where quarters begin. */
interface Drawing {
  readonly strip: MonthStrip;
  readonly asOf: string;
  readonly quarters: readonly number[];
}

/** Lines over the months, by project, school, program or region; each group opens to its lines, each line to its milestones. */
export function Timeline({ schedule, by, onCut }: TimelineProps) {
  const styles = useStyles();
  const { work, asOf, revision, filter } = schedule;
  const groups = useMemo(() => timelineGroups(work, by), [work, by]);
  const [openKeys, setOpenKeys] = useState<ReadonlySet<string>>(new Set());
  const { shown, more, end } = useGrowing(ROWS, groups);
  const strip = useMemo(() => monthStrip(filter.month === null ? asOf : `${filter.month}-01`), [filter.month, asOf]);
  const months = useMemo(() => quarterMarks(stripMonths(strip, fiscalYearOf)), [strip]);
  const quarters = useMemo(() => months.map(({ at }) => at), [months]);
  const drawing = useMemo(() => ({ strip, asOf, quarters }), [strip, asOf, quarters]);
  const rows = groups.flatMap((group): readonly Row[] => rowsOf(group, openKeys.has(group.key)));
  const toggle = (key: string): void =>
    setOpenKeys((open) =>
      open.has(key) ? new Set([...open].filter((each) => each !== key)) : new Set([...open, key]),
    );
  const areAllOpen = groups.every(({ key, lines }) => lines.length < 2 || openKeys.has(key));
  return (
    <>
      <div className={styles.bar}>
        <Field label="By" className={styles.choice}>
          <Select value={by} onChange={(_, { value }) => onCut(isTimelineCut(value) ? value : 'project')}>
            {Object.entries(timelineCuts).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Button
          className={styles.choice}
          onClick={() => setOpenKeys(areAllOpen ? new Set() : new Set(groups.map(({ key }) => key)))}
        >
          {areAllOpen ? 'Close all' : 'Open all'}
        </Button>
        <Legend />
      </div>
      <div role="status">
        <Text weight="semibold">
          {countedWork(schedule)}, as of {asOf}, at revision {revision}
        </Text>
      </div>
      <table role="table" className={styles.table}>
        <caption className={styles.caption}>Schedule by {timelineCuts[by].toLowerCase()}</caption>
        <thead role="rowgroup" className={styles.head}>
          <tr role="row">
            <th role="columnheader" scope="col" className={mergeClasses(styles.cell, styles.what, styles.name)}>
              {timelineCuts[by]}
            </th>
            <th role="columnheader" scope="col" className={mergeClasses(styles.cell, styles.when, styles.name)}>
              When
            </th>
            <th role="columnheader" scope="col" className={mergeClasses(styles.cell, styles.strip)}>
              <span className={styles.months}>
                {months
                  .filter(({ at }) => at < LAST_LABEL)
                  .map(({ label, at }) => (
                    <span key={at} className={styles.month} style={{ left: `${at * 100}%` }}>
                      {label}
                    </span>
                  ))}
              </span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup" className={styles.body}>
          {rows
            .slice(0, shown)
            .map((row) =>
              row.kind === 'group' ? (
                <GroupRow
                  key={`group ${row.group.key}`}
                  {...{ by, drawing }}
                  group={row.group}
                  isOpen={openKeys.has(row.group.key)}
                  milestones={schedule.milestones}
                  onToggle={() => toggle(row.group.key)}
                />
              ) : (
                <LineRow
                  key={`line ${row.line.project} ${row.line.location ?? ''}`}
                  {...{ by, drawing }}
                  line={row.line}
                  isInner={row.isInner}
                  milestones={schedule.milestones.get(row.line.project) ?? noMilestones}
                />
              ),
            )}
        </tbody>
      </table>
      {work.length === 0 && <Text>Nothing fits these filters.</Text>}
      {rows.length > shown && (
        <div key={shown} ref={end}>
          <Button onClick={more}>Show {Math.min(ROWS, rows.length - shown)} more</Button>
        </div>
      )}
    </>
  );
}

const noMilestones: readonly WireMilestone[] = [];

type Row =
  | { readonly kind: 'group'; readonly group: TimelineGroup }
  | { readonly kind: 'line'; readonly line: SiteWork; readonly isInner: boolean };

/** A group of one line is that line. */
function rowsOf(group: TimelineGroup, isOpen: boolean): readonly Row[] {
  const [only] = group.lines;
  if (group.lines.length === 1 && only !== undefined) return [{ kind: 'line', line: only, isInner: false }];
  const lines = isOpen ? group.lines.map((line) => ({ kind: 'line' as const, line, isInner: true })) : [];
  return [{ kind: 'group', group }, ...lines];
}

function Legend() {
  const shared = usePortalStyles();
  return (
    <Text className={shared.quiet}>
      Bar: expected or actual. Outline: first planned. Diamond: milestone. Grey: days without work. Red line: the day
      asked about.
    </Text>
  );
}

interface GroupRowProps {
  readonly group: TimelineGroup;
  readonly by: TimelineCut;
  readonly drawing: Drawing;
  readonly isOpen: boolean;
  readonly milestones: ShownSchedule['milestones'];
  readonly onToggle: () => void;
}

function GroupRow({ group, by, drawing, isOpen, milestones, onToggle }: GroupRowProps) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const { name, code, lines, late, span } = group;
  const ofProject = by === 'project' && code !== null ? (milestones.get(code) ?? noMilestones) : noMilestones;
  const marks = stripMarks(drawing.strip, milestonesOfWork(ofProject, null));
  return (
    <tr role="row" className={styles.row}>
      <th role="rowheader" scope="row" className={styles.cell}>
        <div className={styles.group}>
          <Button
            appearance="transparent"
            size="small"
            className={styles.opener}
            icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${name}`}
            onClick={onToggle}
          />
          <span>
            <span className={styles.name}>{by === 'site' ? <SchoolName name={name} code={code} /> : name}</span>{' '}
            <span className={shared.quiet}>
              {[code, counted(lines.length, by === 'project' ? 'site' : 'line')]
                .filter((text) => text !== null)
                .join(' · ')}
            </span>
          </span>
        </div>
      </th>
      <td role="cell" className={styles.cell}>
        {spanWords(span.start, span.finish)} {late > 0 && <StandingMark standing="late" words={`${late} late`} />}
      </td>
      <td role="cell" className={mergeClasses(styles.cell, styles.strip)}>
        <WorkStrip {...drawing} work={span} marks={marks} />
      </td>
    </tr>
  );
}

interface LineRowProps {
  readonly line: SiteWork;
  readonly by: TimelineCut;
  readonly drawing: Drawing;
  readonly isInner: boolean;
  readonly milestones: readonly WireMilestone[];
}

function LineRow({ line, by, drawing, isInner, milestones }: LineRowProps) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  const here = useMemo(() => milestonesOfWork(milestones, line.location), [milestones, line.location]);
  const marks = useMemo(() => stripMarks(drawing.strip, here), [drawing.strip, here]);
  const standing = workStanding(line, drawing.asOf);
  return (
    <Fragment>
      <tr role="row" className={styles.row}>
        <th role="rowheader" scope="row" className={mergeClasses(styles.cell, isInner && styles.inner)}>
          <LineName {...{ line, by, isInner }} />
        </th>
        <td role="cell" className={styles.cell}>
          <div>{spanWords(line.start, line.finish)}</div>
          <StandingMark standing={standing} words={standingWords(line, drawing.asOf)} />
          {clashWords(line).map((clash) => (
            <span key={clash} className={styles.clash}>
              {clash}
            </span>
          ))}
          {here.length > 0 && (
            <div>
              <Button
                appearance="transparent"
                size="small"
                className={styles.opener}
                icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
                aria-expanded={isOpen}
                onClick={() => setOpen(!isOpen)}
              >
                {counted(here.length, 'milestone')}
              </Button>
            </div>
          )}
        </td>
        <td role="cell" className={mergeClasses(styles.cell, styles.strip)}>
          <WorkStrip {...drawing} work={line} marks={marks} />
        </td>
      </tr>
      {isOpen && (
        <tr role="row" className={styles.details}>
          <td role="cell" colSpan={3} className={styles.cell}>
            <MilestoneList milestones={here} />
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** What a line is of: both its project and its school, but for what the group above says already. */
function LineName({ line, by, isInner }: Pick<LineRowProps, 'line' | 'by' | 'isInner'>) {
  const styles = useStyles();
  const shared = usePortalStyles();
  const names = useCodeNames();
  const systems = line.systems.map((system) => withName(names, 'systems', system)).join(', ');
  const project = { name: line.projectName, code: line.project, isSaid: isInner && by === 'project' };
  const school = {
    name: <SchoolName name={line.siteName ?? 'Whole district'} code={line.location} />,
    code: line.location,
    isSaid: isInner && by === 'site',
  };
  const told = (by === 'site' ? [school, project] : [project, school]).filter(({ isSaid }) => !isSaid);
  const codes = [...told.map(({ code }) => code), systems].filter((text) => text !== null && text !== '');
  return (
    <>
      {told.map(({ name, code }, index) => (
        <Fragment key={code ?? 'district'}>
          {index > 0 && ', '}
          <span className={index === 0 ? styles.name : undefined}>{name}</span>
        </Fragment>
      ))}{' '}
      <span className={shared.quiet}>{codes.join(' · ')}</span>
    </>
  );
}

/** A school leads to its page; the district as a whole has none. */
function SchoolName({ name, code }: { readonly name: string; readonly code: string | null }) {
  return code === null ? name : <ProgramLink page={`schools/${code}`}>{name}</ProgramLink>;
}

function dayText(day: WorkDay | null): string {
  return day === null ? '…' : `${day.day}${day.isActual ? ' A' : ''}`;
}

function spanWords(start: WorkDay | null, finish: WorkDay | null): string {
  return start === null && finish === null ? 'Dates to be set' : `${dayText(start)} to ${dayText(finish)}`;
}
