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
    const received = await readBody(c.req.raw.body, limit);
    const bytes = await unpack(received, c.req.header('content-encoding') ?? 'identity', limit);
    const headers = new Headers(c.req.raw.headers);
    for (const name of ['content-encoding', 'content-length']) headers.delete(name);
    c.req.raw = new Request(c.req.raw.url, { method: c.req.method, headers, body: new Uint8Array(bytes) });
    await next();
  };
}

function tooLarge(limit: number): HttpError {
  const size = limit >= 1024 * 1024 ? `${limit / 1024 / 1024} MiB` : `${limit / 1024} KiB`;
  return new HttpError('too_large', `The request is larger than ${size}. Send it in smaller parts.`, { limit });
}

/** Bytes of a request body, stopping with too_large once there are more than `limit`. */
export async function readBody(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Buffer> {
  if (!body) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts);
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
