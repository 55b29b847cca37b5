import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTypedText } from 'excel-host/book/parse-typed-text.ts';
import { isRiskyText, textForExcel } from './text-cell.ts';
import { tries } from '../../../test/run-size.ts';

describe('text for Excel', () => {
  test.each(['=A1', '+1', '-x', '@SUM(A1)', "'a", '\tx', '＝1', '＋1', '－1', '＠x'])(
    '%s could become a formula',
    (text) => {
      expect(textForExcel(text)).toBe(`'${text}`);
    },
  );

  test.each([
    '007',
    '1-2',
    '1/2/2026',
    '2026-06-30',
    '1E5',
    '50%',
    '$5',
    '(5)',
    '1,234.56',
    '12:30 pm',
    'Mar 5',
    '5-Mar',
    'June 2026',
    'TRUE',
    'false',
    '#N/A',
    '#REF!',
  ])('%s could become something else', (text) => {
    expect(isRiskyText(text)).toBe(true);
  });

  test.each(['Alder Elementary', '417 Alder St.', 'BL-001', '21-9010-x', 'Phase 2 of 3', 'Ñandú', 'a=b'])(
    '%s is plain text',
    (text) => {
      expect(textForExcel(text)).toBe(text);
    },
  );

  test('[A4] whatever the text, a General cell takes it as this very text', () => {
    const nearNumbers = fc.stringMatching(/^[-+=@'$€%()0-9.,:/eE amp]{1,12}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), nearNumbers), (text) => {
        expect(parseTypedText(textForExcel(text), 'General', 2026).content).toBe(text);
      }),
      { numRuns: tries(5_000) },
    );
  });
});
