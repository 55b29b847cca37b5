import { tooLarge, type BodyLimit } from './body-limit.ts';

const LEAST_ROOM = 16 * 1024;

/** The parts as they come, until there are more bytes than the limit: then too_large, and no further part is asked for. */
export async function* upTo<Part extends Uint8Array>(
  limit: BodyLimit,
  parts: AsyncIterable<Part>,
): AsyncGenerator<Part> {
  let size = 0;
  for await (const part of parts) {
    size += part.byteLength;
    if (size > limit.bytes) throw tooLarge(limit);
    yield part;
  }
}

/**
 * All parts as one.
 * @param expected how many bytes the caller was told of: with the right number, none is copied twice
 */
export async function gathered(parts: AsyncIterable<Uint8Array>, expected = 0): Promise<Buffer> {
  let room = Buffer.allocUnsafe(Math.max(LEAST_ROOM, expected));
  let size = 0;
  for await (const part of parts) {
    const end = size + part.byteLength;
    if (end > room.byteLength) room = Buffer.concat([room.subarray(0, size)], Math.max(end, 2 * room.byteLength));
    room.set(part, size);
    size = end;
  }
  return room.subarray(0, size);
}
