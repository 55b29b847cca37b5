import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allRules, prefixOf } from '../scripts/docs/rules-page.ts';

const root = join(import.meta.dirname, '..');

/** Files that may cite rules. The Excel host and the workbench speak of cells, `[A5]`, and know no rules; of findings they may. */
const tracked = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'addin', 'server', 'shared', 'test', 'docs', 'README.md'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => /\.(?:tsx?|mts|md)$/.test(path) && existsSync(join(root, path)))
  .filter((path) => !path.startsWith('test/bench/peers/'));
const citing = tracked.filter((path) => !/^addin\/(?:excel-host|workbench)\//.test(path));

const ID = String.raw`[A-Z]{1,5}\d{1,2}W?`;
const CITATION = new RegExp(String.raw`(?<![\w\])}])\[(${ID}(?:(?:, ?|–)${ID})*)(?:\]|,? [a-z])`, 'g');

/** Ids cited in a text: `[M3]`, `[W1, W2]`, `[REV1–REV3]`. */
function citedIn(text: string): string[] {
  return [...text.matchAll(CITATION)].flatMap(([, ids = '']) => ids.split(/, ?|–/));
}

/** Ids that a refusal, warning or check bears. */
function borneIn(text: string): string[] {
  return [...text.matchAll(/\b(?:rule|id): '([A-Z]{1,5}\d{1,2}W?)'|refused\(\s*'([A-Z]{1,5}\d{1,2})'/g)].map(
    ([, named, refused]) => named ?? refused ?? '',
  );
}

describe('rule ids', () => {
  const rules = allRules();
  const homes = new Map<string, Set<string>>();
  for (const { id, home } of rules) homes.set(prefixOf(id), (homes.get(prefixOf(id)) ?? new Set()).add(home));

  test('citations are found as they are written', () => {
    expect(citedIn("test('[M3] two', …) // [W1, W2], [REV1–REV3] and [CON2, so M4 waits]")).toEqual([
      'M3',
      'W1',
      'W2',
      'REV1',
      'REV3',
      'CON2',
    ]);
    expect(citedIn("['A1'] People[A5] getRange('B2')[0]")).toEqual([]);
    expect(borneIn("{ rule: 'V02' } refused('V06', text)")).toEqual(['V02', 'V06']);
  });

  test('each id has one home', () => {
    const ids = rules.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('each prefix belongs to one home, but for the validation rules, which are checked where they can be', () => {
    const shared = [...homes].filter(([, of]) => of.size > 1).map(([prefix, of]) => [prefix, [...of]]);
    expect(shared).toEqual([
      ['V', ['shared/sync/SPEC.md', 'shared/plan/rules/SPEC.md', 'shared/plan/invariants/all-invariants.ts']],
    ]);
  });

  test('every id that is cited or borne anywhere has a home', () => {
    const known = new Set(rules.map(({ id }) => id));
    const homeless = citing.flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      // Tests may invent rules of their own; what they cite in their names they may not invent.
      const ids = /^test\/|\.test\.tsx?$|\/testing\//.test(path) ? citedIn(text) : [...citedIn(text), ...borneIn(text)];
      return ids.filter((id) => !known.has(id)).map((id) => `${path}: ${id}`);
    });
    expect(homeless).toEqual([]);
  });

  test('every finding that counts as mended is cited by a test', () => {
    const cited = new Set(
      tracked
        .filter((path) => /\.test\.tsx?$|^test\//.test(path))
        .flatMap((path) => citedIn(readFileSync(join(root, path), 'utf8'))),
    );
    const mended = rules.filter(({ home, says }) => home === 'docs/findings.md' && !says.includes('Still open'));
    expect(mended.length).toBeGreaterThan(30);
    expect(mended.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
  });
});
