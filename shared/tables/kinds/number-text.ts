/** A number that stands in a cell as text, as other programs export it. */
export type NumberText =
  | { readonly kind: 'number'; readonly value: number; readonly isPercent: boolean }
  /** Digits, commas and points that two countries read differently. */
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'noNumber' };

const SIGNED = /^(?<open>\(?)(?<sign>[-−+]?)(?<digits>[\d.,]+)(?<percent>%?)(?<close>\)?)$/u;
/** Three digits behind a point could be thousands, unless nothing but 0 stands before it. Commas alone group only where there are several. */
const PLAIN = /^(?:0\.\d+|(?:\d+|\d{1,3}(?:,\d{3})+(?=\.)|\d{1,3}(?:,\d{3}){2,})(?:\.(?:\d{1,2}|\d{4,}))?)$/;

/** [FA12] Reads text as a number where it can be read in one way only, as `readMoneyText` does: "12", "-12.5", "(12)", "1,234,567", "62.5%". */
export function readNumberText(text: string): NumberText {
  const parts = SIGNED.exec(text.replaceAll(/\s/gu, ''))?.groups;
  if (!parts) return { kind: 'noNumber' };
  const { open = '', sign = '', digits = '', percent = '', close = '' } = parts;
  const isSignedOnce = (open === '' || sign === '') && (open === '') === (close === '');
  if (!isSignedOnce || !/\d/.test(digits)) return { kind: 'noNumber' };
  if (!PLAIN.test(digits)) return { kind: 'ambiguous' };
  const size = Number(digits.replaceAll(',', ''));
  const isNegative = open !== '' || (sign !== '' && sign !== '+');
  return { kind: 'number', value: isNegative ? -size : size, isPercent: percent !== '' };
}
