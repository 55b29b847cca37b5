import { describe, expect, test } from 'vitest';
import { scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork, type SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { generateDemo } from '../../demo/generate-demo.ts';
import { scheduleEditions, type ScheduleEdition } from '../../../shared/protocol/reports.ts';
import { monthlySchedule, type MonthlySchedule } from './monthly-schedule.ts';

const AS_OF = '2026-10-31';
const demo = generateDemo('demo');
const work = siteWork(
  scheduleRows({
    sites: demo.of('sites'),
    siteBoundaries: demo.of('siteBoundaries'),
    projects: demo.of('projects'),
    scope: demo.of('scope'),
    milestones: demo.of('milestones'),
    calendar: demo.of('calendar'),
  }),
  AS_OF,
);

function issueOf(
  edition: ScheduleEdition,
  lines: readonly SiteWork[] = work,
  before: readonly SiteWork[] | null = null,
) {
  return monthlySchedule(lines, {
    edition,
    audience: 'office',
    program: 'Strategic Execution Plan',
    district: 'Cedar Basin',
    asOf: AS_OF,
    cutOff: '2026-10-31T23:59:59.000Z',
    receipt: '148-7KQ2-M9XD-04TR-B6HV',
    before: before === null ? null : { asOf: '2026-09-30', work: before },
  });
}

const linesOf = ({ groups }: MonthlySchedule) => groups.flatMap(({ lines }) => lines);
const columnOf = (schedule: MonthlySchedule, name: string): string[] =>
  linesOf(schedule).map(({ cells }) => cells[schedule.columns.indexOf(name)] ?? '');

describe('the monthly schedule', () => {
  test('has one line for all work that has not ended before the fiscal year, in both editions', () => {
    const ended = work.filter(({ finish }) => finish?.isActual === true && finish.day < '2026-07-01');
    expect(ended.length).toBeGreaterThan(0);
    for (const edition of scheduleEditions) {
      const schedule = issueOf(edition);
      expect(linesOf(schedule)).toHaveLength(work.length - ended.length);
      expect(schedule.notes[0]).toBe(`${ended.length} lines of work that ended before 2026-07-01 are left out.`);
    }
  });

  test('by region: regions in their order, districtwide work last, schools by name within', () => {
    const schedule = issueOf('region');
    const names = schedule.groups.map(({ name }) => name);
    expect(names).toEqual([...names.filter((name) => name !== 'Districtwide').sort(), 'Districtwide']);
    const schools = schedule.groups[0]?.lines.map(({ cells }) => cells[1] ?? '') ?? [];
    expect(schools).toEqual([...schools].sort((a, b) => a.localeCompare(b, 'en')));
  });

  test('by program: projects in their order', () => {
    for (const { lines } of issueOf('program').groups) {
      const numbers = lines.map(({ cells }) => cells[3] ?? '');
      expect(numbers).toEqual([...numbers].sort());
    }
  });

  test('counts by region and phase add up to its lines, across and down', () => {
    const schedule = issueOf('region');
    const rows = schedule.counts.rows.map((row) => row.slice(1).map(Number));
    const all = rows.at(-1) ?? [];
    expect(all.at(-1)).toBe(linesOf(schedule).length);
    for (const row of rows) expect(row.slice(0, -1).reduce((sum, count) => sum + count, 0)).toBe(row.at(-1));
    for (const [index, count] of all.entries()) {
      expect(rows.slice(0, -1).reduce((sum, row) => sum + (row[index] ?? 0), 0)).toBe(count);
    }
  });

  test('what starts and finishes this month and next is listed, each line once', () => {
    const schedule = issueOf('region');
    const inMonth = (column: string, month: string) =>
      columnOf(schedule, column).filter((day) => day.startsWith(month)).length;
    const rowsOf = (name: string) => schedule.lists.find((list) => list.name === name)?.rows.length;
    for (const month of ['2026-10', '2026-11']) {
      expect(rowsOf(`Starts in ${month}`)).toBe(inMonth('Start', month));
      expect(rowsOf(`Finishes in ${month}`)).toBe(inMonth('Finish', month));
    }
  });

  test('the first issue tells no moves; a later one tells those since the one before', () => {
    expect(issueOf('region').lists.some(({ name }) => name.includes('since'))).toBe(false);
    const later = issueOf('region', work, work.slice(1));
    expect(later.lists.find(({ name }) => name === 'Added since 2026-09-30')?.rows).toHaveLength(1);
  });

  test('for the public has no remarks, and everything else', () => {
    const office = issueOf('region');
    const open = monthlySchedule(work, {
      edition: 'region',
      audience: 'public',
      program: 'Strategic Execution Plan',
      district: 'Cedar Basin',
      asOf: AS_OF,
      cutOff: '2026-10-31T23:59:59.000Z',
      receipt: '148-7KQ2-M9XD-04TR-B6HV',
      before: null,
    });
    expect(open.columns).toEqual(office.columns.filter((name) => name !== 'Remark'));
    expect(linesOf(open).map(({ cells }) => cells)).toEqual(linesOf(office).map(({ cells }) => cells.slice(0, -1)));
    const remarks = work.flatMap(({ remark }) => remark ?? []);
    expect(remarks.length).toBeGreaterThan(5);
    const said = JSON.stringify(open);
    expect(remarks.filter((remark) => said.includes(remark))).toEqual([]);
  });
});
