import { describe, expect, test } from 'vitest';
import { showView } from '../testing/show-view.tsx';
import { HistoryView } from './history-view.tsx';

const show = (name: string) =>
  showView(name, ({ session, server, sheet }, state) => (
    <HistoryView session={session} server={server} sheet={sheet} state={state} onJump={() => undefined} />
  ));

describe('the changes', () => {
  test('are those of the selected cell, and wider as asked', async () => {
    const view = show('history');
    await view.says('1,390,000.00 → 1,400,000.00 (+10,000.00)');
    expect(view.text()).toContain('Budget Lines · BL-001 · Original Amount');
    await view.press('Row');
    await view.isSilentAbout('Budget Lines · BL-001 · Original Amount');
    await view.press('Table');
    await view.says('Bids of October 14');
    await view.press('Whole plan');
    await view.says('Synced from Excel · 4 changes in 3 rows');
  });

  test('of a revision are shown and hidden', async () => {
    const view = show('history');
    await view.press('Whole plan');
    await view.press('Show the changes of revision 150');
    await view.says('(empty) → Recorder and two entrances');
    await view.says('row deleted');
  });

  test('can be taken back one by one', async () => {
    const view = show('history');
    await view.press('Restore 1,390,000.00');
    await expect.poll(() => view.calls).toContain('setCells');
  });

  test('are none where nothing is selected, or nothing has been changed', async () => {
    await show('history-nothing-selected').says('Select a cell of one of the plan’s tables, or choose the whole plan.');
  });

  test('are none of a cell that nobody has changed', async () => {
    const view = show('history-empty');
    await view.says('No changes to this cell yet.');
    await view.press('Whole plan');
    await view.says('No changes to the plan yet.');
  });

  test('cannot be asked for without a connection', async () => {
    const view = show('history-offline');
    await view.says('You’re offline');
    await view.press('Try again');
    await view.says('You’re offline');
  });
});

describe('undo', () => {
  test('says what it sets back before it does', async () => {
    const view = show('history-undo');
    await view.press('Undo my last sync (revision 148)');
    await view.says('It sets back 1 value, in the plan for everybody and in this workbook.');
    expect(view.text()).toContain('Changed again since, so it stays: Budget Lines · BL-001 · Original Amount.');
    await view.press('Keep it');
    await view.isSilentAbout('It sets back 1 value');
    expect(view.calls).not.toContain('undo');
    await view.press('Undo my last sync (revision 148)');
    await view.press('Undo it');
    await expect.poll(() => view.calls).toContain('undo');
  });
});

describe('comparison', () => {
  test('shows what two revisions differ in, by table or by money', async () => {
    const view = show('history');
    await view.press('Compare');
    await view.says('Bids of October 14');
    await view.fill('From revision', '149');
    await view.press('Show the differences');
    await view.says('From revision 149 to revision 151 (now):');
    await view.says('Original Amount +287,500.00');
    await view.press('By money');
    await view.says('All tables, the largest change of money first');
  });

  test('asks for a revision, and for a later one than the first', async () => {
    const view = show('history');
    await view.press('Compare');
    await view.says('Bids of October 14');
    await view.press('Show the differences');
    await view.says('Choose a revision.');
    await view.fill('From revision', '150');
    await view.fill('To revision', '149');
    await view.press('Show the differences');
    await view.says('Choose a later revision than the first.');
  });

  test('takes a revision by its number, too', async () => {
    const view = show('history');
    await view.press('Compare');
    await view.says('Bids of October 14');
    await view.fill('From revision', 'other');
    await view.fill('From revision: number', '148');
    await view.press('Show the differences');
    await view.says('From revision 148 to revision 151 (now):');
  });
});
