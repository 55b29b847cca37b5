import type { Cell } from '../tables/cell.ts';
import type { Column } from '../tables/column.ts';
import { formatCell } from '../tables/kinds/kind-of.ts';

/** One changed cell with its column. */
export interface ChangedValue {
  readonly column: Column;
  readonly before: Cell;
  readonly after: Cell;
}

/**
 * How far the new value may lie from the exact power of ten, or from the old one with the other sign: 10 % below, as much
 * in proportion above. Whoever slips by a zero mostly meant to change the amount a little as well: escalation, a re-bid,
 * a correction move a line by a few percent, seldom by more than ten.
 */
const NEAR = 0.1;

/** 1 % in steps of 0.0001 %. */
const ONE_PERCENT = 10_000;

/**
 * Least size, in the canonical unit of the column, of the larger of two values for a slip to be worth a look: 100.00 of
 * money, 100 of a count (1 → 10 devices is an ordinary edit), 10 of a decimal, 1 % of a share. Null: not a number.
 */
export function leastSizeOf(column: Column): number | null {
  switch (column.kind) {
    case 'money':
      return 10_000;
    case 'integer':
      return 100;
    case 'decimal':
      return 10 ** (column.scale + 1);
    case 'percent':
      return ONE_PERCENT;
    case 'text':
    case 'longText':
    case 'code':
    case 'list':
    case 'reference':
    case 'date':
    case 'fiscalYear':
    case 'period':
    case 'flag':
      return null;
  }
}

/** Both values where they are numbers other than 0 and large enough to be worth a look. */
export function numbersOf({ column, before, after }: ChangedValue): { before: number; after: number } | null {
  const least = leastSizeOf(column);
  if (least === null || typeof before !== 'number' || typeof after !== 'number') return null;
  if (before === 0 || after === 0 || Math.max(Math.abs(before), Math.abs(after)) < least) return null;
  return { before, after };
}

interface Factor {
  readonly factor: number;
  readonly up: string;
  readonly down: string;
}

const factors: readonly Factor[] = [
  { factor: 10, up: '10 times', down: 'a tenth of' },
  { factor: 100, up: '100 times', down: 'a hundredth of' },
  { factor: 1000, up: '1,000 times', down: 'a thousandth of' },
];

/** A percentage typed with or without its % sign is off by 100; 10 % → 100 % complete is an ordinary edit. */
const percentFactors = factors.filter(({ factor }) => factor === 100);

/** ×10, ×100, ×1000 or the inverse against the value before. */
export function magnitudeSlip(value: ChangedValue): string | null {
  const numbers = numbersOf(value);
  if (!numbers) return null;
  const ratio = Math.abs(numbers.after) / Math.abs(numbers.before);
  const candidates = value.column.kind === 'percent' ? percentFactors : factors;
  for (const { factor, up, down } of candidates) {
    if (isNear(ratio, factor)) return sizeWords(value, up, ratio === factor, 'Is there a zero too many?');
    if (isNear(ratio, 1 / factor)) return sizeWords(value, down, ratio * factor === 1, 'Is a zero missing?');
  }
  return null;
}

function sizeWords({ column, before, after }: ChangedValue, times: string, isExact: boolean, question: string): string {
  const about = isExact ? '' : 'about ';
  return `${formatCell(column, after)} is ${about}${times} the ${formatCell(column, before)} before. ${question}`;
}

/** The same size, as nearly as `NEAR`, with the other sign. */
export function signSlip(value: ChangedValue): string | null {
  const numbers = numbersOf(value);
  if (!numbers || !isNear(numbers.after / numbers.before, -1)) return null;
  const { column, before, after } = value;
  return `The sign has changed: ${formatCell(column, before)} before, ${formatCell(column, after)} now.`;
}

function isNear(ratio: number, wanted: number): boolean {
  const share = ratio / wanted;
  return share >= 1 - NEAR && share <= 1 / (1 - NEAR);
}
