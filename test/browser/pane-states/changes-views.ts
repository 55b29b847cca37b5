import type { Page } from 'playwright-core';
import { choose, press, type ViewWords } from './view-words.ts';

/** My changes before they are sent. */
export const changesViews: readonly ViewWords[] = [
  { state: 'changes-empty', says: ['No changes waiting.'] },
  {
    state: 'changes-few',
    says: ['Send 10 changes', 'Effect on the totals', 'My changes', 'Obligated', 'Add a note'],
    buttons: ['Send 10 changes', 'Add a note'],
  },
  {
    state: 'changes-few',
    after: 'note',
    steps: press('Add a note'),
    says: ['Note for this revision', 'Send 10 changes'],
    buttons: ['Send 10 changes'],
  },
  // The button stands once the changes have been judged.
  {
    state: 'changes-many',
    says: ['Commitments (5,000 rows)', 'Send 5,000 changes'],
    buttons: ['Send 5,000 changes', 'Show 100 more'],
  },
  {
    state: 'changes-refusals',
    says: [
      '2 values can’t be sent',
      'They stay in this workbook. Everything else is sent.',
      'Original Amount tbd must be dollars and cents.',
      'The original budget of BL-005 is locked. Enter a budget change.',
    ],
  },
  {
    state: 'changes-viewer',
    says: [
      'Only in this workbook',
      'You may look at this program but not change it, so they aren’t sent. They stay in this workbook. Ask an administrator for edit rights.',
    ],
    buttons: ['Put back the plan’s values'],
  },
  { state: 'changes-slips', says: ['Worth a second look (2)'], buttons: ['Go to cell', 'It’s right'] },
  {
    state: 'changes-successors',
    says: [
      'M50 Installation start is 14 days later. The 2 milestones after it keep their dates unless you move them, too:',
      'M60 Installation complete: 2027-04-05 → 2027-04-19',
      'The installation then falls into days without work: State testing, 2027-04-12 to 2027-05-28.',
    ],
    buttons: ['Move them 14 days later', 'They stay'],
  },
  {
    state: 'changes-left-out',
    says: ['7 stay here', 'Stays here, not sent.', 'Send 3 changes'],
    buttons: ['Send 3 changes'],
  },
  {
    state: 'changes-no-totals',
    says: ['The effect can’t be worked out now. You can send your changes all the same.'],
    buttons: ['Send 10 changes'],
  },
  { state: 'changes-offline', says: ['You’re offline.', 'Send 10 changes'], buttons: ['Send 10 changes'] },
  {
    state: 'changes-only-looking',
    steps: press('Continue'),
    says: ['This file is only for looking. Nothing is sent from it.'],
  },
];

/** What others have changed. */
export const newsViews: readonly ViewWords[] = [
  {
    state: 'news',
    steps: choose('From others'),
    says: ['6 changes by 2 people since revision 148.', 'Bids of October 14', 'row deleted'],
    buttons: ['Mark as read'],
  },
  { state: 'news-empty', steps: choose('From others'), says: ['Nothing new from others.'] },
  { state: 'news-offline', steps: choose('From others'), says: ['You’re offline'], buttons: ['Try again'] },
];

const inTurn =
  (...steps: readonly ReturnType<typeof press>[]) =>
  async (page: Page): Promise<void> => {
    for (const step of steps) await step(page);
  };

/** Budget changes that wait for the person, decided where they stand. */
export const decisionViews: readonly ViewWords[] = [
  {
    state: 'home-decisions',
    says: ['2 budget changes wait for your decision'],
    buttons: ['2 budget changes wait for your decision'],
  },
  {
    state: 'to-decide',
    steps: choose('To decide'),
    says: ['BC-0031 · Move cabling to the recorder', 'Moves 2,500.00 · Staff Modification'],
    buttons: ['Look at BC-0031', 'Look at BC-0032'],
  },
  {
    state: 'to-decide',
    after: 'looked',
    steps: inTurn(choose('To decide'), press('Look at BC-0032')),
    says: ['For staff to decide', 'Worth a look', 'Asked for by Ana Ortiz on 2026-10-19'],
    buttons: ['Look at BC-0031', 'Close BC-0032', 'Approve', 'Reject'],
  },
  {
    state: 'to-decide',
    after: 'approving',
    steps: inTurn(choose('To decide'), press('Look at BC-0031'), press('Approve')),
    says: ['Approve: BC-0031, which moves 2,500.00'],
    buttons: ['Approve now', 'Not now'],
  },
  {
    state: 'to-decide',
    after: 'approved',
    steps: inTurn(choose('To decide'), press('Look at BC-0031'), press('Approve'), press('Approve now')),
    says: ['BC-0031 is approved.'],
  },
  { state: 'to-decide-empty', steps: choose('To decide'), says: ['No budget change waits for your decision.'] },
  { state: 'to-decide-offline', steps: choose('To decide'), says: ['You’re offline'], buttons: ['Try again'] },
];
