import { expect, test } from 'vitest';
import { columnReference } from './column-reference.ts';

test('a header with signs that structured references use has them escaped', () => {
  expect(columnReference('SEP_Sites', 'Location Code')).toBe('SEP_Sites[Location Code]');
  expect(columnReference('T', "Ann's #1 [a] @b")).toBe("T[Ann''s '#1 '[a'] '@b]");
});
