import { describe, expect, test } from 'vitest';
import { galleryStates } from '../../test/browser/gallery/gallery-states.ts';
import { PaneApp } from './pane-app.tsx';
import { showView, type ShownView } from './testing/show-view.tsx';

function openPane(name: string): ShownView {
  window.location.hash = galleryStates[name]?.view ?? 'home';
  return showView(name, (services) => <PaneApp services={services} isDark={false} />);
}

describe('before the pane is somebody’s', () => {
  test('the first run says what it is for, and that only once', async () => {
    const view = openPane('first-run');
    await view.says('Keep your budget in step with finance');
    await view.press('Sign in');
    await view.says('Stay signed in on this computer');
    expect(view.services.settings.read('first-run-seen')).toBe('yes');
  });

  test('a wrong password is said in words, and what waits stays said', async () => {
    const view = openPane('sign-in-fails');
    await view.fill('E-mail', 'dana@cedar-basin.example');
    await view.fill('Password', 'wrong');
    await view.press('Sign in');
    await view.says('That didn’t sign you in. E-mail and password do not fit.');
  });

  test('nobody stays signed in on a computer without saying so', async () => {
    const view = openPane('sign-in');
    await view.says('Stay signed in on this computer');
    const isChosen = () => document.querySelector<HTMLInputElement>('input[type="checkbox"]')?.checked;
    expect(isChosen()).toBe(false);
    await view.press('Stay signed in on this computer');
    await expect.poll(isChosen).toBe(true);
  });

  test('who has changes waiting hears of them before signing in', async () => {
    await openPane('sign-in-waiting').says('12 changes wait in this workbook. Sign in to send.');
  });
});

describe('gates', () => {
  test('the practice workbook is said to be one, and there is no way to send it', async () => {
    const view = openPane('practice');
    await view.says('This is the practice workbook');
    await view.says('nothing of it is sent, and no plan changes');
    expect(view.services.session.state.isHeld).toBe(true);
    expect(view.buttons()).toEqual(['Sign out']);
    expect(view.calls).not.toContain('sync');
  });

  test('a copy that is only looked at sends nothing', async () => {
    const view = openPane('copy');
    await view.says('The same workbook is also used by Ben Okafor.');
    await view.press('Continue');
    await view.says('Only for looking');
    expect(view.services.session.state.isHeld).toBe(true);
    expect(view.calls).not.toContain('renewWorkbook');
  });

  test('a copy that one goes on with is a workbook of its own', async () => {
    const view = openPane('copy');
    await view.press('Keep working here from now on');
    await view.press('Continue');
    await expect.poll(() => view.calls).toContain('renewWorkbook');
    expect(view.services.session.state.isHeld).toBe(false);
  });

  test('a workbook that two use is not asked about again', async () => {
    const view = openPane('copy');
    await view.press('Both people use it: that’s fine');
    await view.press('Continue');
    await view.isSilentAbout('Is this a copy?');
    expect(view.calls).not.toContain('renewWorkbook');
    expect(view.services.session.state.isHeld).toBe(false);
  });

  test('an old file is brought up to date, or only looked at', async () => {
    const view = openPane('old-copy');
    await view.says('48 values have changed since.');
    expect(view.services.session.state.isHeld).toBe(true);
    await view.press('Bring up to date');
    await expect.poll(() => view.calls).toContain('sync');
    expect(view.services.session.state.isHeld).toBe(false);
  });

  test('an old file that is only looked at stays held, and nothing is synced', async () => {
    const view = openPane('old-copy');
    await view.press('Just look');
    await view.says('Only for looking');
    expect(view.calls).not.toContain('sync');
    expect(view.services.session.state.isHeld).toBe(true);
  });

  test.each([
    ['Finish update', true],
    ['Not now', false],
  ])('an update that stopped half-way: %s', async (button, isFinished) => {
    const view = openPane('unfinished');
    await view.says('Some of its 340 changes are in this workbook');
    await view.press(button);
    await view.isSilentAbout('The last update stopped half-way');
    expect(view.calls.includes('sync')).toBe(isFinished);
    expect(view.services.session.state.isHeld).toBe(false);
  });

  test('while the workbook is opened, that is all there is', async () => {
    const view = openPane('starting');
    await view.says('Opening this workbook…');
    expect(view.buttons()).toEqual([]);
  });
});

