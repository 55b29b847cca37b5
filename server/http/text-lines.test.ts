import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textLines } from './text-lines.ts';

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  // The same memory again for each part, as a reader of a connection may do it.
  const room = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    room.set(part);
    yield room.subarray(0, part.length);
  }
}

test('lines are those of the text, wherever its bytes are parted', async () => {
  const line = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 20 }), async (lines, size) => {
      const found: string[] = [];
      for await (const { text } of textLines(inParts(new TextEncoder().encode(lines.join('\n')), size)))
        found.push(text);
      expect(found).toEqual(lines.filter((text) => text.trim() !== '').map((text) => text.replace(/^\uFEFF/, '')));
    }),
  );
});

test('a line is counted from 1, empty ones too, and is the last when nothing ends it', async () => {
  const found: unknown[] = [];
  for await (const each of textLines(inParts(new TextEncoder().encode('a\n\nb\nc'), 2))) found.push(each);
  expect(found).toEqual([
    { text: 'a', number: 1, isLast: false },
    { text: 'b', number: 3, isLast: false },
    { text: 'c', number: 4, isLast: true },
  ]);
});

test('[FD4] lines that hold nothing are counted as well: they would keep a server busy for minutes', async () => {
  const read = async (bytes: Uint8Array): Promise<void> => {
    for await (const line of textLines(inParts(bytes, 65_536))) expect(line).toBeUndefined();
  };
  await read(new Uint8Array(400_000).fill(0x0a));
  await expect(read(new Uint8Array(600_000).fill(0x0a))).rejects.toThrow('too many lines');
});
