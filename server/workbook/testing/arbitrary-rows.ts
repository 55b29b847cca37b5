import {
  boolean,
  constant,
  constantFrom,
  integer,
  oneof,
  record,
  string,
  stringMatching,
  type Arbitrary,
} from 'fast-check';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import { cellFromWire } from '../../../shared/tables/kinds/kind-of.ts';
import type { Cell } from '../../../shared/tables/cell.ts';
import type { Column } from '../../../shared/tables/column.ts';
import type { Table } from '../../../shared/tables/table.ts';
import type { WorkbookRow } from '../write/program-workbook.ts';

/** Text that spreadsheet programs are known to turn into something else. */
const trickyTexts = [
  '=HYPERLINK("http://x.test","click")',
  '=1+1',
  '+1',
  '-2+3',
  '@SUM(A1)',
  '007',
  '1-2',
  '1E5',
  'TRUE',
  '#N/A',
  '#REF!',
  "'quoted",
  '_x0041_',
  '_x000D_',
  'Ñandú – “Año”',
  'line one\nline two',
  'tab\tinside',
  'a & b < c > d "e"',
  ']]>',
  '<![CDATA[x]]>',
  '2026-06-30',
  '\u{1F600} 𝒳',
  'bell\u0007bell',
  'x\uFFFEy',
  'vertical\u000Btab',
] as const;

/** Any canonical value of a column, empty ones included. */
export function arbitraryCell(column: Column): Arbitrary<Cell> {
  const values = valuesOf(column).map((value) => canonical(column, value));
  return column.required === true
    ? values
    : oneof({ weight: 1, arbitrary: constant(null) }, { weight: 5, arbitrary: values });
}

function canonical(column: Column, value: Cell): Cell {
  const result = cellFromWire(column, value);
  return result.ok ? result.value : null;
}

function valuesOf(column: Column): Arbitrary<Cell> {
  switch (column.kind) {
    case 'text':
    case 'longText':
      return oneof(
        constantFrom(...trickyTexts),
        string({ unit: 'grapheme', maxLength: 20 }),
        string({ maxLength: 20 }),
      );
    case 'reference':
      return oneof(constantFrom('0417', '26.00001', '007', 'BND-A'), string({ minLength: 1, maxLength: 8 }));
    case 'code':
      return stringMatching(new RegExp(column.pattern));
    case 'list':
      return constantFrom(...column.values);
    case 'integer':
    case 'money':
    case 'percent':
    case 'decimal':
      return integer({ min: column.min ?? -(10 ** 15) + 1, max: column.max ?? 10 ** 15 - 1 });
    case 'date':
      return integer({ min: 0, max: 25_000 }).map((days) => addDays('1990-01-01', days));
    case 'fiscalYear':
      return integer({ min: 1990, max: 2059 }).map((year) => `${year}-${String((year + 1) % 100).padStart(2, '0')}`);
    case 'period':
      return integer({ min: 0, max: 25_000 }).map((days) => addDays('1990-01-01', days).slice(0, 7));
    case 'flag':
      return boolean();
  }
}

/** A row of a table with every cell, computed ones included; Row IDs are for the caller to make different. */
export function arbitraryRow(table: Table): Arbitrary<WorkbookRow> {
  const cells = Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [name, arbitraryCell(column)]),
  );
  return record({ row: constant(testRowId(0)), cells: record(cells) });
}

/** A Row ID with a number in it. */
export function testRowId(index: number): string {
  return `R${String(index).padStart(15, '0')}`;
}
