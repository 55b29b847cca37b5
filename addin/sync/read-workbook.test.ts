import { beforeEach, expect, test } from 'vitest';
import { SheetBook } from '../../test/histories/sheet-book.ts';
import { SheetPort } from '../../test/histories/sheet-port.ts';
import { createBaseMemory } from './base-memory.ts';
import { readWorkbook } from './read-workbook.ts';

const metadata = { program: 'p', workbook: 'w', revision: 0, protocol: 1, server: '', pending: [] };
const memory = createBaseMemory({ rowsAt: () => Promise.reject(new Error('Nothing is to be asked.')) });

let book: SheetBook;
let port: SheetPort;

beforeEach(() => {
  book = new SheetBook(['sites']);
  book.metadata = metadata;
  port = new SheetPort(book);
});

/** A colleague's pane that begins an update at these calls of the port: a reading is two. */
function beginsAt(calls: readonly number[]): void {
  let call = 0;
  port.between = () => {
    if (calls.includes(++call)) book.metadata = { ...metadata, updating: { changes: call } };
  };
}

test('[PRO12] a look at the sheet into which a colleague’s sync falls is made again', async () => {
  beginsAt([2]);
  const end = await readWorkbook(port, memory);
  expect(end).toMatchObject({ kind: 'read', reading: { metadata: { updating: { changes: 2 } } } });
});

test('[PRO12] it says so where that does not end', async () => {
  beginsAt([2, 4, 6]);
  expect(await readWorkbook(port, memory)).toEqual({
    kind: 'failed',
    problem: { at: 'workbook', problem: { kind: 'overtaken' } },
  });
});
