import { expect, test } from 'vitest';
import { publishedCuts, WHOLE, type PublishedCut } from '../../shared/roll-up/published-cuts.ts';
import { figuresOf, rollUpMeasures } from '../../shared/roll-up/published-amounts.ts';
import { cellText, cellValue } from '../../shared/import/grid.ts';
import { writeReportBook } from '../reports/report-book.ts';
import { readGrids } from '../workbook/read/read-grids.ts';
import { savedByLibreOffice } from '../workbook/testing/libre-office.ts';
import { validationErrors } from '../workbook/testing/ooxml-validator.ts';
import type { RollUpPage } from './read-roll-up.ts';
import { rollUpBook } from './roll-up-book.ts';

/** Cents that do not add up exactly as doubles. */
const current = [10, 20, 70_000_000_000_01];

function pageBy(by: PublishedCut | null): RollUpPage {
  const cut = by ?? WHOLE;
  const figures = (cents: number) => figuresOf(cut, { current: cents, expended: Math.trunc(cents / 10) });
  const all = figures(current.reduce((sum, cents) => sum + cents, 0));
  const published = {
    revision: 12,
    asOf: '2026-10-31',
    planYear: '2026-27',
    yearBegins: 7,
    baseline: null,
    publishedAt: '2026-11-01T00:00:00.000Z',
    receipt: '12-7KQ2-M9XD-04TR-B6HV',
    digest: 'd',
  };
  const district = { state: 'published', invitedUntil: null, published } as const;
  return {
    id: 'state',
    name: '=State Office',
    staleDays: 60,
    isOpenToDistricts: false,
    today: '2026-11-23',
    by,
    measures: [...rollUpMeasures(cut)],
    counts: { districts: 4, published: 3, stale: 0, missing: 1 },
    firstDay: '2026-10-31',
    lastDay: '2026-10-31',
    calendars: [7],
    planYears: ['2026-27'],
    groups: by === null ? [] : [{ group: '#N/A', districts: 3, values: all }],
    total: all,
    districts: [
      ...current.map((cents, index) => ({
        ...district,
        code: `041${index}`,
        name: index === 0 ? '+1 District' : `District ${index}`,
        total: figures(cents),
        ...(by === 'fiscalYear' && { groups: [{ group: '2026-27', values: figures(cents) }] }),
      })),
      { code: '0500', name: 'Elm', state: 'invited', invitedUntil: '2026-12-31', published: null, total: null },
    ],
  };
}

test('[RUP4] LibreOffice opens the workbook, and Excel without repair; totals are those of the rows, missing districts are empty', async () => {
  const { book, fileName } = rollUpBook([null, ...publishedCuts].map(pageBy));
  expect(fileName).toBe('=State Office, 2026-11-23.xlsx');
  const bytes = await writeReportBook(book);
  expect(await validationErrors(bytes)).toEqual([]);
  const [written, saved] = [await readGrids(bytes), await readGrids(await savedByLibreOffice(bytes))];
  const valuesOf = (grids: typeof written) =>
    grids.map(({ sheet, rows }) => [sheet, rows.map(({ cells }) => cells.map((cell) => cellValue(cell) ?? null))]);
  expect(valuesOf(saved)).toEqual(valuesOf(written));
  const rows = saved[0]?.rows ?? [];
  const head = rows.findIndex(({ cells }) => cellText(cells[0]) === 'District Code');
  const column = rows[head]?.cells.findIndex((cell) => cellText(cell) === 'Current Budget') ?? -1;
  expect(rows.slice(head + 1).map(({ cells }) => [cellText(cells[1]), cellValue(cells[column])])).toEqual([
    ['+1 District', 0.1],
    ['District 1', 0.2],
    ['District 2', 70_000_000_000.01],
    ['Elm', undefined],
    ['All districts', 70_000_000_000.31],
  ]);
});
