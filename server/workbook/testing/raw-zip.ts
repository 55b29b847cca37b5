import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly path: string;
  readonly content: Uint8Array | string;
  /** What the archive says of its size; default: the truth. */
  readonly declaredSize?: number;
  /** What the archive says of its CRC-32; default: that of `content`, which is the truth unless it is packed already. */
  readonly declaredCrc?: number;
  /** Content that is packed already. */
  readonly packed?: boolean;
  readonly flags?: number;
  /** How the archive says that it is packed; default: 8, deflated. 0: stored as it is. */
  readonly method?: number;
  /** The path in the entry's own header, if another one. */
  readonly ownPath?: string;
  /** Bytes of fields that some programs add to an entry's own header, to the directory, and as a remark. */
  readonly extra?: { readonly own?: number; readonly directory?: number; readonly remark?: number };
}

/** A ZIP archive that may lie about sizes, repeat paths and hold any path: what a writer of good faith refuses. */
export function rawZip(entries: readonly RawEntry[], remark = ''): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = packedContent(entry);
    const { own = 0, directory = 0, remark: ofEntry = 0 } = entry.extra ?? {};
    const ownPath = Buffer.from(entry.ownPath ?? entry.path);
    const local = Buffer.concat([
      Buffer.from('PK\u0003\u0004', 'latin1'),
      header(entry, packed, ownPath, own),
      ownPath,
      Buffer.alloc(own),
      packed,
    ]);
    const path = Buffer.from(entry.path);
    const tail = Buffer.alloc(14);
    tail.writeUInt16LE(ofEntry, 0);
    tail.writeUInt32LE(offset, 10);
    centrals.push(
      Buffer.concat([
        Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
        header(entry, packed, path, directory),
        tail,
        path,
        Buffer.alloc(directory + ofEntry),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  const count = Math.min(entries.length, 0xffff);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(remark.length, 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(remark, 'latin1')]);
}

function packedContent({ content, packed, method = 8 }: RawEntry): Buffer {
  const bytes = Buffer.from(content);
  return packed === true || method === 0 ? bytes : deflateRawSync(bytes);
}

/** What an entry's own header and its line in the directory have in common. */
function header(entry: RawEntry, packed: Buffer, path: Buffer, extra: number): Buffer {
  const content = Buffer.from(entry.content);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.flags ?? 0, 2);
  common.writeUInt16LE(entry.method ?? 8, 4);
  common.writeUInt32LE(entry.declaredCrc ?? crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.declaredSize ?? content.length, 18);
  common.writeUInt16LE(path.length, 22);
  common.writeUInt16LE(extra, 24);
  return common;
}
