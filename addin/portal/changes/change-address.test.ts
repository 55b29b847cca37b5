import { expect, test } from 'vitest';
import { changePage, everyChange, filterOf, numberOf, withFilter } from './change-address.ts';

test.each(['BC-0031', 'BC/110-25', 'A.1/2/3'])(
  'the address of %s leads back to it, in one step of the path',
  (number) => {
    const page = changePage(number);
    expect(page.split('/')).toHaveLength(2);
    expect(numberOf(decodeURIComponent(page.slice('changes/'.length)))).toBe(number);
  },
);

test('what is chosen stands in the address, and what it says besides stays', () => {
  const filter = { ...everyChange, status: 'Pending', text: 'camera & recorder', since: '2026-10-01' };
  const query = withFilter(new URLSearchParams('asOf=2026-10-31&source=BND-A'), filter);
  expect(filterOf(new URLSearchParams(query.toString()))).toEqual(filter);
  expect(query.get('asOf')).toBe('2026-10-31');
  expect(query.has('source')).toBe(false);
});
