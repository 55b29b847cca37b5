import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { toRange } from './ranges.ts';
import { openMirroredBook } from './testing/open-mirrored-book.ts';

const SHIFTS = ['insert-row', 'remove-row', 'insert-col', 'remove-col'] as const;

/** What the grid shows wrongly after lines came and went, two after each other, around a formula that spills from B6 to C7. */
async function wrongAfter(first: string, firstAt: number, second: string, secondAt: number): Promise<string[]> {
  const opened = openMirroredBook();
  const { book, sheetId, run } = opened;
  try {
    book.write(sheetId, 5, 1, [[{ formula: '=SEQUENCE(2,2)' }]]);
    book.write(sheetId, 8, 1, [['below']]);
    opened.differences();
    const wrong: string[] = [];
    for (const [id, at] of [
      [first, firstAt],
      [second, secondAt],
    ] as const) {
      const isRow = id.endsWith('row');
      const area = isRow ? areaOf(at, 0, 1, 26) : areaOf(0, at, 200, 1);
      await run(`sheet.command.${id}`, { range: toRange(area), direction: id === 'insert-row' ? 0 : 3 });
      wrong.push(...opened.differences());
    }
    return wrong;
  } finally {
    opened.close();
  }
}

test.each(SHIFTS)('[FC1] what has spilled is shown with its formula after %s', async (first) => {
  const wrong: string[] = [];
  const places = first.endsWith('row') ? [4, 5, 6, 7] : [0, 1, 2, 3];
  for (const firstAt of places) {
    for (const second of SHIFTS) {
      for (const secondAt of second.endsWith('row') ? [5, 6, 7] : [1, 2, 3]) {
        const found = await wrongAfter(first, firstAt, second, secondAt);
        if (found.length > 0) wrong.push(`${first} ${firstAt}, ${second} ${secondAt}: ${found.join(' ')}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
