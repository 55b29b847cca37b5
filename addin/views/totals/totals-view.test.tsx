import { expect, test } from 'vitest';
import { showView } from '../testing/show-view.tsx';
import { TotalsView } from './totals-view.tsx';

const show = (name: string, head: number | null = null) =>
  showView(name, ({ server, sheet }, state) => (
    <TotalsView server={server} program={state.program ?? ''} head={head} sheet={sheet} onJump={() => undefined} />
  ));

test('the figures are those of the newest revision, by source until another cut is chosen', async () => {
  const view = show('totals');
  await view.says('As of revision 148');
  expect(view.text()).toContain('BND-A');
  await view.fill('Totals by', 'fiscalYear');
  await view.says('2026-27');
});

test('the figures of a day are asked for by the day, and so is what they are made of', async () => {
  const view = show('totals');
  await view.says('As of revision 148, 2026-10-31');
  await view.fill('As of', '2026-02-10');
  await view.says('As of revision 148, 2026-02-10');
  await view.press('0.00, Expended of Program: what it is made of');
  await view.says('0.00 as of revision 148, 2026-02-10.');
  await view.press('Back to the totals');
  await view.press('Today');
  await view.says('As of revision 148, 2026-10-31');
});

test('a day before the plan was begun is answered by a sentence, and one to come by a remark', async () => {
  const view = show('totals');
  await view.says('As of revision 148, 2026-10-31');
  await view.fill('As of', '1990-01-01');
  await view.says('There are no figures as of 1990-01-01: this plan was begun on 2025-07-01');
  expect(view.text()).not.toContain('As of revision');
  await view.fill('As of', '2099-01-01');
  await view.says('2099-01-01 is still to come.');
  await view.says('As of revision 148, 2099-01-01');
});

test('a day whose year is still being typed is not asked for, and the figures stay', async () => {
  const view = show('totals');
  await view.says('As of revision 148, 2026-10-31');
  await view.fill('As of', '0020-01-01');
  await view.says('That is no whole date yet, so the figures stay as they were.');
  await view.says('As of revision 148, 2026-10-31');
  await view.fill('As of', '2026-02-10');
  await view.says('As of revision 148, 2026-02-10');
  expect(view.text()).not.toContain('no whole date');
});

test('a figure says what it is made of, and leads back', async () => {
  const view = show('totals');
  await view.press('7,550,000.00, Current Budget of Program: what it is made of');
  await view.says('7,550,000.00 as of revision 148, 2026-10-31. It is the sum of:');
  await view.press('Show rows');
  await view.says('Hide');
  await view.press('Back to the totals');
  await view.says('Insert into sheet');
});

test('a cut by place counts the projects that touch it, as a count that does not add up', async () => {
  const view = show('totals');
  await view.fill('Totals by', 'region');
  await view.says('Districtwide');
  await view.says('Projects Touching (does not add up)');
});

test('a figure of a place is made of what lies there and of shares of projects, and behind each of these is the project', async () => {
  const view = show('totals');
  await view.fill('Totals by', 'region');
  await view.says('Projects Touching (does not add up)');
  await view.press('Show as a table');
  const figure = view
    .buttons()
    .find((name) => name.endsWith(' of North: what it is made of') && !name.startsWith('0.00'));
  const [amount = ''] = (figure ?? '').split(', ');
  await view.press(figure ?? 'a figure of North');
  await view.says(`${amount} as of revision 148, 2026-10-31. It is the sum of:`);
  await view.says('Shares of projects at several sites');
  await view.press('Show rows');
  const project = view.buttons().find((name) => name.startsWith('All of '));
  await view.press(project ?? 'a project');
  await view.says('It is the sum of:');
  await view.press('Back to North');
  await view.says('Shares of projects at several sites');
  await view.press('Back to the totals');
  await view.says('Insert into sheet');
});

test('figures are put into the sheet, and it is said where that is not possible', async () => {
  const view = show('totals');
  await view.press('Insert into sheet');
  await view.says('The figures are in the sheet, as of revision 148.');
  expect(view.calls).toEqual(['insertFigures']);
});

test('cells that are not empty stay as they are', async () => {
  const view = show('totals-occupied');
  await view.press('Insert into sheet');
  await view.says('Those cells aren’t empty, or lie next to a table.');
});

test('an earlier revision is one of the list or any by its number', async () => {
  const view = show('totals-past', 151);
  await view.says('Bids of October 14');
  await view.fill('Revision', '150');
  await view.says('As of revision 150');
});

test('a revision that does not exist yet is refused by its number', async () => {
  const view = show('totals-past', 151);
  await view.says('Another one, by its number');
  await view.fill('Revision', 'other');
  await view.fill('Revision: number', '999');
  await view.press('Show');
  await view.says('The newest revision is 151.');
});

test('without a connection it says so, and asks again when that has ended', async () => {
  const view = show('totals-offline');
  await view.says('You’re offline');
  expect(view.buttons()).toContain('Try again');
});

test('[FB8] a question that waits is given up at once when the network goes, and the last answer stays', async () => {
  const view = show('totals-silent');
  view.become({ isOffline: true });
  await view.says('You’re offline');
  expect(view.text()).not.toContain('Adding up');
  view.become({ isOffline: false });
  await view.isSilentAbout('You’re offline');
});

test('the plan is checked, each place that does not hold leads to its row, and back', async () => {
  const jumps: unknown[] = [];
  const view = showView('totals', ({ server, sheet }, state) => (
    <TotalsView
      server={server}
      program={state.program ?? ''}
      head={null}
      sheet={sheet}
      onJump={(place) => void jumps.push(place)}
    />
  ));
  await view.press('Check the plan');
  await view.says('As of revision 148, 2026-10-31');
  await view.press('Show places');
  await view.says('Hide places');
  await view.press('26.00001 · LAN/WLAN Refresh – North Group 1');
  expect(jumps).toEqual([expect.objectContaining({ table: 'projects' })]);
  await view.press('Back to the totals');
  await view.says('Insert into sheet');
});

test('a figure says how it has changed since the adopted plan or any day, step by step and down to its rows', async () => {
  const view = show('totals');
  await view.press('7,550,000.00, Current Budget of Program: what it is made of');
  await view.press('How it has changed');
  await view.says('7,550,000.00 at Adopted plan (B0), 7,550,000.00 at 2026-10-31, revision 148.');
  await view.says('It moves money within this figure, so that it stays the same.');
  await view.fill('Since', '');
  await view.says('0.00 at the beginning');
  await view.says('+7,550,000.00 · Original budget');
  await view.press('Show rows');
  await view.says('Hide');
  await view.fill('Since', 'day');
  await view.says('Nothing has moved');
  await view.fill('Since the day', '2025-01-01');
  await view.says('at 2025-01-01, revision 148');
});
