import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import type { Store } from '../storage/database.ts';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** Shown as `--name VALUE`; absent for a flag. */
  readonly value?: string;
  readonly help: string;
}

/** What a command is called with. */
export interface CommandCall {
  readonly positionals: readonly string[];
  /** The option's text; undefined where it was not given. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
  readonly config: Config;
  /** Opens the configured database, once; it is closed after the command. */
  store(): Promise<Store>;
  print(line: string): void;
}

export interface Command {
  /** Words after `sep`, such as "people add". */
  readonly name: string;
  /** Names of the positional arguments, in order. A name in brackets may be left out. */
  readonly takes: readonly string[];
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  run(call: CommandCall): Promise<void>;
}

/** Something the person can put right. Printed as a sentence; the exit code is 1. */
export class CommandError extends Error {}

/** The command was called wrongly. Printed with the command's usage; the exit code is 2. */
export class UsageError extends Error {}

export interface ParsedCall {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/** Reads the arguments after the command's name. Throws UsageError for anything the command does not take. */
export function parseCall(command: Command, args: readonly string[]): ParsedCall {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  const parsed = parseOrExplain(() =>
    parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    }),
  );
  const values: Record<string, string | boolean | undefined> = {};
  for (const [name, value] of Object.entries(parsed.values)) if (!Array.isArray(value)) values[name] = value;
  const needed = command.takes.filter((name) => !name.startsWith('[')).length;
  if (values['help'] !== true && parsed.positionals.length < needed) {
    throw new UsageError(`${command.takes[parsed.positionals.length] ?? 'An argument'} is missing.`);
  }
  if (parsed.positionals.length > command.takes.length) {
    throw new UsageError(`"${parsed.positionals[command.takes.length] ?? ''}" is one argument too many.`);
  }
  return { positionals: parsed.positionals, values };
}

function parseOrExplain<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** One command's help: usage, summary, options. */
export function usageOf(command: Command): string {
  const options = Object.entries(command.options);
  const words = [namedWithArguments(command), ...(options.length > 0 ? ['[options]'] : [])];
  const lines = options.map(([name, { value, help }]) => {
    const left = `--${name}${value === undefined ? '' : ` ${value}`}`;
    return `  ${left.padEnd(24)} ${help}`;
  });
  return [
    `Usage: npm run sep -- ${words.join(' ')}`,
    '',
    command.summary,
    ...(lines.length > 0 ? ['', 'Options:', ...lines] : []),
  ].join('\n');
}

/** A command's name and what it takes: `export <program> <file.xlsx>`. */
export function namedWithArguments({ name, takes }: Pick<Command, 'name' | 'takes'>): string {
  return [name, ...takes.map((taken) => (taken.startsWith('[') ? taken : `<${taken}>`))].join(' ');
}
