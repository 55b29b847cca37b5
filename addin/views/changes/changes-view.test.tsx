import { expect, test } from 'vitest';
import { showView } from '../testing/show-view.tsx';
import { galleryStates } from '../../../test/browser/gallery/gallery-states.ts';
import type { Edit } from '../../../shared/sync/edit.ts';
import type { SyncSession } from '../../sync/session/sync-session.ts';
import { ChangesView } from './changes-view.tsx';

const show = (name: string) =>
  showView(name, ({ session, server, preflight }, state) => (
    <ChangesView
      session={session}
      state={state}
      server={server}
      openInBrowser={null}
      preflight={preflight}
      onJump={() => undefined}
    />
  ));

/** However many of them the rules let be sent. */
async function pressSend(view: ReturnType<typeof show>): Promise<void> {
  const button = (): string | undefined => view.buttons().find((name) => /^Send \d+ changes?$/.test(name));
  await expect.poll(button).toBeDefined();
  await view.press(button() ?? 'Send');
}

test('where nothing waits the list says so, and offers nothing to send', async () => {
  const view = show('changes-empty');
  await view.says('No changes waiting.');
  expect(view.text()).not.toContain('Looking for your changes');
  expect(view.buttons()).toEqual([]);
});

test('what was refused is no empty list, however little else waits', async () => {
  const view = show('changes-refusals');
  await view.says('values can’t be sent');
  expect(view.text()).not.toContain('No changes waiting.');
});

test('what is shown is sent once it has been judged, with a note where one was written', async () => {
  const view = show('changes-few');
  await pressSend(view);
  await expect.poll(() => view.calls).toEqual(['sync']);
  await view.press('Add a note');
  await view.fill('Note for this revision', '  Bids of October ');
  await view.says('1982 characters left');
  await pressSend(view);
  await expect.poll(() => view.calls).toEqual(['sync', 'sync']);
  // Sent, the note is gone.
  await view.isSilentAbout('characters left');
});

test('a note that is written while the changes are on their way stays for the next ones', async () => {
  let arrive = (): void => undefined;
  const onItsWay = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const notes: (string | undefined)[] = [];
  let slow: SyncSession | undefined;
  const view = showView('changes-few', ({ session, server, preflight }, state) => {
    const sync: typeof session.sync = async (options) => {
      notes.push(options?.note);
      await onItsWay;
      return await session.sync(options);
    };
    // One session however often the view is drawn, as in the pane.
    slow ??= { ...session, sync };
    return (
      <ChangesView
        session={slow}
        state={state}
        server={server}
        openInBrowser={null}
        preflight={preflight}
        onJump={() => undefined}
      />
    );
  });
  await pressSend(view);
  await view.press('Add a note');
  await view.fill('Note for this revision', 'Typed meanwhile');
  arrive();
  await expect.poll(() => view.calls).toEqual(['sync']);
  // React draws what the end of the first send has changed.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  await pressSend(view);
  await expect.poll(() => notes).toEqual([undefined, 'Typed meanwhile']);
});

test('a confirmed slip is gone from the second look', async () => {
  const view = show('changes-slips');
  await view.says('Worth a second look (2)');
  await view.press('It’s right');
  await view.says('Worth a second look (1)');
});

test('what is left out stays, and is not counted as sent', async () => {
  const view = show('changes-left-out');
  await view.says('7 stay here');
  await view.says('Send ');
});

test('where the effect can’t be worked out, the changes can be sent all the same', async () => {
  const view = show('changes-no-totals');
  await view.says('The effect can’t be worked out now.');
  await pressSend(view);
  await expect.poll(() => view.calls).toEqual(['sync']);
});

const lockedAmount = {
  table: 'budgetLines',
  row: 'R000000000000001',
  column: 'original',
  rule: 'V19',
  value: 125_000_000,
  message: 'The original budget of BL-001 is locked. Enter a budget change.',
  instead: { kind: 'budgetChange', line: 'BL-001', amount: -25_000_000 },
} as const;
const nothing = { warnings: [], program: { group: '', measures: {} }, sources: [], projects: [] };
/** A server that refuses the amount. */
const refusesAmount = async () => ({ ok: true, value: { ...nothing, refusals: [lockedAmount] } }) as const;

