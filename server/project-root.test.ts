import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pagesFolder, projectRoot, projectVersion } from './project-root.ts';

test('the root is the nearest folder above that holds a package.json, and the version is written there', () => {
  const root = mkdtempSync(join(tmpdir(), 'sep-root-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const below = join(root, 'dist', 'server');
  mkdirSync(below, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "version": "4.5.6" }');
  expect([below, join(root, 'dist'), root].map((folder) => projectRoot(folder))).toEqual([root, root, root]);
  expect(projectVersion(root)).toBe('4.5.6');
  expect(projectRoot()).toBe(resolve(import.meta.dirname, '..'));
});

test('the pages lie beside the bundled server, in dist as in a release, and in dist for one that runs from its sources', () => {
  expect(pagesFolder('/sep', '/sep/dist/server/main.js')).toBe('/sep/dist/addin');
  expect(pagesFolder('/sep', '/sep/server/main.js')).toBe('/sep/addin');
  expect(pagesFolder('/sep')).toBe('/sep/dist/addin');
});

test('where no folder above holds one, that is said', () => {
  expect(() => projectRoot(parse(import.meta.dirname).root)).toThrow('There is no package.json above the server');
});
