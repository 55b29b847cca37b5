import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  readonly path: string;
  /** Whole bytes, or text in pieces that is never held in memory at once. */
  readonly content: Uint8Array | Iterable<string>;
}

interface WrittenPart {
  readonly path: Uint8Array;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20;
const DEFLATED = 8;
/** Bit 11: names are UTF-8. */
const UTF8_NAMES = 0x0800;
/** 1980-01-01, the earliest date a ZIP can hold: equal content gives equal bytes. */
const FIXED_DATE = 0x21;
/** Beyond this a ZIP needs 64-bit fields, which this writer does not write. */
const LARGEST = 0xffff_ffff;
/** Sheets are repetitive: higher levels cost twice the time for a few per cent. */
const LEVEL = 4;
const PIECE_BYTES = 256 * 1024;

/**
 * Packs parts into one ZIP archive, in the order given. Compression runs on Node's own threads while the next piece of
 * text is made. Throws RangeError when the archive would need more than 4 GiB.
 */
export async function writeZip(parts: readonly ZipPart[]): Promise<Uint8Array> {
  const output: Uint8Array[] = [];
  const written: WrittenPart[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = await pack(part.content);
    const record = { path: new TextEncoder().encode(part.path), offset, ...packed };
    const header = localHeader(record);
    output.push(header, ...packed.chunks);
    offset += header.length + packed.packedSize;
    if (offset > LARGEST || packed.size > LARGEST) throw new RangeError('The workbook is larger than 4 GiB.');
    written.push(record);
  }
  const directory = written.map(centralHeader);
  const directorySize = directory.reduce((sum, entry) => sum + entry.length, 0);
  return Buffer.concat([...output, ...directory, endOfDirectory(written.length, directorySize, offset)]);
}

interface Packed {
  readonly chunks: readonly Uint8Array[];
  readonly crc: number;
  readonly size: number;
  readonly packedSize: number;
}

async function pack(content: ZipPart['content']): Promise<Packed> {
  let crc = 0;
  let size = 0;
  function* counted(): Generator<Uint8Array> {
    for (const piece of pieces(content)) {
      crc = crc32(piece, crc);
      size += piece.length;
      yield piece;
    }
  }
  const chunks: Uint8Array[] = [];
  let packedSize = 0;
  const deflated = Readable.from(counted()).pipe(createDeflateRaw({ level: LEVEL, chunkSize: PIECE_BYTES }));
  for await (const chunk of deflated) {
    const bytes: Uint8Array = chunk;
    chunks.push(bytes);
    packedSize += bytes.length;
  }
  return { chunks, crc, size, packedSize };
}

function* pieces(content: ZipPart['content']): Generator<Uint8Array> {
  if (content instanceof Uint8Array) {
    if (content.length > 0) yield content;
    return;
  }
  let text = '';
  for (const piece of content) {
    text += piece;
    if (text.length >= PIECE_BYTES) {
      yield Buffer.from(text);
      text = '';
    }
  }
  if (text !== '') yield Buffer.from(text);
}

function localHeader(part: WrittenPart): Uint8Array {
  const bytes = new Uint8Array(30 + part.path.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, LOCAL_HEADER, true);
  writeCommon(view, 4, part);
  bytes.set(part.path, 30);
  return bytes;
}

function centralHeader(part: WrittenPart): Uint8Array {
  const bytes = new Uint8Array(46 + part.path.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, CENTRAL_HEADER, true);
  view.setUint16(4, VERSION, true);
  writeCommon(view, 6, part);
  view.setUint32(42, part.offset, true);
  bytes.set(part.path, 46);
  return bytes;
}

/** The 26 bytes from "version needed" to "extra length" that both headers share. */
function writeCommon(view: DataView, at: number, part: WrittenPart): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 4, DEFLATED, true);
  view.setUint16(at + 8, FIXED_DATE, true);
  view.setUint32(at + 10, part.crc, true);
  view.setUint32(at + 14, part.packedSize, true);
  view.setUint32(at + 18, part.size, true);
  view.setUint16(at + 22, part.path.length, true);
}

function endOfDirectory(count: number, size: number, offset: number): Uint8Array {
  const bytes = new Uint8Array(22);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, END_OF_DIRECTORY, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return bytes;
}
