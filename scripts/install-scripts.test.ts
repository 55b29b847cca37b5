import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const list = z.record(z.string(), z.string().min(10));
const { run, leave } = z
  .object({ run: list, leave: list })
  .parse(JSON.parse(readFileSync('scripts/install-scripts.json', 'utf8')));
const { packages } = z
  .object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

test('[FD13] every package that would run a script when it is installed is one that may, or one that is left, with the reason', () => {
  const withScript = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.split('node_modules/').at(-1) ?? path);
  expect(new Set(withScript)).toEqual(new Set([...Object.keys(run), ...Object.keys(leave)]));
  expect(Object.keys(run).filter((name) => name in leave)).toEqual([]);
});

test('[FD13] npm runs none of them by itself', () => {
  const installer = readFileSync('scripts/install-missing.mjs', 'utf8');
  expect(installer).toContain("'--ignore-scripts'");
});
