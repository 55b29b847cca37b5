import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSheetTools, type SheetTools } from '../../addin/excel/sheet-tools.ts';
import type { SelectedCell } from '../../addin/excel/read/selected-cell.ts';
import { valueOf } from '../../addin/excel/testing/outcomes.ts';
import { programNames } from '../../shared/sync/program-names.ts';
import type { ServerClient } from '../../addin/sync/server/server-client.ts';
import type { ServerOutcome } from '../../addin/sync/server/server-problem.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { itemWords } from '../../addin/views/history/change-items.ts';
import { comparePast } from '../../addin/views/history/compare-past.ts';
import { comparedTables } from '../../addin/views/history/compare-tables.ts';
import { historyGroups } from '../../addin/views/history/history-groups.ts';
import { scopeQuery } from '../../addin/views/history/history-scope.ts';
import { restorable, restoreCell, restoreWords } from '../../addin/views/history/restore-cell.ts';
import { previewUndo, undoLastSync } from '../../addin/views/history/undo-last-sync.ts';
import { undoPreviewWords } from '../../addin/views/history/undo-report.ts';
import { gatherNews } from '../../addin/views/news/gather-news.ts';
import { newsGroups } from '../../addin/views/news/news-groups.ts';
import { insertWords } from '../../addin/views/totals/insert-words.ts';
import { figuresOfCut } from '../../addin/views/totals/totals-figures.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { namedTables, noNames, type CodeNames } from '../../shared/tables/code-names.ts';
import { placeWords, valueWords } from '../../shared/tables/place-words.ts';
import { smallPlan } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

