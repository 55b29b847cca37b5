/**
 * Shares `total` (integer cents, of either sign) by largest remainder: each share is cut down to whole cents of the
 * absolute amount, the cents left over go to the largest remainders, ties to the first, and the sign comes back.
 * The parts add up to `total` exactly. `weights` are integers ≥ 0 in the order of their keys.
 * Throws RangeError when there is no weight above 0.
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  let weightSum = 0;
  for (const weight of weights) weightSum += weight;
  if (!(weightSum > 0) || !Number.isSafeInteger(weightSum)) throw new RangeError('Nothing to share by.');
  if (total === 0) return weights.map(() => 0);
  const size = Math.abs(total);
  const exactInDoubles = size <= Number.MAX_SAFE_INTEGER / weightSum;
  const { parts, remainders } = exactInDoubles
    ? wholeParts(size, weights, weightSum)
    : wholePartsOfLarge(size, weights, weightSum);
  giveLeftOver(size, parts, remainders);
  return total < 0 ? parts.map((part) => (part === 0 ? 0 : -part)) : parts;
}

interface WholeParts {
  readonly parts: number[];
  /** Below the sum of the weights. */
  readonly remainders: readonly number[];
}

function wholeParts(size: number, weights: readonly number[], weightSum: number): WholeParts {
  const remainders = weights.map((weight) => (size * weight) % weightSum);
  const parts = weights.map((weight, i) => (size * weight - (remainders[i] ?? 0)) / weightSum);
  return { parts, remainders };
}

/** The same where the product of amount and weight would leave the integers that a double holds exactly. */
function wholePartsOfLarge(size: number, weights: readonly number[], weightSum: number): WholeParts {
  const [bigSize, bigSum] = [BigInt(size), BigInt(weightSum)];
  const products = weights.map((weight) => bigSize * BigInt(weight));
  return {
    parts: products.map((product) => Number(product / bigSum)),
    remainders: products.map((product) => Number(product % bigSum)),
  };
}

function giveLeftOver(size: number, parts: number[], remainders: readonly number[]): void {
  let left = size;
  for (const part of parts) left -= part;
  if (left === 0) return;
  const byRemainder = remainders.map((_, i) => i).sort((a, b) => (remainders[b] ?? 0) - (remainders[a] ?? 0) || a - b);
  for (const i of byRemainder.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
}
