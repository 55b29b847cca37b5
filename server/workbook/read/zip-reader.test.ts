import { describe, expect, test } from 'vitest';
import { rawZip, type RawEntry } from '../testing/raw-zip.ts';
import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';
import {
  readZipDirectory,
  unpacksToMore,
  workbookLimits,
  type ZipLimits,
} from '../../../shared/workbook-file/zip-directory.ts';
import { unpack } from './zip-reader.ts';

const MEGABYTE = 1024 * 1024;
const DAMAGED = 'The file is damaged or was cut off.';
/** Where the last record of an archive without a remark says what it says, from its end. */
const END = { start: -22, count: -12, size: -10, offset: -6 } as const;

const one: RawEntry = { path: 'a.xml', content: '<a/>'.repeat(50) };
const two: RawEntry = { path: 'b/c.xml', content: '<c/>' };

function directory(bytes: Uint8Array, limits: ZipLimits = workbookLimits) {
  return readZipDirectory(bytes, limits);
}

/** What becomes of an archive: its parts' texts by path, or the sentence with which it is refused. */
async function contents(bytes: Uint8Array): Promise<Record<string, string> | string> {
  try {
    const texts: Record<string, string> = {};
    for (const [path, entry] of directory(bytes)) {
      const pieces: Uint8Array[] = [];
      for await (const piece of unpack(bytes, entry)) pieces.push(piece);
      texts[path] = Buffer.concat(pieces).toString();
    }
    return texts;
  } catch (error) {
    if (error instanceof WorkbookUnreadable) return error.message;
    throw error;
  }
}

/** The archive with a number of two or four bytes changed; places count from the end when they are negative. */
function changed(bytes: Uint8Array, place: number, size: 2 | 4, change: (before: number) => number): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = place < 0 ? copy.length + place : place;
  copy.writeUIntLE(change(copy.readUIntLE(at, size)), at, size);
  return copy;
}

describe('an archive is read', () => {
  const whole = { 'a.xml': '<a/>'.repeat(50), 'b/c.xml': '<c/>' };

  test.each([
    ['packed', rawZip([one, two])],
    ['stored as it is', rawZip([{ ...one, method: 0 }, two])],
    ['with a remark at its end', rawZip([one, two], 'made by hand')],
    ['with the longest remark there may be', rawZip([one, two], 'x'.repeat(65_535))],
    ['with fields of other programs', rawZip([{ ...one, extra: { own: 7, directory: 9, remark: 11 } }, two])],
    ['with flags that say other things than a password', rawZip([{ ...one, flags: 0x808 }, two])],
    ['as a part of other bytes', Buffer.concat([Buffer.alloc(100), rawZip([one, two])]).subarray(100)],
  ])('%s', async (_how, bytes) => {
    expect(await contents(bytes)).toEqual(whole);
  });

  test('with nothing in it', () => {
    expect(directory(rawZip([])).size).toBe(0);
  });

  test('a large part comes in pieces', async () => {
    const content = Uint8Array.from({ length: 500_000 }, (_, index) => (index * 7919) % 251);
    const bytes = rawZip([{ path: 'a', content }]);
    const pieces: Uint8Array[] = [];
    const entry = directory(bytes).get('a');
    if (entry) for await (const piece of unpack(bytes, entry)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.compare(Buffer.concat(pieces), content)).toBe(0);
  });
});

