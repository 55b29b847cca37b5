import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import { seedInWorker } from './seed-in-worker.ts';

let dataFolder: string;

beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'sep-seed-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

test('the demo is seeded in a thread of its own, and what goes wrong there is told', async () => {
  const config = { dataFolder, database: { file: join(dataFolder, 'sep.sqlite') } };
  const job = { config, size: 'mini', until: new Date('2026-11-23T10:00:00Z') } as const;
  await seedInWorker(job);
  const store = await openStore(config);
  const programs = await store.read.selectFrom('programs').select(['id', 'revision']).execute();
  await store.close();
  expect(programs).toEqual([{ id: 'cedar-basin', revision: expect.any(Number) }]);
  await expect(seedInWorker(job)).rejects.toThrow('There is a program cedar-basin already.');
});

test('what goes wrong in the thread is told with its cause, where it is known', async () => {
  // A folder is no database.
  const config = { dataFolder, database: { file: dataFolder } };
  await expect(seedInWorker({ config, size: 'mini', until: new Date() })).rejects.toMatchObject({
    message: expect.stringContaining('cannot be opened'),
    cause: expect.objectContaining({ message: expect.any(String) }),
  });
});
