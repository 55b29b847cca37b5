import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inserts, smallPlan, update } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { openPage, type Opened } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());
beforeEach(() => window.localStorage.clear());

const waiting = (number: string) => ({
  number,
  type: 'Staff Modification',
  status: 'Pending',
  title: 'Move cabling to the recorder',
  reason: 'The recorder costs more than was planned.',
  requestedBy: 'Ana Ortiz',
  submittedOn: '2026-11-20',
});

/** A small plan in which two transfers wait. */
const withWaiting = () => ({
  ...smallPlan(),
  changes: inserts(waiting('BC-0007'), waiting('BC-0008')).edits,
  changeLines: inserts(
    { change: 'BC-0007', line: 1, budgetLine: 'BL-001', amount: -250_00 },
    { change: 'BC-0007', line: 2, budgetLine: 'BL-002', amount: 250_00 },
    { change: 'BC-0008', line: 1, budgetLine: 'BL-001', amount: -100_00 },
    { change: 'BC-0008', line: 2, budgetLine: 'BL-002', amount: 100_00 },
  ).edits,
});

const open = (role: Parameters<typeof openPage>[1], opened: Opened) =>
  openPage(server, role, { edits: withWaiting(), ...opened });

const statusOf = async ({ admin }: Awaited<ReturnType<typeof open>>, number: string) =>
  [...(await admin.rows('changes')).values()].find(({ cells }) => cells['number'] === number)?.cells['status'];

describe('the list', () => {
  test('has what waits for the person first, and decides several at once after they are confirmed', async () => {
    const page = await open('finance', { page: 'changes' });
    await page.says('2 changes move 350.00. 2 wait for a decision, 2 of them for yours.');
    await page.says('Waits for you');
    await page.press('Choose all that wait for you');
    await page.says('BC-0008, BC-0007, together 350.00');
    await page.press('Approve 2 changes');
    // Nothing is done before it is confirmed.
    expect(await statusOf(page, 'BC-0007')).toBe('Pending');
    await page.says('What is approved stays; it is undone by reversing it.');
    await page.fill('Counts from', '2026-11-23');
    await page.press('Approve now');
    await page.says('2 changes move 350.00. None waits for a decision.');
    expect([await statusOf(page, 'BC-0007'), await statusOf(page, 'BC-0008')]).toEqual(['Approved', 'Approved']);
  });

  test('is filtered by its address, and the filter is typed without losing a letter', async () => {
    const page = await open('viewer', { page: 'changes', query: '?status=Rejected' });
    await page.says('There is no change like that.');
    await page.press('Clear the filters');
    await page.says('2 changes move 350.00.');
    for (const typed of ['B', 'BC', 'BC-', 'BC-0', 'BC-00', 'BC-000', 'BC-0008'])
      await page.fill('Number, title or reason', typed);
    await page.says('1 change moves 100.00.');
    expect(new URLSearchParams(window.location.search).get('text')).toBe('BC-0008');
    expect(document.querySelector<HTMLInputElement>('input[type=search]')?.value).toBe('BC-0008');
  });
});

describe('the page of a change', () => {
  test('shows what it moves, what is left and by which rule, who did what, and approves it after a confirmation', async () => {
    const page = await open('finance', { page: 'changes/BC-0007' });
    await page.says('Move cabling to the recorder');
    await page.says('Budget lines, current budget as of');
    await page.says('For staff to decide');
    await page.says('nets to 0.00');
    await page.says('Who did what');
    await page.press('Approve');
    await page.says('Approve: BC-0007, which moves 250.00');
    await page.press('Not now');
    await page.isSilentAbout('Approve: BC-0007');
    await page.press('Approve');
    await page.press('Approve now');
    await page.says('Approved by');
    expect(await statusOf(page, 'BC-0007')).toBe('Approved');
    await page.press('Reverse');
    await page.fill('Why it is reversed', 'The recorder came in cheaper after all.');
    await page.press('Reverse now');
    await expect.poll(async () => (await page.admin.rows('changes')).size).toBe(3);
  });

  test('asks why it is rejected, and keeps what was said', async () => {
    const page = await open('finance', { page: 'changes/BC-0008' });
    await page.press('Reject');
    await page.press('Reject now');
    await page.says('Say why; whoever asked for it reads it.');
    expect(await statusOf(page, 'BC-0008')).toBe('Pending');
    await page.fill('Why it is rejected', 'Wait for the bids.');
    await page.press('Reject now');
    await page.says('“Wait for the bids.”');
    expect(await statusOf(page, 'BC-0008')).toBe('Rejected');
  });

  test('says to who may not decide why that is', async () => {
    const page = await open('viewer', { page: 'changes/BC-0007' });
    await page.says('What comes next');
    await page.says('Approve, Reject, Withdraw, Set back to draft: You may look at this program but not change it.');
    expect(page.buttons()).not.toContain('Approve');
    // Nor is a way offered that ends in a refusal.
    await page.isSilentAbout('Begin a new one from it');
    const list = await open('viewer', { page: 'changes' });
    await list.says('2 wait for a decision');
    await list.isSilentAbout('New change');
    await list.isSilentAbout('Put an amendment together');
  });
});

