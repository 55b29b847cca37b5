import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('members are sorted by name at every depth, undefined ones are left out, lists keep their order', () => {
  expect(canonicalJson({ b: [2, { d: null, c: true }], a: 'x"\n', e: undefined })).toBe(
    '{"a":"x\\"\\n","b":[2,{"c":true,"d":null}]}',
  );
});

test('the order in which members were added does not matter, and the text reads back as the value', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null))),
      (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      },
    ),
  );
});

test('a number that is not finite throws', () => {
  expect(() => canonicalJson({ a: Number.NaN })).toThrow(new RangeError('NaN has no JSON form.'));
  expect(() => canonicalJson([Number.POSITIVE_INFINITY])).toThrow(RangeError);
});
