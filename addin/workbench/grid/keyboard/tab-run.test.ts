import { expect, test } from 'vitest';
import { TabRun } from './tab-run.ts';

const place = (row: number, column: number) => ({ row, column });

test('[FC5] Enter after Tab, Tab goes below where the first Tab began, and only once', () => {
  const run = new TabRun();
  run.tabbed(place(3, 1), place(3, 2));
  run.tabbed(place(3, 2), place(3, 4));
  expect(run.entered(place(3, 4))).toEqual(place(3, 1));
  expect(run.entered(place(4, 1))).toEqual(place(4, 1));
});

test('[FC5] a run ends where the person has gone elsewhere in between', () => {
  const run = new TabRun();
  run.tabbed(place(3, 1), place(3, 2));
  expect(run.entered(place(5, 2))).toEqual(place(5, 2));
  run.tabbed(place(3, 1), place(3, 2));
  run.tabbed(place(8, 5), place(8, 6));
  expect(run.entered(place(8, 6))).toEqual(place(8, 5));
});
