import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChromium } from './shared-chromium.ts';
import { patient } from '../patience.ts';

/** A copy of the sources below the repository, where node finds its packages and git and the checks find nothing. */
const copied = ['addin', 'server', 'shared', 'scripts', 'manifest.xml', 'package.json', 'tsconfig.json'];

/**
 * In place of the pages' own scripts: to make Fluent UI and the spreadsheet ready for a browser takes Vite ten seconds
 * and two gigabytes, and shows nothing about saving.
 */
const script = `import { formatMoney } from '../../shared/tables/kinds/number-kinds.ts';
document.querySelector('#web-app')?.append('Budget ', formatMoney(123456));
`;

let house: string;
let browser: Browser;
let said = '';
/** What has been begun, to be ended in reverse; where the start fails, only as much as there is. */
const endings: (() => unknown)[] = [];

beforeAll(async () => {
  mkdirSync('reports', { recursive: true });
  house = mkdtempSync(resolve('reports', 'dev-'));
  endings.push(() => rmSync(house, { recursive: true }));
  for (const name of copied) cpSync(name, join(house, name), { recursive: true });
  for (const page of ['pane', 'workbench/page']) rmSync(join(house, 'addin', page), { recursive: true });
  writeFileSync(join(house, 'addin/portal/main.tsx'), script);
  symlinkSync(resolve('dist'), join(house, 'dist'));
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', SEP_DATA: join(house, 'data') };
  const running = spawn(process.execPath, ['--import', 'tsx', 'scripts/dev.ts'], {
    cwd: house,
    env: { ...env, SEP_DEMO: 'mini', LOG_LEVEL: 'error' },
  });
  running.stdout.on('data', (part) => (said += String(part)));
  running.stderr.on('data', (part) => (said += String(part)));
  const ended = new Promise((resolve) => running.once('close', () => resolve((said += '\n(ended)'))));
  endings.push(() => {
    running.kill('SIGTERM');
    return ended;
  });
  browser = await openChromium();
  endings.push(() => browser.close());
});

afterAll(async () => {
  for (const end of endings.reverse()) await end();
});

function edit(file: string, from: string, to: string): void {
  const path = join(house, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not say ${from}.`);
  writeFileSync(path, text.replace(from, to));
}

test(
  'npm run dev prints its address, and a saved page and a saved server are seen at once',
  async () => {
    await expect.poll(() => said, { timeout: patient(60_000) }).toMatch(/running at \S+|\(ended\)/);
    const url = /running at (\S+)/.exec(said)?.[1];
    if (url === undefined) throw new Error(`npm run dev ended: ${said}`);
    const page = await browser.newPage();
    page.setDefaultTimeout(patient(60_000));
    await page.goto(url);
    await page.getByText('Budget 1,234.56').waitFor();
    const facts = page.locator('meta[name="sep-server"]');
    expect(await facts.getAttribute('content')).toContain('viewer@cedar-basin.example');

    edit('addin/portal/main.tsx', 'Budget', 'A moment ago');
    await page.getByText('A moment ago 1,234.56').waitFor();

    edit('server/http/answer-error.ts', 'There is nothing at', 'There was never anything at');
    const answer = async () => (await fetch(`${url}/api/nothing-here`)).text();
    await expect.poll(answer, { timeout: patient(60_000) }).toContain('There was never anything at');
  },
  patient(240_000),
);
