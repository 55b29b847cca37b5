import { describe, expect, test } from 'vitest';
import { excelCodeOf, type ExcelRun, isTooLarge, runInExcel } from './excel-run.ts';
import { newBook, openWorkbook } from './testing/open-workbook.mts';
import { done } from './workbook-problem.ts';

const officeError = (code: unknown) => Object.assign(new Error('It went wrong.'), { code, debugInfo: {} });

describe('an error is Excel’s', () => {
  test.each<[string, unknown, string | null]>([
    ['with a code and what Excel knows of it', officeError('GeneralException'), 'GeneralException'],
    ['not with a code alone, as errors of Node have', Object.assign(new Error(), { code: 'ENOENT' }), null],
    ['not with details alone', Object.assign(new Error(), { debugInfo: {} }), null],
    ['not where the code is no text', officeError(5), null],
    ['not where nothing was thrown', null, null],
    ['not where a text was', 'GeneralException', null],
  ])('%s', (_, error, code) => {
    expect(excelCodeOf(error)).toBe(code);
  });

  test('and too much for one request or one reply, which smaller pieces mend', () => {
    const codes = ['RequestPayloadSizeLimitExceeded', 'ResponsePayloadSizeLimitExceeded', 'GeneralException'];
    expect(codes.map((code) => isTooLarge(officeError(code)))).toEqual([true, true, false]);
    expect(isTooLarge(new Error('RequestPayloadSizeLimitExceeded'))).toBe(false);
  });
});

describe('work in Excel', () => {
  const failing =
    (error: unknown): ExcelRun =>
    () =>
      Promise.reject(error);

  test('gives what it comes to, and Excel’s errors as problems with code and detail', async () => {
    const { excel } = openWorkbook(newBook());
    const run: ExcelRun = (options, batch) => excel.Excel.run(options, batch);
    expect(await runInExcel(run, 'wait', () => Promise.resolve(done(7)))).toEqual({ ok: true, value: 7 });
    const lost = await runInExcel(run, 'wait', async (context) => {
      context.workbook.worksheets.getItem('Nowhere').load('name');
      await context.sync();
      return done(null);
    });
    expect(lost).toMatchObject({ ok: false, problem: { kind: 'excelFailed', code: 'ItemNotFound' } });
    expect(await runInExcel(failing(officeError('Odd')), 'wait', () => Promise.resolve(done(7)))).toEqual({
      ok: false,
      problem: { kind: 'excelFailed', code: 'Odd', detail: 'It went wrong.' },
    });
  });

  test('tells of a protected workbook in words, not by a code', async () => {
    const denied = await runInExcel(failing(officeError('AccessDenied')), 'wait', () => Promise.resolve(done(7)));
    expect(denied).toEqual({ ok: false, problem: { kind: 'workbookProtected' } });
  });

  test('tells a failure without a message by its code alone', async () => {
    const silent = { code: 'Odd', debugInfo: {} };
    expect(await runInExcel(failing(silent), 'wait', () => Promise.resolve(done(7)))).toEqual({
      ok: false,
      problem: { kind: 'excelFailed', code: 'Odd', detail: '' },
    });
  });

  test('throws what is an error of our own, because that is a bug', async () => {
    const bug = new TypeError('undefined is not a function');
    await expect(runInExcel(failing(bug), 'wait', () => Promise.resolve(done(7)))).rejects.toBe(bug);
  });

  test('waits for the end of an edit only where it is told to, and says so where it does not', async () => {
    const { excel, host } = openWorkbook();
    const run: ExcelRun = (options, batch) => excel.Excel.run(options, batch);
    const look = async (context: Excel.RequestContext) => {
      const sheets = context.workbook.worksheets.load('items/name');
      await context.sync();
      return done(sheets.items.length);
    };
    host.beginCellEdit();
    expect(await runInExcel(run, 'fail', look)).toEqual({ ok: false, problem: { kind: 'editingCell' } });
    const waiting = runInExcel(run, 'wait', look);
    host.endCellEdit();
    expect(await waiting).toEqual({ ok: true, value: 1 });
  });
});