async function namesOf({ session }: Officer): Promise<CodeNames> {
  const { program, revision } = session.state;
  if (program === null || revision === null) throw new Error('The workbook is not connected.');
  const rows = await session.programRows(
    { program, revision },
    namedTables.map(({ name }) => name),
  );
  if (rows === null) throw new Error('The names could not be read.');
  return programNames(rows);
}

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;
  let sheet: SheetTools;
  let server: ServerClient;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync(smallPlan());
    ann = await world.officer({ tables: ['sites', 'budgetLines'] });
    sheet = createSheetTools((options, batch) => ann.excel.Excel.run(options, batch));
    server = ann.server;
  });

  afterEach(() => {
    world.close();
  });

  test('an earlier value of the selected cell is put back into the sheet and sent by the next sync', async () => {
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    expectNoProblem(await ann.session.sync());
    const selected = await select('budgetLines', 'BL-001', 'original');
    const page = answerOf(await server.history(world.program, scopeQuery('cell', selected)));
    const items = historyGroups(page.revisions, 'cell', selected).flatMap((group) => group.items);
    expect(items.map((item) => itemWords(item, noNames))).toEqual([
      '10,000.00 → 12,500.00 (+2,500.00)',
      '(empty) → 10,000.00 (+10,000.00)',
    ]);
    const [value, first] = items.map(restorable);
    expect(first).toBeNull();
    if (!value) throw new Error('The earlier value cannot be restored.');
    const restored = await restoreCell({ session: ann.session, sheet }, value, false);
    expect(restoreWords(value, restored, noNames)).toBe('10,000.00 is back in the sheet. Send it with the next sync.');
    expect(ann.session.state.toSend).toBe(1);
    expect(ann.rows('budgetLines')[0]?.['original']).toBe(10_000);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
    expect((await programRows(world, 'budgetLines')).get('BL-001')?.['original']).toBe(1_000_000);
  });

  test('a value is not said to be back where a formula keeps its cell, or where the row is gone', async () => {
    const { rowKey, ...place } = await select('sites', '0417', 'enrollment');
    expect(rowKey).toBe('0417');
    ann.type('sites', '0417', 'enrollment', '=200+300');
    const kept = await restoreCell({ session: ann.session, sheet }, { ...place, value: 486 }, false);
    expect(kept).toEqual({ kind: 'notPlaced' });
    expect(ann.rows('sites')[0]?.['enrollment']).toBe(500);
    const elsewhere = { ...place, row: 'R0123456789ABCDE', value: 486 };
    expect(await restoreCell({ session: ann.session, sheet }, elsewhere, false)).toEqual({ kind: 'notPlaced' });
  });

  test('undo says what it will set back and what has moved on, does it, and tells what stayed', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    ann.type('sites', '0418', 'name', 'Birch');
    const { undoable } = expectNoProblem(await ann.session.sync());
    if (undoable === null) throw new Error('The sync made no revision.');
    const row = (await select('sites', '0418', 'name')).row;
    await world.clerk.sync({ sites: { updates: [{ row, cells: { name: 'Cedar' } }] } }, { base: undoable });
    expect(undoPreviewWords(answerOf(await previewUndo(server, world.program, undoable)), noNames)).toBe(
      'It sets back 1 value, in the plan for everybody and in this workbook. History keeps both. Changed again since, so it stays: Sites · 0418 · Site Name.',
    );
    expect(await undoLastSync(ann.session, server, world.program, undoable, noNames)).toEqual({
      intent: 'success',
      text: `Revision ${undoable} is undone: 1 value set back. Changed again since, so it stayed: Sites · 0418 · Site Name.`,
    });
    expect(ann.rows('sites').map(({ name }) => name)).toEqual(['School 0417', 'Cedar']);
    expect(ann.session.state.undoable).toBeNull();
  });

  test('an undo that does not reach the server says so and can be tried again', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    const { undoable } = expectNoProblem(await ann.session.sync());
    if (undoable === null) throw new Error('The sync made no revision.');
    ann.network.loseRequests = 20;
    const failed = await undoLastSync(ann.session, server, world.program, undoable, noNames);
    expect(failed.intent).toBe('warning');
    expect(failed.text).toMatch(/^You’re offline\. /);
    ann.network.loseRequests = 0;
    expect(await undoLastSync(ann.session, server, world.program, undoable, noNames)).toMatchObject({
      intent: 'success',
    });
    expect(ann.rows('sites')[0]?.['name']).toBe('School 0417');
  });

  test('news is what others changed since, without what I did', async () => {
    const since = ann.session.state.revision ?? 0;
    const row = (await select('budgetLines', 'BL-002', 'original')).row;
    await world.clerk.sync({ budgetLines: { updates: [{ row, cells: { original: 70_000 } }] } }, { base: since });
    expectNoProblem(await ann.session.sync());
    ann.type('sites', '0417', 'name', 'Alder');
    expectNoProblem(await ann.session.sync());
    const me = ann.client.person.name;
    const news = answerOf(await gatherNews(server, { program: world.program, since, me }));
    expect(news.isCut).toBe(false);
    expect(
      newsGroups(news.revisions).map(({ by, items }) => [by, items.map((item) => itemWords(item, noNames))]),
    ).toEqual([[world.clerk.person.name, ['500.00 → 700.00 (+200.00)']]]);
    const head = ann.session.state.revision ?? 0;
    expect(answerOf(await gatherNews(server, { program: world.program, since: head, me })).revisions).toEqual([]);
  });

  test('the plan of now is compared with a revision, and with the end of a day', async () => {
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    expectNoProblem(await ann.session.sync());
    const since = answerOf(await comparePast(server, world.program, { kind: 'revision', revision: 1, to: null }));
    expect(comparedTables(since).map(({ label, sums }) => [label, sums[0], sums.at(-1)])).toContainEqual([
      'Budget Lines',
      expect.stringMatching(/^Original.* \+2,500\.00$/),
      expect.stringMatching(/^\d+ values?$/),
    ]);
    const today = `${world.server.clock.getFullYear()}-12-31`;
    const now = answerOf(await comparePast(server, world.program, { kind: 'day', day: today }));
    expect(now).toMatchObject({ from: ann.session.state.revision, changes: [] });
    const before = answerOf(await comparePast(server, world.program, { kind: 'day', day: '2001-01-01' }));
    expect(before.from).toBe(0);
  });

  test('totals go into an empty place as plain values of a revision, and nowhere else', async () => {
    const reply = answerOf(await server.totals(world.program, { by: ['source'], at: 1 }));
    ann.type('budgetLines', 'BL-001', 'original', '12500');
    expectNoProblem(await ann.session.sync());
    await select('budgetLines', 'BL-001', 'original');
    const refused = insertWords(await sheet.insertFigures(figuresOfCut(reply, 'source', await namesOf(ann))), 1);
    expect(refused.text).toContain('nothing was written');
    const blank = ann.book.sheets()[0]?.id ?? '';
    ann.host.select(blank, areaOf(1, 1, 1, 1));
    expect(valueOf(await sheet.insertFigures(figuresOfCut(reply, 'source', await namesOf(ann))))).toBe('written');
    const area = areaOf(1, 1, 5, 8);
    const values = ann.book.readValues(blank, area);
    expect(values.map((line) => line.slice(0, 3))).toEqual([
      ['Totals by funding source', '', ''],
      [`as of revision 1, ${reply.asOf}`, '', ''],
      ['Funding Source', 'Name', 'Current Budget'],
      ['BND-A', 'Source BND-A', 10_500],
      ['Program', '', 10_500],
    ]);
    expect(
      ann.book
        .readFormulas(blank, area)
        .flat()
        .filter((formula) => formula !== undefined),
    ).toEqual([]);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
  });

  test('[FB6] the pane has the names of codes whose tables are not in its workbook', async () => {
    expect(placeWords('fundingSources', 'BND-A', null, await namesOf(ann))).toBe(
      'Funding Sources · BND-A · Source BND-A',
    );
    expect(valueWords('budgetLines', 'location', '0417', await namesOf(ann))).toBe('0417 · School 0417');
  });

  /** Selects a cell as the person would, and tells what the pane sees of it. */
  async function select(table: string, key: string, column: string): Promise<SelectedCell> {
    const row = [...(await ann.client.rows(table))].find(([, { cells }]) => Object.values(cells).includes(key))?.[0];
    expect(valueOf(await ann.session.jumpTo({ table, row: row ?? '', column }))).toBe(true);
    const selected = valueOf(await sheet.selectedCell());
    if (selected === null) throw new Error(`No cell of ${table} ${key} is selected.`);
    return selected;
  }
});

function answerOf<T>(outcome: ServerOutcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}
