import { expect, test } from 'vitest';
import { type JsonRecord, jsonText, mapTexts } from './json.ts';

test('as text, texts are themselves, nothing is empty, and everything else is JSON', () => {
  expect(['a "b"', '', undefined, 0, false, null, [1, 'x'], { a: 1 }].map((value) => jsonText(value))).toEqual([
    'a "b"',
    '',
    '',
    '0',
    'false',
    'null',
    '[1,"x"]',
    '{"a":1}',
  ]);
});

test('texts are replaced in records at any depth, and nothing else is', () => {
  const record = { a: 'x', b: { c: 'y', d: { e: 'z', f: 1 } }, g: [{ h: 'stays' }], i: null, j: undefined, k: true };
  expect(mapTexts(record, (text) => `${text}!`)).toEqual({
    ...record,
    a: 'x!',
    b: { c: 'y!', d: { e: 'z!', f: 1 } },
  });
});

test('a record, or a part of one, in which no text changed is the same as before', () => {
  const record: JsonRecord = { a: 'x', b: { c: 'y' }, d: { e: 'z' } };
  expect(mapTexts(record, (text) => text)).toBe(record);
  const changed = mapTexts(record, (text) => (text === 'z' ? 'Z' : text));
  expect(changed).toEqual({ a: 'x', b: { c: 'y' }, d: { e: 'Z' } });
  expect(changed['b']).toBe(record['b']);
});