describe('[I1] an answer that is lost', () => {
  /** How often an answer about changes is lost from now on. */
  const losing = () => {
    let left = 0;
    return {
      loses: (path: string, method: string) => method !== 'GET' && path.includes('/changes') && left-- > 0,
      next: (times: number): void => void (left = times),
    };
  };

  test('of an approval is asked for again, by itself or by hand: it is done once, and told as done', async () => {
    const { loses, next } = losing();
    const page = await open('finance', { page: 'changes/BC-0007', loses });
    await page.press('Approve');
    next(1);
    await page.press('Approve now');
    await page.says('BC-0007 is approved');
    const other = await open('finance', { page: 'changes/BC-0008', loses });
    await other.press('Reject');
    await other.fill('Why it is rejected', 'Wait for the bids.');
    next(3);
    await other.press('Reject now');
    await other.says('Nobody knows yet whether it was done.');
    expect(await statusOf(other, 'BC-0008')).toBe('Rejected');
    await other.press('Reject now');
    await other.says('BC-0008 is rejected');
  });

  test('of several decisions is told as what became of them', async () => {
    const { loses, next } = losing();
    const page = await open('finance', { page: 'changes', loses });
    await page.press('Choose all that wait for you');
    await page.press('Approve 2 changes');
    await page.fill('Counts from', '2026-11-23');
    next(3);
    await page.press('Approve now');
    await page.says('Nobody knows yet whether it was done.');
    await page.press('Approve now');
    await page.says('2 changes move 350.00. None waits for a decision.');
  });
});

describe('a new change', () => {
  test('is put together with what it does beside it, kept by the browser, submitted, and set back', async () => {
    const page = await open('editor', { page: 'changes/new', edits: smallPlan() });
    await page.fill('Budget line 1', 'BL-001');
    await page.fill('Amount 1', '-1,250.5');
    await page.says('10,000.00 becomes  → 8,749.50');
    await page.says('comes to −1,250.50');
    const again = page.openAgain();
    await again.says('This is what you had typed before');
    const [candidate = ''] = await (async () => {
      await again.says('Choose the budget line that takes 1,250.50 of BND-A');
      return again.buttons().filter((name) => name.startsWith('BL-002'));
    })();
    await again.press(candidate);
    await again.says('nets to 0.00');
    await again.fill('Why', 'Cabling is cheaper than was planned.');
    await again.press('Submit for approval');
    await again.says('waits for finance');
    expect(window.location.pathname).toMatch(/\/changes\/BC-\d+$/);
    expect([...(await page.admin.rows('changes')).values()].map(({ cells }) => cells['status'])).toEqual(['Pending']);
    // Sent is sent: the next one begins empty.
    expect(window.localStorage.length).toBe(0);
    await again.press('Set back to draft');
    await again.press('Set back to draft now');
    await again.says('Draft, waits for');
    await again.press('Edit');
    await again.fill('Amount 1', '-1,000.00');
    await again.fill('Amount 2', '1,000.00');
    await again.says('It moves 1,000.00. Nothing is sent yet.');
    await again.press('Save as a draft');
    await again.says('Moves');
    const lines = [...(await page.admin.rows('changeLines')).values()].map(({ cells }) => cells['amount']);
    expect(lines.toSorted((a, b) => Number(a) - Number(b))).toEqual([-100_000, 100_000]);
  });
});

