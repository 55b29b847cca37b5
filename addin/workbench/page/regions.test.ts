import { expect, test } from 'vitest';
import { regionAfter, type Region } from './regions.ts';

test('[FC5] F6 goes to the next part and round, Shift+F6 back, and from nowhere to the first', () => {
  let inside = -1;
  const regions: Region[] = [0, 1, 2].map((place) => ({
    contains: () => place === inside,
    focus: () => (inside = place),
  }));
  const press = (sign: 1 | -1): number => {
    regionAfter(regions, null, sign)?.focus();
    return inside;
  };
  expect([press(1), press(1), press(1), press(1)]).toEqual([0, 1, 2, 0]);
  expect([press(-1), press(-1)]).toEqual([2, 1]);
});
