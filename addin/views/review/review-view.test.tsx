import { pageInMemory } from '../testing/page-in-memory.ts';
import { describe, expect, test } from 'vitest';
import { showView } from '../testing/show-view.tsx';
import { ReviewView } from './review-view.tsx';

pageInMemory();

const show = (name: string) => {
  const jumps: string[] = [];
  const view = showView(name, ({ session }, state) => (
    <ReviewView session={session} state={state} me="Ann" onJump={({ column }) => jumps.push(column ?? 'row')} />
  ));
  return { ...view, jumps };
};

describe('a value that two have changed', () => {
  test('is decided by a button, which is told with a way back', async () => {
    const view = show('review-money');
    await view.says('Budget Lines · BL-001 · Original Amount');
    expect(view.buttons()).toEqual(
      expect.arrayContaining(['Keep mine', 'Use Ben Okafor’s', 'Add both: 1,417,000.00', 'Enter another value']),
    );
    await view.press('Keep mine');
    await view.says('Kept 1,425,000.00. Ben Okafor’s 1,392,000.00 is in History.');
    expect(view.calls).toEqual(['decide keepLocal']);
    await view.says('Nothing to decide.');
    const undo = view.buttons().find((name) => name.startsWith('Undo: '));
    await view.press(undo ?? 'Undo');
    await expect.poll(() => view.calls).toEqual(['decide keepLocal', 'setCells']);
    await view.says('Undone');
  });

  test('is theirs, or both added up', async () => {
    const theirs = show('review-money');
    await theirs.press('Use Ben Okafor’s');
    await expect.poll(() => theirs.calls).toEqual(['decide takeRemote']);
  });

  test('of money is added up where that was asked for', async () => {
    const both = show('review-money');
    await both.press('Add both: 1,417,000.00');
    await expect.poll(() => both.calls).toEqual(['decide keepBoth']);
  });

  test('is another one, judged by its column before it is used', async () => {
    const view = show('review-money');
    await view.press('Enter another value');
    await view.fill('Original Amount', 'many');
    await view.press('Use this value');
    await view.says('must be dollars and cents');
    expect(view.calls).toEqual([]);
    await view.fill('Original Amount', '1,400.50');
    await view.press('Use this value');
    await expect.poll(() => view.calls).toEqual(['decide enterValue']);
  });

  test('is not touched by who thinks better of another value', async () => {
    const view = show('review-money');
    await view.press('Enter another value');
    await view.press('Cancel');
    await view.isSilentAbout('Use this value');
    expect(view.calls).toEqual([]);
  });

  test('of a deleted row is the row as a whole', async () => {
    const kept = show('review-edit-delete');
    await kept.says('Ben Okafor deleted this row while you changed 2 values in it.');
    expect(kept.buttons().filter((name) => name.endsWith('row'))).toEqual(['Keep row', 'Delete row']);
  });
});

describe('many values', () => {
  test('are decided at once, after what that changes was shown', async () => {
    const view = show('review-many');
    await view.says('6 values need your decision');
    await view.press('Use all theirs…');
    await view.says('Total: −23,000.00');
    await view.press('Use theirs for 6 values (total −23,000.00)');
    await expect.poll(() => view.calls).toEqual(['decideAll 6']);
    await view.says('Nothing to decide.');
  });

  test('stay as they are when the preview is closed', async () => {
    const view = show('review-many');
    await view.press('Keep all mine…');
    await view.press('Cancel');
    await view.says('6 values need your decision');
    expect(view.calls).toEqual([]);
  });

  test('that hold no amounts say so in place of a sum', async () => {
    const view = show('review-words');
    await view.press('Use all theirs…');
    await view.says('Total: no amount changes');
    expect(view.buttons()).toContain('Use theirs for 2 values');
  });
});

