import { expect, test } from 'vitest';
import { demoSnapshot } from '../../../server/workbook/testing/demo-snapshot.ts';
import { renderSnapshot } from '../../../server/workbook/write/render-snapshot.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { openXlsx } from './open-xlsx.ts';
import { saveXlsx } from './save-xlsx.ts';

test('[FA9] the workbook of a program opens without an @ put into its formulas, and is saved as it came', async () => {
  const bytes = await renderSnapshot(demoSnapshot('mini'));
  const { book, opened, notes } = await openXlsx('plan.xlsx', bytes);
  const formulas = book.sheets.flatMap(({ cells }) =>
    (cells?.contents ?? [])
      .flat()
      .flatMap((content) => (typeof content === 'object' && 'formula' in content ? [content.formula] : [])),
  );
  expect(formulas.length).toBeGreaterThan(20);
  expect(formulas.filter((formula) => /(?<!\[)@/.test(formula))).toEqual([]);
  expect(notes).toEqual([]);
  const saved = await saveXlsx(saveBook(openBook(book)), opened);
  expect(saved.findings).toEqual([]);
  expect(Buffer.compare(saved.bytes, bytes)).toBe(0);
});
