/** Scales by a power of ten through the digits Excel keeps (15), so that 1.005 to two digits is exactly half way. */
function scaled(value: number, digits: number): number {
  const text = value.toPrecision(15);
  const [mantissa = '0', exponent = '0'] = text.split('e');
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

function unscaled(value: number, digits: number): number {
  return Number(`${value}e${-digits}`);
}

/** Halves go away from zero: 2.5 is 3, -2.5 is -3. Negative digits round before the point. */
export function roundTo(value: number, digits: number): number {
  return apply(value, digits, Math.round);
}

export function ceilTo(value: number, digits: number): number {
  return apply(value, digits, Math.ceil);
}

export function truncTo(value: number, digits: number): number {
  return apply(value, digits, Math.floor);
}

function apply(value: number, digits: number, round: (size: number) => number): number {
  const size = round(scaled(Math.abs(value), digits));
  if (size >= 1e21) return value;
  const result = unscaled(size, digits);
  return value < 0 ? 0 - result : result;
}

/** The number Excel sees: 15 digits of it, so that 0.3/0.1 is 3. */
export function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
