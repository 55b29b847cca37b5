import { expect, test } from 'vitest';
import { unstorablePath } from './storable-request.ts';

const HALF = 'half \ud800';

test.each([
  ['a text', HALF, ''],
  ['a text with NUL', 'a\u0000b', ''],
  ['a text in an object', { note: HALF }, 'note'],
  ['a text far down', { edits: { sites: [{ cells: {} }, { cells: { name: HALF } }] } }, 'edits.sites.1.cells.name'],
  ['a text after others', ['fine', 'é', HALF], '2'],
  ['a name, by the place of its object', { edits: { [HALF]: 1 } }, 'edits'],
  ['a name at the top', { [HALF]: 1 }, ''],
])('[FD3] %s that cannot be stored is placed', (_what, value, path) => {
  expect(unstorablePath(value)).toBe(path);
});

test.each([null, undefined, 0, true, '', 'é 😀', [], {}, { a: [null, { b: 'c' }, 3] }])(
  '[FD3] %j can be stored',
  (value) => expect(unstorablePath(value)).toBeNull(),
);
