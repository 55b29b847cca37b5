import { readConfig, type Environment } from '../config.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../storage/database.ts';
import {
  CommandError,
  type CommandCall,
  namedWithArguments,
  parseCall,
  usageOf,
  UsageError,
  type Command,
} from './command.ts';
import { acrossPrograms, takingLong } from '../storage/program-scope.ts';

export interface Terminal {
  print(line: string): void;
  complain(line: string): void;
}

/** Finds and runs the command that the arguments name. The exit code: 0 done, 1 could not be done, 2 called wrongly. */
export async function runCommandLine(
  commands: readonly Command[],
  args: readonly string[],
  environment: Environment,
  terminal: Terminal,
): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (command === undefined) return withoutCommand(commands, args, terminal);
  try {
    const { positionals, values } = parseCall(command, args.slice(command.name.split(' ').length));
    if (values['help'] === true) {
      terminal.print(usageOf(command));
      return 0;
    }
    return await run(command, positionals, values, environment, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(`${error.message}\n\n${usageOf(command)}`);
      return 2;
    }
    throw error;
  }
}

function withoutCommand(commands: readonly Command[], args: readonly string[], terminal: Terminal): number {
  const isAsked = args.length === 0 || ['help', '--help', '-h'].includes(args.at(-1) ?? '');
  const list = commands.map((command) => `  ${namedWithArguments(command).padEnd(30)} ${command.summary}`);
  const help = ['Usage: npm run sep -- <command> [--help]', '', 'Commands:', ...list].join('\n');
  if (isAsked) terminal.print(help);
  else terminal.complain(`There is no command "${args.join(' ')}".\n\n${help}`);
  return isAsked ? 0 : 2;
}

async function run(
  command: Command,
  positionals: readonly string[],
  values: Readonly<Record<string, string | boolean | undefined>>,
  environment: Environment,
  terminal: Terminal,
): Promise<number> {
  const settings = readConfig(environment);
  if ('problems' in settings) {
    for (const problem of settings.problems) terminal.complain(problem);
    return 1;
  }
  let opened: Promise<Store> | undefined;
  try {
    const call: CommandCall = {
      positionals,
      text: (name) => textOf(values[name]),
      flag: (name) => values[name] === true,
      config: settings.config,
      store: () => (opened ??= openStore(settings.config)),
      print: (line) => terminal.print(line),
    };
    await acrossPrograms('whoever has the command line has the database', () =>
      takingLong('nobody waits at a screen', () => command.run(call)),
    );
    return 0;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    terminal.complain(error instanceof Error ? error.message : String(error));
    if (!(error instanceof CommandError) && error instanceof Error && error.cause === undefined) {
      terminal.complain(error.stack ?? '');
    }
    return 1;
  } finally {
    await (await opened?.catch(() => undefined))?.close();
  }
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
