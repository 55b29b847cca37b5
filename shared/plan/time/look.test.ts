import { expect, test } from 'vitest';
import { isAtItself } from './look.ts';

test('a row looks at itself by its own key, every part of it', () => {
  const reads: readonly string[] = [];
  expect(isAtItself({ table: 'projects', on: { number: 'number' }, reads }, 'projects')).toBe(true);
  expect(isAtItself({ table: 'projects', on: { number: 'project' }, reads }, 'budgetLines')).toBe(false);
  expect(isAtItself({ table: 'budgetLines', on: { project: 'project' }, reads }, 'budgetLines')).toBe(false);
  const commitments = (on: Readonly<Record<string, string>>) =>
    isAtItself({ table: 'commitments', on, reads }, 'commitments');
  expect(commitments({ number: 'number', line: 'line' })).toBe(true);
  expect(commitments({ number: 'number' })).toBe(false);
  expect(commitments({ number: 'line', line: 'number' })).toBe(false);
  expect(commitments({ line: 'number', number: 'line' })).toBe(false);
  // The same columns of another table.
  expect(isAtItself({ table: 'people', on: { number: 'number' }, reads }, 'projects')).toBe(false);
});
