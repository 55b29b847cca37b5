import { beforeEach, expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { BookKeeper, type PartStore } from './book-keeper.ts';
import { ChangedParts, type PartChanges } from './changed-parts.ts';
import { BLOCK_ROWS, restoreBook } from './kept-parts.ts';

/** Keeps parts in a map, as the browser's storage does, and can be full. */
class Store implements PartStore {
  readonly parts = new Map<string, string>();
  isFull = false;
  writes = 0;

  async write(changes: PartChanges): Promise<void> {
    await Promise.resolve();
    if (this.isFull) throw new Error('full');
    this.writeAtOnce(changes);
  }

  writeAtOnce(changes: PartChanges): boolean {
    this.writes += 1;
    for (const [name, part] of changes) {
      if (part === undefined) this.parts.delete(name);
      else this.parts.set(name, part.text);
    }
    return !this.isFull;
  }
}

let book: MemoryBook;
let sheetId: string;
let store: Store;
let keeper: BookKeeper;
/** What waits for the browser to have time. */
let waiting: (() => void)[];
let clock: number;
/** How much the clock goes on whenever it is asked. */
let tick: number;

beforeEach(() => {
  book = new MemoryBook('plan.xlsx');
  sheetId = book.addSheet('Data').id;
  [store, waiting, clock, tick] = [new Store(), [], 0, 0];
  const changed = new ChangedParts(book);
  const now = (): number => (clock += tick);
  keeper = new BookKeeper({ book, changed, store, soon: (work) => waiting.push(work), now });
});

const type = (text: string, row = 0) => book.write(sheetId, row, 0, [[text]]);
const haveTime = () => waiting.splice(0).forEach((work) => work());
const kept = () => restoreBook(store.parts).book;
const keptAt = (row: number) => kept().readValues(kept().sheets()[0]?.id ?? '', areaOf(row, 0, 1, 1))[0]?.[0];

test('[FC10] a book that nobody has touched is not kept; typing waits for nothing and is kept when there is time', async () => {
  expect([keeper.state.kind, waiting.length]).toEqual(['kept', 0]);
  type('a');
  type('b');
  expect([keeper.state.kind, waiting.length, store.writes]).toEqual(['keeping', 1, 0]);
  const settled = keeper.settled();
  haveTime();
  await settled;
  expect([keeper.state.kind, store.writes, keptAt(0)]).toEqual(['kept', 1, 'b']);
});

test('[FC10] a large book is saved in stretches, and what is typed between them is kept with it', async () => {
  for (let block = 0; block < 5; block += 1) type(`block ${block}`, block * BLOCK_ROWS);
  tick = 10;
  haveTime();
  expect([store.writes, waiting.length]).toEqual([0, 1]);
  type('typed between', 0);
  for (let stretch = 0; stretch < 10; stretch += 1) haveTime();
  await keeper.settled();
  expect([store.writes, keptAt(0), keptAt(4 * BLOCK_ROWS)]).toEqual([1, 'typed between', 'block 4']);
});

test('[FC10] what can be saved in 8 ms is saved at one stretch, however late the clock stands', async () => {
  clock = 1_000_000;
  tick = 1;
  for (let block = 0; block < 3; block += 1) type(`block ${block}`, block * BLOCK_ROWS);
  haveTime();
  await keeper.settled();
  expect([store.writes, waiting.length, keptAt(2 * BLOCK_ROWS)]).toEqual([1, 0, 'block 2']);
});

test('[FC10] a book that changes without end is saved all the same', async () => {
  tick = 1_000;
  for (let change = 0; change < 20; change += 1) {
    type(`change ${change}`, (change % 4) * BLOCK_ROWS);
    haveTime();
  }
  await Promise.resolve();
  expect(store.writes).toBeGreaterThan(0);
});

test('[FC10] what cannot be kept is said, is tried again with the next change, and then is kept whole', async () => {
  store.isFull = true;
  type('no room');
  haveTime();
  await keeper.settled();
  expect(keeper.state).toMatchObject({ kind: 'notKept', reason: new Error('full') });
  store.isFull = false;
  keeper.retry();
  haveTime();
  await expect.poll(() => keeper.state.kind).toBe('kept');
  expect(keptAt(0)).toBe('no room');
});

test('[FC10] a page that goes hands over everything, what is being written just then included', () => {
  type('being written', 0);
  haveTime();
  type('typed since', BLOCK_ROWS);
  expect(keeper.keepAtOnce()).toBe(true);
  expect([keptAt(0), keptAt(BLOCK_ROWS)]).toEqual(['being written', 'typed since']);
});

test('[FC10] a page that goes hears whether all of its work is kept', async () => {
  expect(keeper.keepAtOnce()).toBe(true);
  type('typed at last');
  expect(keeper.keepAtOnce()).toBe(true);
  store.isFull = true;
  expect(keeper.keepAtOnce()).toBe(false);
  store.isFull = false;
  haveTime();
  await keeper.settled();
  expect([keeper.state.kind, keptAt(0)]).toEqual(['kept', 'typed at last']);
});

test('[FC11] a keeper that is closed keeps no more, and nobody waits for it', async () => {
  type('mine');
  const settled = keeper.settled();
  keeper.close();
  await settled;
  haveTime();
  type('never kept');
  keeper.keepAtOnce();
  expect(store.writes).toBe(0);
});
