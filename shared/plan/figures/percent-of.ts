/**
 * `part` of `whole` (integer cents) in percent with one decimal, half away from zero as Excel's ROUND does it:
 * percentOf(1, 3) → 33.3. Null when `whole` is 0: there is no such percentage.
 */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const permille = divideHalfAway(part, 1000, whole);
  return permille / 10;
}

/** a × b ÷ c of integers, exactly, rounded half away from zero. c ≠ 0. */
export function divideHalfAway(a: number, b: number, c: number): number {
  const product = BigInt(a) * BigInt(b);
  const divisor = BigInt(c);
  const negative = product < 0n !== divisor < 0n;
  const [n, d] = [absolute(product), absolute(divisor)];
  const size = Number((2n * n + d) / (2n * d));
  return negative && size !== 0 ? -size : size;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
