import { expect, test } from 'vitest';
import { internalWordsIn } from '../../../test/internal-words.ts';
import { tables } from '../all-tables.ts';
import { cellFromExcel, cellFromWire } from './kind-of.ts';

const odd = ['¿?', '', ' ', 'x'.repeat(3_000), '1,234', '=A1', -1, 0.123456789, 1e300, true, '2026-13-45'];

test('[FB12] whatever a column refuses, of every table, it says so without a word of the program', () => {
  const told = tables.flatMap((table) =>
    Object.values(table.columns).flatMap((column) =>
      odd.flatMap((value) => {
        const excel = { value, isFormula: false, isError: false, date1904: false };
        const readings = [
          cellFromExcel(column, excel),
          cellFromExcel(column, { ...excel, isError: true }),
          cellFromWire(column, value),
        ];
        return readings.flatMap((read) => (read.ok ? [] : [read.message]));
      }),
    ),
  );
  expect(told.length).toBeGreaterThan(1_000);
  expect([...new Set(told.flatMap(internalWordsIn))]).toEqual([]);
});

test('[FB12] neither do the names and the help of tables and columns', () => {
  const texts = tables.flatMap(({ label, help, columns }) => [
    label,
    help,
    ...Object.values(columns).flatMap((column) => [column.label, column.help]),
  ]);
  expect([...new Set(texts.flatMap(internalWordsIn))]).toEqual([]);
});
