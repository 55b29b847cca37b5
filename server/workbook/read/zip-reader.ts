import { crc32, createInflateRaw } from 'node:zlib';
import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';
import { DAMAGED, DEFLATED, STORED, packedBytes, type ZipEntry } from '../../../shared/workbook-file/zip-directory.ts';

/**
 * Unpacks one entry in pieces; never more than it declares. Throws WorkbookUnreadable when it is damaged, which may be seen
 * only after the last piece: nothing of an entry holds until all of it has been read.
 */
export async function* unpack(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = packedBytes(bytes, entry);
  if (entry.method === STORED) {
    if (packed.length !== entry.size || crc32(packed) !== entry.crc) throw new WorkbookUnreadable(DAMAGED);
    yield packed;
    return;
  }
  if (entry.method !== DEFLATED) throw new WorkbookUnreadable(DAMAGED);
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  inflate.end(packed);
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of inflate) {
      const piece: Uint8Array = chunk;
      size += piece.length;
      if (size > entry.size) break;
      crc = crc32(piece, crc);
      yield piece;
    }
  } catch (error) {
    throw new WorkbookUnreadable(DAMAGED, undefined, { cause: error });
  }
  if (size !== entry.size || crc !== entry.crc) throw new WorkbookUnreadable(DAMAGED);
}
