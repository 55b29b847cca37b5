import { expect, test } from 'vitest';
import { additionWords, foundWords } from './connect-words.ts';

const UNTOUCHED = 'Your formulas, formats and other sheets stay as they are.';

test('what was found is named with its rows; an empty workbook gets the plan’s tables', () => {
  const found = (...candidates: readonly [string, number][]) =>
    foundWords({
      candidates: candidates.map(([excelName, rowCount]) => ({
        table: 'sites',
        excelName,
        rowCount,
        sheet: 'Sheet1',
        headers: {},
        missingRequired: [],
        ownHeaders: [],
      })),
    });
  expect(found(['SEP_Sites', 1], ['SEP_Systems', 1200])).toBe(
    `We found SEP_Sites (1 row), SEP_Systems (1,200 rows). ${UNTOUCHED}`,
  );
  expect(found()).toBe(`The plan’s tables are added, each on a sheet of its own. ${UNTOUCHED}`);
});

test('what is added is a sheet for each missing table, where those are made, and then the columns', () => {
  const additions = ['A Row ID column in SEP_Sites.'];
  const preview = { missing: ['systems', 'budgetLines'], additions };
  expect(additionWords(preview, 'create')).toEqual(['2 sheets, one per table: Systems, Budget Lines.', ...additions]);
  expect(additionWords(preview, 'adopt')).toEqual(additions);
  expect(additionWords({ missing: [], additions }, 'create')).toEqual(additions);
});