test('whoever goes elsewhere while a new change is sent stays there, and it is not said to be unsent meanwhile', async () => {
  let letGo = (): void => {};
  const held = new Promise<null>((resolve) => void (letGo = () => resolve(null)));
  const goes = (path: string, query: string, method: string) =>
    method === 'POST' && path.endsWith('/changes') && !query.includes('preview=true') ? held : null;
  const page = await open('editor', { page: 'changes/new', edits: smallPlan(), goes });
  await page.fill('Budget line 1', 'BL-001');
  await page.fill('Amount 1', '-1,000.00');
  await page.fill('Budget line 2', 'BL-002');
  await page.fill('Amount 2', '1,000.00');
  await page.fill('Why', 'Cabling is cheaper than was planned.');
  await page.says('It moves 1,000.00. Nothing is sent yet.');
  await page.press('Save as a draft');
  await page.says('Sending…');
  expect(page.text()).not.toContain('Nothing is sent yet.');
  await page.press('Money');
  await page.isSilentAbout('Sending…');
  const there = window.location.pathname;
  letGo();
  // Sent is sent: the next one begins empty.
  await expect.poll(() => window.localStorage.length).toBe(0);
  expect([...(await page.admin.rows('changes')).values()]).toHaveLength(1);
  expect(window.location.pathname).toBe(there);
});

test('a change for the Board takes its report and the day of its meeting along, and lets them go when they are emptied', async () => {
  const page = await open('editor', { page: 'changes/new', edits: smallPlan() });
  for (const [place, line, amount] of [
    [1, 'BL-001', '-1,000.00'],
    [2, 'BL-002', '1,000.00'],
  ] as const) {
    await page.fill(`Budget line ${place}`, line);
    await page.fill(`Amount ${place}`, amount);
  }
  await page.says('For staff to decide');
  await page.fill('Type', 'Board Amendment');
  await page.says('For the Board to decide');
  await page.fill('Board Report No.', 'Rep-110-25/26');
  await page.fill('Board date', '2026-12-08');
  await page.says('It moves 1,000.00.');
  await page.press('Save as a draft');
  // Refused whole: it is no change yet, and stands where it was typed.
  await page.says('Nothing was written. Reason is required. What you have typed still stands here.');
  await page.fill('Why', 'Cabling is cheaper than was planned.');
  await page.says('It moves 1,000.00. Nothing is sent yet.');
  await page.press('Save as a draft');
  await page.says('What comes next');
  const told = async () =>
    [...(await page.admin.rows('changes')).values()].map(({ cells }) => [
      cells['type'],
      cells['reportNumber'] ?? null,
      cells['boardDate'] ?? null,
    ]);
  expect(await told()).toEqual([['Board Amendment', 'Rep-110-25/26', '2026-12-08']]);
  await page.press('Edit');
  await page.fill('Board date', '');
  await page.says('It moves 1,000.00.');
  await page.press('Save as a draft');
  await page.says('What comes next');
  expect(await told()).toEqual([['Board Amendment', 'Rep-110-25/26', null]]);
});

/** The page of an amendment, over two drafts. */
const openAmendment = () => {
  const drafts = ['BC-0007', 'BC-0008'].map((number) => ({ ...waiting(number), status: 'Draft', submittedOn: null }));
  return open('finance', {
    page: 'changes/amendment',
    edits: { ...withWaiting(), changes: inserts(...drafts).edits },
  });
};

test('an amendment joins changes under one board report, with what they come to and the packet beside it', async () => {
  const page = await openAmendment();
  await page.says('2 changes move 350.00 in 1 project.');
  await page.says('2 drafts become Board Amendments.');
  await page.press('Choose BC-0007');
  await page.says('1 change of 2 chosen.');
  await page.press('Choose BC-0007');
  await page.press('Put them under this report and submit them');
  await page.says('The number joins the changes.');
  await page.fill('Board Report No.', 'Rep-110-25/26');
  await page.press('Put them under this report and submit them');
  await page.says('2 changes go before the Board under Rep-110-25/26. 2 changes are submitted.');
  const stored = [...(await page.admin.rows('changes')).values()].map(({ cells }) => cells);
  expect(stored.map(({ type, status, reportNumber }) => [type, status, reportNumber])).toEqual([
    ['Board Amendment', 'Pending', 'Rep-110-25/26'],
    ['Board Amendment', 'Pending', 'Rep-110-25/26'],
  ]);
});

test('what somebody has changed since the list was read is told, and not put before the Board unseen', async () => {
  const page = await openAmendment();
  await page.says('2 changes move 350.00 in 1 project.');
  const stored = async () => [...(await page.admin.rows('changes'))];
  const [row = ''] = (await stored()).flatMap(([id, { cells }]) => (cells['number'] === 'BC-0007' ? [id] : []));
  await page.admin.sync({ changes: update(row, { resolutionNumber: 'R-7' }) });
  await page.fill('Board Report No.', 'Rep-110-25/26');
  await page.press('Only put them under this report');
  await page.says('has changed BC-0007 since you looked at it');
  expect((await stored()).map(([, { cells }]) => cells['reportNumber'] ?? null)).toEqual([null, null]);
});
