import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { editReader, type WrongEdit } from '../../shared/protocol/parse-edits.ts';
import { endLine, rowsLine, type RowsLine } from '../../shared/protocol/rows-line.ts';
import { syncRequest } from '../../shared/protocol/sync.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import type { SyncInLines } from './sync-in-lines.ts';
import { textLines, type TextLine } from './text-lines.ts';
import { assertKeepable } from './unpack-body.ts';

/**
 * Rows and cells of all lines together: one value may be said for all rows of a line, so that few bytes can hold many cells. A row
 * takes a kilobyte and a half of the heap while it is merged, so that no push takes more than half a gigabyte.
 */
const MOST_ROWS = 300_000;
const MOST_CELLS = 4_000_000;

/** Reads a sync as its lines come (see rows-line.ts): what is held of it are its edits and one line. Throws invalid_request or too_large. */
export async function readSyncLines(parts: AsyncIterable<Uint8Array>): Promise<SyncInLines> {
  const hash = createHash('sha256');
  const lines = textLines(hashed(parts, (part) => void hash.update(part)));
  const first = await lines.next();
  const request = first.done === true ? cutOff() : parsed(syncRequest, first.value);
  const reader = editReader(request.base);
  assertRight(reader.read(request.edits), '');
  const counted = { rows: 0, cells: 0 };
  let isEnded = false;
  for await (const line of lines) {
    if (isEnded) throw invalidRequest(placeOf(line), 'Nothing may follow the last line.');
    if (isEndOf(line, counted.rows)) isEnded = true;
    else {
      const rows = parsed(rowsLine, line);
      count(counted, rows);
      assertRight(reader.readRows(rows), `${placeOf(line)}.`);
    }
  }
  if (!isEnded) cutOff();
  return { request, edits: reader.edits, digest: hash.digest('hex') };
}

async function* hashed(parts: AsyncIterable<Uint8Array>, see: (part: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  for await (const part of parts) {
    see(part);
    yield part;
  }
}

/** The body is longer than the sentence that refuses it would be: it names the line, counted from 1. */
function placeOf({ number }: TextLine): string {
  return `lines.${number}`;
}

function parsed<T>(schema: z.ZodType<T>, line: TextLine): T {
  const result = schema.safeParse(valueOf(line));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = [placeOf(line), ...(issue?.path ?? []).map(String)].join('.');
  throw invalidRequest(path, issue?.message ?? 'The line is not understood.');
}

function valueOf(line: TextLine): unknown {
  assertKeepable(line.text, placeOf(line));
  try {
    return JSON.parse(line.text);
  } catch {
    if (line.isLast) return cutOff();
    throw invalidRequest(placeOf(line), 'The line is no JSON.');
  }
}

const PERHAPS_END = /^\s*\{\s*"end"/;

/** True of the last line. Throws when it counts other rows than there were. */
function isEndOf(line: TextLine, rows: number): boolean {
  if (!PERHAPS_END.test(line.text)) return false;
  const { end } = parsed(endLine, line);
  if (end === rows) return true;
  throw invalidRequest(placeOf(line), `There were ${rows} rows, not ${end}.`);
}

function count(counted: { rows: number; cells: number }, { rows, columns }: RowsLine): void {
  counted.rows += rows.length;
  counted.cells += rows.length * Object.keys(columns).length;
  if (counted.rows > MOST_ROWS || counted.cells > MOST_CELLS)
    throw new HttpError('too_large', 'The request holds too many values. Send it in smaller parts.');
}

function assertRight(wrong: WrongEdit | null, place: string): void {
  if (wrong) throw invalidRequest(place + wrong.path, wrong.message);
}

function cutOff(): never {
  throw invalidRequest('', 'The body was cut off before its last line. Nothing was changed; send it again.');
}
