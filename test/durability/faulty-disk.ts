import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder as a disk of its own, which can be full or slow. */
export interface FaultyDisk {
  /** Where a server is to keep its data. */
  readonly folder: string;
  /** What was written there and waited for: see `readDiskNotes`. */
  readonly notes: string;
  /** Settings of the environment by which a process comes to use it. */
  readonly environment: Readonly<Record<string, string>>;
  be(fault: Fault, is: boolean): void;
}

export type Fault = 'full' | 'slow';

/**
 * Compiles the library that stands between a process and its files into `place`. Throws when there is no C compiler.
 * @param folder what is to be on the disk; default: a new folder in `place`
 */
export function makeFaultyDisk(place: string, folder = join(realpathSync(place), 'disk')): FaultyDisk {
  const real = realpathSync(place);
  const [library, notes] = [join(real, 'faulty-disk.so'), join(real, 'notes')];
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(import.meta.dirname, 'faulty-disk.c'), '-ldl']);
  } catch (error) {
    throw new Error(
      'To stand between a server and its files, this test needs a C compiler: install g++ (README, Try it).',
      {
        cause: error,
      },
    );
  }
  return {
    folder,
    notes,
    environment: { LD_PRELOAD: library, DISK_OF: folder, DISK_NOTES: notes },
    be: (fault, is) => {
      const marker = join(folder, `disk-is-${fault}`);
      if (is) writeFileSync(marker, '');
      else rmSync(marker, { force: true });
    },
  };
}
