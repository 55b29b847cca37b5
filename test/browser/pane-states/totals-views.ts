import type { Page } from 'playwright-core';
import { press, type ViewWords } from './view-words.ts';

const cut = (label: string, by: string): ViewWords => ({
  state: 'totals',
  after: by,
  steps: async (page) => {
    await page.getByRole('combobox', { name: 'Totals by' }).selectOption({ label });
    await page.getByRole('table', { name: `Totals by ${label.toLowerCase()}` }).waitFor();
  },
  says: ['Insert into sheet'],
});

const pressFigure = (page: Page, label: string) =>
  page.getByRole('button', { name: `${label}: what it is made of` }).click();

/** The program’s figures by every cut. */
export const totalsViews: readonly ViewWords[] = [
  {
    state: 'totals',
    says: ['As of revision 148, 2026-10-31', 'Program', 'BND-A · Measure A (2016)', 'Budget against spending'],
    buttons: ['Insert into sheet'],
  },
  {
    state: 'totals-past',
    steps: async (page) => {
      const field = page.getByRole('combobox', { name: 'Revision' });
      await field.locator('option', { hasText: 'Bids of October 14' }).waitFor({ state: 'attached' });
      await field.selectOption('150');
    },
    says: ['As of revision 150, 2026-10-31', 'Insert into sheet'],
  },
  {
    state: 'totals-past',
    after: 'number',
    steps: async (page) => {
      await page.getByRole('combobox', { name: 'Revision' }).selectOption({ label: 'Another one, by its number' });
      await page.getByLabel('Revision: number').fill('999');
      await page.getByRole('button', { name: 'Show', exact: true }).click();
    },
    says: ['The newest revision is 151.', 'Insert into sheet'],
    buttons: ['Show', 'Insert into sheet'],
  },
  {
    state: 'totals',
    after: 'early day',
    steps: (page) => page.getByLabel('As of').fill('1990-01-01'),
    says: [
      'There are no figures as of 1990-01-01: this plan was begun on 2025-07-01, and no obligation or payment in it is dated that early. Choose a later day.',
    ],
    buttons: ['Today'],
  },
  {
    state: 'totals',
    after: 'figure of a region',
    steps: async (page) => {
      await page.getByRole('combobox', { name: 'Totals by' }).selectOption({ label: 'Region' });
      await page.getByLabel('Show as a table').check();
      await pressFigure(page, 'Current Budget of North');
    },
    says: ['North'],
    buttons: ['Back to the totals'],
  },
  cut('Fiscal Year', 'year'),
  cut('Region', 'region'),
  cut('Project Status', 'status'),
  cut('Cost Category', 'category'),
  cut('System', 'system'),
  cut('Board District', 'district'),
  cut('Project', 'project'),
  cut('Site', 'site'),
  {
    state: 'totals',
    after: 'table',
    steps: (page) => page.getByLabel('Show as a table').check(),
    says: ['BND-A · Measure A (2016)', 'Insert into sheet'],
  },
  {
    state: 'totals',
    after: 'program figure',
    steps: (page) => pressFigure(page, 'Current Budget of Program'),
    says: ['Current Budget', '7,550,000.00 as of revision 148, 2026-10-31. It is the sum of:', '9 rows'],
    buttons: ['Back to the totals', 'Show rows'],
  },
  {
    state: 'totals',
    after: 'figure of a source',
    steps: async (page) => {
      await page.getByLabel('Show as a table').check();
      await pressFigure(page, 'Obligated of BND-A · Measure A (2016)');
      await page.getByRole('button', { name: 'Show rows' }).first().click();
    },
    says: ['BND-A · Measure A (2016)', 'Commitments · Commitment No. PO-1, Line 10'],
    buttons: ['Back to the totals', 'Hide rows', 'Show rows'],
  },
  {
    state: 'totals',
    after: 'inserted',
    steps: press('Insert into sheet'),
    says: ['The figures are in the sheet, as of revision 148. They stay as they are when the plan changes.'],
  },
  {
    state: 'totals-occupied',
    steps: press('Insert into sheet'),
    says: [
      'Those cells aren’t empty, or lie next to a table. Select an empty place and try again; nothing was written.',
    ],
  },
  { state: 'totals-silent', says: ['You’re offline'], buttons: ['Try again'] },
  { state: 'totals-offline', says: ['You’re offline'], buttons: ['Try again'] },
];

/** People, settings, support; and what Home shows beside its card. */
export const moreViews: readonly ViewWords[] = [
  {
    state: 'more',
    says: ['Nobody else has this program open.', 'Sync by itself', 'Dana North'],
    buttons: ['Sign out'],
  },
  {
    state: 'more-people',
    says: ['Changes that are not sent yet stay in this workbook.', 'Cara Lindqvist, since 09:58'],
    buttons: ['Sign out'],
  },
  { state: 'more', after: 'support-code', steps: press('Copy support code'), says: ['Copied. It holds no amounts.'] },
  {
    state: 'unread',
    after: 'list',
    says: [
      'Not part of a table',
      'Budget Lines: the row “Total” adds up other rows, so it is not sent.',
      'Sites: the row “0499” stands below the table, so it is not sent. Move it up to send it.',
    ],
    buttons: ['Go to cell', 'Dismiss', 'Go to cell', 'Go to cell', 'Dismiss'],
  },
  {
    state: 'home-selected',
    says: ['In the selected row', '26.00001 · LAN/WLAN Refresh – North Group 1', 'BND-A · Measure A (2016)'],
  },
  { state: 'home-people', says: ['Here now: Ben Okafor (2 rows not sent yet) and Cara Lindqvist.'] },
  { state: 'reading-counted', says: ['41,250 of 100,000 rows'], buttons: ['Stop'] },
  { state: 'synced-warnings', says: ['Accepted, but worth a look'], buttons: ['Check now'] },
];
