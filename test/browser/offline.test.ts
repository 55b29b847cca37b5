import { expect, test } from 'vitest';
import { twoPeople } from './two-people.ts';
import type { WorkbenchPage } from './workbench-page.ts';
import { patient } from '../patience.ts';

const people = twoPeople();

test(
  'without a network the work is said to be safe, and goes on where it was once it is back',
  async () => {
    const { north, finance } = people;
    await people.begin('Sites');
    const name = async (person: WorkbenchPage) => person.cell('Location Code', '0417', 'Short Name');

    await north.page.context().setOffline(true);
    // [FB8] Known at once, without a sync.
    await north.waitForStatus('You’re offline');
    await north.type(await name(north), 'Alder by train');
    await north.pane.getByText('1 change is safe in this workbook.').waitFor();
    expect(await north.text(await name(north))).toBe('Alder by train');
    await north.picture('offline-in-the-workbench');

    await finance.type(await finance.cell('Location Code', '0417', 'Enrollment'), '499');
    await finance.sync('All changes synced');

    await north.page.context().setOffline(false);
    await north.waitForStatus('1 change saved in this workbook');
    await north.sync('All changes synced');
    await north.pane.getByText(/^Here now: /).waitFor({ timeout: patient(45_000) });
    expect(await north.text(await north.cell('Location Code', '0417', 'Enrollment'))).toBe('499');
    await finance.sync('All changes synced');
    expect(await finance.text(await name(finance))).toBe('Alder by train');
  },
  patient(180_000),
);
