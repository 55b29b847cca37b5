import fc from 'fast-check';
import type { Cell } from '../../shared/tables/cell.ts';
import type { Column } from '../../shared/tables/column.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { cellFromWire } from '../../shared/tables/kinds/kind-of.ts';

/** Text that has hurt somebody's spreadsheet before. */
const hurtfulText = [
  '=HYPERLINK("http://x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '007',
  '1-2',
  '1E5',
  'TRUE',
  '#N/A',
  'Ñandú',
  'O’Neill',
  "'quoted",
  '=1+1',
  '12:30',
];

/** Canonical, non-null values of a column, derived from its definition. */
export function valueOf(column: Column): fc.Arbitrary<string | number | boolean> {
  return rawValueOf(column).filter((value) => {
    const read = cellFromWire(column, value);
    return read.ok && read.value === value;
  });
}

function rawValueOf(column: Column): fc.Arbitrary<string | number | boolean> {
  switch (column.kind) {
    case 'text':
    case 'longText':
      return fc.oneof(
        {
          weight: 3,
          arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(12, column.maxLength) }),
        },
        { weight: 1, arbitrary: fc.constantFrom(...hurtfulText).map((text) => text.slice(0, column.maxLength)) },
      );
    case 'code':
      return fc.stringMatching(new RegExp(column.pattern, 'u'));
    case 'list':
      return fc.constantFrom(...column.values);
    case 'reference':
      return fc.stringMatching(/^[A-Z0-9.-]{1,8}$/);
    case 'integer':
      return fc.integer({ min: column.min ?? -1_000_000, max: column.max ?? 1_000_000 });
    case 'money':
      return fc.integer({ min: column.min ?? -(10 ** 15 - 1), max: column.max ?? 10 ** 15 - 1 });
    case 'percent':
      return fc.integer({ min: column.min ?? -10_000_000, max: column.max ?? 10_000_000 });
    case 'decimal':
      return fc.integer({ min: column.min ?? -(10 ** 9), max: column.max ?? 10 ** 9 });
    case 'date':
      return fc.integer({ min: 0, max: 25_900 }).map((days) => addDays('1990-01-01', days));
    case 'fiscalYear':
      return fc.integer({ min: 1990, max: 2060 }).map((year) => `${year}-${String((year + 1) % 100).padStart(2, '0')}`);
    case 'period':
      return fc
        .tuple(fc.integer({ min: 1990, max: 2060 }), fc.integer({ min: 1, max: 12 }))
        .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);
    case 'flag':
      return fc.boolean();
  }
}

/** Any canonical cell of a column: null too, unless the column is required. */
export function cellOf(column: Column): fc.Arbitrary<Cell> {
  return column.required === true ? valueOf(column) : fc.option(valueOf(column), { nil: null, freq: 4 });
}
