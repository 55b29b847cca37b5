import type { MapPoint } from '../../../shared/plan/sites/site-map.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** What lies beside the way counts for more than what lies along it. */
const ASIDE = 2;

/** The place of the point to which an arrow key leads from another: the nearest in that direction; null: there is none. */
export function nearestPoint(points: readonly MapPoint[], from: MapPoint, direction: Direction): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  points.forEach((point, index) => {
    const [along, aside] = offsets(from, point, direction);
    if (along <= 0 || aside > along * ASIDE) return;
    const distance = along + ASIDE * aside;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

function offsets(from: MapPoint, to: MapPoint, direction: Direction): readonly [along: number, aside: number] {
  const [right, down] = [to.x - from.x, to.y - from.y];
  switch (direction) {
    case 'left':
      return [-right, Math.abs(down)];
    case 'right':
      return [right, Math.abs(down)];
    case 'up':
      return [-down, Math.abs(right)];
    case 'down':
      return [down, Math.abs(right)];
  }
}
