import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { workbookOrigin, type OpenedWorkbook } from '../../addin/views/gates/workbook-origin.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, type Officer, type World } from './world.ts';

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;
  let ann: Officer;

  beforeEach(async () => {
    world = await openWorld(dialect);
    world.server.clock = new Date('2026-03-02T10:00:00.000Z');
    await world.clerk.sync({ sites: inserts(site('0417'), site('0418')).edits });
    ann = await world.officer({ tables: ['sites'] });
  });

  afterEach(() => {
    world.close();
  });

  function opened({ session }: Officer): OpenedWorkbook {
    const { program, workbook, revision } = session.state;
    if (program === null || workbook === null || revision === null) throw new Error('Not connected.');
    return { program, workbook, revision };
  }

  const originOf = async (officer: Officer, of = opened(officer)) => {
    const outcome = await workbookOrigin(officer.server, of, officer.client.person.name);
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    return outcome.value;
  };

  test('[GATE4, GATE5] a workbook that only its owner has synced, last of all, is neither a copy nor old', async () => {
    expect(await originOf(ann)).toEqual({ usedBy: null, oldCopy: null });
    ann.type('sites', '0417', 'name', 'Alder');
    expectNoProblem(await ann.session.sync());
    expect(await originOf(ann)).toEqual({ usedBy: null, oldCopy: null });
  });

  test('[GATE4] a mailed copy is known by who else syncs under its id, until it gets an id of its own', async () => {
    const ben = await world.officer({ book: ann.copyBook() });
    ann.type('sites', '0417', 'name', 'Alder');
    expectNoProblem(await ann.session.sync());
    expect((await originOf(ben)).usedBy).toBe(ann.client.person.name);
    const before = ben.session.state.workbook;
    await ben.session.renewWorkbook();
    expect(ben.session.state.workbook).not.toBe(before);
    expect(await originOf(ben)).toEqual({ usedBy: null, oldCopy: null });
    expect(expectNoProblem(await ben.session.sync()).revision).toBe(2);
  });

  test('[GATE5] an old copy is known by its own later sync, with its day and what has changed since', async () => {
    const old = opened(ann);
    world.server.clock = new Date('2026-03-04T10:00:00.000Z');
    ann.type('sites', '0417', 'name', 'Alder');
    ann.type('sites', '0418', 'name', 'Birch');
    expectNoProblem(await ann.session.sync());
    expect(await originOf(ann, old)).toEqual({
      usedBy: null,
      oldCopy: { revision: 1, madeAt: '2026-03-02T10:00:00.000Z', changed: 2 },
    });
  });

  test('while a file is held nothing is sent and nothing is written, by no button', async () => {
    ann.session.hold(true);
    ann.type('sites', '0417', 'name', 'Alder');
    await ann.session.sync();
    expect((await ann.client.rows('sites')).size).toBe(2);
    expect(JSON.stringify([...(await ann.client.rows('sites')).values()])).not.toContain('Alder');
    ann.session.hold(false);
    expectNoProblem(await ann.session.sync());
    expect(JSON.stringify([...(await ann.client.rows('sites')).values()])).toContain('Alder');
  });
});
