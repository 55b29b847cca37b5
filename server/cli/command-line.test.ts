import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPassword } from '../identity/passwords.ts';
import { createProgramEvents } from '../program-events.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import { createSyncService } from '../reconcile/sync-program.ts';
import { openDatabase } from '../storage/database.ts';
import { METADATA_SHEET } from '../../shared/tables/workbook-metadata.ts';
import { editPart, setCell, sheetPath } from '../workbook/testing/edit-file.ts';
import { backupCommands } from './backup-commands.ts';
import { peopleCommands } from './people-commands.ts';
import { anchorCommand } from './anchor-command.ts';
import { programCommands } from './program-commands.ts';
import { runCommandLine } from './run-command-line.ts';
import { repairCommand } from './repair-command.ts';
import { verifyCommand } from './verify-command.ts';
import { workbookCommands } from './workbook-commands.ts';

const commands = [
  ...peopleCommands,
  ...programCommands,
  ...workbookCommands,
  verifyCommand,
  anchorCommand,
  repairCommand,
  ...backupCommands,
];
const root = mkdtempSync(join(tmpdir(), 'sep-cli-'));
let folder = '';
let count = 0;

beforeEach(() => {
  count += 1;
  folder = join(root, String(count));
});

afterAll(() => rmSync(root, { recursive: true }));

async function sep(...args: string[]): Promise<{ code: number; out: string; complaints: string }> {
  const out: string[] = [];
  const complaints: string[] = [];
  const terminal = { print: (line: string) => out.push(line), complain: (line: string) => complaints.push(line) };
  const code = await runCommandLine(commands, args, { SEP_DATA: folder }, terminal);
  return { code, out: out.join('\n'), complaints: complaints.join('\n') };
}

/** Runs with this as standard input. */
async function typing<T>(text: string, work: () => Promise<T>): Promise<T> {
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin');
  Object.defineProperty(process, 'stdin', {
    value: Readable.from([text.slice(0, 4), text.slice(4)]),
    configurable: true,
  });
  try {
    return await work();
  } finally {
    if (stdin) Object.defineProperty(process, 'stdin', stdin);
  }
}

const template = join(root, 'template');

beforeAll(async () => {
  folder = template;
  await sep('programs', 'add', 'elm', '--district', 'Elm Unified', '--fiscal-year', '2026-27');
  await sep('people', 'add', 'ana@elm.example', '--name', 'Ana');
  await sep('grant', 'elm', 'ana@elm.example', '--role', 'editor', '--regions', 'North,South');
});

/** The database of this test holds the program elm, and Ana, who edits its North and South. */
function withElm(): void {
  cpSync(template, folder, { recursive: true });
}

/** Ana adds a system with a note that an older server took, and the database cannot keep. */
async function spoil(note: string): Promise<void> {
  const store = await openDatabase({ file: join(folder, 'sep.sqlite') });
  const events = createProgramEvents(store);
  const ana = await store.read.selectFrom('accounts').select(['id', 'name', 'email']).executeTakeFirstOrThrow();
  const origin = { door: 'sync', workbook: 'w', syncId: 's', digest: requestDigest({ note }), base: 0, note } as const;
  const cells = { code: 'LAN', name: 'Network', program: 'School Network Modernization', erateCategory: 'C2' };
  const row = 'R0A1B2C3D4E5F6G7';
  const reply = await createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z') }).sync(
    'elm',
    {
      author: ana,
      origin,
      edits: [{ kind: 'insert', table: 'systems', row, cells, seen: 0 }],
    },
  );
  expect(reply).toMatchObject({ committed: 1, refusals: [] });
  await events.close();
  await store.close();
}

function withoutCells(sheetXml: string): string {
  return sheetXml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>');
}

