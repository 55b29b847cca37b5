import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { workbookReply } from '../../shared/protocol/workbook.ts';
import { programNames } from '../../shared/sync/program-names.ts';
import { programState } from '../../shared/sync/program-rows.ts';
import { lockedWords } from '../../shared/sync/locked-words.ts';
import { refusalLines } from '../../shared/sync/refusal-lines.ts';
import { namedTables, type CodeNames } from '../../shared/tables/code-names.ts';
import { placeWords, valueWords } from '../../shared/tables/place-words.ts';
import { CommandError, type Command, type CommandCall } from './command.ts';
import { actingAccount, withLocalApi, type LocalApi } from './local-api.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const exportWorkbook: Command = {
  name: 'export',
  takes: ['program', 'file.xlsx'],
  summary: 'Writes the consolidated workbook of a program to a file.',
  options: {
    at: { type: 'string', value: 'REVISION', help: 'State after that revision; default: now.' },
    as: { type: 'string', value: 'EMAIL', help: 'Whose eyes it is for; default: an administrator of the program.' },
    force: { type: 'boolean', help: 'Replace a file that is there.' },
  },
  async run(call) {
    const [program = '', file = ''] = call.positionals;
    if (existsSync(file) && !call.flag('force'))
      throw new CommandError(`${file} is there already. Add --force to replace it.`);
    const at = revisionOf(call, 'at');
    const store = await call.store();
    const account = await actingAccount(store, program, call.text('as'));
    const bytes = await withLocalApi(store, account, async ({ ask }) => {
      const response = await ask(`/programs/${program}/workbook.xlsx${at === undefined ? '' : `?at=${at}`}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    writeFileSync(file, bytes);
    call.print(`Wrote ${file} (${Math.ceil(bytes.length / 1024)} KB).`);
  },
};

const importWorkbook: Command = {
  name: 'import',
  takes: ['program', 'file.xlsx'],
  summary: 'Merges an edited workbook into a program, as a sync by the person named.',
  options: {
    as: { type: 'string', value: 'EMAIL', help: 'Whose edits they are (needed).' },
    preview: { type: 'boolean', help: 'Only say what would happen.' },
    base: { type: 'string', value: 'REVISION', help: 'Revision of a file that does not say which it is.' },
    realign: { type: 'boolean', help: 'Match rows by their keys where a sort has left out the Row IDs.' },
    'allow-deletions': {
      type: 'boolean',
      help: 'Delete rows that are missing or half-emptied in the file, however many.',
    },
    'empty-cells': { type: 'boolean', help: 'Empty what may be empty in rows of which only the key is left.' },
  },
  async run(call) {
    const [program = '', file = ''] = call.positionals;
    const email = call.text('as');
    if (email === undefined) throw new CommandError('--as is needed: history names a person for every edit.');
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    const query = new URLSearchParams();
    if (call.flag('preview')) query.set('preview', 'true');
    if (call.flag('allow-deletions')) query.set('deletions', 'allow');
    if (call.flag('empty-cells')) query.set('emptied', 'empty');
    if (call.flag('realign')) query.set('realign', 'true');
    const base = revisionOf(call, 'base');
    if (base !== undefined) query.set('base', base);
    const store = await call.store();
    const account = await actingAccount(store, program, email);
    const { reply, names } = await withLocalApi(store, account, async (api) => {
      const body = new Uint8Array(readFileSync(file));
      const response = await api.ask(`/programs/${program}/workbook?${query.toString()}`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': XLSX, 'Idempotency-Key': randomUUID() },
      });
      return { reply: workbookReply.parse(await response.json()), names: await namesIn(api, program) };
    });
    // As in the sheet: "Sites · 0417 · Alder Elementary · Site Name". Row IDs say nothing to a person.
    const placeOf = (table: string, row: string, column: string | null) =>
      placeWords(table, reply.rowKeys[row] ?? '', column, names);
    call.print(call.flag('preview') ? 'Preview, nothing was kept.' : outcomeOf(reply.committed, reply.revision));
    call.print(`${reply.accepted} accepted, ${reply.conflicts.length} conflicts, ${reply.refusals.length} refused.`);
    for (const { table, row, column, base: before, local, remote, by } of reply.conflicts) {
      const [was, mine, theirs] = [before, local, remote].map((value) => valueWords(table, column, value, names));
      call.print(`  conflict  ${placeOf(table, row, column)}: before ${was}, file ${mine}, ${by} ${theirs}`);
    }
    for (const { first, placeColumn, message } of refusalLines(reply.refusals)) {
      const lock = first.locked === undefined ? '' : ` ${lockedWords(first.locked, names)}`;
      call.print(`  refused   ${placeOf(first.table, first.row, placeColumn)}: ${message}${lock}`);
    }
    for (const { message } of reply.warnings) call.print(`  warning   ${message}`);
  },
};

export const workbookCommands: readonly Command[] = [exportWorkbook, importWorkbook];

function outcomeOf(committed: number | null, revision: number): string {
  return committed === null
    ? `Nothing new; the program stays at revision ${revision}.`
    : `Revision ${committed} was made.`;
}

function revisionOf(call: CommandCall, option: string): string | undefined {
  const text = call.text(option);
  if (text !== undefined && !/^\d+$/.test(text)) throw new CommandError(`--${option} must be a revision number.`);
  return text;
}

/** [FB6] Names that stand beside codes. */
async function namesIn({ ask }: LocalApi, program: string): Promise<CodeNames> {
  const tables = namedTables.map(({ name }) => name).join(',');
  const response = await ask(`/programs/${program}/rows?tables=${tables}`);
  return programNames(programState(rowsReply.parse(await response.json())));
}
