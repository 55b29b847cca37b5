import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureText, subjectOfText, subjectText, type Subject } from './subject.ts';

const row = 'R0A1B2C3D4E5F6G7';
const text = fc.string({ minLength: 1, unit: 'grapheme' });
const subjects: fc.Arbitrary<Subject> = fc.oneof(
  fc.constant({ kind: 'program' } as const),
  text.map((table) => ({ kind: 'row', table, row }) as const),
  fc.tuple(text, text).map(([table, column]) => ({ kind: 'cell', table, row, column }) as const),
  text.map((number) => ({ kind: 'change', number }) as const),
  text.map((period) => ({ kind: 'period', period }) as const),
  fc
    .tuple(
      text,
      fc.dictionary(
        text.filter((cut) => !cut.includes('=') && cut !== '__proto__'),
        fc.string({ unit: 'grapheme' }),
      ),
    )
    .map(([measure, groups]) => ({ kind: 'figure', measure, part: { ...groups }, asOf: '2026-10-31' }) as const),
);

test('a subject comes back from its address as it was, whatever its names hold', () => {
  fc.assert(
    fc.property(subjects, (subject) => {
      expect(subjectOfText(subjectText(subject))).toEqual(subject);
    }),
  );
});

test('a figure is the same one in whatever order its groups were named, on every day', () => {
  const [one, other] = [
    { site: '0417', source: 'BND-A' },
    { source: 'BND-A', site: '0417' },
  ];
  expect(figureText('current', one)).toBe(figureText('current', other));
  expect(figureText('current', one)).not.toBe(figureText('original', one));
});

test.each([
  '',
  'row',
  'row/sites',
  `row/sites/${row}/x`,
  'row/sites/R1',
  'cell/sites/x/y',
  'change/',
  'figure/current/soon',
  '%',
  'figure/current/2026-10-31/=x',
  'figure/current/2026-10-31/__proto__=x',
])('the address %j names no subject', (address) => {
  expect(subjectOfText(address)).toBeNull();
});
