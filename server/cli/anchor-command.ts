import { appendTo, anchorPlaces } from '../anchor/anchor-places.ts';
import { readHeads } from '../anchor/anchor.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { CommandError, type Command } from './command.ts';

export const anchorCommand: Command = {
  name: 'anchor',
  takes: ['[folder]'],
  summary: 'Writes heads and hashes of all programs outside the database, now; by default where the settings say.',
  options: {},
  async run(call) {
    const [folder] = call.positionals;
    const { anchors } = call.config;
    if (folder === undefined && anchors === null) {
      throw new CommandError('Name a folder, or set ANCHOR_FOLDER, ANCHOR_WEBHOOK or ANCHOR_MAIL.');
    }
    const store = await call.store();
    const anchor = await inSnapshot(store.read, (db) => readHeads(db, new Date().toISOString()));
    if (folder !== undefined) await appendTo(folder, anchor);
    else for (const place of anchors === null ? [] : anchorPlaces(anchors)) await place.write(anchor);
    for (const { program, revision, acts } of anchor.programs)
      call.print(`${program}: revision ${revision}, act ${acts}`);
    call.print(`Anchored at ${anchor.at}.`);
  },
};
