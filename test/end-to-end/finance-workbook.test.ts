import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { syncReply } from '../../shared/protocol/sync.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { setCell, sheetPath } from '../../server/workbook/testing/edit-file.ts';
import { columnLetters } from '../../shared/workbook-file/column-letters.ts';
import { budgetLine, inserts, project, site, source, system } from '../contracts/plan-rows.ts';
import type { TestClient } from '../contracts/test-server.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type World } from './world.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { readBookXlsx } from '../../addin/workbench/xlsx/read-xlsx.ts';
import { writeBookXlsx } from '../../addin/workbench/xlsx/write-xlsx.ts';

const LINES = ['BL-001', 'BL-002', 'BL-003'];

/** Letter of a column of a table's sheet in the consolidated workbook, whose column A is the Row ID. */
function letterOf(table: string, column: string): string {
  return columnLetters(Object.keys(tableNamed(table).columns).indexOf(column) + 1);
}

async function download(client: TestClient): Promise<Uint8Array> {
  const response = await client.fetch('/workbook.xlsx');
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

async function giveBack(client: TestClient, file: Uint8Array) {
  const response = await client.fetch('/workbook', { method: 'POST', body: new Uint8Array(file) });
  return syncReply.parse(await response.json());
}

/** Sheet row of a budget line in the file. */
function sheetRow(file: Uint8Array, line: string): number {
  const xml = strFromU8(unzipSync(file)[sheetPath(file, 'Budget Lines')] ?? new Uint8Array());
  const row = [...xml.matchAll(/<row r="(\d+)".*?<\/row>/gs)].find(([text]) => text.includes(`>${line}<`));
  if (!row) throw new Error(`The file has no line ${line}.`);
  return Number(row[1]);
}

describe.each(DIALECTS)('finance with a downloaded workbook, on %s', (dialect) => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({
      sites: inserts(site('0417')).edits,
      systems: inserts(system('LAN')).edits,
      fundingSources: inserts(source('BND-A')).edits,
      projects: inserts(project('26.00001')).edits,
      budgetLines: inserts(...LINES.map((id, index) => budgetLine(id, { original: 1_000_001 * (index + 1) }))).edits,
    });
  });

  afterEach(() => {
    world.close();
  });

  test('edits and returns it while officers sync: everything merges, the same cell is a conflict, nothing is lost', async () => {
    const finance = await world.server.member(world.program, 'finance');
    const ann = await world.officer({ tables: ['budgetLines'] });
    const ben = await world.officer({ tables: ['budgetLines'] });
    const [original, note] = [letterOf('budgetLines', 'original'), letterOf('budgetLines', 'note')];
    let file = await download(finance);

    ann.type('budgetLines', 'BL-001', 'note', 'from Ann');
    expectNoProblem(await ann.session.sync());
    ben.type('budgetLines', 'BL-002', 'original', '20000.55');
    expectNoProblem(await ben.session.sync());

    file = setCell(file, 'Budget Lines', `${original}${sheetRow(file, 'BL-001')}`, 11_111.11);
    file = setCell(file, 'Budget Lines', `${original}${sheetRow(file, 'BL-002')}`, 22_222.22);
    file = setCell(file, 'Budget Lines', `${note}${sheetRow(file, 'BL-003')}`, '=1+1 stays text');
    const [reply] = await Promise.all([giveBack(finance, file), ann.session.sync(), ben.session.sync()]);

    expect(reply.refusals).toEqual([]);
    expect(reply.accepted).toBe(2);
    expect(reply.conflicts).toMatchObject([
      { table: 'budgetLines', column: 'original', local: 2_222_222, remote: 2_000_055, kind: 'cell' },
    ]);
    expectNoProblem(await ann.session.sync());
    expectNoProblem(await ben.session.sync());
    const lines = await programRows(world, 'budgetLines');
    expect(lines.get('BL-001')).toMatchObject({ original: 1_111_111, note: 'from Ann' });
    expect(lines.get('BL-002')).toMatchObject({ original: 2_000_055 });
    expect(lines.get('BL-003')).toMatchObject({ note: '=1+1 stays text' });
    expect(ann.rows('budgetLines')).toEqual(ben.rows('budgetLines'));
    expect(ann.rows('budgetLines').find(({ id }) => id === 'BL-003')).toMatchObject({ note: '=1+1 stays text' });

    const kept: unknown = await (await finance.fetch('/conflicts?status=open')).json();
    expect(JSON.stringify(kept)).toContain('2222222');
  });

  test('returns it untouched: nothing becomes of it', async () => {
    const finance = await world.server.member(world.program, 'finance');
    const reply = await giveBack(finance, await download(finance));
    expect(reply).toMatchObject({ committed: null, conflicts: [], refusals: [] });
  });

  test('[W15, FA6] what is typed into a report is told on upload, though the add-in has synced the file meanwhile', async () => {
    const finance = await world.server.member(world.program, 'finance');
    const book = openBook(await readBookXlsx('Plan.xlsx', await download(finance)));
    const reader = await world.officer({ role: 'finance', book });
    for (const note of ['once', 'and again']) {
      reader.type('budgetLines', 'BL-001', 'note', note);
      expectNoProblem(await reader.session.sync());
    }
    expect(await giveBack(finance, await writeBookXlsx(saveBook(book)))).toMatchObject({ warnings: [] });
    reader.hands.typeInto('By Source', 'C7', '5600000');
    const { committed, warnings } = await giveBack(finance, await writeBookXlsx(saveBook(book)));
    expect(committed).toBeNull();
    expect(warnings).toMatchObject([{ rule: 'W15', message: expect.stringContaining('By Source') }]);
  });

  test('opens the download in the add-in: the file is itself a client at its revision', async () => {
    const file = await download(await world.server.member(world.program, 'finance'));
    const ann = await world.officer({ tables: ['budgetLines'] });
    ann.type('budgetLines', 'BL-002', 'note', 'while the file lay in the mail');
    expectNoProblem(await ann.session.sync());

    const reader = await world.officer({ role: 'finance', book: openBook(await readBookXlsx('Plan.xlsx', file)) });
    expect(reader.session.state).toMatchObject({ program: world.program, revision: 1, conflicts: [], toSend: 0 });
    reader.type('budgetLines', 'BL-001', 'note', 'typed into the download');
    const state = expectNoProblem(await reader.session.sync());
    expect([state.accepted, statusOf(state)]).toEqual([1, 'synced']);
    const lines = await programRows(world, 'budgetLines');
    expect(LINES.map((line) => lines.get(line)?.['note'] ?? null)).toEqual([
      'typed into the download',
      'while the file lay in the mail',
      null,
    ]);
    expect(reader.rows('budgetLines')[1]?.['note']).toBe('while the file lay in the mail');
  });
});
