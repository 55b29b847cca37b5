import { UPLOAD_LESS, WorkbookUnreadable } from './workbook-unreadable.ts';

export interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly packedSize: number;
  /** As declared; unpacking stops when it is exceeded. */
  readonly size: number;
  /** CRC-32 of the unpacked bytes. */
  readonly crc: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** What a file may claim and contain. Sizes in bytes. */
export interface ZipLimits {
  readonly entries: number;
  readonly unpackedTotal: number;
  /** Unpacked to packed; looked at from `ratioFrom` unpacked bytes on, since small parts of XML shrink by much. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

/** Real workbooks shrink 5 to 50 times; a sheet of zeros shrinks 400 times, a file of zeros 1,000 times. */
export const workbookLimits: ZipLimits = {
  entries: 1000,
  unpackedTotal: 512 * 1024 * 1024,
  ratio: 100,
  ratioFrom: 4 * 1024 * 1024,
};

const CENTRAL_HEADER = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_SIZE = 22;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 0xffff;
const ENCRYPTED = 1;
/** How an entry may be packed: not at all, or by deflate. */
export const STORED = 0;
export const DEFLATED = 8;

export const DAMAGED = 'The file is damaged or was cut off.';

/**
 * Lists the entries of a ZIP archive by path, without unpacking any. Throws WorkbookUnreadable when the archive is
 * damaged, encrypted, holds one path twice, or claims more than the limits allow. [FA15] Directory and entries must say the
 * same of themselves, so that no entry can be lost or take another's place unseen.
 */
export function readZipDirectory(bytes: Uint8Array, limits: ZipLimits): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.entries) {
    throw new WorkbookUnreadable(`The file holds ${count} parts; a workbook has at most ${limits.entries}.`);
  }
  const entries = new Map<string, ZipEntry>();
  const start = view.getUint32(end + 16, true);
  let at = start;
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL_HEADER) throw new WorkbookUnreadable(DAMAGED);
    const { entry, next } = readCentralHeader(bytes, view, at);
    if (localPath(bytes, view, entry.offset) !== entry.path) throw new WorkbookUnreadable(DAMAGED);
    if (leadsOutside(entry.path))
      throw new WorkbookUnreadable(`The file holds the part ${entry.path}, which no workbook has.`);
    if (entries.has(entry.path)) throw new WorkbookUnreadable(`The file holds the part ${entry.path} twice.`);
    entries.set(entry.path, entry);
    at = next;
  }
  if (at - start !== view.getUint32(end + 12, true)) throw new WorkbookUnreadable(DAMAGED);
  checkSizes([...entries.values()], limits);
  return entries;
}

/** Such paths are written only to make a careless program overwrite files of its machine. */
function leadsOutside(path: string): boolean {
  return /^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\0/.test(path);
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT);
  for (let at = view.byteLength - END_SIZE; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw new WorkbookUnreadable(DAMAGED);
}

function readCentralHeader(bytes: Uint8Array, view: DataView, at: number): { entry: ZipEntry; next: number } {
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) {
    throw new WorkbookUnreadable('The file is protected by a password.', 'Remove the password and upload it again.');
  }
  const pathLength = view.getUint16(at + 28, true);
  const path = pathAt(bytes, at + 46, pathLength);
  return {
    entry: {
      path,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    },
    next: at + 46 + pathLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true),
  };
}

/** UTF-8, or the old code of one byte per character of programs that do not say. */
function pathAt(bytes: Uint8Array, at: number, length: number): string {
  const path = bytes.subarray(at, at + length);
  try {
    return decodeURIComponent(Array.from(path, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return Array.from(path, (byte) => String.fromCharCode(byte)).join('');
  }
}

/** The path in an entry's own header. */
function localPath(bytes: Uint8Array, view: DataView, at: number): string {
  if (at + LOCAL_SIZE > bytes.length || view.getUint32(at, true) !== LOCAL_HEADER)
    throw new WorkbookUnreadable(DAMAGED);
  return pathAt(bytes, at + LOCAL_SIZE, view.getUint16(at + 26, true));
}

function checkSizes(entries: readonly ZipEntry[], limits: ZipLimits): void {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.unpackedTotal) throw unpacksToMore(limits);
  for (const { path, size, packedSize } of entries) {
    if (size > limits.ratioFrom && size > packedSize * limits.ratio) {
      throw new WorkbookUnreadable(`The part ${path} of the file is packed far more tightly than a workbook's data.`);
    }
  }
}

export function unpacksToMore({ unpackedTotal }: ZipLimits): WorkbookUnreadable {
  const megabytes = Math.round(unpackedTotal / 1024 / 1024);
  return new WorkbookUnreadable(`The file unpacks to more than ${megabytes} MB and was not opened.`, UPLOAD_LESS);
}

/** The bytes of one entry as they stand in the archive. Throws WorkbookUnreadable where they are cut off. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.offset;
  const start = at + LOCAL_SIZE + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.packedSize > bytes.length) throw new WorkbookUnreadable(DAMAGED);
  return bytes.subarray(start, start + entry.packedSize);
}
