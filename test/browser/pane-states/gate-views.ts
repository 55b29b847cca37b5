import type { Page } from 'playwright-core';
import { press, type ViewWords } from './view-words.ts';

const OTHER = 'Sign in with a code, in your browser';

const signIn = async (page: Page): Promise<void> => {
  await page.getByLabel('E-mail').fill('dana@cedar-basin.example');
  await page.getByLabel('Password').fill('wrong');
  await press('Sign in')(page);
};

/** What comes before the views. */
export const gateViews: readonly ViewWords[] = [
  {
    state: 'first-run',
    says: [
      'Keep your budget in step with finance',
      'Fill in your table as usual. We send your changes, show you others’, and ask before anything clashes.',
      'See an example',
    ],
    buttons: ['Sign in', 'See an example'],
  },
  {
    state: 'first-run',
    after: 'example',
    steps: press('See an example'),
    says: [
      'You change the enrollment of Alder Elementary, and send it:',
      'Finance has changed an amount; it comes into your sheet:',
    ],
    buttons: ['Sign in', 'See an example'],
  },
  {
    state: 'first-run',
    after: 'sign-in',
    steps: press('Sign in'),
    says: ['E-mail', 'Password'],
    buttons: ['Sign in', OTHER],
  },
  { state: 'sign-in', says: ['E-mail', 'Password', 'Stay signed in on this computer'], buttons: ['Sign in', OTHER] },
  {
    state: 'sign-in',
    after: 'code',
    steps: async (page) => {
      await press(OTHER)(page);
      await press('Get a code')(page);
    },
    says: [
      'BCDF-GHJK',
      'It is good for ten minutes. Once you have confirmed it, the pane goes on by itself. Give it to nobody: who confirms it decides as whom this Excel is signed in.',
    ],
    buttons: ['Copy code', 'Cancel', 'Sign in with e-mail and password'],
  },
  {
    state: 'sign-in-provider',
    says: ['Stay signed in on this computer'],
    buttons: ['Sign in with Cedar Basin', OTHER, 'Sign in with e-mail and password'],
  },
  {
    state: 'sign-in-provider',
    after: 'blocked',
    steps: press('Sign in with Cedar Basin'),
    says: ['Your browser blocks windows of this page. Allow pop-ups for it and try again, or sign in with a code.'],
  },
  {
    state: 'sign-in-waiting',
    says: ['12 changes wait in this workbook. Sign in to send.'],
    buttons: ['Sign in', OTHER],
  },
  { state: 'sign-in-fails', steps: signIn, says: ['That didn’t sign you in. E-mail and password do not fit.'] },
  {
    state: 'connect-new',
    says: [
      'Connect this workbook',
      'The plan’s tables are added, each on a sheet of its own. Your formulas, formats and other sheets stay as they are.',
    ],
    buttons: ['Connect', 'What gets added?', 'Sign out'],
  },
  {
    state: 'connect-found',
    says: ['We found Opex_2027 (214 rows). Your formulas, formats and other sheets stay as they are.'],
    buttons: ['Connect', 'What gets added?', 'Sign out'],
  },
  {
    state: 'connect-found',
    after: 'additions',
    steps: press('What gets added?'),
    says: [
      '3 sheets, one per table: Sites, Systems, Projects.',
      'A very hidden sheet _SEP that notes program and revision.',
    ],
  },
  { state: 'connect-no-program', says: ['No program is open to you yet'], buttons: ['Try again', 'Sign out'] },
  {
    state: 'practice',
    says: [
      'This is the practice workbook',
      'It holds a made-up plan. Change what you like: nothing of it is sent, and no plan changes.',
    ],
    buttons: ['Sign out'],
  },
  { state: 'connect-offline', says: ['You’re offline'], buttons: ['Try again', 'Sign out'] },
  {
    state: 'copy',
    says: [
      'Is this a copy?',
      'The same workbook is also used by Ben Okafor. Nothing is sent until you choose.',
      'It’s a separate copy: use it only to look',
      'Keep working here from now on',
      'Both people use it: that’s fine',
    ],
    buttons: ['Continue', 'Sign out'],
  },
  {
    state: 'copy',
    after: 'only-looking',
    steps: press('Continue'),
    says: ['Only for looking', 'Nothing is sent from this file. Close and open the pane to choose anew.'],
  },
  {
    state: 'old-copy',
    says: [
      'This file is from March 2',
      '48 values have changed since. We’ll bring it up to date first; your 3 edits in this file stay.',
    ],
    buttons: ['Bring up to date', 'Just look', 'Sign out'],
  },
  {
    state: 'unfinished',
    says: [
      'The last update stopped half-way',
      'Some of its 340 changes are in this workbook, some are not yet. Nothing is lost, and nothing of yours was replaced.',
    ],
    buttons: ['Finish update', 'Not now', 'Sign out'],
  },
  {
    state: 'cannot-run',
    says: [
      'SEP Sync can’t run in this Excel',
      'Your workbook is unchanged. Open it in one of these, or return it by the program’s web page.',
    ],
  },
  { state: 'starting', says: ['Opening this workbook…'] },
];
