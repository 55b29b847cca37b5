import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Folder of package.json above a folder: by default this file's, whether it runs from source or from dist. */
export function projectRoot(below = dirname(fileURLToPath(import.meta.url))): string {
  let folder = below;
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('There is no package.json above the server: run it from its own folder.');
    folder = above;
  }
  return folder;
}

/** Folder of the built pages: beside the bundled server, wherever that lies, and in dist when it runs from its sources. */
export function pagesFolder(root: string, file = fileURLToPath(import.meta.url)): string {
  return file.endsWith('.ts') ? join(root, 'dist', 'addin') : join(dirname(dirname(file)), 'addin');
}

/** Version of this program, from package.json. */
export function projectVersion(root: string): string {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return version;
}