test('[FD1] an amount that a lock holds becomes a budget change before anything is sent', async () => {
  const view = showView('changes-few', ({ session, server }, state) => (
    <ChangesView
      {...{ session, state, server }}
      openInBrowser={null}
      preflight={refusesAmount}
      onJump={() => undefined}
    />
  ));
  await view.press('Make this a budget change of −250,000.00');
  await expect.poll(() => view.calls).toEqual(['beginChange BL-001']);
  await view.says('Its cells get the plan’s amounts back once it is sent.');
  // What waits beside it is out of the way, and comes back with the person.
  expect(view.buttons().filter((name) => name.startsWith('Send'))).toEqual([]);
  await view.press('Not now');
  await view.press('Make this a budget change of −250,000.00');
});

test('[FD1] what was typed since the amount was shown is left alone, which is said', async () => {
  const view = showView('changes-few', ({ session, server }, state) => {
    session.beginChange = () => Promise.resolve('changedSince');
    return (
      <ChangesView
        {...{ session, state, server }}
        openInBrowser={null}
        preflight={refusesAmount}
        onJump={() => undefined}
      />
    );
  });
  await view.press('Make this a budget change of −250,000.00');
  await view.says('The sheet has changed since this was shown, so no budget change was begun and nothing was written.');
  await view.says('What you typed stays in its cell.');
  expect(view.text()).not.toContain('Net per source');
});

test('[FB3] who may only look is told that it stays here, can give it up, and is offered nothing to send', async () => {
  const view = showView('changes-few', ({ session, server, preflight }, state) => (
    <ChangesView
      session={session}
      state={state}
      server={server}
      openInBrowser={null}
      isReader
      preflight={preflight}
      onJump={() => undefined}
    />
  ));
  await view.says('You may look at this program but not change it');
  await view.says('in this workbook. Ask an administrator for edit rights.');
  expect(view.buttons().filter((name) => name.startsWith('Send'))).toEqual([]);
  expect(document.querySelectorAll('input[type=checkbox]')).toHaveLength(0);
  await view.press('Put back the plan’s values');
  await expect.poll(() => view.calls).toEqual(['putBack']);
});

test('[V42] a date that was moved offers to move what comes after it, into blocked days not without saying', async () => {
  const written: unknown[] = [];
  const view = showView('changes-successors', ({ session, server, preflight }, state) => {
    session.setCells = (values, options) => {
      written.push(...values, options);
      return Promise.resolve(state);
    };
    return (
      <ChangesView
        session={session}
        state={state}
        server={server}
        openInBrowser={null}
        preflight={preflight}
        onJump={() => undefined}
      />
    );
  });
  await view.says('The installation then falls into days without work: State testing, 2027-04-12 to 2027-05-28.');
  await view.press('Move them 14 days later');
  const date = (row: string, column: string, value: string) => ({ table: 'milestones', row, column, value });
  await expect
    .poll(() => written)
    .toEqual([
      date('R000000000000060', 'forecastStart', '2027-03-16'),
      date('R000000000000060', 'forecastFinish', '2027-04-19'),
      date('R000000000000070', 'forecastFinish', '2027-05-17'),
      { clearFilters: true },
    ]);
});

test('who wants the others to stay is not asked again about the same move', async () => {
  const view = show('changes-successors');
  await view.press('They stay');
  await view.isSilentAbout('What comes after');
  expect(view.calls).toEqual([]);
});

test('what was moved along is told, and can be taken back as long as it stands there', async () => {
  const inspection = galleryStates['changes-successors']?.inspection ?? null;
  let now = inspection;
  const givenUp: unknown[] = [];
  const view = showView('changes-successors', ({ session, server, preflight }, state) => {
    session.inspect = () => Promise.resolve(now);
    session.setCells = (values) => {
      const moved = values.map(({ table, row, column, value }): Edit => ({
        kind: 'update',
        table,
        row,
        cells: { [column]: value },
        seen: { [column]: 1 },
      }));
      now = inspection && { ...inspection, edits: [...inspection.edits, ...moved] };
      session.become({ ...session.state, touched: true });
      return Promise.resolve(session.state);
    };
    session.putBack = (places) => {
      givenUp.push(...places);
      return Promise.resolve(session.state);
    };
    return (
      <ChangesView
        session={session}
        state={state}
        server={server}
        openInBrowser={null}
        preflight={preflight}
        onJump={() => undefined}
      />
    );
  });
  await view.press('Move them 14 days later');
  await view.says('2 milestones moved along. They are among your changes below.');
  await view.press('Undo moving them');
  await view.isSilentAbout('moved along');
  const date = (row: string, column: string, value: string) => ({ table: 'milestones', row, column, value });
  expect(givenUp).toEqual([
    date('R000000000000060', 'forecastStart', '2027-03-16'),
    date('R000000000000060', 'forecastFinish', '2027-04-19'),
    date('R000000000000070', 'forecastFinish', '2027-05-17'),
  ]);
});
