import { userInfo } from 'node:os';
import type { NewAct } from './append-act.ts';

/** Who acts by the command line where no account is named: whoever the machine says. */
export function commandLinePerson(): NewAct['person'] {
  return { id: '', name: `Command line (${systemUser()})` };
}

/** What is done by the command line, now. */
export function byCommandLine(): Pick<NewAct, 'at' | 'person' | 'door'> {
  return { at: new Date().toISOString(), person: commandLinePerson(), door: 'commandLine' };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // The user of a container often has no entry.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
