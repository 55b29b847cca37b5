import { describe, expect, test } from 'vitest';
import { scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork } from '../../../shared/plan/schedule/site-work.ts';
import { generateDemo } from '../../demo/generate-demo.ts';
import { renderPdfInParts } from '../../pdf/render-pdf.ts';
import { readPdf, withoutSpaces } from '../../pdf/testing/read-pdf.ts';
import { monthlySchedule } from './monthly-schedule.ts';
import { scheduleParts } from './schedule-parts.ts';

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
  test.each([
    { edition: 'region', made: 'as a whole', mostLines: undefined },
    { edition: 'program', made: 'in parts that are joined', mostLines: 60 },
  ] as const)('tells every cell of every line in its order, by $edition, $made', async ({ edition, mostLines }) => {
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
    const parts = scheduleParts(schedule, mostLines);
    expect(parts.length > 1).toBe(mostLines !== undefined);
    const { pages, roles, bookmarks, language } = await readPdf(
      await renderPdfInParts({ template: 'monthly-schedule', parts }, {}),
    );
    expect(language).toBe('en');
    const text = withoutSpaces(pages.join(''));
    let at = 0;
    for (const { cells } of lines) {
      const found = text.indexOf(withoutSpaces(cells.join('')), at);
      expect(found, cells.join(' | ')).toBeGreaterThanOrEqual(at);
      at = found;
    }
    for (const [index, page] of pages.entries()) {
      expect(withoutSpaces(page)).toContain(`page${index + 1}of${pages.length}`);
    }
    const sections = parts.flatMap(({ groups }) => groups.map(({ name }) => name));
    expect(bookmarks.slice(0, sections.length + 2)).toEqual(['Monthly Schedule', ...sections, 'In figures']);
    expect(roles.filter((role) => role === 'H2').length).toBe(sections.length + 1);
    // A table that goes on over pages is told on each of them.
    expect(roles.filter((role) => role === 'TD').length).toBeGreaterThanOrEqual(lines.length * schedule.columns.length);
    // What is said of the whole never stands on a page alone.
    const figures = pages.map(withoutSpaces).find((page) => page.includes('Infigures')) ?? '';
    for (const note of schedule.notes) expect(figures).toContain(withoutSpaces(note));
    for (const row of schedule.lists.flatMap(({ rows }) => rows)) {
      expect(text).toContain(withoutSpaces(row.join('')));
    }
  });
});
