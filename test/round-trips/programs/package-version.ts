import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Version of an npm package as it is installed here. */
export async function packageVersion(name: string): Promise<string> {
  const file = join(import.meta.dirname, '../../../node_modules', name, 'package.json');
  const { version }: { version: string } = JSON.parse(await readFile(file, 'utf8'));
  return version;
}
