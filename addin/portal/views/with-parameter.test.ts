import { expect, test } from 'vitest';
import { withParameter } from './with-parameter.ts';

test('an address gets another value, or none, and keeps what else it says', () => {
  const query = new URLSearchParams('asOf=2026-12-01&region=North');
  expect(String(withParameter(query, 'region', 'South'))).toBe('asOf=2026-12-01&region=South');
  expect(String(withParameter(query, 'region', ''))).toBe('asOf=2026-12-01');
  expect(String(withParameter(query, 'region', null))).toBe('asOf=2026-12-01');
  expect(String(query)).toBe('asOf=2026-12-01&region=North');
});
