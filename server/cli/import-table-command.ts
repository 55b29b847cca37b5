import { importReply } from '../../shared/protocol/imports.ts';
import type { Command } from './command.ts';
import { importOptions, runImport } from './run-import.ts';

/** A table of an office's own; workbooks that were downloaded here come back by `import`. */
export const importTableCommand: Command = {
  name: 'import-table',
  takes: ['program', 'file'],
  summary: 'Takes a table of an office’s own (.xlsx, .csv, text) into a program, as edits of the person named.',
  options: {
    ...importOptions,
    table: { type: 'string', value: 'TABLE', help: 'The table it is, such as sites; default: the likeliest.' },
  },
  run: (call) =>
    runImport(call, {
      resource: 'imports',
      fields: {},
      parse: (body) => importReply.parse(body),
      tell: () => undefined,
    }),
};
