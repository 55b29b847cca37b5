import { expect, test } from 'vitest';
import { programs, regions, units } from '../../../shared/tables/lists.ts';
import { projects } from '../../../shared/tables/projects.ts';
import { sites } from '../../../shared/tables/sites.ts';
import { demoSystems } from '../../demo/catalog.ts';
import { spanish } from './spanish.ts';
import { termWords } from '../guide-words.ts';

test('every value of the plan’s lists that a page shows has a word in Spanish', () => {
  const shown: readonly string[] = [...sites.columns.type.values, ...regions, ...programs, ...units];
  expect(shown.filter((term) => !spanish.terms.has(term))).toEqual([]);
  expect(projects.columns.phase.values.filter((phase) => spanish.phases[phase] === undefined)).toEqual([]);
});

test('the usual systems have a word in Spanish, and what an office has named itself stays as it is', () => {
  expect(demoSystems.flatMap(({ name }) => (spanish.terms.has(name) ? [] : [name]))).toEqual([]);
  expect(['Elementary', 'Lab of robots', 'constructor'].map((term) => termWords(term, spanish))).toEqual([
    'Primaria',
    'Lab of robots',
    'constructor',
  ]);
});
