import { describe, expect, test } from 'vitest';
import { scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork } from '../../../shared/plan/schedule/site-work.ts';
import { generateDemo } from '../../demo/generate-demo.ts';
import { renderPdf } from '../../pdf/render-pdf.ts';
import { readPdf, withoutSpaces } from '../../pdf/testing/read-pdf.ts';
import { scheduleEditions } from '../../../shared/protocol/reports.ts';
import { monthlySchedule } from './monthly-schedule.ts';

const demo = generateDemo('demo');
const rows = scheduleRows({
  sites: demo.of('sites'),
  siteBoundaries: demo.of('siteBoundaries'),
  projects: demo.of('projects'),
  scope: demo.of('scope'),
  milestones: demo.of('milestones'),
  calendar: demo.of('calendar'),
});

describe('the schedule as PDF', () => {
  test.each(scheduleEditions)('tells every cell of every line in its order, by %s', async (edition) => {
    const schedule = monthlySchedule(siteWork(rows, '2026-10-31'), {
      edition,
      audience: 'office',
      program: 'Strategic Execution Plan',
      district: 'Cedar Basin',
      asOf: '2026-10-31',
      cutOff: '2026-10-31T23:59:59.000Z',
      receipt: '148-7KQ2-M9XD-04TR-B6HV',
      before: null,
    });
    const lines = schedule.groups.flatMap((group) => group.lines);
    expect(lines.length).toBeGreaterThan(100);
    const { pages } = await readPdf(await renderPdf({ template: 'monthly-schedule', data: schedule }, {}));
    const text = withoutSpaces(pages.join(''));
    let at = 0;
    for (const { cells } of lines) {
      const found = text.indexOf(withoutSpaces(cells.join('')), at);
      expect(found, cells.join(' | ')).toBeGreaterThanOrEqual(at);
      at = found;
    }
    // What is said of the whole never stands on a page alone.
    const figures = pages.map(withoutSpaces).find((page) => page.includes('Infigures')) ?? '';
    for (const note of schedule.notes) expect(figures).toContain(withoutSpaces(note));
    for (const row of schedule.lists.flatMap(({ rows }) => rows)) {
      expect(text).toContain(withoutSpaces(row.join('')));
    }
  });
});
