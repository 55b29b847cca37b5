import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CommandError, UsageError, type Command, type CommandCall } from './command.ts';
import { runCommandLine } from './run-command-line.ts';

/** A folder cannot be made inside of a file. */
const NO_FOLDER = join(fileURLToPath(import.meta.url), 'data');

/** What a command line comes to whose only commands are `dig` and `dig deep`; both do this. */
async function typed(args: readonly string[], work: (call: CommandCall) => Promise<void> | void = () => {}) {
  const command = (name: string, takes: readonly string[]): Command => ({
    name,
    takes,
    summary: `Does ${name}.`,
    options: { fast: { type: 'boolean', help: 'Sooner.' }, to: { type: 'string', value: 'PLACE', help: 'Where.' } },
    run: async (call) => {
      call.print(name);
      await work(call);
    },
  });
  const [out, complaints]: [string[], string[]] = [[], []];
  const terminal = { print: (line: string) => out.push(line), complain: (line: string) => complaints.push(line) };
  const commands = [command('dig deep', ['place', '[spade]']), command('dig', [])];
  const code = await runCommandLine(commands, args, { SEP_DATA: NO_FOLDER }, terminal);
  return { code, out, complaints };
}

const LIST = [
  'Usage: npm run sep -- <command> [--help]',
  '',
  'Commands:',
  '  dig deep <place> [spade]       Does dig deep.',
  '  dig                            Does dig.',
].join('\n');

test('a command is found by all words of its name, and given what follows them', async () => {
  expect(await typed(['dig'])).toEqual({ code: 0, out: ['dig'], complaints: [] });
  const calls: CommandCall[] = [];
  await typed(['dig', 'deep', 'here', '--to', 'there'], (call) => void calls.push(call));
  const [call] = calls;
  expect(call?.positionals).toEqual(['here']);
  expect([call?.text('to'), call?.text('fast'), call?.flag('fast'), call?.flag('to')]).toEqual([
    'there',
    undefined,
    false,
    false,
  ]);
});

test('help is an answer where it is asked for, a complaint where there is no such command', async () => {
  for (const args of [[], ['help'], ['-h'], ['dance', '--help']]) {
    expect(await typed(args)).toEqual({ code: 0, out: [LIST], complaints: [] });
  }
  expect(await typed(['deep', 'dig'])).toEqual({
    code: 2,
    out: [],
    complaints: [`There is no command "deep dig".\n\n${LIST}`],
  });
});

test('help of a command runs nothing', async () => {
  const { code, out } = await typed(['dig', 'deep', '-h']);
  expect(code).toBe(0);
  expect(out).toEqual([
    [
      'Usage: npm run sep -- dig deep <place> [spade] [options]',
      '',
      'Does dig deep.',
      '',
      'Options:',
      '  --fast                   Sooner.',
      '  --to PLACE               Where.',
    ].join('\n'),
  ]);
});

test('what a person can mend is one sentence', async () => {
  const result = await typed(['dig'], () => {
    throw new CommandError('The ground is frozen.');
  });
  expect(result).toEqual({ code: 1, out: ['dig'], complaints: ['The ground is frozen.'] });
});

test('a command may find out by itself that it was called wrongly', async () => {
  const { code, complaints } = await typed(['dig'], () => {
    throw new UsageError('Not like this.');
  });
  expect(code).toBe(2);
  expect(complaints).toEqual([expect.stringMatching(/^Not like this\.\n\nUsage: npm run sep -- dig \[options\]\n/)]);
});

test('a fault of the program comes with its place, one that tells of another with that alone', async () => {
  const fault = await typed(['dig'], () => {
    throw new TypeError('no spade');
  });
  expect(fault.code).toBe(1);
  expect(fault.complaints).toEqual(['no spade', expect.stringContaining('run-command-line.test.ts')]);
  const told = await typed(['dig'], () => {
    throw new Error('The spade is lent.', { cause: new Error('by Bo') });
  });
  expect(told.complaints).toEqual(['The spade is lent.']);
});

test('a database that does not open ends the command, and is opened no second time', async () => {
  const opened: Promise<unknown>[] = [];
  const { code, complaints } = await typed(['dig'], async (call) => {
    opened.push(call.store(), call.store());
    await call.store();
  });
  expect(code).toBe(1);
  expect(complaints[0]).toMatch(/\S/);
  expect(opened[0]).toBe(opened[1]);
});
