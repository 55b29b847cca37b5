import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/**
 * What Office takes away from a pane or forbids there: dialogs of the browser do not show, and office.js sets the
 * history functions to null. A call is one on the window, in any spelling, and not a method of something else.
 */
const forbidden: readonly (readonly [name: string, call: RegExp])[] = [
  [
    'dialogs of the browser',
    /(?<![\w$.#]|function )(?:(?:window|globalThis|self)\??\.)?(?:alert|confirm|prompt)\??\.?\(/,
  ],
  ['the history of the browser', /\b(?:pushState|replaceState)\b/],
];

/** A call of a history function that is made only where it is there, as Microsoft's own library makes it: in a pane it is not made. */
const asked =
  /typeof ([\w$?.]+\.(?:pushState|replaceState))\s*===?\s*["'`]function["'`]\s*(?:&&|\?|\)\s*\{?)\s*[\w$?.]+\.(?:pushState|replaceState)\(/g;

function callsIn(text: string): string[] {
  const unasked = text.replaceAll(asked, '');
  return forbidden.filter(([, call]) => call.test(unasked)).map(([name]) => name);
}

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !/\.(?:test\.tsx?|d\.m?ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Scripts that a built page loads, at once or later. */
function scriptsOf(page: string): string[] {
  const built = join(root, 'dist', 'addin');
  const found = new Set<string>();
  const follow = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/\b(?:assets\/|\.\/)([\w.-]+\.js)\b/g)) {
      const path = join(built, 'assets', name);
      if (found.has(path) || !existsSync(path)) continue;
      found.add(path);
      follow(readFileSync(path, 'utf8'));
    }
  };
  follow(readFileSync(join(built, page), 'utf8'));
  return [...found];
}

describe('Office’s rules for a pane', () => {
  test.each([
    ["window.alert('x')", true],
    ['if(a)confirm(b)', true],
    ['globalThis?.prompt?.()', true],
    ['history.pushState({}, "")', true],
    ['const {replaceState}=history', true],
    ['typeof a.history.replaceState=="function"&&a.history.replaceState(null,"","")', false],
    [
      'typeof a.history?.replaceState == "function" && a.history.replaceState(null, "", ""); a.history.replaceState()',
      true,
    ],
    ['typeof a.history.length=="number"&&a.history.replaceState(null,"","")', true],
    ['onPrompt(x); this.confirm(); dialog.alert(1); reconfirm()', false],
  ])('the check finds calls and nothing else: %s', (text, isForbidden) => {
    expect(callsIn(text).length > 0).toBe(isForbidden);
  });

  test('no source of the add-in calls what Office takes away', () => {
    // Workbench and front page are pages of their own, around which there is no Office; the pane in one is none of its page's.
    // What tests alone load no pane loads.
    const files = filesBelow(join(root, 'addin'), /\.(?:tsx?|mts)$/).filter(
      (file) => !/(?:workbench\/page\/(?!pane)|portal\/|\/testing\/)/.test(file),
    );
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => callsIn(readFileSync(file, 'utf8')).length > 0)).toEqual([]);
  });

  test('nor does anything in the scripts that the built pane loads, libraries included', () => {
    const scripts = scriptsOf('pane/index.html');
    expect(scripts.length).toBeGreaterThan(5);
    expect(
      scripts.map((path) => [path, callsIn(readFileSync(path, 'utf8'))]).filter(([, found]) => found?.length),
    ).toEqual([]);
  });

  test('the build lays the list of functions and their script beside the pane, which loads the script before its own', () => {
    const page = readFileSync(join(root, 'dist', 'addin', 'pane', 'index.html'), 'utf8');
    for (const file of ['functions.json', 'functions.js'])
      expect(existsSync(join(root, 'dist', 'addin', file))).toBe(true);
    const order = [...page.matchAll(/<script [^>]*src="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(order.slice(0, 2)).toEqual([expect.stringContaining('office.js'), '/functions.js']);
  });
});
