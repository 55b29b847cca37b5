import type { Page } from 'playwright-core';
import { choose, press, type ViewWords } from './view-words.ts';

const openCompare = async (page: Page): Promise<void> => {
  await press('Compare')(page);
  await page
    .getByRole('option', { name: /Bids of October 14/ })
    .first()
    .waitFor({ state: 'attached' });
};
const submit = press('Show the differences');

const compareListed = async (page: Page): Promise<void> => {
  await openCompare(page);
  await page.getByLabel('From revision', { exact: true }).selectOption('149');
  await submit(page);
};
const compareTyped = async (page: Page): Promise<void> => {
  await openCompare(page);
  await page.getByLabel('From revision', { exact: true }).selectOption('other');
  await page.getByLabel('From revision: number', { exact: true }).fill('148');
  await submit(page);
};
const compareByMoney = async (page: Page): Promise<void> => {
  await compareTyped(page);
  await choose('By money')(page);
};
const compareBackwards = async (page: Page): Promise<void> => {
  await openCompare(page);
  await page.getByLabel('From revision', { exact: true }).selectOption('150');
  await page.getByLabel('To revision', { exact: true }).selectOption('149');
  await submit(page);
};
const compareNothing = async (page: Page): Promise<void> => {
  await openCompare(page);
  await submit(page);
};

const openRevision = async (page: Page): Promise<void> => {
  await choose('Whole plan')(page);
  await press('Show the changes of revision 150')(page);
};

/** History, comparison and undo. */
export const historyViews: readonly ViewWords[] = [
  {
    state: 'history',
    says: ['Budget Lines · BL-001 · Original Amount', '1,390,000.00 → 1,400,000.00 (+10,000.00)', 'First sync'],
    buttons: ['Restore 1,390,000.00', 'Restore the empty cell'],
  },
  { state: 'history', after: 'row', steps: choose('Row'), says: ['Budget Lines · BL-001', 'First sync'] },
  { state: 'history', after: 'table', steps: choose('Table'), says: ['Budget Lines', 'Bids of October 14'] },
  {
    state: 'history',
    after: 'plan',
    steps: choose('Whole plan'),
    says: ['The whole plan', 'Bids of October 14', 'Synced from Excel · 4 changes in 3 rows'],
  },
  {
    state: 'history',
    after: 'plan opened',
    steps: openRevision,
    says: ['Budget Lines · BL-007 · Note', '(empty) → Recorder and two entrances', 'row deleted'],
    buttons: ['Hide the changes', 'Restore 950,000.00', 'Show the changes'],
  },
  { state: 'history-empty', after: 'plan', steps: choose('Whole plan'), says: ['No changes to the plan yet.'] },
  {
    state: 'history',
    after: 'compare',
    steps: compareListed,
    says: ['From revision 149 to revision 151 (now):', 'Original Amount +287,500.00'],
  },
  {
    state: 'history',
    after: 'compare typed',
    steps: compareTyped,
    says: ['From revision 148 to revision 151 (now):', 'Original Amount +287,500.00'],
  },
  {
    state: 'history',
    after: 'compare by money',
    steps: compareByMoney,
    says: ['All tables, the largest change of money first', '2 values, 1 new row'],
  },
  {
    state: 'history',
    after: 'compare backwards',
    steps: compareBackwards,
    says: ['Choose a later revision than the first.'],
  },
  { state: 'history', after: 'compare nothing', steps: compareNothing, says: ['Choose a revision.'] },
  { state: 'history-nothing-selected', says: ['Select a cell of one of the plan’s tables, or choose the whole plan.'] },
  {
    state: 'history-nothing-selected',
    after: 'plan',
    steps: choose('Whole plan'),
    says: ['The whole plan', 'Bids of October 14'],
  },
  { state: 'history-empty', says: ['No changes to this cell yet.'] },
  { state: 'history-offline', says: ['You’re offline'], buttons: ['Try again'] },
  { state: 'history-undo', says: ['Changed by'], buttons: ['Undo my last sync (revision 148)'] },
  {
    state: 'history-undo',
    after: 'confirm',
    steps: press('Undo my last sync (revision 148)'),
    says: [
      'It sets back 1 value, in the plan for everybody and in this workbook. History keeps both. Changed again since, so it stays: Budget Lines · BL-001 · Original Amount.',
    ],
    buttons: ['Undo it', 'Keep it'],
  },
  { state: 'history-undo-busy', says: ['Changed by'] },
];
