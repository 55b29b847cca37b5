import { intersectAreas, type Area } from './area.ts';
import type { ConditionalFormat } from './book.ts';

/** Every area that a conditional format lies on, the first first. */
export function areasOf({ area, others = [] }: Pick<ConditionalFormat, 'area' | 'others'>): readonly Area[] {
  return [area, ...others];
}

/** True when a conditional format lies on some cell of an area. */
export function touchesArea({ area, others }: Pick<ConditionalFormat, 'area' | 'others'>, wanted: Area): boolean {
  if (intersectAreas(area, wanted) !== undefined) return true;
  return others?.some((other) => intersectAreas(other, wanted) !== undefined) === true;
}
