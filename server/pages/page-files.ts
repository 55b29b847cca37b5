import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly path: string;
  readonly type: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Every file of the built folder by its path on the web. Nothing outside the folder can be asked for by any path. */
export function builtFiles(root: string): ReadonlyMap<string, PageFile> {
  if (!existsSync(root)) throw new Error(`${root} is missing: run \`npm run build\` first.`);
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const type = contentTypes[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${relative(root, path).split(sep).join('/')}`, { path, type });
  }
  return files;
}

/** A file of Microsoft's Office library package by its path below `dist`; undefined for anything else. */
export function officeLibraryFile(name: string): PageFile | undefined {
  const type = contentTypes[extname(name)];
  // Each part begins and ends with a word character, so ".." and absolute paths cannot be said.
  if (type === undefined || !/^[\w-]+(?:[./][\w-]+)*$/.test(name)) return undefined;
  const path = join(officeLibraryFolder(), ...name.split('/'));
  return existsSync(path) ? { path, type } : undefined;
}

function officeLibraryFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')), 'dist');
}
