import { existsSync, writeFileSync } from 'node:fs';
import { dirtyWorkbook } from '../demo/dirty-workbook.ts';
import { CommandError, type Command } from './command.ts';

/** A workbook to learn from: it needs no program, and belongs to none. */
export const practiceCommand: Command = {
  name: 'practice',
  takes: ['file.xlsx'],
  summary: 'Writes a workbook with one planted mistake for every rule, and what is said of each on its sheet Checks.',
  options: { force: { type: 'boolean', help: 'Replace a file that is there.' } },
  async run(call) {
    const [file = ''] = call.positionals;
    if (existsSync(file) && !call.flag('force'))
      throw new CommandError(`${file} is there already. Add --force to replace it.`);
    const bytes = await dirtyWorkbook();
    writeFileSync(file, bytes);
    call.print(`Wrote ${file} (${Math.ceil(bytes.length / 1024)} KB). What is planted in it is on its sheet Checks.`);
  },
};
