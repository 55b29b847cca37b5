import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentReceipt, readReceipt, revisionReceipt } from './receipt.ts';

const hash = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const document = new Uint8Array([255, 0, 255, 0, 1]);

test('[AUD3] a receipt is the revision and 80 bits, and a document’s begins as that of its state', () => {
  expect(revisionReceipt(148, hash)).toBe('148-04HM-ASW9-NF6Y-Y093');
  expect(documentReceipt(148, hash, document)).toBe('148-04HM-ASW9-ZW0F-Y001');
  expect(revisionReceipt(0, '')).toBe('0-0000-0000-0000-0000');
});

test('[AUD3] it is read however it is typed', () => {
  const read = { kind: 'receipt', revision: 148, text: '148-04HM-ASW9-NF6Y-Y093' };
  for (const typed of [
    '148-04HM-ASW9-NF6Y-Y093',
    ' receipt 148-o4hm-asw9-nf6y-yo93 ',
    'Receipt: r148-04HMASW9NF6YY093',
    '148 - 04HM ASW9 NF6Y Y093',
  ])
    expect(readReceipt(typed)).toEqual(read);
});

test('[AUD3] those of older servers stay readable', () => {
  expect(readReceipt('r148-3f9a2c1b')).toEqual({ kind: 'old', revision: 148, hashStart: '3f9a2c1b' });
});

test.each(['', '148', 'r148', '148-04HM', '148-04HM-ASW9-NF6Y-Y09U', '-04HM-ASW9-NF6Y-Y093', `1-${'A'.repeat(61)}`])(
  '[AUD3] %j is none',
  (typed) => {
    expect(readReceipt(typed)).toBeNull();
  },
);

test('[AUD3] whatever is written is read as it was written, and other hashes and documents give others', () => {
  const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'.split('')), minLength: 64, maxLength: 64 });
  const bytes = fc.uint8Array({ minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(fc.nat(999_999_999), hex, hex, bytes, bytes, (revision, one, other, first, second) => {
      for (const text of [revisionReceipt(revision, one), documentReceipt(revision, one, first)])
        expect(readReceipt(text)).toEqual({ kind: 'receipt', revision, text });
      const isSame = one.slice(0, 20) === other.slice(0, 20);
      expect(revisionReceipt(revision, one) === revisionReceipt(revision, other)).toBe(isSame);
      const isSameDocument = String(first) === String(second);
      expect(documentReceipt(revision, one, first) === documentReceipt(revision, one, second)).toBe(isSameDocument);
    }),
  );
});
