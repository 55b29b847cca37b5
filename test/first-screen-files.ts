import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Script and style files that a built page loads before its first screen: those it names and what they import.
 *
 * @param root folder of the built add-in, dist/addin
 * @param page path of the page within it, such as pane/index.html
 */
export function firstScreenFiles(root: string, page: string): string[] {
  const html = readFileSync(join(root, page), 'utf8');
  const files = new Set<string>();
  const add = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.js')) return;
    const text = readFileSync(join(root, 'assets', file), 'utf8');
    for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) add(imported);
  };
  for (const [, file = ''] of html.matchAll(/(?:src|href)="\/assets\/([^"]+\.(?:js|css))"/g)) add(file);
  return [...files].map((file) => join(root, 'assets', file));
}