describe('refused values', () => {
  test('are gone to, mended or put back, each where it can be', async () => {
    const view = show('review-refusals');
    await view.says('3 values weren’t accepted');
    await view.press('Go to cell');
    expect(view.jumps).toHaveLength(1);
    await view.press('Use “Active”');
    await expect.poll(() => view.calls).toEqual(['setCells']);
    await view.press('Put back the plan’s row');
    await expect.poll(() => view.calls).toEqual(['setCells', 'putBack']);
  });

  test('[FD1] that a lock holds and a budget change would do are led to it', async () => {
    const view = show('review-refusals');
    await view.says('3 values weren’t accepted');
    expect(view.buttons().some((name) => name.startsWith('Start a budget change'))).toBe(false);
    const { session } = view.services;
    const refusal = {
      table: 'budgetLines',
      row: 'R000000000000001',
      rowKey: 'BL-001',
      column: 'original',
      rule: 'V19',
      value: 125_000_000,
      message: 'The original budget of BL-001 is locked. Enter a budget change.',
      locked: { table: 'projects', key: '26.00001', column: 'status', act: 'approved', by: 'Ben', at: '2025-11-18' },
      instead: { kind: 'budgetChange', line: 'BL-001', amount: 25_000_000 },
    } as const;
    session.become({ ...session.state, refusals: [refusal], toSend: 3 });
    await view.says('approved by Ben on 2025-11-18.');
    await view.press('Start a budget change with +250,000.00');
    await expect.poll(() => view.calls).toEqual(['startChange BL-001 for Ann']);
    await view.says('BC-0031 is drafted in Changes');
    await view.says('BC-0031 moves +250,000.00 on BL-001. The plan’s amount is back in its cell');
    // The sheet has gone where the person goes on, and the pane leads to what is left after that.
    expect(view.jumps).toEqual(['reason']);
    await view.says('Choose the budget line that gives −250,000.00 of BND-A.');
    await view.press('Go to its line');
    expect(view.jumps).toEqual(['reason', 'budgetLine']);
    session.become({ ...session.state, toSend: 0 });
    await view.isSilentAbout('BC-0031');
  });

  test('[FD1] several amounts that locks hold become one change, which may need no other line', async () => {
    const view = show('review-refusals');
    await view.says('3 values weren’t accepted');
    const { session } = view.services;
    const refusalOf = (line: string, amount: number) => ({
      table: 'budgetLines',
      row: `R00000000000${line.replace('-', '')}`,
      rowKey: line,
      column: 'original',
      rule: 'V19',
      value: 0,
      message: `The original budget of ${line} is locked. Enter a budget change.`,
      instead: { kind: 'budgetChange', line, amount } as const,
    });
    session.become({
      ...session.state,
      refusals: [refusalOf('BL-001', 2_500), refusalOf('BL-002', -2_500)],
      toSend: 3,
    });
    await view.press('Start one budget change for both amounts');
    await expect.poll(() => view.calls).toEqual(['startChange BL-001, BL-002 for Ann']);
    await view.says('BC-0031 moves +25.00 on BL-001, −25.00 on BL-002. The plan’s amounts are back in their cells');
    expect(view.text()).not.toContain('Choose the budget line');
  });
});

describe('questions', () => {
  test.each([
    ['review-missing-rows', 'Put them back', 'answerMissingRows restore'],
    ['review-missing-rows', 'Delete them for everybody', 'answerMissingRows delete'],
    ['review-rows-apart', 'Put the IDs back to their rows', 'realign'],
    ['review-lost-metadata', 'Use the plan’s values', 'answerReview useTheirs'],
  ])('%s: %s', async (name, button, call) => {
    const view = show(name);
    await view.press(button);
    await expect.poll(() => view.calls).toEqual([call]);
  });

  test('a workbook that equals the plan is told so', async () => {
    const view = show('review-lost-metadata-equal');
    await view.says('They are equal. Nothing will be changed.');
    expect(view.text()).not.toContain('differences');
  });
});

test('while a sync runs nothing can be decided', async () => {
  const view = show('review-busy');
  await view.says('2 values need your decision');
  const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Keep mine');
  expect(button?.matches(':disabled, [aria-disabled=true]')).toBe(true);
});

test('where nothing waits, that is said', async () => {
  await show('review-empty').says('Nothing to decide.');
});
