/** An integer number of 10^-scale units, or why there is none. */
export type Scaled =
  | { readonly ok: true; readonly value: number; readonly rounded: boolean }
  | { readonly ok: false; readonly reason: 'decimals' | 'range' };

const SIGNIFICANT_DIGITS = 15;

/**
 * Reads a double as an exact number of 10^-scale units. A double stands for the decimal of at most 15 significant digits
 * next to it, which is what Excel shows; binary noise beyond that is dropped, as in 68.680000000000007. Further decimals
 * are refused, or rounded half away from zero when `round` is set. The result's size stays below 10^15.
 */
export function scaledFromNumber(value: number, scale: number, round: boolean): Scaled {
  if (!Number.isFinite(value)) return { ok: false, reason: 'range' };
  const [mantissa = '0', exponentText = '0'] = Math.abs(value)
    .toExponential(SIGNIFICANT_DIGITS - 1)
    .split('e');
  const digits = mantissa.replace('.', '');
  const shift = Number(exponentText) + scale - (SIGNIFICANT_DIGITS - 1);
  if (Number(exponentText) + scale >= SIGNIFICANT_DIGITS) return { ok: false, reason: 'range' };
  const sign = value < 0 ? -1 : 1;
  if (shift >= 0) return { ok: true, value: signed(sign, Number(digits + '0'.repeat(shift))), rounded: false };
  const padded = digits.padStart(1 - shift, '0');
  const kept = padded.slice(0, shift);
  const dropped = padded.slice(shift);
  if (/^0*$/.test(dropped)) return { ok: true, value: signed(sign, Number(kept)), rounded: false };
  if (!round) return { ok: false, reason: 'decimals' };
  const up = dropped.charAt(0) >= '5' ? 1 : 0;
  const rounded = Number(kept) + up;
  return rounded < 10 ** SIGNIFICANT_DIGITS
    ? { ok: true, value: signed(sign, rounded), rounded: true }
    : { ok: false, reason: 'range' };
}

/** Avoids negative zero, which is not equal to zero in JSON or in `Object.is`. */
function signed(sign: number, size: number): number {
  return size === 0 ? 0 : sign * size;
}

/** Writes an integer of 10^-scale units with thousands separators: (1234567, 2) → "12,345.67". */
export function formatScaled(value: number, scale: number): string {
  const digits = String(Math.abs(value)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const fraction = scale > 0 ? `.${digits.slice(-scale)}` : '';
  return `${value < 0 ? '-' : ''}${whole}${fraction}`;
}
