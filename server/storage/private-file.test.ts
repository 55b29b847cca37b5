import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { openDatabase } from './database.ts';
import { createPrivateFile } from './private-file.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'sep-private-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8);
/** Rights of every file in a folder, by name. */
const allRights = (path: string): Record<string, string> =>
  Object.fromEntries(readdirSync(path).map((name) => [name, rights(join(path, name))]));

test('[FD13] a new database, its log and its folder are for their owner alone', async () => {
  const dataFolder = join(folder, 'data');
  const store = await openStore({ database: { file: join(dataFolder, 'sep.sqlite') }, dataFolder });
  expect(rights(dataFolder)).toBe('700');
  expect(allRights(dataFolder)).toEqual({ 'sep.sqlite': '600', 'sep.sqlite-shm': '600', 'sep.sqlite-wal': '600' });
  await store.close();
});

test('[FD13] a database that others could read since an older version is kept from them at its next start', async () => {
  const file = join(folder, 'sep.sqlite');
  await (await openDatabase({ file })).close();
  chmodSync(file, 0o644);
  const store = await openDatabase({ file });
  expect(new Set(Object.values(allRights(folder)))).toEqual(new Set(['600']));
  await store.close();
});

test('[FD13] a private file never replaces one that is there', () => {
  const file = join(folder, 'backup.sqlite');
  createPrivateFile(file);
  expect(rights(file)).toBe('600');
  expect(() => createPrivateFile(file)).toThrow('EEXIST');
});
