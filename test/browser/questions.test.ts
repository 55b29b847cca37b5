import { expect, test } from 'vitest';
import { patient } from '../patience.ts';
import { paneViolations, violations } from './axe.ts';
import { openFrontDoor, signIn } from './front-door-page.ts';
import { twoPeople } from './two-people.ts';
import type { WorkbenchPage } from './workbench-page.ts';

const people = twoPeople({ width: 1100, height: 900 });
const pictures = process.env['SEP_SCREENSHOTS'];
const QUESTION = 'Is 1,349,800.25 final?\n<img src=x onerror=alert(1)>';

test(
  'a conflict is asked about from the pane, answered on the web by the other, and the pane shows the answer',
  async () => {
    const { browser, north, finance, server } = people;
    const amount = (person: WorkbenchPage) => person.cell('Document No.', 'V1', 'Amount');
    await people.open('Expenditures');
    await finance.type(await amount(finance), '1349800.25');
    await finance.sync('All changes synced');
    await north.type(await amount(north), '1349000.50');
    await north.sync('1 value needs your decision');
    await north.show('Review');

    // By keyboard alone: the button, the text, and the button that sends it.
    const ask = north.pane.getByRole('button', { name: /^Ask / }).first();
    await ask.focus();
    await north.page.keyboard.press('Enter');
    const field = north.pane.getByLabel('Your question or comment');
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await north.pane.getByRole('button', { name: /^Not for / }).waitFor();
    await north.page.keyboard.insertText(QUESTION);
    expect(await paneViolations(north.page)).toEqual([]);
    await north.picture('ask-from-a-conflict');
    await north.page.keyboard.press('Tab');
    await north.page.keyboard.press('Enter');
    await north.pane.getByText(/^Asked\. It waits for /).waitFor();
    expect(await field.inputValue()).toBe('');

    await finance.show('Home');
    const waiting = finance.pane.getByRole('button', { name: '1 question waits for you' });
    await waiting.waitFor();
    await waiting.click();
    await finance.pane.getByText('Is 1,349,800.25 final?').waitFor();
    expect(await paneViolations(finance.page)).toEqual([]);
    await finance.picture('question-on-home');

    const web = await openFrontDoor(browser, `${server.url}/p/cedar-basin/questions`);
    await signIn(web.page, 'finance@cedar-basin.example');
    await web.page.getByText('Waits for me (1)').waitFor();
    await web.page.getByText('Is 1,349,800.25 final?').waitFor();
    expect(await web.page.locator('article img').count()).toBe(0);
    for (const [name, width, colorScheme] of [
      ['questions-wide', 1280, 'light'],
      ['questions-narrow-dark', 360, 'dark'],
    ] as const) {
      await web.page.setViewportSize({ width, height: 900 });
      await web.page.emulateMedia({ colorScheme });
      expect([name, await violations(web.page)]).toEqual([name, []]);
      if (pictures !== undefined) await web.page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
    }
    await web.page.getByLabel('Answer').fill('Yes: the invoice came on Monday.');
    await web.page.getByRole('button', { name: 'Answer', exact: true }).click();
    await web.page.getByText('Answered').first().waitFor();

    await north.pane.getByText('Yes: the invoice came on Monday.').waitFor();
    await north.pane.getByText('Answered', { exact: true }).waitFor();
    expect(await paneViolations(north.page)).toEqual([]);
    await north.picture('answered-at-the-conflict');
    await expect.poll(() => waiting.count()).toBe(0);
    expect([...north.troubles, ...finance.troubles, ...web.troubles]).toEqual([]);
    await web.page.context().close();
  },
  patient(180_000),
);

test(
  'somebody says that they work on a site, the other sees it at the row, and a question goes there by itself',
  async () => {
    const { north, finance } = people;
    await people.open('Sites');
    for (const person of [north, finance]) {
      await person.show('Home');
      await person.goTo(await person.cell('Location Code', '0417', 'Enrollment'));
    }
    await north.pane.getByRole('button', { name: 'I work on this site' }).click();
    expect(await paneViolations(north.page)).toEqual([]);
    await north.pane.getByRole('button', { name: 'Tell others' }).click();
    await north.pane.getByText(/^You work here until /).waitFor();
    await north.picture('works-here');
    await finance.pane
      .getByText(/ works on this until /)
      .first()
      .waitFor();
    await finance.pane.getByRole('button', { name: 'Ask or comment on this cell' }).click();
    await finance.pane.getByLabel('Your question or comment').fill('How many from August on?');
    await finance.pane.getByRole('button', { name: 'Ask', exact: true }).click();
    await finance.pane.getByText(/^Asked\. It waits for /).waitFor();
    await north.pane.getByRole('button', { name: '1 question waits for you' }).click();
    await north.pane.getByText('How many from August on?').first().waitFor();
    await finance.picture('asked-at-a-row');
    expect([...north.troubles, ...finance.troubles]).toEqual([]);
  },
  patient(120_000),
);
