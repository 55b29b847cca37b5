// The command line: `npm run sep -- <command>`. Exit codes: 0 done, 1 could not be done, 2 called wrongly.
import { anchorCommand } from './cli/anchor-command.ts';
import { backupCommands } from './cli/backup-commands.ts';
import { runCommandLine } from './cli/run-command-line.ts';
import { dbRoleCommand } from './cli/db-role-command.ts';
import { demoCommand } from './cli/demo-command.ts';
import { guideCommand } from './cli/guide-command.ts';
import { importTableCommand } from './cli/import-table-command.ts';
import { ledgerCommand } from './cli/ledger-command.ts';
import { peopleCommands } from './cli/people-commands.ts';
import { practiceCommand } from './cli/practice-command.ts';
import { programCommands } from './cli/program-commands.ts';
import { providerCommands } from './cli/provider-commands.ts';
import { repairCommand } from './cli/repair-command.ts';
import { rollUpCommands } from './cli/roll-up-commands.ts';
import { verifyCommand } from './cli/verify-command.ts';
import { workbookCommands } from './cli/workbook-commands.ts';
import { processEnvironment } from './config.ts';

const commands = [
  ...peopleCommands,
  ...programCommands,
  ...providerCommands,
  ...rollUpCommands,
  ...workbookCommands,
  importTableCommand,
  ledgerCommand,
  verifyCommand,
  anchorCommand,
  repairCommand,
  ...backupCommands,
  demoCommand,
  practiceCommand,
  dbRoleCommand,
  guideCommand,
];

process.exitCode = await runCommandLine(commands, process.argv.slice(2), processEnvironment(), {
  print: (line) => console.log(line),
  complain: (line) => console.error(line),
});
