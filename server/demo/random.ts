import { rowIdFromBytes, type RowId } from '../../shared/tables/cell.ts';

/** Numbers that look random and are the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  fraction(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of the values. Throws RangeError when there is none. */
  pick<T>(values: readonly T[]): T;
  /** One of the values, by weight. */
  pickWeighted<T>(weighted: readonly (readonly [T, number])[]): T;
  /** The values in another order. */
  shuffled<T>(values: readonly T[]): T[];
  /** `count` different values, or all there are. */
  sample<T>(values: readonly T[], count: number): T[];
  /** Log-normal: half of the results lie below `median`. */
  logNormal(median: number, sigma: number): number;
  rowId(): RowId;
}

/** Mulberry32: small, quick and good enough for invented plans. `seed` is a 32-bit integer. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const integer = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  const pick = <T>(values: readonly T[]): T => {
    const value = values[integer(0, values.length - 1)];
    if (value === undefined) throw new RangeError('There is nothing to pick from.');
    return value;
  };
  return {
    fraction,
    integer,
    pick,
    chance: (probability) => fraction() < probability,
    pickWeighted: (weighted) => {
      let left = fraction() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      const found = weighted.find(([, weight]) => (left -= weight) < 0);
      return found ? found[0] : pick(weighted)[0];
    },
    shuffled: (values) =>
      values
        .map((value) => ({ value, place: fraction() }))
        .sort((a, b) => a.place - b.place)
        .map(({ value }) => value),
    sample: (values, count) => {
      const left = [...values];
      return Array.from({ length: Math.min(count, values.length) }, () => {
        const place = integer(0, left.length - 1);
        const last = left.pop();
        if (last === undefined || place === left.length) return last ?? pick(values);
        const chosen = left[place] ?? last;
        left[place] = last;
        return chosen;
      });
    },
    // Box and Muller's way from two even fractions to a normal one.
    logNormal: (median, sigma) =>
      median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction())),
    rowId: () => rowIdFromBytes(Uint8Array.from({ length: 15 }, () => integer(0, 255))),
  };
}
