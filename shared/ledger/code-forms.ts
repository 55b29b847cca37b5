/** Digits of the parts of an account string: fund, resource, year, goal, function, object, school, management. */
const WIDTHS = [2, 4, 1, 4, 4, 4, 3, 4];
const [STATE_PARTS, SCHOOL_PARTS, ALL_PARTS] = [6, 7, 8];
/** Digits of fund to object, with the school, and with the management code. */
export const [STATE_DIGITS, SCHOOL_DIGITS, ALL_DIGITS] = [19, 22, 26];
export const SOURCE_DIGITS = 6;

function plain(text: string): string {
  return text
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('\u00A0', ' ')
    .trim()
    .replace(/^['’#]\s*/, '')
    .toUpperCase();
}

/**
 * A number of a document however it is written: capital letters, no spaces, no leading zeros of its digits.
 * "0045 001" and "45001" are the same; points, dashes and slashes between them stay, since they tell numbers apart.
 */
export function numberForm(text: string): string {
  const bare = plain(text)
    .replaceAll(/\s+/g, '')
    .replace(/(\d)\.0+$/, '$1');
  return bare.replace(/^0+(?=\d)/, '');
}

/** The same of a commitment, which some write with PO before it. */
export function orderForm(text: string): string {
  return numberForm(numberForm(text).replace(/^PO[-#:]?(?=\d)/, ''));
}

/** A code of a project or budget line however it is written: "26-1.0" is not guessed at, "26.00001 " and "bl-001" are. */
export function codeForm(text: string): string {
  return plain(text).replaceAll(/\s+/g, '');
}

/** The same for project numbers, which lose zeros on either side of the point when they are taken for numbers. */
export function projectForm(text: string): string {
  const [, whole = '', part = ''] = /^0*(\d+)\.(\d+?)0*$/.exec(codeForm(text)) ?? [];
  return whole === '' ? codeForm(text) : `${whole}.${part}`;
}

/** Digits of an account string however it is written: 19, 22 or 26 of them; null where some are missing or lost. */
export function accountDigits(text: string): string | null {
  const bare = plain(text);
  const parts = bare.split(/[-. /|]+/).filter((part) => part !== '');
  if (parts.some((part) => !/^\d+$/.test(part))) return null;
  if (parts.length === 1) return wholeAccount(parts[0] ?? '');
  if (![STATE_PARTS, SCHOOL_PARTS, ALL_PARTS].includes(parts.length)) return null;
  if (parts.some((part, index) => part.length > (WIDTHS[index] ?? 0))) return null;
  return parts.map((part, index) => part.padStart(WIDTHS[index] ?? 0, '0')).join('');
}

/** Without separators only the first zero can have been lost: of a fund such as 01. */
function wholeAccount(digits: string): string | null {
  const known = [STATE_DIGITS, SCHOOL_DIGITS, ALL_DIGITS];
  if (known.includes(digits.length)) return digits;
  return known.includes(digits.length + 1) ? `0${digits}` : null;
}

/** 22 or 26 digits as an account string of the plan; null where the school is not said. */
export function accountString(digits: string): string | null {
  if (digits.length !== SCHOOL_DIGITS && digits.length !== ALL_DIGITS) return null;
  return accountParts(digits).join('-');
}

/** The parts of 19, 22 or 26 digits. */
export function accountParts(digits: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const width of WIDTHS) {
    if (from >= digits.length) break;
    parts.push(digits.slice(from, from + width));
    from += width;
  }
  return parts;
}

/** True when both say the same as far as both say something: 19 digits speak for every school. */
export function isSameAccount(one: string, other: string): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) === other.slice(0, length);
}

const CENTURY = 100;

/** The fiscal year that is meant, as "2026-27"; a year alone is the one in which it ends. Null: none is. */
export function yearMeant(text: string): string | null {
  const bare = plain(text).replace(/^(?:FY|BY)\s*/, '');
  const [, first = '', second = ''] = /^(?:20)?(\d{2})\s*[-/ ]?\s*(?:20)?(\d{2})$/.exec(bare) ?? [];
  if (second !== '' && Number(second) === (Number(first) + 1) % CENTURY) return `20${first}-${second}`;
  const [, alone = ''] = /^(?:20)?(\d{2})$/.exec(bare) ?? [];
  return alone === '' ? null : `20${String((Number(alone) + CENTURY - 1) % CENTURY).padStart(2, '0')}-${alone}`;
}
