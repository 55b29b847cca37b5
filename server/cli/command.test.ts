import { expect, test } from 'vitest';
import { parseCall, usageOf, UsageError, type Command } from './command.ts';

const bare: Command = { name: 'dig', takes: [], summary: 'Digs.', options: {}, run: async () => {} };
const dig: Command = {
  ...bare,
  takes: ['place', 'depth', '[spade]'],
  options: { fast: { type: 'boolean', help: 'Sooner.' }, to: { type: 'string', value: 'PLACE', help: 'Where.' } },
};

test('as many arguments are taken as the command names; one in brackets may be left out', () => {
  expect(parseCall(dig, ['here', '2']).positionals).toEqual(['here', '2']);
  expect(parseCall(dig, ['here', '2', 'old', '--fast', '--to', 'x'])).toEqual({
    positionals: ['here', '2', 'old'],
    values: { fast: true, to: 'x' },
  });
  expect(() => parseCall(dig, [])).toThrow(new UsageError('place is missing.'));
  expect(() => parseCall(dig, ['here'])).toThrow(new UsageError('depth is missing.'));
  expect(() => parseCall(dig, ['a', 'b', 'c', 'd'])).toThrow(new UsageError('"d" is one argument too many.'));
});

test('help may be asked for without arguments, but not with too many', () => {
  for (const word of ['--help', '-h']) expect(parseCall(dig, [word]).values).toEqual({ help: true });
  expect(() => parseCall(bare, ['x', '--help'])).toThrow('too many');
});

test('an option that the command does not have, or without its text, is an error of use', () => {
  for (const wrong of [['--slow'], ['--to']]) expect(() => parseCall(dig, wrong)).toThrow(UsageError);
});

test('a command without arguments and options has no blanks and no list in its help', () => {
  expect(usageOf(bare)).toBe('Usage: npm run sep -- dig\n\nDigs.');
  expect(usageOf(dig).split('\n')).toEqual([
    'Usage: npm run sep -- dig <place> <depth> [spade] [options]',
    '',
    'Digs.',
    '',
    'Options:',
    '  --fast                   Sooner.',
    '  --to PLACE               Where.',
  ]);
});
