import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { inserts, site, update } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;
  let ids: readonly string[];

  beforeEach(async () => {
    world = await openWorld(dialect);
    const made = inserts(site('0417'), site('0418'), site('0419'));
    ids = made.ids;
    await world.clerk.sync({ sites: made.edits });
    ann = await world.officer();
  });

  afterEach(() => {
    world.close();
  });

  const nameOf = (officer: Officer, code: string) =>
    officer.rows('sites').find((row) => row['code'] === code)?.['name'];

  test('an old copy sends just what was edited in it and is brought up to date', async () => {
    const old = ann.copyBook();
    await world.clerk.sync({ sites: update(ids[0] ?? '', { name: 'Alder' }) }, { base: 1 });
    await world.clerk.sync({ sites: update(ids[1] ?? '', { name: 'Birch' }) }, { base: 2 });
    expectNoProblem(await ann.session.sync());
    const reader = await world.officer({ book: old });
    reader.type('sites', '0419', 'city', 'Cedar Rapids');
    const state = expectNoProblem(await reader.session.sync());
    expect(state.accepted).toBe(1);
    expect(statusOf(state)).toBe('synced');
    expect(['0417', '0418', '0419'].map((code) => nameOf(reader, code))).toEqual(['Alder', 'Birch', 'School 0419']);
    expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe('Alder');
  });

  test('a mailed copy and its original meet like two workbooks: other cells merge, the same cell is a conflict', async () => {
    const mailed = await world.officer({ book: ann.copyBook() });
    ann.type('sites', '0417', 'name', 'Alder');
    ann.type('sites', '0418', 'name', 'Birch');
    mailed.type('sites', '0417', 'city', 'Cedar Rapids');
    mailed.type('sites', '0418', 'name', 'Beech');
    expectNoProblem(await ann.session.sync());
    const { conflicts } = expectNoProblem(await mailed.session.sync());
    expect(conflicts).toMatchObject([{ column: 'name', rowKey: '0418', local: 'Beech', remote: 'Birch' }]);
    expectNoProblem(await ann.session.sync());
    expect(ann.rows('sites')[0]).toMatchObject({ name: 'Alder', city: 'Cedar Rapids' });
    expect(mailed.rows('sites')[0]).toMatchObject({ name: 'Alder', city: 'Cedar Rapids' });
  });

  /** The hidden sheet is gone, as after a copy of the visible sheets into a new workbook. */
  async function withoutMetadata(): Promise<Officer> {
    ann.type('sites', '0417', 'name', 'Alder');
    await world.clerk.sync({ sites: update(ids[1] ?? '', { name: 'Birch' }) }, { base: 1 });
    const hidden = ann.book.sheets().find(({ name }) => name === '_SEP');
    ann.book.updateSheet(hidden?.id ?? '', { visibility: 'Visible' });
    ann.hands.deleteSheet('_SEP');
    const fresh = await ann.reopen();
    expect(fresh.session.state.phase).toBe('notConnected');
    const asked = await fresh.session.connect(world.program, 'adopt');
    expect(asked.question).toMatchObject({
      kind: 'review',
      differences: [
        { rowKey: '0417', column: 'name', local: 'Alder', remote: 'School 0417' },
        { rowKey: '0418', column: 'name', local: 'School 0418', remote: 'Birch' },
      ],
    });
    expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe('School 0417');
    return fresh;
  }

  test('[W7] without metadata nothing is sent before the person has chosen: the program’s values', async () => {
    const fresh = await withoutMetadata();
    expect(statusOf(expectNoProblem(await fresh.session.answerReview('useTheirs')))).toBe('synced');
    expect(['0417', '0418'].map((code) => nameOf(fresh, code))).toEqual(['School 0417', 'Birch']);
  });

  test('[W7] without metadata nothing is sent before the person has chosen: the sheet’s values', async () => {
    const fresh = await withoutMetadata();
    expect(statusOf(expectNoProblem(await fresh.session.answerReview('sendMine')))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0417')?.['name']).toBe('Alder');
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('School 0418');
  });

  test('a workbook ahead of the program (a server restored from a backup) is compared first', async () => {
    ann.type('sites', '0417', 'name', 'Alder');
    expectNoProblem(await ann.session.sync());
    const metadata = await ann.port.survey();
    if (!metadata.ok || metadata.value.metadata === null) throw new Error('The metadata is gone.');
    await ann.port.writeMetadata({ ...metadata.value.metadata, revision: 999 });
    ann.type('sites', '0418', 'name', 'Birch');
    const asked = await ann.session.sync();
    expect(asked.question).toMatchObject({ kind: 'review', differences: [{ rowKey: '0418', local: 'Birch' }] });
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('School 0418');
    expect(statusOf(expectNoProblem(await ann.session.answerReview('sendMine')))).toBe('synced');
    expect((await programRows(world, 'sites')).get('0418')?.['name']).toBe('Birch');
  });
});
