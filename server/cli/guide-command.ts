import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { guideFiles } from '../guide/export-guide.ts';
import { readPublication } from '../guide/publications.ts';
import { readGuide } from '../guide/read-guide.ts';
import { scheduleDocument } from '../reports/schedule/schedule-document.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { CommandError, type Command } from './command.ts';

/** The public guide for the district's own web server. */
export const guideCommand: Command = {
  name: 'guide',
  takes: ['program', 'folder'],
  summary: 'Writes the published guide of a program as a site that needs no server: put the folder on any web server.',
  options: {
    force: { type: 'boolean', help: 'Write into a folder that holds files; those of the guide are replaced.' },
  },
  async run(call) {
    const [program = '', folder = ''] = call.positionals;
    if (existsSync(folder) && readdirSync(folder).length > 0 && !call.flag('force')) {
      throw new CommandError(`${folder} holds files already. Add --force to write the guide among them.`);
    }
    const store = await call.store();
    const publication = await readPublication(store.read, program);
    if (publication === undefined) {
      throw new CommandError(
        `The guide of ${program} is not published. Finance publishes it on the front page, under Reports.`,
      );
    }
    const { revision, asOf } = publication;
    const model = await inSnapshot(store.read, (db) => readGuide(db, program, publication));
    let count = 0;
    const write = (path: string, content: string | Uint8Array): void => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      count += 1;
    };
    for (const { path, text } of guideFiles(model)) write(path, text);
    const request = { program, at: revision, asOf, edition: 'region', audience: 'public', now: new Date() } as const;
    write('schedule.pdf', (await scheduleDocument(store, request, {})).bytes);
    call.print(
      `Wrote ${count.toLocaleString('en-US')} files to ${folder}: the plan as of ${asOf}, revision ${revision}.`,
    );
  },
};
