import { beforeEach, describe, expect, test } from 'vitest';
import { installExcel, type InstalledExcel } from './install-excel.mts';

const ADDRESS = 'http://localhost/sign-in.html';

let excel: InstalledExcel;
beforeEach(() => void (excel = installExcel()));

const display = (address = ADDRESS, options: Office.DialogOptions = {}) =>
  new Promise<Office.AsyncResult<Office.Dialog>>((resolve) =>
    Office.context.ui.displayDialogAsync(address, options, resolve),
  );

/** What the add-in hears of a dialog, in the order it hears it. */
function heardOf(dialog: Office.Dialog): unknown[] {
  const heard: unknown[] = [];
  dialog.addEventHandler(Office.EventType.DialogMessageReceived, (args) => heard.push(args));
  dialog.addEventHandler(Office.EventType.DialogEventReceived, (args) => heard.push(args));
  return heard;
}

describe('a dialog', () => {
  test('is opened as it was asked for, and closed by the add-in without an event', async () => {
    const { status, value, asyncContext } = await display(ADDRESS, { width: 30, height: 60, asyncContext: 7 });
    expect([status, asyncContext]).toEqual(['succeeded', 7]);
    const [shown] = excel.dialogs.all;
    expect(shown).toMatchObject({ address: ADDRESS, width: 30, height: 60, isClosed: false });
    const heard = heardOf(value);
    value.close();
    expect(shown?.isClosed).toBe(true);
    shown?.sends('too late');
    expect((await display()).status).toBe('succeeded');
    expect(heard).toEqual([]);
  });

  test('sends messages that bear the origin of the page they come from', async () => {
    const heard = heardOf((await display()).value);
    excel.dialogs.all[0]?.sends('signed in');
    excel.dialogs.all[0]?.sends('give me yours', 'https://evil.example');
    const type = 'dialogMessageReceived';
    await expect
      .poll(() => heard)
      .toEqual([
        { type, message: 'signed in', origin: 'http://localhost' },
        { type, message: 'give me yours', origin: 'https://evil.example' },
      ]);
  });

  test('hears its parent only where it is of the origin that is meant', async () => {
    const { value } = await display();
    value.messageChild('one');
    value.messageChild('two', { targetOrigin: 'http://localhost' });
    value.messageChild('three', { targetOrigin: 'https://elsewhere.example' });
    expect(excel.dialogs.all[0]?.received).toEqual(['one', 'two']);
  });

  test('tells when it is closed and when its page is not there', async () => {
    const heard = heardOf((await display()).value);
    excel.dialogs.all[0]?.failsToLoad();
    excel.dialogs.all[0]?.closes();
    const type = 'dialogEventReceived';
    await expect
      .poll(() => heard)
      .toEqual([
        { type, error: 12002 },
        { type, error: 12006 },
      ]);
    expect((await display()).status).toBe('succeeded');
  });

  test.each([
    ['https://localhost/x', 12004],
    ['http://localhost:8080/x', 12004],
    ['https://elsewhere.example/x', 12004],
    ['sign-in.html', 12004],
  ])('on another origin, %s, is not opened', async (address, code) => {
    expect(await display(address)).toMatchObject({ status: 'failed', error: { code } });
    expect(excel.dialogs.all).toEqual([]);
  });

  test('is one at a time, and none where person or browser do not let it open', async () => {
    excel.dialogs.refuseNext(12009);
    expect(await display()).toMatchObject({ status: 'failed', error: { code: 12009 } });
    excel.dialogs.refuseNext(12011);
    expect(await display()).toMatchObject({ status: 'failed', error: { code: 12011 } });
    expect((await display()).status).toBe('succeeded');
    expect(await display()).toMatchObject({ status: 'failed', error: { code: 12007 } });
  });

  test('is a requirement that can be asked for, and an older Excel lacks', () => {
    expect(Office.context.requirements.isSetSupported('DialogApi', '1.2')).toBe(true);
    expect(Office.context.requirements.isSetSupported('DialogOrigin', '1.1')).toBe(true);
    installExcel({ requirementSets: { ExcelApi: '1.14', DialogApi: '1.1' } });
    expect(Office.context.requirements.isSetSupported('DialogOrigin', '1.1')).toBe(false);
  });
});
