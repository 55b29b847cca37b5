import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyRecipe, recipesOf, type Recipe } from './recipes/apply-recipe.ts';

const run = promisify(execFile);
const recipes = recipesOf(readFileSync('CONTRIBUTING.md', 'utf8'));
const copied = ['addin', 'server', 'shared', 'test', 'scripts', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

/** A copy of the sources below the repository, where node finds its packages and git and the checks find nothing. */
let house: string;

beforeAll(() => {
  mkdirSync('reports', { recursive: true });
  house = mkdtempSync(resolve('reports', 'recipes-'));
  for (const name of copied) cpSync(name, join(house, name), { recursive: true });
});

afterAll(() => rmSync(house, { recursive: true }));

/** Output of a command in the copy, whether it ends well or not. */
async function say(command: string, ...args: string[]): Promise<string> {
  const path = resolve('node_modules', command);
  const result = await run(process.execPath, [path, ...args], { cwd: house }).catch((error: unknown) => error);
  return typeof result === 'object' && result !== null && 'stdout' in result ? String(result.stdout) : String(result);
}

describe('the recipes of CONTRIBUTING', () => {
  test('are those a newcomer is promised, each with a test of its own', () => {
    const named = recipes.map(({ name }) => name);
    expect(named).toEqual([
      'a rule',
      'a rule over a sum',
      'an amount',
      'a computed column',
      'a lock or a transition',
      'a column kind',
      'a table',
      'a route',
      'a view',
    ]);
    for (const { name, blocks } of recipes) {
      expect([name, blocks.some(({ file }) => /\.test\.tsx?$/.test(file))]).toEqual([name, true]);
    }
  });

  test('carried out one after the other, they compile, and the tests they bring hold', async () => {
    for (const recipe of recipes) applyTo(house, recipe);
    const files = recipes.flatMap(({ blocks }) =>
      blocks.map(({ file }) => file).filter((file) => file.includes('.test.')),
    );
    // Everything that the product is made of, and of the tests those that came with the recipes.
    const config = {
      extends: './test/tsconfig.json',
      include: ['shared', 'server', 'addin', 'test/generators', 'test/postgres'],
      exclude: ['**/*.test.ts', '**/*.test.tsx'],
      files,
    };
    writeFileSync(join(house, 'tsconfig.recipes.json'), JSON.stringify(config));
    expect(await say('typescript-7/bin/tsc', '-p', 'tsconfig.recipes.json')).toBe('');
    const said = await say('vitest/vitest.mjs', 'run', '--project', 'unit', '--project', 'views', ...files);
    expect(said).toMatch(/\n[1-9]\d* passed, 0 failed\n/);
    for (const file of files) expect(said).toContain(file);
  });
});

function applyTo(folder: string, recipe: Recipe): void {
  const read = (file: string) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : null);
  for (const [file, text] of applyRecipe(recipe, read)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
