import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const addin = join(import.meta.dirname, '..');

/** Files that a file reaches by its imports, those fetched later too, as paths below addin/. */
function reachedFrom(entry: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [join(addin, entry)];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const path = relative(addin, file);
    if (reached.has(path) || !existsSync(file)) continue;
    reached.add(path);
    const imports = readFileSync(file, 'utf8').matchAll(/(?:from|import\(|new URL\()\s*'(\.{1,2}\/[^']+)'/g);
    for (const [, place = ''] of imports) waiting.push(join(dirname(file), place));
  }
  return reached;
}

/** Where the acts that bind are asked for: to decide on budget changes, to close and reopen months, to publish the guide. */
const calls = ['portal/changes/change-calls.ts', 'portal/close/close-calls.ts'];

test('[SEC19] what Excel frames has no act that binds: they are done in the web app, which nothing frames', () => {
  const framed = new Set([...reachedFrom('pane/main.tsx'), ...reachedFrom('workbench/page/main.tsx')]);
  expect(framed.size).toBeGreaterThan(100);
  expect(calls.filter((path) => framed.has(path))).toEqual([]);
  const app = reachedFrom('portal/main.tsx');
  expect(calls.filter((path) => app.has(path))).toEqual(calls);
});

test('[SEC19] no call for such an act stands anywhere else', () => {
  const named = /[`'"/](?:approve|recommend|decide|soft-close)[`'"?]/;
  const pane = [...reachedFrom('pane/main.tsx')].filter((path) => /^(?!\.\.).*\.tsx?$/.test(path));
  expect(pane.filter((path) => named.test(readFileSync(join(addin, path), 'utf8')))).toEqual([]);
});
