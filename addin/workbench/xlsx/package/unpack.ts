import { Inflate } from 'fflate';
import { WorkbookUnreadable } from '../../../../shared/workbook-file/workbook-unreadable.ts';
import {
  DAMAGED,
  DEFLATED,
  STORED,
  type ZipEntry,
  packedBytes,
  readZipDirectory,
  workbookLimits,
} from '../../../../shared/workbook-file/zip-directory.ts';
import { checkFileType, notAWorkbook } from '../../../../shared/workbook-file/workbook-structure.ts';

/** Packed bytes that are unpacked at once: what a bomb can make of them is looked at in between. */
const PIECE_BYTES = 16 * 1024;

/** The parts of a workbook by their paths. Each is as its checksum says. Throws WorkbookUnreadable. */
export function unpack(bytes: Uint8Array): Map<string, Uint8Array> {
  checkFileType(bytes);
  const entries = readZipDirectory(bytes, workbookLimits);
  if (!entries.has('_rels/.rels')) throw notAWorkbook();
  return new Map([...entries].map(([path, entry]) => [path, unpackEntry(bytes, entry)]));
}

function unpackEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const packed = packedBytes(bytes, entry);
  const content = entry.method === STORED ? packed.slice() : inflated(packed, entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw new WorkbookUnreadable(DAMAGED);
  return content;
}

function inflated(packed: Uint8Array, { method, size }: ZipEntry): Uint8Array {
  if (method !== DEFLATED) throw new WorkbookUnreadable(DAMAGED);
  const content = new Uint8Array(size);
  let at = 0;
  const inflate = new Inflate((piece) => {
    if (at + piece.length > size) throw new WorkbookUnreadable(DAMAGED);
    content.set(piece, at);
    at += piece.length;
  });
  try {
    for (let from = 0; from < packed.length; from += PIECE_BYTES) {
      inflate.push(packed.subarray(from, from + PIECE_BYTES), from + PIECE_BYTES >= packed.length);
    }
  } catch (error) {
    throw new WorkbookUnreadable(DAMAGED, undefined, { cause: error });
  }
  if (at !== size) throw new WorkbookUnreadable(DAMAGED);
  return content;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffff_ffff) >>> 0;
}
