import { press, type ViewWords } from './view-words.ts';

/** What waits for the person’s word. */
export const reviewViews: readonly ViewWords[] = [
  { state: 'review-empty', says: ['Nothing to decide. We’ll list values here if two people change the same cell.'] },
  {
    state: 'review-cell',
    says: [
      '1 value needs your decision',
      'Projects · 26.00002 · Public Address Replacement – South · Project Name',
      'You',
      'Ben Okafor',
      'Before',
    ],
    buttons: ['Keep mine', 'Use Ben Okafor’s', 'Enter another value'],
  },
  {
    state: 'review-cell',
    after: 'typing',
    steps: press('Enter another value'),
    says: ['Project Name'],
    buttons: ['Use this value', 'Cancel'],
  },
  {
    state: 'review-money',
    says: ['Budget Lines · BL-001 · Original Amount', '1,425,000.00', '1,392,000.00', '1,400,000.00'],
    buttons: ['Keep mine', 'Use Ben Okafor’s', 'Add both: 1,417,000.00', 'Enter another value'],
  },
  {
    state: 'review-money',
    after: 'decided',
    steps: press('Keep mine'),
    says: [
      'Budget Lines · BL-001 · Original Amount: Kept 1,425,000.00. Ben Okafor’s 1,392,000.00 is in History.',
      'Nothing to decide. We’ll list values here if two people change the same cell.',
    ],
  },
  {
    state: 'review-edit-delete',
    says: ['Budget Lines · BL-006', 'Ben Okafor deleted this row while you changed 2 values in it.'],
    buttons: ['Keep row', 'Delete row'],
  },
  {
    state: 'review-delete-edit',
    says: ['You deleted this row while Ben Okafor changed 1 value in it.'],
    buttons: ['Delete row', 'Keep row'],
  },
  {
    state: 'review-combined',
    says: [
      'Your change and Ben Okafor’s are right on their own, but together they break a rule of this row. Use Ben Okafor’s value, or enter one that fits.',
    ],
    buttons: ['Use Ben Okafor’s', 'Enter another value'],
  },
  {
    state: 'review-same-key',
    says: ['You and Ben Okafor both added this row. Here your values differ.'],
    buttons: ['Keep mine', 'Use Ben Okafor’s'],
  },
  {
    state: 'review-many',
    says: ['6 values need your decision', 'Person', 'Table'],
    buttons: ['Keep all mine…', 'Use all theirs…'],
  },
  {
    state: 'review-many',
    after: 'bulk',
    steps: press('Use all theirs…'),
    says: ['Your workbook changes by:', 'Total: −23,000.00'],
    buttons: ['Use theirs for 6 values (total −23,000.00)', 'Cancel'],
  },
  {
    state: 'review-words',
    after: 'bulk',
    steps: press('Use all theirs…'),
    says: ['Milestones, 1 value: no amount changes', 'Total: no amount changes'],
    buttons: ['Use theirs for 2 values', 'Cancel'],
  },
  { state: 'review-busy', says: ['2 values need your decision'], buttons: ['Keep mine'] },
  { state: 'review-filter-on', says: ['Update is waiting.'], buttons: ['Update now'] },
  {
    state: 'review-refusals',
    says: [
      '3 values weren’t accepted',
      'Original Amount tbd must be dollars and cents.',
      'Not sent. It stays in this workbook.',
    ],
    buttons: ['Go to cell', 'Enter another value', 'Use “Active”', 'Enter another value'],
  },
  {
    state: 'review-locked',
    says: ['2 values weren’t accepted', 'The original budget of BL-001 is locked. Enter a budget change.'],
    buttons: ['Make both amounts one budget change', 'Go to cell', 'Put back the plan’s value'],
  },
  {
    state: 'review-locked',
    after: 'begun',
    steps: press('Make both amounts one budget change'),
    says: ['Budget change', 'Net per source', 'For staff to decide', 'Stands in the way'],
    buttons: ['Add a line', 'Submit for approval', 'Save as a draft', 'Not now'],
  },
  {
    state: 'review-missing-rows',
    says: ['1 question for you', 'Rows are missing here', 'Budget Lines: 9 rows'],
    buttons: ['Put them back', 'Delete them for everybody'],
  },
  {
    state: 'review-lacking',
    says: [
      '3 values weren’t accepted',
      'Three required cells are empty: Project Number, Source Code and Original Amount.',
    ],
    buttons: ['Go to cell', 'Put back the plan’s values'],
  },
  {
    state: 'review-emptied-rows',
    says: ['Were these rows to be deleted?', 'Budget Lines: 2 rows emptied here. Nothing of that was sent.'],
    buttons: ['Put them back', 'Delete them for everybody', 'Keep the emptied rows, clear their optional cells'],
  },
  {
    state: 'review-rows-apart',
    says: ['Budget Lines: rows and their IDs have come apart'],
    buttons: ['Put the IDs back to their rows'],
  },
  {
    state: 'review-lost-metadata',
    says: [
      'This workbook and the plan, compared',
      '10 differences. Without its sync information we cannot tell who changed what.',
      'and 2 more',
    ],
    buttons: ['Use the plan’s values', 'Send this workbook’s values'],
  },
  { state: 'review-lost-metadata-equal', says: ['They are equal. Nothing will be changed.'] },
];
