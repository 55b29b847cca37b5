import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { HttpError, invalidRequest } from '../errors.ts';
import { declaredLength, type BodyLimit, type LimitOf } from './body-limit.ts';
import { createJsonBounds } from './json-bounds.ts';
import { parseJson } from './parse-json.ts';
import { gathered, upTo } from './read-body.ts';
import type { AppEnv } from './route-context.ts';
import { CANNOT_BE_STORED, unstorablePath } from './storable-request.ts';

/**
 * Reads a JSON body, gzip or plain, as a stream, and stops as soon as it is more than it may be: in bytes received, in
 * bytes unpacked, in depth, in values. The validator then finds it. Throws too_large or invalid_request.
 */
export function unpackBody(limitOf: LimitOf): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!/^application\/([\w.+-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) {
      throw invalidRequest('', 'Send a JSON body with content-type application/json.');
    }
    const limit = limitOf(c);
    const declared = declaredLength(c, limit);
    const text = new TextDecoder().decode(await gathered(unpackedParts(c, limit), declared));
    assertKeepable(text);
    c.req.json = readOnce(text);
    await next();
  };
}

/** The body unpacked, as it comes. Throws too_large or invalid_request at the part that is more than there may be. */
export function unpackedParts(c: Context<AppEnv>, limit: BodyLimit): AsyncGenerator<Uint8Array> {
  const received = upTo(limit, c.req.raw.body ?? nothing());
  return bounded(upTo(limit, unpack(received, c.req.header('content-encoding') ?? 'identity')));
}

/** Throws invalid_request for JSON that holds what has no place or cannot be stored. `place` says which part of the body it is. */
export function assertKeepable(text: string, place = ''): void {
  for (const [path, message] of [
    [SUSPICIOUS.test(text) ? unstorablePath(parseJson(text)) : null, CANNOT_BE_STORED],
    [PERHAPS_PROTOTYPE.test(text) ? prototypePath(parseJson(text)) : null, 'There is no place for __proto__.'],
  ] as const)
    if (path !== null) throw invalidRequest(place === '' || path === '' ? place + path : `${place}.${path}`, message);
}

/** [FD3] How JSON writes what a text may not hold, among pairs that are in order. Rubbish is for the validator. */
const SUSPICIOUS = /\\u(?:0000|d[89a-f])/i;

/**
 * [FD13] How JSON may write the name, plainly or not: a dictionary's schema passes over such a member in silence, and it is refused like any
 * other that has no place.
 */
const PERHAPS_PROTOTYPE = /__proto__|\\u005f/i;

/** The path of the first member that is named __proto__; null when there is none. */
function prototypePath(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    if (name === '__proto__') return name;
    const below = prototypePath(member);
    if (below !== null) return `${name}.${below}`;
  }
  return null;
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

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* bounded(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const bounds = createJsonBounds();
  for await (const part of parts) {
    bounds.look(part);
    yield part;
  }
}

function unpack(parts: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  if (encoding === 'identity') return parts;
  if (encoding !== 'gzip') throw invalidRequest('', `Content-Encoding ${encoding} is not understood; use gzip.`);
  return gunzipped(parts);
}

const PIECE_BYTES = 64 * 1024;

/** Unpacks no further than is asked for: who stops taking pieces stops the unpacking, and with it the receiving. */
async function* gunzipped(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(parts);
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  packed.on('error', (error) => gunzip.destroy(error));
  packed.pipe(gunzip);
  try {
    for await (const piece of gunzip) yield piece;
  } catch (error) {
    throw error instanceof HttpError ? error : invalidRequest('', 'The body is not valid gzip.');
  } finally {
    packed.destroy();
  }
}
