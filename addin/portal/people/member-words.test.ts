import { expect, test } from 'vitest';
import { codeNames } from '../../../shared/tables/code-names.ts';
import { mayWords, planRolesWords, scopeWords } from './member-words.ts';

const names = codeNames([['projects', [{ number: '26.00001', name: 'Cabling' }]]]);
const scope = { regions: ['North'], projects: ['26.00001'] };

test('where somebody may change rows is said by regions and named projects', () => {
  expect(scopeWords({ role: 'editor', scope }, names)).toBe('Region North; 26.00001 · Cabling');
  expect(scopeWords({ role: 'editor', scope: null }, names)).toBe('Everywhere');
  expect(scopeWords({ role: 'editor', scope: { regions: [], projects: [] } }, names)).toBe('Nowhere');
  expect(scopeWords({ role: 'viewer', scope: null }, names)).toBe('Nowhere');
});

test('roles of the plan are said with their rows, and that one is not held on the day', () => {
  const away = { planRole: 'Budget/Finance Officer', isAssigned: true, holds: null, from: null } as const;
  const cio = { planRole: 'CIO', isAssigned: false, holds: { planRole: 'CIO', reach: null }, from: null } as const;
  expect(planRolesWords([cio, away])).toBe('CIO; Budget/Finance Officer, not assigned on the day');
  expect(mayWords({ role: 'finance', planRoles: [cio] })).toBe('Decides on budget changes');
  expect(mayWords({ role: 'viewer' })).toBe('Looks at everything, changes nothing');
});
