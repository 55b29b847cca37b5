import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { PageFile } from './page-files.ts';

interface Packed {
  readonly etag: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly br: Uint8Array<ArrayBuffer> | null;
  readonly gzip: Uint8Array<ArrayBuffer> | null;
}

/** Files as sent, by path. The built folder does not change while the server runs. */
const packedFiles = new Map<string, Promise<Packed>>();

/** Answers with a file, compressed once and kept, and with 304 when the browser has it. */
export async function sendFile(c: Context, file: PageFile, caching: string): Promise<Response> {
  const packed = await packedOf(file);
  const headers = { 'Cache-Control': caching, ETag: packed.etag, Vary: 'Accept-Encoding' };
  if (c.req.header('If-None-Match') === packed.etag) return c.body(null, 304, headers);
  const accepted = c.req.header('Accept-Encoding') ?? '';
  const typed = { ...headers, 'Content-Type': file.type };
  if (packed.br !== null && /\bbr\b/.test(accepted))
    return c.body(packed.br, 200, { ...typed, 'Content-Encoding': 'br' });
  if (packed.gzip !== null && /\bgzip\b/.test(accepted)) {
    return c.body(packed.gzip, 200, { ...typed, 'Content-Encoding': 'gzip' });
  }
  return c.body(packed.plain, 200, typed);
}

function packedOf(file: PageFile): Promise<Packed> {
  const known = packedFiles.get(file.path);
  if (known !== undefined) return known;
  const packed = pack(file);
  packedFiles.set(file.path, packed);
  return packed;
}

async function pack(file: PageFile): Promise<Packed> {
  const plain = new Uint8Array(await readFile(file.path));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  if (!/^(text|application\/json|image\/svg)/.test(file.type)) return { etag, plain, br: null, gzip: null };
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };
  const [br, zipped] = await Promise.all([promisify(brotliCompress)(plain, quality), promisify(gzip)(plain)]);
  return { etag, plain, br: new Uint8Array(br), gzip: new Uint8Array(zipped) };
}
