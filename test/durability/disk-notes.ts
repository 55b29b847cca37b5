import { z } from 'zod';

/** What happened to the files of a faulty disk, and what its server has acknowledged, in the order of time. */
export type DiskNote =
  | { readonly what: 'written'; readonly name: string; readonly offset: number; readonly data: Buffer }
  | { readonly what: 'cut'; readonly name: string; readonly offset: number }
  | { readonly what: 'synced'; readonly name: string }
  | { readonly what: 'removed'; readonly name: string }
  | { readonly what: 'acknowledged'; readonly sync: Acknowledged };

const acknowledged = z.object({ program: z.string(), revision: z.number(), code: z.string() });
/** A sync that brought in the system of this code. */
export type Acknowledged = z.infer<typeof acknowledged>;

/** As faulty-disk.c writes it: what, name, offset, length, and then as many bytes. */
const NAME_BYTES = 32;
const HEAD_BYTES = 1 + NAME_BYTES + 8 + 4;

export function acknowledgement(sync: Acknowledged): Buffer {
  const data = Buffer.from(JSON.stringify(sync));
  const head = Buffer.alloc(HEAD_BYTES);
  head.write('A', 0);
  head.writeUInt32LE(data.length, 1 + NAME_BYTES + 8);
  return Buffer.concat([head, data]);
}

export function readDiskNotes(bytes: Buffer): DiskNote[] {
  const notes: DiskNote[] = [];
  for (let at = 0; at < bytes.length;) {
    const what = bytes.toString('latin1', at, at + 1);
    const name = bytes.toString('utf8', at + 1, at + 1 + NAME_BYTES).replaceAll('\0', '');
    const offset = Number(bytes.readBigUInt64LE(at + 1 + NAME_BYTES));
    const length = bytes.readUInt32LE(at + 1 + NAME_BYTES + 8);
    at += HEAD_BYTES;
    const data = what === 'W' || what === 'A' ? bytes.subarray(at, at + length) : Buffer.alloc(0);
    at += data.length;
    notes.push(noteOf(what, { name, offset, data }));
  }
  return notes;
}

function noteOf(what: string, { name, offset, data }: { name: string; offset: number; data: Buffer }): DiskNote {
  switch (what) {
    case 'W':
      return { what: 'written', name, offset, data };
    case 'T':
      return { what: 'cut', name, offset };
    case 'S':
      return { what: 'synced', name };
    case 'R':
      return { what: 'removed', name };
    case 'A':
      return { what: 'acknowledged', sync: acknowledged.parse(JSON.parse(data.toString())) };
    default:
      throw new Error(`There is no note "${what}".`);
  }
}
