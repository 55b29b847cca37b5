import { join } from 'node:path';
import { expect, test } from 'vitest';
import { movingPicture } from './moving-picture.ts';
import { twoPeople } from './two-people.ts';
import type { WorkbenchPage } from './workbench-page.ts';
import { patient } from '../patience.ts';

/** Folder for the picture of the README; without it the story is only told. */
const pictures = process.env['SEP_SCREENSHOTS'];

const people = twoPeople({ width: 960, height: 620 });

test(
  'two people at their own workbooks: they see each other, clash in one cell, and decide',
  async () => {
    const { browser, north, finance } = people;
    const film = movingPicture(browser, [north.page, finance.page]);
    const original = async (person: WorkbenchPage) => person.cell('Commitment No.', 'PO-1', 'Original Amount');
    await people.begin('Commitments');
    for (const person of [north, finance]) await person.goTo(await original(person));
    await north.pane.getByText(/^Here now: /).waitFor();
    await film.take(2);

    await finance.type(await original(finance), '1350200.25');
    await finance.goTo(await original(finance));
    await finance.waitForStatus('1 change saved in this workbook');
    await north.pane.getByText('(1 row not sent yet)').waitFor();
    await film.take(2.5);

    await finance.show('Changes');
    await finance.pane.getByRole('button', { name: 'Send 1 change' }).waitFor();
    await finance.pane.getByText('Original Amount').first().waitFor();
    await film.take(2.5);

    await finance.pane.getByRole('button', { name: 'Send 1 change' }).click();
    await finance.show('Home');
    await finance.waitForStatus('All changes synced');
    await north.pane.getByText(/changed 1 cell in Commitments/).waitFor();
    await film.take(2.5);

    await north.type(await original(north), '1351000.50');
    await north.goTo(await original(north));
    await north.sync('1 value needs your decision');
    await film.take(2.5);

    await north.show('Review');
    const both = north.pane.getByRole('button', { name: 'Add both: 1,351,200.75' });
    await both.waitFor();
    await film.take(3);

    await both.click();
    await north.pane.getByText('Nothing to decide.').waitFor();
    await north.show('Home');
    await north.waitForStatus('All changes synced');
    await finance.pane.getByText(/changed 1 cell in Commitments/).waitFor();
    await film.take(2);

    await finance.sync('All changes synced');
    expect(await finance.text(await original(finance))).toBe('1,351,200.75');
    expect(await north.text(await original(north))).toBe('1,351,200.75');
    await film.take(3);

    if (pictures !== undefined) await film.write(join(pictures, 'side-by-side.svg'));
    expect([...north.troubles, ...finance.troubles]).toEqual([]);
  },
  patient(120_000),
);
