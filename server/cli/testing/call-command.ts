import { readConfig } from '../../config.ts';
import type { Store } from '../../storage/database.ts';
import { parseCall, type Command } from '../command.ts';

/** Runs a command on an open database. @returns the lines it printed; it throws what the command throws */
export async function callCommand(
  store: Store,
  commands: readonly Command[],
  name: string,
  ...args: string[]
): Promise<string[]> {
  const command = commands.find((each) => each.name === name);
  const settings = readConfig({});
  if (!command || 'problems' in settings) throw new Error(`There is no command ${name}.`);
  const { positionals, values } = parseCall(command, args);
  const printed: string[] = [];
  await command.run({
    positionals,
    text: (option) => (typeof values[option] === 'string' ? values[option] : undefined),
    flag: (option) => values[option] === true,
    config: settings.config,
    store: () => Promise.resolve(store),
    print: (line) => void printed.push(line),
  });
  return printed;
}
