import { divideHalfAway } from './percent-of.ts';

/** 0.0001 % steps in 100 %. */
const WHOLE = 1_000_000;

/** Per student and least budget in cents of the Category Two cycle FY2026–30: $201.57 and $30,175. */
export const categoryTwoCycle2026 = { firstYear: 2026, lastYear: 2030, perStudent: 20_157, floor: 3_017_500 } as const;

/** Per student and least budget in cents of the Category Two cycle FY2021–25: $167.00 and $25,000. */
export const categoryTwoCycle2021 = { firstYear: 2021, lastYear: 2025, perStudent: 16_700, floor: 2_500_000 } as const;

/** E-Rate's part in cents of a pre-discount cost (cents), at a discount in 0.0001 % steps: half away from zero. */
export function erateShare(preDiscount: number, discount: number): number {
  return divideHalfAway(preDiscount, discount, WHOLE);
}

/** What is left for the district: the rest, never rounded by itself, so that both parts add up. */
export function districtShare(preDiscount: number, discount: number): number {
  return preDiscount - erateShare(preDiscount, discount);
}

/** Category Two budget of a cycle in cents (before the discount) for a number of students; at least the floor. */
export function categoryTwoBudget(
  students: number,
  cycle: { readonly perStudent: number; readonly floor: number },
): number {
  return Math.max(students * cycle.perStudent, cycle.floor);
}
