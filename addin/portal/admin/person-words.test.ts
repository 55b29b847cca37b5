import { expect, test } from 'vitest';
import { membershipWords, sizeWords, stateWords } from './person-words.ts';

const membership = {
  program: 'elm',
  programName: 'Elm',
  role: 'editor',
  scope: null,
  planRoles: [],
  whileAssigned: [],
  person: null,
} as const;

test('a membership is told by its role, its rows, its roles of the plan and its person', () => {
  expect(membershipWords({ ...membership, planRoles: [], whileAssigned: [] })).toBe('Editor');
  const limited = {
    ...membership,
    scope: { regions: ['North'], projects: ['26.00001'] },
    planRoles: ['Procurement' as const],
    whileAssigned: ['Project Manager' as const],
    person: 'PM-07',
  };
  expect(membershipWords(limited)).toBe(
    'Editor for North, 26.00001 · Procurement, Project Manager while assigned · is PM-07',
  );
});

test('that somebody is locked out counts before everything else', () => {
  const person = {
    id: 'a',
    name: 'Ana',
    email: 'ana@elm.example',
    isDisabled: false,
    isInvited: false,
    administers: false,
    createdAt: '',
    lastUsedAt: null,
    memberships: [],
  };
  expect(stateWords(person)).toBe('Can sign in');
  expect(stateWords({ ...person, isInvited: true })).toBe('Has no password yet');
  expect(stateWords({ ...person, administers: true, isInvited: true })).toBe('Administrator');
  expect(stateWords({ ...person, administers: true, isDisabled: true })).toBe('Disabled');
});

test('sizes are told in the unit that keeps them short', () => {
  expect([0, 999, 1000, 4_250_000, 18_000_000_000].map(sizeWords)).toEqual(['0 B', '999 B', '1 kB', '4.3 MB', '18 GB']);
});
