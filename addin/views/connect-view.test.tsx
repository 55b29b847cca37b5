import { expect, test } from 'vitest';
import type { ServerClient } from '../sync/server/server-client.ts';
import { ConnectView } from './connect-view.tsx';
import { PROGRAM } from '../../test/browser/gallery/demo-plan.ts';
import { showView } from './testing/show-view.tsx';

const show = (name: string, wanted: string | null = null) =>
  showView(name, ({ session, server }) => <ConnectView session={session} server={server} wanted={wanted} />);

test('an empty workbook is told what is added, and is not asked which tables', async () => {
  const view = show('connect-new');
  await view.says('Connect this workbook');
  expect(view.text()).toContain('The plan’s tables are added, each on a sheet of its own.');
  expect(view.text()).not.toContain('Only the tables that are here');
  await view.press('Connect');
  expect(view.calls).toEqual(['connect']);
});

test('tables that are there are named, and what is added follows the choice', async () => {
  const view = show('connect-found');
  await view.says('We found Opex_2027 (214 rows).');
  await view.press('What gets added?');
  await view.says('3 sheets, one per table: Sites, Systems, Projects.');
  await view.press('Only the tables that are here');
  await view.isSilentAbout('3 sheets, one per table');
  await view.press('My tables, and sheets for the rest of the plan');
  await view.says('3 sheets, one per table');
});

test('who is in no program, or without a connection, hears it and can try again', async () => {
  const none = show('connect-no-program');
  await none.says('No program is open to you yet');
  expect(none.buttons()).toEqual(['Try again']);
});

test('without a connection it says so, and looks again when asked to', async () => {
  let looks = 0;
  let counting: ServerClient | null = null;
  const view = showView('connect-offline', ({ session, server }) => {
    counting ??= { ...server, programs: () => ((looks += 1), server.programs()) };
    return <ConnectView session={session} server={counting} wanted={null} />;
  });
  await view.says('You’re offline');
  expect([looks, view.text().includes('Looking at this workbook')]).toEqual([1, false]);
  await view.press('Try again');
  await expect.poll(() => looks).toBe(2);
  await view.says('You’re offline');
});

test('an empty workbook connects itself to the program that was chosen on the page before, and only to that', async () => {
  const empty = show('connect-new', PROGRAM);
  await empty.says('Connect this workbook');
  expect(empty.calls).toEqual(['connect']);
  const unknown = show('connect-new', 'no-program-of-mine');
  await unknown.says('Connect this workbook');
  expect(unknown.calls).toEqual([]);
});

test('a workbook with tables of its own is asked about, whatever was chosen before', async () => {
  const view = show('connect-found', PROGRAM);
  await view.says('We found Opex_2027 (214 rows).');
  expect(view.calls).toEqual([]);
});
