import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { patient } from '../test/patience.ts';

const script = resolve('scripts/side-by-side.mjs');

/** Says that it has begun and that it has been ended, each by a file; goes with the folder of the test, should nobody end it. */
const worker = `
const { watchFile, writeFileSync } = require('node:fs');
const [name] = process.argv.slice(2);
process.on('SIGTERM', () => {
  writeFileSync(name + '.ended', '');
  process.exit();
});
watchFile('package.json', ({ nlink }) => nlink === 0 && process.exit());
writeFileSync(name + '.begun', '');
`;

test('what runs side by side ends with who began it, and what waits for its turn does not begin', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'side-by-side-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // A script of npm runs in a shell, which would end without what it has begun.
  const scripts = { 'check:one': 'true && node worker.cjs one', 'check:two': 'node worker.cjs two' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts }));
  writeFileSync(join(folder, 'worker.cjs'), worker);
  const front = [process.execPath, 'worker.cjs', 'front'];
  const running = spawn(process.execPath, [script, 'check:*', '--beside', ...front], { cwd: folder });
  let said = '';
  for (const stream of [running.stdout, running.stderr]) stream.on('data', (part) => (said += String(part)));
  const has = (file: string): boolean => existsSync(join(folder, file));
  await vi.waitFor(() => expect(['front.begun', 'one.begun'].map(has)).toEqual([true, true]), {
    timeout: patient(10_000),
    interval: 20,
  });
  const end = new Promise((done) => running.once('exit', done));
  running.kill('SIGTERM');
  expect(await end).toBe(143);
  expect(said).toBe('');
  const told = readdirSync(folder).filter((file) => !['package.json', 'worker.cjs'].includes(file));
  expect(told.toSorted()).toEqual(['front.begun', 'front.ended', 'one.begun', 'one.ended']);
});
