import { expect, test } from 'vitest';
import { queryText } from './query-text.ts';

test('what is null, undefined or empty is left to the server, and no and zero are said', () => {
  expect(queryText({ asOf: null, at: undefined, text: '' })).toBe('');
  expect(queryText({ asOf: null, preview: false, base: 0, site: '0417,0420' })).toBe(
    '?preview=false&base=0&site=0417%2C0420',
  );
});
