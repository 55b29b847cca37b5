import { describe, expect, test } from 'vitest';
import { scrolledTo } from './scrolled-to.ts';

const seen = { start: 300, end: 900 };

describe('how far to scroll to a cell', () => {
  test.each([
    ['not at all where it is in view', { start: 400, end: 500 }, 200],
    ['not at all where it fills the view', { start: 300, end: 900 }, 200],
    ['on until its end is seen', { start: 850, end: 950 }, 250],
    ['on to one that is far away', { start: 2000, end: 2100 }, 1400],
    ['back until its start is seen', { start: 250, end: 350 }, 150],
    ['back to the beginning and no further', { start: 0, end: 80 }, 0],
    ['to the start of one that is wider than the view', { start: 500, end: 1500 }, 400],
  ])('%s', (_, cell, scrolled) => {
    expect(scrolledTo(cell, seen, 200)).toBe(scrolled);
  });
});
