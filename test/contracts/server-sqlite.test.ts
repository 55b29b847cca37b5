import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverContract } from './server-contract.ts';

serverContract('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sep-contract-'));
  const drop = () => Promise.resolve(rmSync(folder, { recursive: true }));
  return Promise.resolve({ address: { file: join(folder, 'sep.sqlite') }, drop });
});
