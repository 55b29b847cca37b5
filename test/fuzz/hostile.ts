import fc from 'fast-check';

const deep = (count: number): string => '['.repeat(count) + ']'.repeat(count);

/** JSON values, as texts, that have hurt somebody's server before; some are no JSON. */
const hostileTexts = [
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '-0',
  '1e999',
  '-1e999',
  '1e-400',
  '0.1',
  '9007199254740993',
  '1'.repeat(400),
  'NaN',
  'undefined',
  String.raw`"\ud800"`,
  String.raw`"x\udc00y"`,
  String.raw`"\u0000"`,
  String.raw`"\ud83d\ude00"`,
  String.raw`"\u202e\u200b\ufeff"`,
  String.raw`"\r\nX: y"`,
  JSON.stringify('x'.repeat(40_000)),
  JSON.stringify('="=cmd|\' /C calc\'!A0"'),
  '"__proto__"',
  '"constructor"',
  '"9999-12-31"',
  '"0000-00-00"',
  '"2026-02-30"',
  '"2026-13"',
  '"-271821-04-20"',
  '"+275760-09-13"',
  '"1e5"',
  '"NaN"',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1,"hasOwnProperty":2}',
  '[null,{"__proto__":[]}]',
  deep(9),
  deep(11),
  deep(5_000),
];

/** A JSON text that fits nowhere in particular. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
);

/** Names that an object should not have. */
export const hostileNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '\u0000',
  'x y',
];

/** Parts of an address, already encoded: what decodes to nothing, to half a character, to a path. */
export const hostileParts = [
  '%00',
  '%',
  '%zz',
  '%ED%A0%80',
  '%C0%80',
  '%FF',
  '..%2F..%2Fetc%2Fpasswd',
  '__proto__',
  'constructor',
  '%F0%9F%98%80',
  'x'.repeat(3_000),
  "'%20OR%201=1--",
  '%3Cscript%3E',
  '-1',
  '1e9',
  '1e999',
  'NaN',
  '0x10',
  '99999999999999999999',
  '9999-12-31',
  '0000-00-00',
  '2026-02-30',
  '%2B275760-09-13',
  '',
];
