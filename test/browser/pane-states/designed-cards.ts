/** The card on Home in one state, word for word. */
export interface CardWords {
  /** Name in the gallery. */
  readonly state: string;
  readonly title: string;
  readonly line: string;
  readonly button: string | null;
  /** What the button asks of the session or the sheet, as the gallery notes it. */
  readonly asks?: string;
  /** What else is said aloud of the state. */
  readonly says?: readonly string[];
  /** Text that the button brings up. */
  readonly opens?: string;
}

/** The card as the design of the pane has it; where the product says it otherwise, how and why. */
export interface DesignedCard extends CardWords {
  /** Its name in the design. */
  readonly row: string;
  readonly ours?: Partial<Pick<CardWords, 'title' | 'line' | 'button'>>;
  readonly why?: string;
}

const AGAIN = 'Trying again is the one thing the pane can do by itself.';
const COUNTED_BELOW = 'How many is the counter right below, in all states alike.';

/** Every state of the design that the product has, in its order. */
export const designedCards: readonly DesignedCard[] = [
  {
    row: 'Idle',
    state: 'synced',
    title: 'All changes synced',
    line: 'Checked at 10:42.',
    button: 'Check now',
    asks: 'sync',
  },
  {
    row: 'Local edits',
    state: 'local-edits',
    title: '3 changes saved in this workbook',
    line: 'They’ll be sent in a moment.',
    button: 'Send now',
    asks: 'sync',
    ours: { line: 'Finance sees them once you send them.' },
    why: 'Nothing is sent unasked, unless the person has chosen to sync automatically.',
  },
  {
    row: 'Local edits',
    state: 'local-edits-auto',
    title: '3 changes saved in this workbook',
    line: 'They’ll be sent in a moment.',
    button: 'Send now',
    asks: 'sync',
    ours: { line: 'They’ll be sent by themselves.' },
    why: 'The chosen time may be an hour away; "in a moment" would not be true.',
  },
  { row: 'Sending', state: 'sending', title: 'Sending 3 changes…', line: 'You can keep working.', button: null },
  {
    row: 'Received',
    state: 'synced-news',
    title: '5 new values from 2 people',
    line: 'Nothing of yours was replaced.',
    button: 'Show',
    opens: 'since revision 148.',
    ours: {
      title: 'All changes synced',
      line: 'Sent 3 changes. Received 5 new values and 1 new row; nothing of yours was replaced. Checked at 10:42.',
      button: 'Show what’s new',
    },
    why: 'Whether my numbers are with finance comes first; who sent the news is told where they are listed.',
  },
  {
    row: 'Offline',
    state: 'offline',
    title: 'You’re offline',
    line: '12 changes are safe in this workbook. Save the file; we’ll send them when you’re back.',
    button: 'Try again',
    asks: 'sync',
    ours: { line: '12 changes are safe in this workbook. Save the file; you can send them when you’re back.' },
    why: 'Nothing is sent unasked, also after an interruption.',
  },
  {
    row: 'Signed out',
    state: 'signed-out',
    title: 'Sign in to send your changes',
    line: 'Your 12 changes stay in this workbook.',
    button: 'Sign in',
    opens: '12 changes wait in this workbook. Sign in to send.',
    ours: { line: 'Your changes stay in this workbook.' },
    why: COUNTED_BELOW,
  },
  {
    row: 'Conflicts',
    state: 'conflicts',
    title: '2 values need your decision',
    line: 'Everything else is synced.',
    button: 'Review',
    opens: 'Keep mine',
    ours: { line: 'Everything else is synced. Your values stay in this workbook.' },
    why: 'Whether the work is safe is said in every state that asks for something.',
  },
  {
    row: 'Rejected',
    state: 'refusal-one',
    title: '1 value wasn’t accepted',
    line: 'Travel, March: use a number, not "tbd".',
    button: 'Go to cell',
    asks: 'jumpTo original',
    ours: { line: 'Budget Lines · BL-004: Original Amount tbd must be dollars and cents.' },
    why: 'The sentence is the rule’s own, in the words of the plan’s tables.',
  },
  {
    row: 'Locked',
    state: 'month-closed',
    title: 'March is closed',
    line: 'Finance closed it on 3 April. Your 2 late changes are kept here and not sent.',
    button: 'Ask to reopen',
    opens: 'Not sent. It stays in this workbook.',
    ours: {
      title: 'March 2026 is closed',
      line: 'Ben Okafor closed it on April 3, 2026. Your 2 late changes are kept here and not sent.',
    },
    why: 'There is a March in every year, and who closed it is known by name.',
  },
  {
    row: 'Editing cell',
    state: 'editing-cell',
    title: 'Finish editing the cell',
    line: 'Press Enter or Esc, then we’ll continue.',
    button: null,
    asks: 'sync',
    ours: { button: 'Try again' },
    why: 'A sync waits by itself; the card stays only where the editing lasted too long.',
  },
  {
    row: 'Filter on',
    state: 'filter-on',
    title: 'Update is waiting',
    line: 'A filter is on. To place values safely we’ll clear it and put it back.',
    button: 'Update now',
    asks: 'syncClearingFilters',
  },
  {
    row: 'Protected',
    state: 'protected',
    title: 'This sheet is protected',
    line: 'We can’t add 5 new values until it’s unprotected.',
    button: 'How to',
    asks: 'sync',
    ours: {
      line: 'We can’t write into Budget Lines until it’s unprotected. Your changes are safe in this workbook.',
      button: 'Try again',
    },
    why: `Which sheet it is, and that the work is safe, helps more than a count. ${AGAIN}`,
  },
  {
    row: 'Read-only',
    state: 'read-only',
    title: 'Opened as read-only',
    line: 'You can look, but changes can’t be sent from here.',
    button: 'Open editable copy',
    ours: { button: null },
    why: 'Excel gives an add-in no way to open an editable copy.',
  },
  {
    row: 'Busy server',
    state: 'busy',
    title: 'It’s taking longer than usual',
    line: 'Your changes are saved. Next try in 30 s.',
    button: 'Try now',
    asks: 'sync',
  },
  {
    row: 'Server restored',
    state: 'server-restored',
    title: 'Let’s double-check',
    line: 'The service was restored from a backup. 4 values differ.',
    button: 'Review',
    asks: 'sync',
    ours: {
      line: 'The service doesn’t know this workbook’s revision. It may have been restored from a backup. Nothing was sent.',
      button: 'Try again',
    },
    why: 'What differs is known once it has been compared: the next sync does that and asks the review’s question.',
  },
];

/** States of the design without a card in the product, and why. */
export const statesWithoutCard: Readonly<Record<string, string>> = {
  'Colleague pushes': 'Two panes on one file are told apart by their ids; each sync carries what its own sheet holds.',
};
