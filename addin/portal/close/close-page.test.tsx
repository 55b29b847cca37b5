import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { workedExample } from '../../../test/contracts/plan-rows.ts';
import { openPage } from '../testing/open-page.tsx';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

/** Where the focus is in words; empty: nowhere. */
const focusedText = (): string =>
  document.activeElement === document.body ? '' : (document.activeElement?.textContent ?? '');

describe('the page of the month close', () => {
  test('says what is left, takes explanations and control total, closes, and opens again with a reason', async () => {
    const page = await openPage(server, 'finance', { page: 'close', edits: workedExample() });
    await page.says('May 2026 · Soft close');
    await page.says('Difference 0.00.');
    await page.says('flags to explain');
    await page.fill('ERP control total', '1.00');
    await page.says('Still to do: a difference of -2,077,344.67');
    await page.fill('ERP control total', '2,077,345.67');
    while (page.buttons().some((name) => name.startsWith('Explain '))) {
      const explain = page.buttons().find((name) => name.startsWith('Explain ')) ?? '';
      await page.press(explain);
      expect(page.buttons()).toContain('Save explanation');
      const label = [...document.querySelectorAll('label')].find(({ textContent }) =>
        (textContent ?? '').startsWith('Why it stands'),
      );
      await page.fill(label?.textContent ?? '', 'Known to the office, and agreed.');
      document.querySelector('textarea')?.focus();
      await page.press('Save explanation');
      await page.isSilentAbout('Save explanation');
      // Who goes on by the keyboard goes on from here.
      await expect.poll(() => focusedText()).toContain('All explained');
    }
    await page.says('Nothing stands in the way.');
    await page.press('Close May 2026');
    await page.says('Closed by finance');
    await page.says('4 reports are being made');
    // The list of the months says the same.
    await page.isSilentAbout('Soft close: only finance edits');
    await page.press('Reopen May 2026');
    await page.fill('Why May 2026 is opened again', 'Invoice V-9 was missing.');
    await page.press('Reopen');
    await page.says('May 2026 · Soft close');
    await page.says('superseded: the month was opened again afterwards');
  });

  test('[V33] says how many rows of the ledger stay outside the plan, and leads to where they are mended', async () => {
    const page = await openPage(server, 'finance', { page: 'close', edits: workedExample() });
    const form = new FormData();
    form.set('file', new File(['Document;Date;Amount;PO\n5100000002;2026-05-07;20.00;4599\n'], 'May.csv'));
    form.set('base', '1');
    const sent = await page.admin.fetch('/ledger', { method: 'POST', body: form });
    expect([sent.status, sent.status === 200 ? '' : await sent.text()]).toEqual([200, '']);
    const again = page.openAgain();
    await again.says('1 row of the ledger stays outside the plan until mended or explained.');
    const link = [...document.querySelectorAll('a')].find(
      ({ textContent }) => textContent === 'Import the ledger of May 2026',
    );
    expect(link?.getAttribute('href')).toContain('/workbooks/ledger');
  });

  test('shows who does not close months how far it is, and offers them no step', async () => {
    const page = await openPage(server, 'viewer', { page: 'close', edits: workedExample() });
    await page.says('Finance closes months.');
    await page.says('Plan and ledger');
    expect(page.text()).not.toMatch(/Import the ledger|Return them mended/);
    expect(page.buttons().filter((name) => /^(Close|Soft close|Reopen)/.test(name))).toEqual([]);
  });

  test('an earlier month has its own address, and one that is not there says so', async () => {
    const page = await openPage(server, 'finance', { page: 'close/2026-02', edits: workedExample() });
    await page.says('Close of February 2026');
    await page.says('whatever is changed afterwards');
    const none = await openPage(server, 'finance', { page: 'close/2031-02', edits: workedExample() });
    await none.says('The month couldn’t be read');
  });
});
