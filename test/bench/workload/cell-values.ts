import type { Cell } from '../../../shared/tables/cell.ts';
import type { Column } from '../../../shared/tables/column.ts';
import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import type { Random } from './random.ts';

const words = [
  'Alder',
  'Basin',
  'Cedar',
  'Core switch',
  'Fiber run',
  'Peñasco',
  'Phase 2',
  'Rack',
  'Ridge',
  'O’Neill',
  'UPS',
  'Wing B',
  'per addendum',
  'rebid',
  're-forecast',
  'see minutes',
];

/** Two to five words, cut to the column's length. */
function wordsUpTo(random: Random, maxLength: number): string {
  const count = 2 + random.below(4);
  return Array.from({ length: count }, () => random.pick(words))
    .join(' ')
    .slice(0, maxLength)
    .trim();
}

/** Dollars and cents with no round numbers, spread over four orders of magnitude. */
export function cents(random: Random): number {
  return 100_000 + Math.floor(10 ** (4 + 4 * random.next())) + random.below(100);
}

/** Values of codes and references, which a kind alone does not tell: by column name, else by referenced table. */
export interface CodeSource {
  code(column: string, random: Random): Cell;
  keyOf(table: string, random: Random): Cell;
}

/** A canonical value of a column, by its kind. */
export function valueOfColumn(name: string, column: Column, random: Random, codes: CodeSource): Cell {
  switch (column.kind) {
    case 'text':
    case 'longText':
      return wordsUpTo(random, column.maxLength);
    case 'code':
      return codes.code(name, random);
    case 'list':
      return random.pick(column.values);
    case 'reference':
      return codes.keyOf(column.table, random);
    case 'money':
      return cents(random);
    case 'integer':
    case 'percent':
    case 'decimal': {
      const low = column.min ?? 0;
      return low + random.below((column.max ?? low + 5000) - low + 1);
    }
    case 'date':
      return addDays('2021-07-01', random.below(2500));
    case 'fiscalYear': {
      const year = 2021 + random.below(8);
      return `${year}-${String((year + 1) % 100)}`;
    }
    case 'period':
      return `${2021 + random.below(8)}-${String(1 + random.below(12)).padStart(2, '0')}`;
    case 'flag':
      return random.next() < 0.5;
  }
}
