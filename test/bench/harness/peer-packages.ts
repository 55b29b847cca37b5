import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const peersFolder = join('test', 'bench', 'peers');

const stamp = join(peersFolder, 'node_modules', '.sep-installed');

/** Installs the peers' pinned packages into their own folder unless they are there. False when that did not work. */
export function installPeers(): boolean {
  const wanted = createHash('sha256')
    .update(readFileSync(join(peersFolder, 'package-lock.json')))
    .update(process.versions.modules)
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  const result = spawnSync('npm', ['ci', '--prefix', peersFolder, '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
    timeout: 300_000,
  });
  if (result.status !== 0) return false;
  writeFileSync(stamp, wanted);
  return true;
}
