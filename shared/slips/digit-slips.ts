import { formatCell } from '../tables/kinds/kind-of.ts';
import { numbersOf, type ChangedValue } from './number-slips.ts';

/** With fewer digits that count, such as 12 → 21 or 12,000 → 21,000, an ordinary edit looks the same too often. */
const LEAST_DIGITS = 3;

/** Two neighbouring digits have changed places: 1,234 → 1,324, or 0417 → 0471 in a code. */
export function digitsSlip(value: ChangedValue): string | null {
  const texts = digitTexts(value);
  if (!texts || !neighboursExchanged(texts.before, texts.after)) return null;
  const { column, before, after } = value;
  return `Two digits have changed places: ${formatCell(column, before)} before, ${formatCell(column, after)} now.`;
}

function digitTexts(value: ChangedValue): { before: string; after: string } | null {
  const { column, before, after } = value;
  switch (column.kind) {
    case 'money':
    case 'integer': {
      const numbers = numbersOf(value);
      if (!numbers || Math.sign(numbers.before) !== Math.sign(numbers.after)) return null;
      return enoughDigits(String(Math.abs(numbers.before)), String(Math.abs(numbers.after)), /0+$/g);
    }
    case 'code':
    case 'reference':
      return typeof before === 'string' && typeof after === 'string' ? enoughDigits(before, after, /\D/g) : null;
    case 'text':
    case 'longText':
    case 'list':
    case 'percent':
    case 'decimal':
    case 'date':
    case 'fiscalYear':
    case 'period':
    case 'flag':
      return null;
  }
}

/** Both texts, unless neither has enough characters left without those that do not count. */
function enoughDigits(before: string, after: string, uncounted: RegExp): { before: string; after: string } | null {
  const counted = Math.max(...[before, after].map((text) => text.replaceAll(uncounted, '').length));
  return counted >= LEAST_DIGITS ? { before, after } : null;
}

/** True when the texts differ in two neighbouring digits only, which have changed places. */
export function neighboursExchanged(before: string, after: string): boolean {
  if (before.length !== after.length) return false;
  const first = firstDifference(before, after);
  const [one, two] = [before.charAt(first), before.charAt(first + 1)];
  if (!/^\d\d$/.test(one + two)) return false;
  return after === before.slice(0, first) + two + one + before.slice(first + 2);
}

function firstDifference(before: string, after: string): number {
  let place = 0;
  while (place < before.length && before.charAt(place) === after.charAt(place)) place++;
  return place;
}
