import { expect, test } from 'vitest';
import type { Cells } from '../../../shared/tables/cell.ts';
import { showOnPage } from '../testing/show-view.tsx';
import { SelectedSchedule } from './selected-schedule.tsx';

const step = (milestone: string, cells: Cells): Cells => ({
  project: '26.00001',
  location: '0417',
  milestone,
  ...cells,
});
const tables: { readonly [table: string]: readonly Cells[] } = {
  sites: [{ code: '0417', name: 'Alder Elementary', type: 'Elementary', region: 'North', boardDistrict: '3' }],
  projects: [
    {
      number: '26.00001',
      name: 'Wi-Fi',
      program: 'School Network Modernization',
      class: 'Multi-site',
      region: 'North',
      status: 'Active',
      phase: 'Installation',
      percentComplete: 0,
    },
  ],
  scope: [{ project: '26.00001', location: '0417', system: 'LAN', status: 'Planned' }],
  milestones: [
    step('M40 Bid/award (NTP)', { forecastFinish: '2099-03-01', baselineFinish: '2099-01-15' }),
    step('M50 Installation start', { forecastFinish: '2099-02-01', predecessor: 'M40 Bid/award (NTP)' }),
    step('M20 Site survey/design start', { actualFinish: '2020-01-10' }),
  ],
};
const rows = {
  revision: 7,
  tables: new Map(
    Object.entries(tables).map(([table, list]) => [
      table,
      new Map(list.map((cells, index) => [`${table}-${index}`, cells])),
    ]),
  ),
};
const at = { program: 'cedar-basin', revision: 7 };

test('[V39] the schedule of a row leads to the cells of its milestones, and says what breaks their order', async () => {
  const jumps: unknown[] = [];
  const asked: unknown[] = [];
  const session = {
    programRows: (...question: readonly unknown[]) => {
      asked.push(question[0]);
      return Promise.resolve(rows);
    },
  };
  const page = showOnPage(() => (
    <SelectedSchedule
      {...{ session, ...at }}
      place={{ project: '26.00001', location: '0417' }}
      onJump={(place) => jumps.push(place)}
    />
  ));
  // Nothing is looked up before somebody wants to know.
  expect(asked).toEqual([]);
  await page.press('Show schedule');
  await page.says('Wi-Fi at Alder Elementary');
  await page.says('2099-03-01first planned 2099-01-15');
  await page.says('needs M40 Bid/award (NTP), expected only 2099-03-01');
  await page.press('M50 Installation start');
  await page.press('M20 Site survey/design start');
  expect(jumps).toEqual([
    { table: 'milestones', row: 'milestones-1', column: 'forecastFinish' },
    { table: 'milestones', row: 'milestones-2', column: 'actualFinish' },
  ]);
  expect(asked).toEqual([at]);
  await page.press('Hide schedule');
  await page.isSilentAbout('Alder Elementary');
});

test('dates that are not to be had now, and a place without work, are said in words', async () => {
  const unknown = { programRows: () => Promise.resolve(null) };
  const page = showOnPage(() => (
    <SelectedSchedule
      {...{ session: unknown, ...at }}
      place={{ project: null, location: '0999' }}
      onJump={() => undefined}
    />
  ));
  await page.press('Show schedule');
  await page.says('The dates can’t be looked up now.');
});