describe('the command line', () => {
  test('without a command, and with --help, it lists the commands and succeeds', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      const { code, out } = await sep(...args);
      expect(code).toBe(0);
      for (const { summary } of commands) expect(out).toContain(summary);
    }
  });

  test('every command explains itself with --help, without needing its arguments', async () => {
    for (const { name, summary } of commands) {
      const { code, out } = await sep(...name.split(' '), '--help');
      expect({ name, code }).toEqual({ name, code: 0 });
      expect(out).toContain(`Usage: npm run sep -- ${name}`);
      expect(out).toContain(summary);
    }
  });

  test('an unknown command, option or number of arguments is exit code 2 with the usage', async () => {
    expect(await sep('dance')).toMatchObject({ code: 2, complaints: expect.stringContaining('no command "dance"') });
    expect(await sep('people', 'add')).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('email is missing'),
    });
    expect(await sep('people', 'list', 'x')).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('one argument too many'),
    });
    expect(await sep('grant', 'a', 'b', '--rule', 'x')).toMatchObject({
      code: 2,
      complaints: expect.stringContaining('--rule'),
    });
  });

  test('a wrong setting stops a command with a sentence', async () => {
    const complaints: string[] = [];
    const code = await runCommandLine(
      commands,
      ['people', 'list'],
      { PORT: 'x' },
      { print: () => undefined, complain: (line) => complaints.push(line) },
    );
    expect({ code, complaints }).toEqual({
      code: 1,
      complaints: ['PORT must be a whole number from 0 to 65535; it is "x".'],
    });
  });

  test('people and programs are made, granted, listed and revoked', async () => {
    withElm();
    expect((await sep('people', 'list')).out).toMatch(/ana@elm\.example +Ana +elm: editor \(North, South\)/);
    expect((await sep('programs', 'list')).out).toMatch(/elm +Strategic Execution Plan +Elm Unified +2026-27 +0/);
    expect(await sep('revoke', 'elm', 'ana@elm.example')).toMatchObject({
      code: 0,
      out: 'elm is closed to ana@elm.example.',
    });
    expect((await sep('people', 'list')).out).not.toContain('elm: editor');
    expect((await sep('people', 'disable', 'ANA@elm.example')).code).toBe(0);
    expect((await sep('people', 'list')).out).toContain('disabled');
  });

  test.each([
    [['people', 'add', 'nobody'], '"nobody" is no e-mail address.'],
    [['programs', 'add', 'Elm!', '--district', 'E', '--fiscal-year', '2026-27'], 'cannot be a program’s id'],
    [
      ['programs', 'add', 'elm', '--district', 'E', '--fiscal-year', '2026-29'],
      '--fiscal-year must read like 2026-27.',
    ],
    [['grant', 'elm', 'x@y.example', '--role', 'boss'], '--role must be viewer, editor, finance or admin.'],
    [
      ['grant', 'elm', 'x@y.example', '--role', 'editor', '--regions', 'Nord'],
      '"Nord" is no region; there are North, South, East, West.',
    ],
    [
      ['grant', 'elm', 'x@y.example', '--role', 'finance', '--regions', 'North'],
      'Only editors are limited to regions and projects.',
    ],
    [['import', 'elm', 'x.xlsx'], '--as is needed'],
  ])('%j ends with exit code 1 and a sentence', async (args, sentence) => {
    const result = await sep(...args);
    expect(result.code).toBe(1);
    expect(result.complaints).toContain(sentence);
    expect(result.complaints).not.toContain('\n');
  });

  test('a name of nobody and of no program is said to be one', async () => {
    withElm();
    expect((await sep('people', 'password', 'x@y.example')).complaints).toContain(
      'There is no account for x@y.example.',
    );
    expect((await sep('grant', 'elm', 'x@y.example', '--role', 'editor')).complaints).toContain(
      'no account for x@y.example',
    );
    expect((await sep('grant', 'oak', 'ana@elm.example', '--role', 'editor')).complaints).toContain('no program oak');
    expect((await sep('verify', 'oak')).complaints).toContain('no program oak');
  });

  test.each([
    ['twelve letters', 'twelvelettrs', 'twelvelettrs'],
    ['a line of them, as `echo` gives it', 'twelvelettrs\n', 'twelvelettrs'],
    ['a line of Windows', 'twelvelettrs\r\n', 'twelvelettrs'],
    ['what ends with a blank', 'elevenletrs \n', 'elevenletrs '],
  ])('a password read from standard input is %s, and is not shown', async (_what, typed, password) => {
    withElm();
    const result = await typing(typed, () => sep('people', 'add', 'bo@elm.example', '--password-stdin'));
    expect(result).toMatchObject({ code: 0, complaints: '' });
    expect(result.out).toBe('Added bo@elm.example (bo@elm.example).');
    const store = await openDatabase({ file: join(folder, 'sep.sqlite') });
    const { password: kept } = await store.read
      .selectFrom('accounts')
      .select('password')
      .where('email', '=', 'bo@elm.example')
      .executeTakeFirstOrThrow();
    expect(await isPassword(password, kept)).toBe(true);
    await store.close();
  });

  test('a password of eleven characters is too short, also where a line end makes twelve', async () => {
    withElm();
    for (const typed of ['elevenletrs', 'elevenletrs\n', '\n']) {
      const refused = await typing(typed, () => sep('people', 'add', 'bo@elm.example', '--password-stdin'));
      expect(refused.code).toBe(1);
      expect(refused.complaints).toContain('A password needs at least 12 characters.');
    }
  });

  test('an account and a program are made once', async () => {
    withElm();
    expect((await sep('people', 'add', 'Ana@Elm.example')).complaints).toContain(
      'There is an account for Ana@Elm.example already.',
    );
    expect((await sep('programs', 'add', 'elm', '--district', 'E', '--fiscal-year', '2026-27')).complaints).toContain(
      'already',
    );
  });

  test('the consolidated workbook is exported to a file, and merges back without a change', async () => {
    withElm();
    const file = join(root, `${count}.xlsx`);
    expect(await sep('export', 'elm', file)).toMatchObject({ code: 0, complaints: '' });
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
    expect((await sep('export', 'elm', file)).complaints).toContain('Add --force');
    const merged = await sep('import', 'elm', file, '--as', 'ana@elm.example');
    expect(merged).toMatchObject({ code: 0, complaints: '' });
    expect(merged.out).toContain('Nothing new; the program stays at revision 0.');
  });

  test('[FA12] a file without its revision is told of in the words of the command line, and taken with --base', async () => {
    withElm();
    const file = join(root, `${count}-stripped.xlsx`);
    await sep('export', 'elm', file);
    writeFileSync(file, editPart(readFileSync(file), sheetPath(readFileSync(file), METADATA_SHEET), withoutCells));
    const refused = await sep('import', 'elm', file, '--as', 'ana@elm.example');
    expect(refused.code).toBe(1);
    expect(refused.complaints).toContain('add --base REVISION');
    expect(refused.complaints).not.toContain('(base)');
    const taken = await sep('import', 'elm', file, '--as', 'ana@elm.example', '--base', '0', '--realign');
    expect(taken).toMatchObject({ code: 0, complaints: '' });
    expect((await sep('import', 'elm', file, '--as', 'ana@elm.example', '--base', 'x')).complaints).toContain(
      '--base must be a revision number.',
    );
  });

  test('[FA12] what is refused is placed by sheet, key and column, never by Row ID', async () => {
    withElm();
    const file = join(root, `${count}-sites.xlsx`);
    await sep('export', 'elm', file);
    writeFileSync(file, setCell(readFileSync(file), 'Systems', 'B2', 'WLAN'));
    const result = await sep('import', 'elm', file, '--as', 'ana@elm.example');
    expect(result.out).toMatch(/refused   Systems · WLAN: Systems, row 2: ./);
    expect(result.out).not.toMatch(/R[0-9A-Z]{15}/);
  });

  test('[FA7, V01] what a row lacks is one line; with --empty-cells a row keeps what is required', async () => {
    withElm();
    const file = join(root, `${count}-lacking.xlsx`);
    const put = (cells: Readonly<Record<string, string | number>>): void => {
      for (const [address, value] of Object.entries(cells)) {
        writeFileSync(file, setCell(readFileSync(file), 'Systems', address, value));
      }
    };
    const importIt = async (...options: string[]) =>
      (await sep('import', 'elm', file, '--as', 'ana@elm.example', ...options)).out;
    await sep('grant', 'elm', 'ana@elm.example', '--role', 'finance');
    await sep('export', 'elm', file);
    put({ B2: 'LAN', C2: 'Wired', D2: 'School Network Modernization', E2: 'C2', F2: 10 });
    expect(await importIt()).toContain('Revision 1 was made.');
    await sep('export', 'elm', file, '--force');
    put({ C2: '', D2: '' });
    expect(await importIt('--preview')).toContain(
      '  refused   Systems · LAN · Wired: Two required cells are empty: System Name and Program.',
    );
    put({ E2: '', F2: '' });
    expect(await importIt()).toContain(
      'In the sheet Systems 1 row (LAN) has lost its cells; nothing of that was sent.',
    );
    expect(await importIt('--empty-cells')).toContain('1 accepted, 0 conflicts, 0 refused.');
  });

  test('[FB6] keys and codes are printed with their names', async () => {
    withElm();
    await sep('grant', 'elm', 'ana@elm.example', '--role', 'finance');
    await spoil('the first one');
    const file = join(root, `${count}-names.xlsx`);
    await sep('export', 'elm', file);
    writeFileSync(file, setCell(readFileSync(file), 'Systems', 'E2', 'C7'));
    const result = await sep('import', 'elm', file, '--as', 'ana@elm.example');
    expect(result.out).toContain('refused   Systems · LAN · Network · Default E-Rate Category: ');
  });

  test('a file that is no workbook is refused with the server’s sentence', async () => {
    withElm();
    const file = join(root, 'no.xlsx');
    writeFileSync(file, 'hello');
    const result = await sep('import', 'elm', file, '--as', 'ana@elm.example');
    expect(result.code).toBe(1);
    expect(result.complaints).toMatch(/^[A-Z].*\.$/);
  });

  test('verify walks every program', async () => {
    withElm();
    await sep('people', 'add', 'bo@elm.example');
    const whole = { code: 0, out: 'elm: 0 revisions, 0 journal entries, whole\nthe server: 2 acts, whole' };
    expect(await sep('verify')).toMatchObject(whole);
    expect(await sep('repair', 'elm')).toMatchObject({ code: 0, out: 'elm: nothing to repair, the history is whole.' });
    expect(await sep('repair', 'oak')).toMatchObject({ code: 1, complaints: 'There is no program oak.' });
  });

  test('[AUD3] verify takes a file or a receipt, and says in what a file differs', async () => {
    withElm();
    await sep('grant', 'elm', 'ana@elm.example', '--role', 'admin');
    const file = join(folder, 'plan.xlsx');
    await sep('export', 'elm', file);
    expect(await sep('verify', file)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Equals revision 0 of elm\. It is: Workbook as of /),
    });
    expect(await sep('verify', '0-0000-0000-0000-0000')).toMatchObject({
      code: 1,
      complaints: 'Unknown: no program here has given this out.',
    });
    writeFileSync(file, 'hello');
    expect((await sep('verify', file)).complaints).toContain('Unknown');
  });

  test('[AUD4] anchors are written and compared, and a history that was rewritten as a whole is found by them', async () => {
    withElm();
    const anchors = join(folder, 'anchors');
    expect((await sep('anchor')).complaints).toContain('Name a folder');
    expect((await sep('anchor', anchors)).out).toContain('elm: revision 0, act ');
    const whole = await sep('verify', '--anchor', anchors);
    expect(whole).toMatchObject({ code: 0, out: expect.stringMatching(/1 anchors until \S+, whole/) });
    const database = new Sqlite(join(folder, 'sep.sqlite'));
    database.exec("DELETE FROM acts; UPDATE server_acts SET acts = 0, acts_hash = ''");
    database.exec("UPDATE programs SET acts = 0, acts_hash = ''");
    database.close();
    expect(await sep('verify')).toMatchObject({ code: 0 });
    const found = await sep('verify', '--anchor', anchors);
    expect(found).toMatchObject({ code: 1, complaints: expect.stringContaining('what was anchored does not hold') });
    expect(found.out).toContain('is not there any more.');
  });

  test('[FD3] repair says what it would record, records it, and rewrites nothing', async () => {
    withElm();
    await sep('grant', 'elm', 'ana@elm.example', '--role', 'finance');
    await spoil('half \ud800 a character');
    const broken = await sep('verify');
    expect(broken).toMatchObject({ code: 1, complaints: expect.stringContaining('See what `repair` can mend') });
    expect(broken.out).toBe(
      'elm: 1 revisions, 1 journal entries, BROKEN: 1 fault\n  Revision 1 or its journal is not what was committed.\nthe server: 1 acts, whole',
    );
    const preview = await sep('repair', 'elm', '--preview');
    expect(preview).toMatchObject({ code: 0, complaints: '' });
    expect(preview.out).toContain('Revision 1, note: committed as "half \\ud800 a character"');
    expect(preview.out).toContain(
      'Would be recorded, with the bytes that stand there: 68616c6620eda08020612063686172616374657',
    );
    expect((await sep('verify')).code).toBe(1);
    expect((await sep('repair', 'elm')).out).toContain('Recorded, with the bytes');
    expect((await sep('verify', 'elm')).out).toBe('elm: 1 revisions, 1 journal entries, whole');
  });
});

