import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { type OpenedPackage, followPackage } from './opened-package.ts';

test('[FA9] what a book was opened from follows its sheets and cells, from one tab to the next', () => {
  const first = new MemoryBook('plan.xlsx');
  for (const name of ['One', 'Two', 'Three']) first.addSheet(name);
  const opened: OpenedPackage = {
    format: 1,
    bytes: new Uint8Array([80, 75]),
    sheets: ['1', '2', '3'].map((part) => ({ part, moves: [] })),
  };
  const current = followPackage(first, opened);
  expect(current()).toEqual(opened);
  const [one = '', two = '', three = ''] = first.sheets().map(({ id }) => id);
  const row = { area: areaOf(4, 0, 1, 16_384), direction: 'down' } as const;
  first.insertCells(two, row.area, row.direction);
  first.deleteSheet(one);
  first.addSheet('New');
  first.updateSheet(three, { position: 0, name: 'Trois' });
  const kept = structuredClone({ book: saveBook(first), opened: current() });
  expect(kept.opened.sheets).toEqual([{ part: '3', moves: [] }, { part: '2', moves: [row] }, null]);

  const second = openBook(kept.book);
  const again = followPackage(second, kept.opened);
  second.deleteCells(second.sheets()[1]?.id ?? '', row.area, 'up');
  expect(again().sheets[1]).toEqual({ part: '2', moves: [row, { ...row, direction: 'up' }] });
  expect(again().bytes).toEqual(opened.bytes);
});
