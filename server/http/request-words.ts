import type { z } from 'zod';

type RawIssue = Parameters<NonNullable<z.core.$ZodConfig['customError']>>[0];

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with named values',
  record: 'an object with named values',
  null: 'empty',
};

/** [FB12] What is wrong with a part of a request, in the house's words instead of the schema library's. */
export function wordsOfIssue(issue: RawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'This is missing.';
      return `This must be ${kinds[issue.expected] ?? 'of another kind'}.`;
    case 'too_small':
      return `This must be ${sized(issue.origin, issue.minimum)} at least.`;
    case 'too_big':
      return `This must be ${sized(issue.origin, issue.maximum)} at most.`;
    case 'invalid_value':
      return `This must be ${issue.values.map(String).join(' or ')}.`;
    case 'unrecognized_keys':
      return `There is no place for ${issue.keys.join(', ')}.`;
    default:
      return 'This is not in the form that is asked for.';
  }
}

/** "5 characters", "3 entries", "0". */
function sized(origin: string, size: number | bigint): string {
  if (origin === 'string') return `${size} characters`;
  return origin === 'array' || origin === 'set' ? `${size} entries` : String(size);
}
