import type { Context, TypedResponse } from 'hono';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import { answerPieces, type SyncAnswer } from '../reconcile/sync-answer.ts';
import { gzipPieces } from './gzip-pieces.ts';
import { acceptedEncodings } from './http-basics.ts';
import type { AppEnv } from './route-context.ts';

/** More goes out as the connection takes it, so that what a slow one has not taken yet is not copied for it. */
const CHUNK_BYTES = 256 * 1024;
/** A shorter answer is smaller when it is packed as a whole, for some milliseconds at most. */
const SHARED_FROM_BYTES = 64 * 1024;

type ReplyResponse = Response & TypedResponse<SyncReply, 200, 'json'>;

/** What a route says that it answers is told by the type alone where the answer is written already. */
function holdsReply(response: Response): response is ReplyResponse {
  return response.status === 200;
}

/**
 * Answers a sync with the bytes that others are answered with as well: much of it packed by gzip, if the caller takes that, with
 * what stands in many answers packed once. A short answer is packed like any other.
 */
export async function sendAnswer(c: Context<AppEnv>, answer: SyncAnswer): Promise<ReplyResponse> {
  const pieces = answerPieces(answer);
  const plain = pieces.map(({ bytes }) => bytes);
  const isPacked = lengthOf(plain) >= SHARED_FROM_BYTES && acceptedEncodings(c).has('gzip');
  const sent = isPacked ? await gzipPieces(pieces) : plain;
  const length = lengthOf(sent);
  if (isPacked) {
    c.header('Content-Encoding', 'gzip');
    c.header('Vary', 'Accept-Encoding', { append: true });
  }
  const body = length <= CHUNK_BYTES ? Buffer.concat(sent) : inChunks(sent);
  const response = c.newResponse(body, 200, { 'Content-Type': 'application/json', 'Content-Length': String(length) });
  if (!holdsReply(response)) throw new Error('An answer is sent as what it is.');
  return response;
}

/** Answers a pull with what another thread has read and packed; who does not take that gets it as it is unpacked. */
export function sendPacked(c: Context<AppEnv>, packed: Uint8Array<ArrayBuffer>): ReplyResponse {
  const isPacked = acceptedEncodings(c).has('gzip');
  c.header('Vary', 'Accept-Encoding', { append: true });
  if (isPacked) c.header('Content-Encoding', 'gzip');
  const bytes = isPacked ? inChunks(slicesOf(packed)) : unpacked(packed);
  const length = isPacked ? { 'Content-Length': String(packed.byteLength) } : {};
  const response = c.newResponse(bytes, 200, { 'Content-Type': 'application/json', ...length });
  if (!holdsReply(response)) throw new Error('An answer is sent as what it is.');
  return response;
}

function slicesOf(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.byteLength / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
}

function unpacked(packed: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array> {
  return new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
}

function lengthOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function inChunks(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let at = 0;
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
    const first = at;
    for (let bytes = 0; at < pieces.length && bytes < CHUNK_BYTES; at++) bytes += pieces[at]?.byteLength ?? 0;
    if (at > first) controller.enqueue(Buffer.concat(pieces.slice(first, at)));
    if (at === pieces.length) controller.close();
  };
  return new ReadableStream({ pull });
}
