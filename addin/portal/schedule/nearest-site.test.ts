import { expect, test } from 'vitest';
import { nearestPoint } from './nearest-site.ts';

const points = [
  { x: 50, y: 50 },
  { x: 60, y: 51 },
  { x: 55, y: 80 },
  { x: 50, y: 10 },
  { x: 10, y: 50 },
];
const from = { x: 50, y: 50 };

test('an arrow key leads to the nearest site in its direction, and nowhere at the edge', () => {
  expect((['right', 'down', 'up', 'left'] as const).map((to) => nearestPoint(points, from, to))).toEqual([1, 2, 3, 4]);
  expect(nearestPoint(points, { x: 10, y: 50 }, 'left')).toBeNull();
});

test('what lies mostly beside the way is not in the direction', () => {
  expect(nearestPoint([{ x: 51, y: 90 }], from, 'right')).toBeNull();
});

test('every site of a district can be reached by arrow keys from any other', () => {
  const many = Array.from({ length: 200 }, (_, index) => ({ x: (index * 37) % 101, y: (index * 53) % 97 }));
  const reached = new Set([0]);
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const here = many[at] ?? { x: 0, y: 0 };
    for (const to of ['left', 'right', 'up', 'down'] as const) {
      const next = nearestPoint(many, here, to);
      if (next !== null && !reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
    }
  }
  expect(reached.size).toBe(200);
});
