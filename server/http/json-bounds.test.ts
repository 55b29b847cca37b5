import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HttpError } from '../errors.ts';
import { createJsonBounds } from './json-bounds.ts';

/** The code it is refused with, or 'passed'; the text comes in pieces of `size` bytes. */
function outcome(text: string, size = text.length): string {
  const bytes = Buffer.from(text);
  const bounds = createJsonBounds();
  try {
    for (let at = 0; at < bytes.length; at += Math.max(1, size))
      bounds.look(bytes.subarray(at, at + Math.max(1, size)));
  } catch (error) {
    if (error instanceof HttpError) return error.code;
    throw error;
  }
  return 'passed';
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('[FD4] what a JSON text may hold before it is parsed', () => {
  test('ten levels pass, eleven do not', () => {
    expect(outcome(`${'['.repeat(10)}${']'.repeat(10)}`)).toBe('passed');
    expect(outcome('['.repeat(11))).toBe('invalid_request');
    expect(outcome('{"a":'.repeat(11))).toBe('invalid_request');
  });

  test('closed levels do not add up', () => {
    expect(outcome(`[${'[[]],'.repeat(1000)}[]]`)).toBe('passed');
  });

  test('brackets, commas and quotes inside texts are text, wherever the pieces are cut', () => {
    const text = JSON.stringify({ note: `${'['.repeat(50)}\\"${'{'.repeat(50)}\\`, next: '"]' });
    for (const size of [1, 2, 3, 7, 1000]) expect(outcome(text, size)).toBe('passed');
  });

  test('any JSON is judged by its depth alone, as long as it is small', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 14 }), fc.integer({ min: 1, max: 20 }), (text, size) => {
        expect(outcome(text, size)).toBe(depthOf(JSON.parse(text)) > 10 ? 'invalid_request' : 'passed');
      }),
    );
  });

  test('more than a million arrays, or four million values, are too many', () => {
    expect(outcome(`[${'[],'.repeat(999_000)}[]]`)).toBe('passed');
    expect(outcome(`[${'[],'.repeat(1_000_000)}[]]`)).toBe('too_large');
    expect(outcome(`[${'0,'.repeat(4_000_000)}0]`)).toBe('passed');
    expect(outcome(`[${'0,'.repeat(4_000_001)}0]`)).toBe('too_large');
  });
});
