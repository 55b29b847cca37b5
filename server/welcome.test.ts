import { expect, test } from 'vitest';
import type { Config } from './config.ts';
import { noLimits } from './limits/request-limits.ts';
import { welcome } from './welcome.ts';

const config: Config = {
  port: 3000,
  host: '127.0.0.1',
  loopback: true,
  dataFolder: 'data',
  database: { file: 'data/sep.sqlite' },
  publicUrl: null,
  trustedProxies: [],
  demo: 'off',
  tls: null,
  officeJs: 'cdn',
  logLevel: 'info',
  digest: null,
  anchors: null,
  limits: noLimits,
  backups: null,
  metrics: { token: null, isBehindProxy: false },
  passwords: true,
  provider: null,
};
const localUrl = 'http://localhost:3000';
const running = (publicUrl: string) => ({ localUrl, publicUrl, stop: () => Promise.resolve() });

test('whoever has started the server is told where its pages are, and how to stop it', () => {
  expect(welcome(running(localUrl), config, false).split('\n')).toEqual([
    '',
    'SEP Sync is running at http://localhost:3000',
    '  workbench      http://localhost:3000/workbench/   (a workbook in the browser, with the pane)',
    '  Excel add-in   http://localhost:3000/manifest.xml',
    '  API            http://localhost:3000/api/docs',
    '  database       data/sep.sqlite',
    '',
    'Stop with Ctrl+C.',
    '',
  ]);
});

test('behind another address, the one it listens on is told too; the address of a database server is not', () => {
  const behind = { ...config, database: { url: 'postgres://sep:secret@db/sep' } };
  const words = welcome(running('https://sep.example'), behind, false);
  expect(words).toContain('SEP Sync is running at https://sep.example\n  listening      http://localhost:3000\n');
  expect(words).toContain('  database       PostgreSQL\n');
  expect(words).not.toContain('secret');
});

test('with the demo, its people and their password are told', () => {
  const words = welcome(running(localUrl), config, true);
  for (const name of ['admin', 'finance', 'north', 'south', 'viewer'])
    expect(words).toContain(`${name}@cedar-basin.example`);
  expect(words).toContain('cedar-basin');
});

test('whoever has started a server without accounts is told the code by which the first administrator is made', () => {
  const lines = welcome(running('https://plan.example'), config, false, 'BCDF-GHJK-LMNP-QRST').split('\n');
  expect(lines).toContain(
    'Nobody has an account here yet. Open https://plan.example and make the first administrator with this code:',
  );
  expect(lines).toContain('  BCDF-GHJK-LMNP-QRST');
});
