import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { importTableNamed } from '../../shared/import/import-table-named.ts';
import { proposalKinds, type ImportMapping } from '../../shared/import/import-mapping.ts';
import { proposalWords, skippedWords } from '../../shared/import/proposal-words.ts';
import { importMapping, type ImportReply } from '../../shared/protocol/imports.ts';
import { formatCell } from '../../shared/tables/kinds/kind-of.ts';
import { columnLabel, type Table } from '../../shared/tables/table.ts';
import { CommandError, type Command, type CommandCall } from './command.ts';
import { actingAccount, withLocalApi } from './local-api.ts';

const SHOWN = 20;
const PER_CENT = 100;

/** What every import of a file can be told. */
export const importOptions = {
  as: { type: 'string', value: 'EMAIL', help: 'Whose edits they are (needed).' },
  preview: { type: 'boolean', help: 'Only say what would happen.' },
  sheet: { type: 'string', value: 'NAME', help: 'The sheet to read; default: the likeliest.' },
  mapping: {
    type: 'string',
    value: 'FILE.json',
    help: 'What was decided about the file, as --write-mapping writes it.',
  },
  'write-mapping': {
    type: 'string',
    value: 'FILE.json',
    help: 'Write how the file was read, to be looked through and used.',
  },
  accept: { type: 'string', value: 'KINDS', help: 'Readings to accept, by kind with commas between, or all.' },
  exceptions: { type: 'string', value: 'FILE.xlsx', help: 'Write the rows that did not go in, to be mended.' },
  force: { type: 'boolean', help: 'Replace files that are there.' },
} as const satisfies Command['options'];

/** How a file comes in: as which resource, with what besides, and what is told of it. */
export interface ImportRun<Reply extends ImportReply> {
  readonly resource: 'imports' | 'ledger';
  /** Further fields of the form. */
  readonly fields: Readonly<Record<string, string>>;
  readonly parse: (body: unknown) => Reply;
  readonly tell: (reply: Reply) => void;
}

/** Sends a file as the person named, tells what became of it, and writes what was asked for. */
export async function runImport<Reply extends ImportReply>(
  call: CommandCall,
  { resource, fields, parse, tell: tellMore }: ImportRun<Reply>,
): Promise<void> {
  const [program = '', file = ''] = call.positionals;
  const email = call.text('as');
  if (email === undefined) throw new CommandError('--as is needed: history names a person for every edit.');
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
  for (const option of ['write-mapping', 'exceptions']) assertFree(call, option);
  const form = formOf(file, { ...fields, mapping: JSON.stringify(mappingOf(call)) });
  const store = await call.store();
  const account = await actingAccount(store, program, email);
  const preview = call.flag('preview');
  await withLocalApi(store, account, async ({ ask }) => {
    const path = `/programs/${program}/${resource}`;
    const headers = { 'Idempotency-Key': randomUUID() };
    const asked = await ask(`${path}${preview ? '?preview=true' : ''}`, { method: 'POST', body: form(), headers });
    const reply = parse(await asked.json());
    tell(call, reply, preview);
    tellMore(reply);
    const kept = call.text('write-mapping');
    if (kept !== undefined) writeFileSync(kept, `${JSON.stringify(reply.mapping, null, 2)}\n`);
    const exceptions = call.text('exceptions');
    if (exceptions === undefined || reply.counts.exceptions + reply.counts.waiting === 0) return;
    const response = await ask(`${path}/exceptions.xlsx`, { method: 'POST', body: form() });
    writeFileSync(exceptions, new Uint8Array(await response.arrayBuffer()));
    call.print(`Wrote ${exceptions}: mend its rows and import it.`);
  });
}

function assertFree(call: CommandCall, option: string): void {
  const file = call.text(option);
  if (file === undefined || call.flag('force') || !existsSync(file)) return;
  throw new CommandError(`${file} is there already. Add --force to replace it.`);
}

function mappingOf(call: CommandCall): ImportMapping {
  const file = call.text('mapping');
  const [table, sheet, kinds] = [call.text('table'), call.text('sheet'), call.text('accept')];
  const accept = kinds === 'all' ? [...proposalKinds] : kinds?.split(',').map((kind) => kind.trim());
  return {
    ...(file === undefined ? {} : readMapping(file)),
    ...(table !== undefined && { table }),
    ...(sheet !== undefined && { sheet }),
    ...(accept && { accept }),
  };
}

function readMapping(file: string): ImportMapping {
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
  const parsed = importMapping.safeParse(jsonIn(file));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new CommandError(`${file} is no mapping: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`);
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

/** A form is sent once; each request has its own. */
function formOf(file: string, fields: Readonly<Record<string, string>>): () => FormData {
  const bytes = new Uint8Array(readFileSync(file));
  return () => {
    const form = new FormData();
    form.set('file', new File([bytes], basename(file)));
    for (const [name, text] of Object.entries(fields)) form.set(name, text);
    return form;
  };
}

function tell(call: CommandCall, reply: ImportReply, isPreview: boolean): void {
  const table = importTableNamed(reply.table);
  const { inserts, updates, unchanged, waiting, exceptions } = reply.counts;
  const made = reply.committed === null ? 'Nothing new.' : `Revision ${reply.committed} was made.`;
  call.print(isPreview ? 'Preview, nothing was kept.' : made);
  const layout = reply.layout === null ? '' : `, laid out as ${reply.layout.name}`;
  call.print(`${table.label} from sheet ${reply.mapping.sheet ?? ''}${layout}:`);
  for (const { header, column, confidence, by } of reply.columns) {
    const to = column === null ? 'not taken' : `${columnLabel(table, column)} (${sureness(confidence, by)})`;
    call.print(`  column    ${header}: ${to}`);
  }
  call.print(
    `${inserts} new, ${updates} changed, ${unchanged} as they are, ${waiting} wait for a reading, ${exceptions} left out.`,
  );
  for (const { row, why, text } of reply.skipped.slice(0, SHOWN)) {
    call.print(`  passed    row ${row} (${text}): ${skippedWords[why]}`);
  }
  for (const { kind, count, accepted } of reply.kinds) {
    const example = reply.proposals.find((proposal) => proposal.kind === kind);
    call.print(
      `  ${accepted === count ? 'accepted ' : 'to accept'} ${kind}: ${proposalWords[kind]}, ${count}${exampleOf(table, example)}`,
    );
  }
  for (const { cell, row, column, value, message } of reply.exceptions.slice(0, SHOWN)) {
    const place = [cell === '' ? `row ${row}` : cell, column === null ? '' : columnLabel(table, column)];
    call.print(
      `  left out  ${place.filter((part) => part !== '').join(' ')}${value === '' ? '' : ` ${value}`}: ${message}`,
    );
  }
  const rest = reply.exceptions.length - SHOWN;
  if (rest > 0) call.print(`  and ${rest} more; --exceptions FILE.xlsx writes them all.`);
}

function sureness(confidence: number, by: ImportReply['columns'][number]['by']): string {
  const percent = `${Math.round(confidence * PER_CENT)} %`;
  return by === 'person' || by === 'remembered' || by === 'layout' ? `as ${by === 'person' ? 'told' : by}` : percent;
}

function exampleOf(table: Table, example: ImportReply['proposals'][number] | undefined): string {
  const column = example && table.columns[example.column];
  if (!example || !column) return '';
  const read = formatCell(column, example.reads) || 'nothing';
  return `, such as ${example.cell} ${example.value === '' ? 'blank' : example.value} as ${read}`;
}
