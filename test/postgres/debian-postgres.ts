import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where Debian's packages put each version. */
const VERSIONS = '/usr/lib/postgresql';
/** Those of the client's package and of the server's. */
const NEEDED = ['pg_dump', 'pg_restore', 'initdb', 'postgres'];

export interface InstalledPostgres {
  /** Folder of its programs. */
  readonly bin: string;
  readonly version: number;
}

function newestIn(folder: string): InstalledPostgres | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .map((name) => ({ bin: join(folder, name, 'bin'), version: Number(name) }))
    .filter(({ bin }) => NEEDED.every((program) => existsSync(join(bin, program))))
    .sort((a, b) => b.version - a.version)[0];
}

export function hasDebianPostgres(): boolean {
  return newestIn(VERSIONS) !== undefined;
}

/** The newest PostgreSQL that this machine has from packages, with its tools. Throws an Error that says what to install. */
export function debianPostgres(folder = VERSIONS): InstalledPostgres {
  const newest = newestIn(folder);
  if (newest) return newest;
  throw new Error(
    `This test needs ${NEEDED.join(', ')}, and no version in ${folder} has them all. Install the Debian package postgresql, as .ci/run does.`,
  );
}
