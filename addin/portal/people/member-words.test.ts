import { expect, test } from 'vitest';
import { codeNames } from '../../../shared/tables/code-names.ts';
import { scopeWords } from './member-words.ts';

const names = codeNames([['projects', [{ number: '26.00001', name: 'Cabling' }]]]);
const scope = { regions: ['North'], projects: ['26.00001'] };

test('where somebody may change rows is said by regions and named projects', () => {
  expect(scopeWords({ role: 'editor', scope }, names)).toBe('Region North; 26.00001 · Cabling');
  expect(scopeWords({ role: 'editor', scope: null }, names)).toBe('Everywhere');
  expect(scopeWords({ role: 'editor', scope: { regions: [], projects: [] } }, names)).toBe('Nowhere');
  expect(scopeWords({ role: 'viewer', scope: null }, names)).toBe('Nowhere');
});
