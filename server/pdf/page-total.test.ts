import { deflateSync, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { withTotal } from './page-total.ts';

const page = (shown: string): Buffer =>
  deflateSync(Buffer.from(`[(\\000A)] TJ\nET\nBT\n[${shown}] TJ\nET\nEMC`, 'latin1'));
const DIGITS = '(\\0000\\0001\\0002) 3.5 (\\0003\\0004\\0005) -2 (\\0006\\0007\\000(\\000))';

test('the ten digits at the end of a page become the number, in the glyphs of its font', () => {
  const content = inflateSync(withTotal(page(DIGITS), 1098)).toString('latin1');
  // 0 is glyph 0030, 1 is 0031, 8 is 0028 and 9 is 0029.
  expect(content).toBe('[(\\000A)] TJ\nET\nBT\n[<0031003000290028>] TJ\nET\nEMC');
});

test.each(['(\\000A\\000B)', '', '(\\0000\\0000\\0002\\0003\\0004\\0005\\0006\\0007\\0008\\0009)'])(
  'a page that ends otherwise is no page of a part: %j',
  (shown) => {
    expect(() => withTotal(page(shown), 3)).toThrow('does not end with the place of its total');
  },
);
