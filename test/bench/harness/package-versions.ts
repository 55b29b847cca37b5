import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { peersFolder } from './peer-packages.ts';

const manifest = z.object({ version: z.string() });

/** `name version` of each package: of the peers' own folder, or of the project's. */
export function versionsOf(packages: readonly string[], arePeers: boolean): string[] {
  const folder = arePeers ? join(peersFolder, 'node_modules') : 'node_modules';
  return packages.map((name) => {
    const file = join(folder, name, 'package.json');
    if (!existsSync(file)) return name;
    return `${name} ${manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).version}`;
  });
}
