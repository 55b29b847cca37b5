import type { Random } from '../histories/random.ts';
import type { Acknowledged, DiskNote } from './disk-notes.ts';

/** What is on the disk after the power was cut, and what had been acknowledged by then. */
export interface AfterPowerCut {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly acknowledged: readonly Acknowledged[];
}

/** What becomes of writes that nobody had waited for: all are dropped, all have arrived, or some, one of them in part. */
export type Unsynced = 'dropped' | 'arrived' | 'some';

type Change = Extract<DiskNote, { readonly what: 'written' | 'cut' }>;

/** A disk writes in portions of this many bytes, each as a whole. */
const SECTOR_BYTES = 512;

/** A disk that is told what was written and waited for, and can lose its power at any moment. */
export class CutDisk {
  readonly #synced = new Map<string, Buffer>();
  readonly #unsynced = new Map<string, Change[]>();
  readonly #acknowledged: Acknowledged[] = [];

  take(note: DiskNote): void {
    if (note.what === 'acknowledged') {
      this.#acknowledged.push(note.sync);
    } else if (note.what === 'synced') {
      this.#synced.set(note.name, this.#after(note.name, this.#unsynced.get(note.name) ?? []));
      this.#unsynced.delete(note.name);
    } else if (note.what === 'removed') {
      // SQLite waits for the folder as well before it goes on.
      this.#synced.delete(note.name);
      this.#unsynced.delete(note.name);
    } else {
      this.#unsynced.set(note.name, [...(this.#unsynced.get(note.name) ?? []), note]);
    }
  }

  cut(unsynced: Unsynced, random: Random): AfterPowerCut {
    const names = new Set([...this.#synced.keys(), ...this.#unsynced.keys()]);
    const files = [...names].map((name) => {
      const changes = (this.#unsynced.get(name) ?? []).flatMap((change) => arriving(change, unsynced, random));
      return [name, this.#after(name, changes)] as const;
    });
    return { files: new Map(files), acknowledged: [...this.#acknowledged] };
  }

  #after(name: string, changes: readonly Change[]): Buffer {
    let bytes = Buffer.from(this.#synced.get(name) ?? Buffer.alloc(0));
    for (const change of changes) {
      if (change.what === 'cut') {
        bytes = Buffer.concat([bytes], change.offset);
        continue;
      }
      const end = change.offset + change.data.length;
      if (end > bytes.length) bytes = Buffer.concat([bytes], end);
      change.data.copy(bytes, change.offset);
    }
    return bytes;
  }
}

function arriving(change: Change, unsynced: Unsynced, random: Random): Change[] {
  if (unsynced === 'arrived') return [change];
  if (unsynced === 'dropped' || random.chance(0.5)) return [];
  if (change.what === 'cut' || random.chance(0.7)) return [change];
  const sectors = Math.ceil(change.data.length / SECTOR_BYTES);
  return [{ ...change, data: change.data.subarray(0, random.int(sectors) * SECTOR_BYTES) }];
}
