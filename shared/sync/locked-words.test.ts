import { expect, test } from 'vitest';
import { codeNames, noNames } from '../tables/code-names.ts';
import { lockedWords } from './locked-words.ts';

const approved = { table: 'projects', key: '26.00001', column: 'status', act: 'approved' };

test('[FD1] a lock is told by the row that holds it, the act, who did it and when', () => {
  const names = codeNames([['projects', [{ number: '26.00001', name: 'North Group 1' }]]]);
  expect(lockedWords({ ...approved, by: 'Ann Vela', at: '2025-11-18T09:12:00.000Z' }, names)).toBe(
    'Projects · 26.00001 · North Group 1: approved by Ann Vela on 2025-11-18.',
  );
});

test('[FD1] what nobody knows of a lock is left out', () => {
  expect(lockedWords({ ...approved, by: null, at: '2025-11-18' }, noNames)).toBe(
    'Projects · 26.00001: approved on 2025-11-18.',
  );
  expect(lockedWords({ ...approved, by: null, at: null }, noNames)).toBe('Projects · 26.00001: approved.');
});
