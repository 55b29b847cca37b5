import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gzipPieces, type Piece } from './gzip-pieces.ts';
import { tries } from '../../test/run-size.ts';

const piece = (text: string, isShared: boolean): Piece => ({ bytes: Buffer.from(text), isShared });

async function unpacked(pieces: readonly Piece[]): Promise<string> {
  return gunzipSync(Buffer.concat(await gzipPieces(pieces))).toString();
}

test('whatever the pieces, shared or not, they unpack to what they are, check sum and length included', async () => {
  const shared = [piece('["R1",7,"Größe"],'.repeat(300), true), piece('["R2",8],', true), piece('', true)];
  const own = fc.record({ text: fc.string({ unit: 'binary' }), times: fc.integer({ min: 0, max: 400 }) });
  const any = fc.oneof(
    fc.constantFrom(...shared),
    own.map(({ text, times }) => piece(text.repeat(times), false)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(any, { maxLength: 12 }), async (pieces) => {
      expect(await unpacked(pieces)).toBe(pieces.map(({ bytes }) => Buffer.from(bytes).toString()).join(''));
    }),
    { numRuns: tries(30) },
  );
});

test('a shared piece is packed once for all answers that it stands in', async () => {
  const rows = piece('["R1",7,"a","b"],'.repeat(1_000), true);
  const [first, second] = [await gzipPieces([rows]), await gzipPieces([piece('{', false), rows])];
  const packed = first[1];
  expect(packed?.length).toBeLessThan(rows.bytes.length / 20);
  expect(second.some((bytes) => bytes === packed)).toBe(true);
});

test('a short part of its own is not packed, until such parts are much of the answer', async () => {
  const shared = piece('["R1",7,"a","b"],'.repeat(6_000), true);
  const own = piece('["R2",8,"a","b"],'.repeat(60), false);
  const isStored = (part: Uint8Array): boolean => Buffer.from(part).includes(Buffer.from(own.bytes));
  const storedOf = async (...pieces: Piece[]): Promise<number> => (await gzipPieces(pieces)).filter(isStored).length;
  expect(await storedOf(shared, own)).toBe(1);
  expect(await storedOf(own, shared, own, shared, own, shared, own, shared)).toBe(4);
  expect(await storedOf(own, shared, own, shared, own, piece(',', true), own, piece(',', true), own)).toBeLessThan(5);
});