describe('backup and restore', () => {
  test('a backup brings back what was there, and keeps what it replaces', async () => {
    withElm();
    const file = join(root, 'kept.sqlite');
    expect(await sep('backup', file)).toMatchObject({ code: 0 });
    // [FD13] It is for its owner alone.
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await sep('people', 'add', 'ben@elm.example');
    expect(await sep('people', 'disable', 'ana@elm.example')).toMatchObject({ code: 0 });
    const restored = await sep('restore', file);
    expect(restored).toMatchObject({ code: 0, complaints: '' });
    expect(restored.out).toContain('elm at revision 0');
    // What came back with the backup is not let in by it.
    expect(restored.out).toContain('Locked out since the backup, and kept so: ana@elm.example.');
    expect(restored.out).toContain('Made since the backup, and to be invited again: ben@elm.example.');
    const people = (await sep('people', 'list')).out;
    expect(people).toContain('ana@elm.example');
    expect(people).not.toContain('ben@elm.example');
    const kept = /kept at (.*)\./.exec(restored.out)?.[1] ?? '';
    expect(existsSync(kept)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  test('[REV8] a backup that cannot be marked as restored takes the place of nothing', async () => {
    withElm();
    const file = join(root, 'unmarkable.sqlite');
    await sep('backup', file);
    const spoiled = new Sqlite(file);
    spoiled.exec(`INSERT INTO epochs (program, number, revision, hash, at) VALUES ('elm', 1, 0, '', '')`);
    spoiled.close();
    await sep('people', 'add', 'ben@elm.example');
    const before = readdirSync(folder);
    expect((await sep('restore', file)).code).toBe(1);
    expect(readdirSync(folder)).toEqual(before);
    expect((await sep('people', 'list')).out).toContain('ben@elm.example');
  });

  test('[FD13] a backup is for its owner’s eyes alone, and can be verified by being restored beside', async () => {
    withElm();
    const file = join(root, 'verified.sqlite');
    const made = await sep('backup', file, '--verify');
    expect(made).toMatchObject({ code: 0, complaints: '' });
    expect(made.out).toBe(`Backed up to ${file}.\n${file} can be restored, and holds: elm at revision 0.`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const without = await sep('backup', '--verify');
    expect(without.out).toContain('can be restored, and holds: elm at revision 0.');
    const spoiled = new Sqlite(file);
    spoiled.exec("UPDATE acts SET what = 'nothing' WHERE number = 1 AND program = ''");
    spoiled.close();
    const found = await sep('backup', file, '--verify');
    expect(found.code).toBe(1);
    expect(found.out).toContain('The server: ');
    expect(found.complaints).toContain('does not hold');
    expect((await sep('backup')).complaints).toContain('BACKUP_FOLDER');
  });

  test('a backup never replaces a file', async () => {
    withElm();
    const file = join(root, 'taken.sqlite');
    writeFileSync(file, 'mine');
    expect((await sep('backup', file)).complaints).toContain('never replaces a file');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test('a file that is no database is refused before anything is moved', async () => {
    withElm();
    const file = join(root, 'broken.sqlite');
    writeFileSync(file, 'x'.repeat(5000));
    const result = await sep('restore', file);
    expect(result.code).toBe(1);
    expect(result.complaints).toContain('is no backup of SEP Sync');
    expect((await sep('people', 'list')).out).toContain('ana@elm.example');
  });

  test('a running server keeps its database', async () => {
    withElm();
    const file = join(root, 'other.sqlite');
    await sep('backup', file);
    const running = await openDatabase({ file: join(folder, 'sep.sqlite') });
    await running.read.selectFrom('programs').select('id').execute();
    const result = await sep('restore', file);
    await running.close();
    expect(result).toMatchObject({ code: 1, complaints: 'The database is in use. Stop the server first.' });
    copyFileSync(file, `${file}.again`);
    expect((await sep('restore', `${file}.again`)).code).toBe(0);
  });
});
