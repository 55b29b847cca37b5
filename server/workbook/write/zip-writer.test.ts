import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readZipDirectory, workbookLimits } from '../../../shared/workbook-file/zip-directory.ts';
import { unpack } from '../read/zip-reader.ts';
import { writeZip, type ZipPart } from './zip-writer.ts';

/** Longer than the pieces in which text is packed, and not alike all over. */
const LONG = Array.from({ length: 60_000 }, (_, index) => `<c r="A${index}"/>`);

const parts: ZipPart[] = [
  { path: '[Content_Types].xml', content: ['<Types/>'] },
  { path: 'xl/Größe €.xml', content: ['é', '', '€ 😀'] },
  { path: 'xl/worksheets/sheet1.xml', content: LONG },
  { path: 'empty.txt', content: [] },
  { path: 'empty.bin', content: new Uint8Array() },
  { path: 'bytes.bin', content: Uint8Array.from([0, 255, 1, 254]) },
];

async function contentOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for (const [path, entry] of readZipDirectory(bytes, workbookLimits)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of unpack(bytes, entry)) pieces.push(piece);
    found.set(path, Buffer.concat(pieces));
  }
  return found;
}

describe('an archive', () => {
  test('gives its parts back, in their order, whole, from text in pieces and from bytes', async () => {
    const found = await contentOf(await writeZip(parts));
    expect([...found.keys()]).toEqual(parts.map(({ path }) => path));
    for (const { path, content } of parts) {
      const expected = content instanceof Uint8Array ? Buffer.from(content) : Buffer.from([...content].join(''));
      expect(found.get(path)?.equals(expected)).toBe(true);
    }
  });

  test('says the same of each part in the directory and before its bytes, with nothing between', async () => {
    const bytes = await writeZip(parts);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (const [path, { offset, crc, packedSize, size, method }] of readZipDirectory(bytes, workbookLimits)) {
      const length = Buffer.byteLength(path);
      expect(offset).toBe(at);
      expect(method).toBe(8);
      // PKWARE's APPNOTE 4.3.7: version 2.0, names in UTF-8, deflated, no time, 1980-01-01; then sizes, no extra field.
      expect([4, 6, 8, 10, 12, 26, 28].map((field) => view.getUint16(at + field, true))).toEqual([
        20,
        0x800,
        8,
        0,
        33,
        length,
        0,
      ]);
      expect([14, 18, 22].map((field) => view.getUint32(at + field, true))).toEqual([crc, packedSize, size]);
      at += 30 + length + packedSize;
    }
    const end = bytes.length - 22;
    expect([8, 10, 20].map((field) => view.getUint16(end + field, true))).toEqual([parts.length, parts.length, 0]);
    expect([view.getUint32(end + 12, true), view.getUint32(end + 16, true)]).toEqual([end - at, at]);
  });

  test('is the same, byte for byte, whenever the same is written', async () => {
    expect(crc32(await writeZip(parts))).toBe(crc32(await writeZip(parts)));
  });

  test('of no parts is an empty one', async () => {
    const bytes = await writeZip([]);
    expect([bytes.length, (await contentOf(bytes)).size]).toEqual([22, 0]);
  });
});

test('text is packed while it is made: no more than a piece is asked for ahead', async () => {
  const asked: number[] = [];
  let made = 0;
  function* text(): Generator<string> {
    for (; made < 40; made++) yield 'x'.repeat(64 * 1024);
  }
  setImmediate(function look() {
    asked.push(made);
    if (made < 40) setImmediate(look);
  });
  await writeZip([{ path: 'long.xml', content: text() }]);
  expect(asked.some((count) => count > 0 && count < 40)).toBe(true);
});
