import { describe, expect, test } from 'vitest';
import { showView } from '../testing/show-view.tsx';
import { ReviewView } from './review-view.tsx';

const show = (name: string) => {
  const jumps: string[] = [];
  const view = showView(name, ({ session, server }, state) => (
    <ReviewView
      {...{ session, state, server }}
      openInBrowser={null}
      onJump={({ column }) => jumps.push(column ?? 'row')}
    />
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
    expect(view.buttons().some((name) => name.startsWith('Make this a budget change'))).toBe(false);
    const { session } = view.services;
    session.become({ ...session.state, refusals: [refusalOf('BL-001', 25_000_000)], toSend: 3 });
    await view.says('approved by Ben on 2025-11-18.');
    await view.press('Make this a budget change of +250,000.00');
    await expect.poll(() => view.calls).toEqual(['beginChange BL-001']);
    // The difference is filled in; who gives it is one press, and nothing has to be looked up.
    await view.says('Choose the budget line that gives 250,000.00 of');
    const [candidate = ''] = view.buttons().filter((name) => name.startsWith('BL-') && name.includes('left'));
    await view.press(candidate);
    await view.says('nets to 0.00');
    await view.says('It takes a reason of at least 20 characters.');
    await view.fill('Why', 'The recorder costs more than was planned.');
    await view.press('Submit for approval');
    await expect.poll(() => view.calls).toEqual(['beginChange BL-001', 'settleChange BL-001']);
    await view.says('BC-0031 is submitted and waits for finance. The plan’s amounts are back in their cells');
    await view.press('Open BC-0031 in the browser');
  });

  test('[FD1] several amounts that locks hold become one change; not now leaves them where they were typed', async () => {
    const view = show('review-refusals');
    await view.says('3 values weren’t accepted');
    const { session } = view.services;
    session.become({ ...session.state, refusals: twoRefusals, toSend: 3 });
    await view.press('Make both amounts one budget change');
    await expect.poll(() => view.calls).toEqual(['beginChange BL-001, BL-002']);
    await view.says('Net per source');
    await view.press('Not now');
    await view.says('2 values weren’t accepted');
    expect(view.text()).not.toContain('Net per source');
    expect(view.calls).toEqual(['beginChange BL-001, BL-002']);
  });

  test('[FD1] a change that was begun and left is there again when the pane is opened anew, to the letter', async () => {
    const view = show('review-refusals');
    await view.says('3 values weren’t accepted');
    view.services.session.become({ ...view.services.session.state, refusals: twoRefusals, toSend: 3 });
    await view.press('Make both amounts one budget change');
    await view.fill('Why', 'Cabling is cheaper than the recorder');
    document.body.replaceChildren();
    const again = show('review-refusals');
    await again.says('A budget change that you began here isn’t sent yet.');
    await again.press('Go on with it');
    await again.says('Net per source');
    expect(document.querySelector('textarea')?.value).toBe('Cabling is cheaper than the recorder');
    await again.press('Not now');
    document.body.replaceChildren();
    const last = show('review-refusals');
    await last.says('3 values weren’t accepted');
    expect(last.text()).not.toContain('isn’t sent yet');
  });

  test('[FD1] a change for the Board is led on to the amendment that it can be part of', async () => {
    const view = show('review-refusals');
    await view.says('3 values weren’t accepted');
    const { session, server } = view.services;
    session.become({
      ...session.state,
      refusals: [refusalOf('BL-001', 2_500), refusalOf('BL-002', -2_500)],
      toSend: 3,
    });
    const scripted = { ...server };
    server.draftChange = async (...asked) => {
      const told = await scripted.draftChange(...asked);
      if (!told.ok) return told;
      const { view: drafted } = told.value;
      const change = { ...drafted.change, type: 'Board Amendment' as const };
      return { ok: true, value: { ...told.value, view: { ...drafted, change } } };
    };
    await view.press('Make both amounts one budget change');
    await view.fill('Why', 'Cabling is cheaper than the recorder.');
    await view.press('Submit for approval');
    await view.press('Put it before the Board with others');
  });

  test('[FD1] a change that could not be sent stands as it was typed, and the sheet is left alone', async () => {
    const view = show('review-refusals');
    const { session, server } = view.services;
    await view.says('3 values weren’t accepted');
    session.become({
      ...session.state,
      refusals: [refusalOf('BL-001', 2_500), refusalOf('BL-002', -2_500)],
      toSend: 3,
    });
    server.draftChange = () => Promise.resolve({ ok: false, problem: { kind: 'offline' } });
    await view.press('Make both amounts one budget change');
    await view.fill('Why', 'Cabling is cheaper than the recorder.');
    await view.press('Submit for approval');
    await view.says('You’re offline.');
    await view.says('The change stays here as you typed it.');
    expect(document.querySelector('textarea')?.value).toBe('Cabling is cheaper than the recorder.');
    expect(view.calls).toEqual(['beginChange BL-001, BL-002']);
  });
});

/** An amount of a line that the approval of its project holds. */
function refusalOf(line: string, amount: number) {
  return {
    table: 'budgetLines',
    row: `R00000000000${line.replace('-', '')}`,
    rowKey: line,
    column: 'original',
    rule: 'V19',
    value: 125_000_000,
    message: `The original budget of ${line} is locked. Enter a budget change.`,
    locked: { table: 'projects', key: '26.00001', column: 'status', act: 'approved', by: 'Ben', at: '2025-11-18' },
    instead: { kind: 'budgetChange', line, amount },
  } as const;
}

const twoRefusals = [refusalOf('BL-001', 2_500), refusalOf('BL-002', -2_500)];

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
