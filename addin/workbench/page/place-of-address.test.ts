import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { placeOfAddress } from './place-of-address.ts';

const book = new MemoryBook();
const [front, sites, hidden] = [book.addSheet('Start').id, book.addSheet('My sites').id, book.addSheet('_lists').id];
book.updateSheet(hidden, { visibility: 'VeryHidden' });
const placeOf = (address: string, inFront = front) => placeOfAddress(address, book.sheets(), inFront);

test('an address means cells of the sheet in front, or of the one it names', () => {
  expect(placeOf(' b5 ')).toEqual({ sheetId: front, area: areaOf(4, 1, 1, 1) });
  expect(placeOf('B5', sites)?.sheetId).toBe(sites);
  expect(placeOf("'My sites'!A1:C3")).toEqual({ sheetId: sites, area: areaOf(0, 0, 3, 3) });
});

test('what is no address, or of a sheet that nobody sees, is no place', () => {
  for (const address of ['', 'elm', 'A0', 'Nowhere!A1', '_lists!A1', 'Start!elm'])
    expect(placeOf(address)).toBeUndefined();
  expect(placeOf('A1', hidden)).toBeUndefined();
});