describe('[FA15] an archive that does not fit together is damaged', () => {
  const good = rawZip([one, two]);
  const start = Buffer.from(good).readUInt32LE(good.length + END.offset);

  test.each([
    ['without an end', good.subarray(0, good.length - 22)],
    ['shorter than an end', good.subarray(good.length - 21)],
    ['with its end too far from the end of the file', Buffer.concat([good, Buffer.alloc(65_536)])],
    ['with fewer parts than it says', changed(good, END.count, 2, (count) => count + 1)],
    ['with more parts than it says', changed(good, END.count, 2, (count) => count - 1)],
    ['with a directory of another length than it says', changed(good, END.size, 4, (size) => size + 1)],
    ['with a directory that begins elsewhere', changed(good, END.offset, 4, (offset) => offset + 1)],
    ['with a directory behind its end', changed(good, END.offset, 4, () => good.length - 2)],
    ['with a directory of something else', changed(good, start, 4, (mark) => mark + 1)],
    ['with a part that begins with something else', changed(good, 0, 4, (mark) => mark + 1)],
    ['with a part that begins behind the file', changed(good, start + 42, 4, () => good.length - 2)],
    ['with a part whose own header names another', rawZip([{ ...one, ownPath: 'b.xml' }, two])],
    ['with a part that ends behind the file', changed(good, start + 20, 4, () => good.length)],
    ['packed in a way that no workbook is', rawZip([{ ...one, method: 12 }])],
    ['packed with something that cannot be unpacked', rawZip([{ ...one, packed: true }])],
    ['with a part that is longer than it says', rawZip([{ ...one, declaredSize: 199 }])],
    ['with a part that is shorter than it says', rawZip([{ ...one, declaredSize: 201 }])],
    ['with a part of another checksum', rawZip([{ ...one, declaredCrc: 1 }])],
    ['with a stored part of another length', rawZip([{ ...one, method: 0, declaredSize: 199 }])],
    ['with a stored part of another checksum', rawZip([{ ...one, method: 0, declaredCrc: 1 }])],
  ])('%s', async (_what, bytes) => {
    expect(await contents(bytes)).toContain(DAMAGED);
  });

  test('nothing more of a part is given than it says that it holds', async () => {
    const bytes = rawZip([{ path: 'a', content: new Uint8Array(MEGABYTE), declaredSize: 10 }]);
    const entry = directory(bytes).get('a');
    let given = 0;
    const all = async (): Promise<void> => {
      if (entry) for await (const piece of unpack(bytes, entry)) given += piece.length;
    };
    await expect(all()).rejects.toThrow(DAMAGED);
    expect(given).toBe(0);
  });

  test('a part may end with the file’s last byte', async () => {
    const alone = rawZip([{ ...one, method: 0 }]);
    const entry = directory(alone).get('a.xml');
    const part = alone.subarray(0, 30 + 'a.xml'.length + one.content.length);
    const pieces: Uint8Array[] = [];
    if (entry) for await (const piece of unpack(part, entry)) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe(one.content);
  });
});

describe('[SEC9] an archive of ill will is refused before anything is unpacked', () => {
  const refused = async (entries: readonly RawEntry[]) => contents(rawZip(entries));

  test.each([1, 9, 0x801])('with a password (flags %i)', async (flags) => {
    expect(await refused([one, { ...two, flags }])).toBe(
      'The file is protected by a password. Remove the password and upload it again.',
    );
  });

  test.each(['/a', '\\a', 'C:a', 'z:\\a', '..', '../a', 'a/..', 'a/../b', 'a\\..\\b', 'a\0b'])(
    'with the path %j',
    async (path) => {
      expect(await refused([one, { ...two, path }])).toContain(
        `The file holds the part ${path}, which no workbook has.`,
      );
    },
  );

  test.each(['a..b', 'a/..b', 'a../b', '...', 'xl/C:a'])('not with the path %j', async (path) => {
    expect(await refused([{ ...two, path }])).toEqual({ [path]: '<c/>' });
  });

  test('with one part twice', async () => {
    expect(await refused([one, two, one])).toContain('The file holds the part a.xml twice.');
  });

  const limits: ZipLimits = { entries: 2, unpackedTotal: MEGABYTE, ratio: 10, ratioFrom: 50 };

  test('with more parts than there may be', () => {
    const parts = (count: number) => Array.from({ length: count }, (_, index) => ({ path: `p${index}`, content: '' }));
    expect(directory(rawZip(parts(2)), limits).size).toBe(2);
    expect(() => directory(rawZip(parts(3)), limits)).toThrow('The file holds 3 parts; a workbook has at most 2.');
  });

  test('that unpacks to more than there may be, in all its parts together', () => {
    const wide = { ...limits, ratio: MEGABYTE };
    const half = { content: 'x', packed: true, declaredSize: MEGABYTE / 2 };
    const zip = (second: number) =>
      rawZip([
        { path: 'a', ...half },
        { path: 'b', ...half, declaredSize: second },
      ]);
    expect(directory(zip(MEGABYTE / 2), wide).size).toBe(2);
    expect(() => directory(zip(MEGABYTE / 2 + 1), wide)).toThrow(
      'The file unpacks to more than 1 MB and was not opened.',
    );
  });

  test('that is packed more tightly than data is, small parts apart', () => {
    const zip = (declaredSize: number) => rawZip([{ path: 'a', content: '12345', packed: true, declaredSize }]);
    expect(directory(zip(50), { ...limits, ratio: 9 }).size).toBe(1);
    expect(() => directory(zip(51), limits)).toThrow('The part a of the file is packed far more tightly');
    expect(directory(zip(50), { ...limits, ratioFrom: 49 }).size).toBe(1);
  });

  test('and the sentence names what a person can do', () => {
    expect(unpacksToMore(workbookLimits).message).toBe(
      'The file unpacks to more than 512 MB and was not opened. Delete the sheets that you have not changed from it and upload it again; their tables stay as they are in the plan.',
    );
  });
});
