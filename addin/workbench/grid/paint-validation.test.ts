import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Validation } from 'excel-host/book/book.ts';
import { openDrawnBook } from './testing/open-drawn-book.ts';

const { UNIT_ID } = await import('./spreadsheet.ts');
const { paintValidation } = await import('./paint-validation.ts');

let drawn: ReturnType<typeof openDrawnBook>;
beforeEach(() => {
  drawn = openDrawnBook();
});
afterEach(() => drawn.close());

/** The rules that Univer has after these were set, each on cells of its own. */
function rulesAfter(...validations: readonly Validation[]) {
  const { book, sheetId, spreadsheet, area } = drawn;
  validations.forEach((validation, index) => book.setValidation(sheetId, area(`D${index + 1}`), validation));
  paintValidation(book, spreadsheet, sheetId);
  return spreadsheet.validation.getRules(UNIT_ID, sheetId);
}

describe('a rule is drawn', () => {
  test.each<[string, Validation['rule'], object]>([
    ['a list', { list: { source: 'a,b' } }, { type: 'list', formula1: 'a,b' }],
    ['a formula', { custom: { formula: '=D1>1' } }, { type: 'custom', formula1: '=D1>1' }],
    [
      'a whole number between two',
      { wholeNumber: { formula1: 1, formula2: 9, operator: 'Between' } },
      { type: 'whole', operator: 'between', formula1: '1', formula2: '9' },
    ],
    [
      'a number above one',
      { decimal: { formula1: '=A1', operator: 'GreaterThan' } },
      { type: 'decimal', operator: 'greaterThan', formula1: '=A1' },
    ],
    [
      'a length of text',
      { textLength: { formula1: 30, operator: 'LessThanOrEqualTo' } },
      { type: 'textLength', operator: 'lessThanOrEqual', formula1: '30' },
    ],
  ])('%s', (_, rule, expected) => {
    expect(rulesAfter({ rule })).toMatchObject([expected]);
  });

  test.each<[string, Validation['rule']]>([
    ['is none', {}],
    ['has no limit', { decimal: { operator: 'GreaterThan' } }],
    ['compares in a way that is not known', { decimal: { formula1: 1, operator: 'Odd' } }],
    ['is of a kind that is not known', { time: { formula1: 1, operator: 'EqualTo' } }],
    ['is no record', { list: 'a,b' }],
  ])('not where it %s', (_, rule) => {
    expect(rulesAfter({ rule })).toEqual([]);
  });

  test('with its alert; without one it stops, allows blanks, and says so', () => {
    const list = { list: { source: 'a,b' } };
    const alert = { style: 'Warning', title: 'Kind', message: 'Choose one.' };
    const [plain, quiet, warning] = rulesAfter(
      { rule: list },
      { rule: list, errorAlert: { showAlert: false, style: 'Information' }, ignoreBlanks: false },
      { rule: list, errorAlert: alert },
    );
    expect(plain).toMatchObject({ allowBlank: true, showErrorMessage: true, errorStyle: 1, error: '', errorTitle: '' });
    expect(quiet).toMatchObject({ allowBlank: false, showErrorMessage: false, errorStyle: 0 });
    expect(warning).toMatchObject({ showErrorMessage: true, errorStyle: 2, error: 'Choose one.', errorTitle: 'Kind' });
  });

  test('as one where another has cut it into parts, and not again while nothing has changed', () => {
    const { book, sheetId, area, spreadsheet } = drawn;
    const rule = { list: { source: 'a,b' } };
    book.setValidation(sheetId, area('D1:D9'), { rule });
    book.setValidation(sheetId, area('D5'), { rule: { list: { source: 'c' } } });
    const rules = () => spreadsheet.validation.getRules(UNIT_ID, sheetId);
    paintValidation(book, spreadsheet, sheetId);
    expect(rules().map(({ ranges }) => ranges.length)).toEqual([2, 1]);
    let count = 0;
    const listening = spreadsheet.commands.onCommandExecuted(() => (count += 1));
    paintValidation(book, spreadsheet, sheetId);
    expect(count).toBe(0);
    book.setValidation(sheetId, area('D1:D9'), undefined);
    paintValidation(book, spreadsheet, sheetId);
    listening.dispose();
    expect([count > 0, rules()]).toEqual([true, []]);
  });
});
