import { beforeEach, expect, test } from 'vitest';
import type { KeptRecord } from './kept-record.ts';
import { recordAfter } from './kept-record.ts';
import { LARGEST_COPY, LastMoments, type SmallStorage, isLater, withMoment } from './last-moments.ts';
import { FRAME, partOf } from './part-texts.ts';

/** A browser's storage of small texts, with room for so many characters. */
class Small implements SmallStorage {
  readonly texts = new Map<string, string>();
  room = Number.POSITIVE_INFINITY;

  get length(): number {
    return this.texts.size;
  }
  key(at: number): string | null {
    return [...this.texts.keys()][at] ?? null;
  }
  getItem(key: string): string | null {
    return this.texts.get(key) ?? null;
  }
  setItem(key: string, text: string): void {
    if (text.length > this.room) throw new DOMException('full', 'QuotaExceededError');
    this.texts.set(key, text);
  }
  removeItem(key: string): void {
    this.texts.delete(key);
  }
}

let storage: Small;
let moments: LastMoments;

beforeEach(() => {
  storage = new Small();
  moments = new LastMoments(() => storage);
});

const empty: KeptRecord = {
  id: 'b1',
  name: 'Plan.xlsx',
  changedAt: '',
  standing: null,
  format: 1,
  writer: 'w1',
  parts: {},
};
const changesOf = (texts: Record<string, string | undefined>) =>
  new Map(Object.entries(texts).map(([name, text]) => [name, text === undefined ? undefined : partOf(text)]));
/** A record with the parts, written so many times. */
const recordOf = (texts: Record<string, string>, writes: number) => recordAfter(empty, changesOf(texts), writes);

test('[FC10] a copy of the last moment comes back as it was, parts that are gone included, and is dropped by itself', () => {
  const changes = changesOf({ [FRAME]: 'f2', '1.0': '["a"]', '1.1': undefined });
  const record = recordAfter(recordOf({ [FRAME]: 'f1', '1.1': 'old' }, 1), changes, 2);
  expect(moments.keep(record, changes)).toBe(true);
  moments.keep({ ...record, id: 'b2' }, changes);
  moments.takeOver('b1', 'w1');
  expect(moments.of('b1')).toEqual({ record, changes });
  expect(moments.all().map((moment) => moment.record.id)).toEqual(['b1', 'b2']);
  moments.drop('b1');
  expect([moments.of('b1'), moments.all().length]).toEqual([undefined, 1]);
  moments.forget('b1');
  moments.forget('b2');
  expect(storage.length).toBe(0);
});

test('[FC10] what is too large, or finds no room, is said not to be kept, and an older copy stays', () => {
  const large = changesOf({ [FRAME]: 'x'.repeat(LARGEST_COPY) });
  expect([moments.keep(empty, large), storage.length]).toEqual([false, 0]);
  expect(moments.keep(empty, changesOf({ [FRAME]: 'small' }))).toBe(true);
  storage.room = 10;
  expect(moments.keep(empty, changesOf({ [FRAME]: 'other' }))).toBe(false);
  expect(moments.of('b1')?.changes.get(FRAME)?.text).toBe('small');
});

test('[FC10] where a browser forbids such a storage, nothing is kept in it and nothing fails', () => {
  const none = new LastMoments(() => {
    throw new DOMException('no', 'SecurityError');
  });
  none.takeOver('b1', 'w1');
  none.forget('b1');
  expect([none.keep(empty, new Map()), none.of('b1'), none.all(), none.isTaken('b1', 'w2')]).toEqual([
    false,
    undefined,
    [],
    false,
  ]);
});

test('[FC10] a text that is no copy is none', () => {
  storage.texts.set('sep-workbench.last.b1', '{');
  expect([moments.of('b1'), moments.all()]).toEqual([undefined, []]);
});

test('[FC11] a book is taken when another page has taken it over since', () => {
  expect(moments.isTaken('b1', 'w1')).toBe(false);
  moments.takeOver('b1', 'w2');
  expect([moments.isTaken('b1', 'w1'), moments.isTaken('b1', 'w2')]).toEqual([true, false]);
});

test('[FC10] a copy counts where it is of a later writing than what is kept', () => {
  const moment = { record: recordOf({}, 2), changes: new Map() };
  expect(
    [undefined, empty, recordOf({}, 1), recordOf({}, 2), recordOf({}, 3)].map((it) => isLater(moment, it)),
  ).toEqual([true, true, true, false, false]);
});

test('[FC10] the last moment takes the places of the kept parts, where the two belong together', () => {
  const kept = { [FRAME]: 'f1', '1.0': 'a', '1.1': 'gone' };
  const changes = changesOf({ '1.0': 'b', '1.1': undefined });
  const moment = { record: recordAfter(recordOf(kept, 1), changes, 2), changes };
  expect(withMoment(new Map(Object.entries(kept)), moment)).toEqual(
    new Map([
      [FRAME, 'f1'],
      ['1.0', 'b'],
    ]),
  );
  expect(withMoment(new Map([[FRAME, 'of another time']]), moment)).toBeUndefined();
});