describe('Home', () => {
  test('its one button asks for a sync', async () => {
    const view = openPane('synced');
    await view.press('Check now');
    await expect.poll(() => view.calls).toContain('sync');
  });

  test('a value that was not accepted is one press away, where it stands', async () => {
    const view = openPane('refusal-one');
    await view.press('Go to cell');
    await expect.poll(() => view.calls).toContain('jumpTo original');
    expect(view.text()).toContain('1 value wasn’t accepted');
  });

  test('a filter is cleared for who asks for the update, and for nobody else', async () => {
    const view = openPane('filter-on');
    await view.press('Update now');
    await expect.poll(() => view.calls).toContain('syncClearingFilters');
    const other = openPane('synced');
    await other.press('Check now');
    await expect.poll(() => other.calls).toContain('sync');
    expect(other.calls).not.toContain('syncClearingFilters');
  });

  test('what others have changed since is one press away', async () => {
    const view = openPane('news');
    await view.press('From others');
    await view.says('6 changes by 2 people since revision 148.');
  });

  test('a small reading is not counted, a large one is, and can be stopped', async () => {
    const view = openPane('reading-counted');
    await view.says('41,250 of 100,000 rows');
    await view.press('Stop');
    expect(view.calls).toContain('cancel');
  });

  test('the selected row says what its codes stand for', async () => {
    const view = openPane('home-selected');
    await view.says('26.00001 · LAN/WLAN Refresh – North Group 1');
  });

  test('who else is here, and how much they have not sent', async () => {
    await openPane('home-people').says('Here now: Ben Okafor (2 rows not sent yet) and Cara Lindqvist.');
  });

  test('totals below a table are dismissed, rows are not', async () => {
    const view = openPane('unread');
    await view.says('the row “Total” adds up other rows, so it is not sent.');
    await view.press('Dismiss');
    await view.isSilentAbout('the row “Total” adds up other rows');
    await view.says('the row “0499” stands below the table');
  });

  test('after each sync, and not before one, drop-downs are restored, what waits is marked and what is locked is grey', async () => {
    const view = openPane('conflicts');
    await view.says('need');
    expect(view.calls).not.toContain('markCells');
    const { session } = view.services;
    const { state } = session;
    const become = async (next: Partial<typeof state>): Promise<void> => {
      const before = view.text();
      session.become({ ...state, ...next });
      await expect.poll(() => view.text()).not.toBe(before);
    };
    const times = (call: string): number => view.calls.filter((each) => each === call).length;
    await become({ phase: 'checking' });
    await become({ phase: 'resting' });
    expect([times('markCells'), times('restoreDropDowns')]).toEqual([0, 0]);
    await become({ phase: 'applying' });
    expect([times('markCells'), times('restoreDropDowns')]).toEqual([0, 0]);
    await become({ phase: 'resting' });
    await expect.poll(() => [times('markCells'), times('restoreDropDowns')]).toEqual([1, 1]);
    await expect.poll(() => times('greyLockedCells')).toBe(1);
    await become({ phase: 'checking' });
    await become({ phase: 'resting' });
    await become({ phase: 'resting', conflicts: [] });
    await expect.poll(() => [times('markCells'), times('restoreDropDowns')]).toEqual([2, 1]);
    expect(times('greyLockedCells')).toBe(1);
  });
});

describe('More', () => {
  test('says who is here and what is sent by itself, and signs out', async () => {
    const view = openPane('more');
    await view.says('Nobody else has this program open.');
    await view.fill('Sync by itself', 'whenOthersSync');
    await view.press('Freeze to values');
    await view.says('No cell here uses a SEP function.');
    await view.press('Enter formulas again');
    expect(view.calls).toEqual(expect.arrayContaining(['freezeFunctions', 'reenterFunctions']));
    await view.press('Sign out');
    await view.says('Password');
  });

  test('gives the program workbook, as of a day', async () => {
    const view = openPane('more');
    const asked: string[] = [];
    const { server } = view.services;
    Object.assign(server, {
      workbook: (program: string, asOf: string | null) => {
        asked.push(`${program} ${asOf}`);
        return Promise.resolve({ ok: true, value: { name: 'Plan.xlsx', content: new Blob(['PK']) } });
      },
    });
    await view.fill('Reports as of', '2026-10-31');
    await view.press('Download the program workbook');
    await view.says('Downloaded Plan.xlsx.');
    expect(asked).toEqual([expect.stringMatching(/^\S+ 2026-10-31$/)]);
    expect(view.text()).toContain('Nothing was saved? Get it in your browser');
  });

  test('opens the import in the pane, and that of the ledger in the browser: by Excel where Excel can, else by its link', async () => {
    const link = () =>
      [...document.querySelectorAll('a')].find(
        ({ textContent }) => textContent === 'Import the ledger in your browser',
      );
    const view = openPane('more');
    await view.press('Import a table…');
    await view.press('Use selected cells');
    await view.says('The selected cells are empty.');
    await view.press('Back to More');
    await view.says('Import the ledger in your browser');
    const opened: string[] = [];
    const program = view.services.session.state.program ?? '';
    const path = `/p/${program}/workbooks/ledger`;
    expect([link()?.getAttribute('href'), link()?.target]).toEqual([path, '_blank']);
    document.body.replaceChildren();
    const inExcel = showView('more', (services) => (
      <PaneApp services={{ ...services, openInBrowser: (address) => void opened.push(address) }} isDark={false} />
    ));
    await inExcel.press('Import the ledger in your browser');
    expect(opened).toEqual([new URL(path, window.location.href).href]);
  });

  test('lists the others with what they have not sent, and not oneself', async () => {
    const view = openPane('more-people');
    await view.says('Cara Lindqvist, since');
    expect(view.text()).toContain('not sent yet:');
    expect(view.text()).not.toContain('Nobody else has this program open.');
    expect(view.text()).toContain('Changes that are not sent yet stay in this workbook.');
  });

  test('where the clipboard is forbidden, the support code is shown', async () => {
    const view = openPane('more');
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('Forbidden.')) },
      configurable: true,
    });
    await view.press('Copy support code');
    await expect.poll(() => view.text()).toMatch(/Copy support code\S+/);
    expect(view.text()).not.toContain('Copied. It holds no amounts.');
  });
});
