import { gunzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import { HttpError, invalidRequest } from '../errors.ts';
import type { AppEnv } from './route-context.ts';

/**
 * Reads a JSON body of at most `limit` bytes, gzip or plain, and stops as soon as there are more: while receiving and
 * while unpacking. The validator then finds it. Throws too_large or invalid_request.
 */
export function unpackBody(limit: number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!/^application\/([\w.+-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) {
      throw invalidRequest('', 'Send a JSON body with content-type application/json.');
    }
    const declared = Number(c.req.header('content-length') ?? 0);
    if (declared > limit) throw tooLarge(limit);
    const received = await readBody(c.req.raw.body, limit, declared);
    const bytes = await unpack(received, c.req.header('content-encoding') ?? 'identity', limit);
    c.req.json = readOnce(new TextDecoder().decode(bytes));
    await next();
  };
}

/** The parsed body, for the validator. The text is let go at once: a large one is a lot of memory. */
function readOnce(body: string): <T>() => Promise<T> {
  let text = body;
  return async () => {
    const parsed = JSON.parse(text);
    text = '';
    return parsed;
  };
}

function tooLarge(limit: number): HttpError {
  const size = limit >= 1024 * 1024 ? `${limit / 1024 / 1024} MiB` : `${limit / 1024} KiB`;
  return new HttpError('too_large', `The request is larger than ${size}. Send it in smaller parts.`, { limit });
}

const LEAST_ROOM = 16 * 1024;

/**
 * Bytes of a request body, stopping with too_large once there are more than `limit`.
 * @param expected how many bytes the caller was told of: with the right number, none is copied twice
 */
export async function readBody(body: ReadableStream<Uint8Array> | null, limit: number, expected = 0): Promise<Buffer> {
  if (!body) return Buffer.alloc(0);
  let room = Buffer.allocUnsafe(Math.max(LEAST_ROOM, expected));
  let size = 0;
  for await (const part of body) {
    const end = size + part.byteLength;
    if (end > limit) throw tooLarge(limit);
    if (end > room.byteLength) room = Buffer.concat([room.subarray(0, size)], Math.max(end, 2 * room.byteLength));
    room.set(part, size);
    size = end;
  }
  return room.subarray(0, size);
}

async function unpack(bytes: Buffer, encoding: string, limit: number): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  if (encoding !== 'gzip') throw invalidRequest('', `Content-Encoding ${encoding} is not understood; use gzip.`);
  return new Promise((resolve, reject) => {
    gunzip(bytes, { maxOutputLength: limit }, (error, unpacked) => {
      if (!error) resolve(unpacked);
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') reject(tooLarge(limit));
      else reject(invalidRequest('', 'The body is not valid gzip.'));
    });
  });
}
